// Exhibit B as one of several: what exhibit.hpp asks of every exhibit.
#pragma once
#include "core/exhibit/exhibit.hpp"
#include "core/exhibit/plane_figure.hpp"
#include "core/exhibit/plane_handles.hpp"

namespace dlab {

Effort effort(const PlaneScene& scene, const PlaneResults* previous);
bool curve_current(const PlaneResults& results);
Figure figure(const PlaneScene& scene, const PlaneResults& results, const Look& look, const Style& style,
              double width, double height);
std::vector<MeterPlace> meter_places(const PlaneScene& scene, const PlaneResults& results, const Style& style,
                                     double width, double height);
Rect slow_card(const PlaneScene& scene, const Style& style, double width, double height);
std::optional<Action> drop_handle(const PlaneScene& scene, const PlaneResults& results, const Handle& handle,
                                  Vec data);
std::string caption(const Scene& whole, const PlaneScene& scene, const PlaneResults& results,
                    const Catalog& words);
std::vector<std::pair<std::string, Estimate>> meters(const PlaneScene& scene, const PlaneResults& results);

// Built-in scenes of exhibit B.
std::vector<Scene> plane_scenes();

}  // namespace dlab
