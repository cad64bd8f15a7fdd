// Exhibit F as one of several: what exhibit.hpp asks of every exhibit.
#pragma once
#include "core/exhibit/arena_figure.hpp"
#include "core/exhibit/exhibit.hpp"

namespace dlab {

Effort effort(const ArenaScene& scene, const ArenaResults* previous);
bool curve_current(const ArenaResults& results);
Figure figure(const ArenaScene& scene, const ArenaResults& results, const Look& look, const Style& style,
              double width, double height);
std::vector<MeterPlace> meter_places(const ArenaScene& scene, const ArenaResults& results, const Style& style,
                                     double width, double height);
Rect slow_card(const ArenaScene& scene, const Style& style, double width, double height);
// Ids: those of the data (and of a fixed model) on "map", and "moment" on "timeline".
std::vector<Handle> handles(const ArenaScene& scene, const ArenaResults& results);
Action drag_handle(const ArenaScene& scene, const ArenaResults& results, const Handle& handle, Vec data,
                   bool snap);
std::optional<Action> drop_handle(const ArenaScene& scene, const ArenaResults& results, const Handle& handle,
                                  Vec data);
std::string handle_label(const ArenaScene& scene, const Handle& handle, const Catalog& words);
std::string recorded_parameter(const ArenaScene& scene, const Handle& handle);
std::string caption(const Scene& whole, const ArenaScene& scene, const ArenaResults& results,
                    const Catalog& words);
// "iteration", "estimate", "w1_exact", "modes_covered", "steep_share", "cosine", "iterations_per_second".
std::vector<std::pair<std::string, Estimate>> meters(const ArenaScene& scene, const ArenaResults& results);

// Built-in scenes of exhibit F.
std::vector<Scene> arena_scenes();

}  // namespace dlab
