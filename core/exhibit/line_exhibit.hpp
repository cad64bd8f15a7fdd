// Exhibit A as one of several: what exhibit.hpp asks of every exhibit.
#pragma once
#include "core/exhibit/exhibit.hpp"
#include "core/exhibit/line_figure.hpp"

namespace dlab {

Effort effort(const LineScene& scene, const LineResults* previous);
std::shared_ptr<const LineResults> solve(const LineScene& scene, std::int64_t seed,
                                         const LineResults* previous, std::stop_token stop, bool curve);
bool curve_current(const LineResults& results);
Figure figure(const LineScene& scene, const LineResults& results, const Look& look, const Style& style,
              double width, double height);
std::vector<MeterPlace> meter_places(const LineScene& scene, const LineResults& results, const Style& style,
                                     double width, double height);
Rect slow_card(const LineScene& scene, const Style& style, double width, double height);
std::vector<Handle> handles(const LineScene& scene, const LineResults& results);
std::optional<Action> drop_handle(const LineScene& scene, const LineResults& results, const Handle& handle,
                                  Vec data);
std::string recorded_parameter(const LineScene& scene, const Handle& handle);
std::string caption(const Scene& whole, const LineScene& scene, const LineResults& results,
                    const Catalog& words);
std::vector<std::pair<std::string, Estimate>> meters(const LineScene& scene, const LineResults& results);

}  // namespace dlab
