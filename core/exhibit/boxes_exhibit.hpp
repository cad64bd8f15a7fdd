// Exhibit C as one of several: what exhibit.hpp asks of every exhibit.
#pragma once
#include "core/exhibit/boxes_figure.hpp"
#include "core/exhibit/exhibit.hpp"

namespace dlab {

Effort effort(const BoxesScene& scene, const BoxesResults* previous);
std::shared_ptr<const BoxesResults> solve(const BoxesScene& scene, std::int64_t, const BoxesResults* previous,
                                          std::stop_token stop, bool curve);
bool curve_current(const BoxesResults& results);
Figure figure(const BoxesScene& scene, const BoxesResults& results, const Look& look, const Style& style,
              double width, double height);
std::vector<MeterPlace> meter_places(const BoxesScene& scene, const BoxesResults& results, const Style& style,
                                     double width, double height);
Rect slow_card(const BoxesScene& scene, const Style& style, double width, double height);
std::vector<Handle> handles(const BoxesScene& scene, const BoxesResults& results);
// A box in the hand is carried to the place that it is over at the moment, so that the numbers follow.
Action drag_handle(const BoxesScene& scene, const BoxesResults& results, const Handle& handle, Vec data,
                   bool snap);
std::optional<Action> drop_handle(const BoxesScene& scene, const BoxesResults& results, const Handle& handle,
                                  Vec data);
std::optional<Action> key_handle(const BoxesScene& scene, const BoxesResults& results, const Handle& handle,
                                 const HandleKey& key);
std::string handle_label(const BoxesScene& scene, const Handle& handle, const Catalog& words);
std::string recorded_parameter(const BoxesScene& scene, const Handle& handle);
std::string caption(const Scene& whole, const BoxesScene& scene, const BoxesResults& results,
                    const Catalog& words);
std::vector<std::pair<std::string, Estimate>> meters(const BoxesScene& scene, const BoxesResults& results);

}  // namespace dlab
