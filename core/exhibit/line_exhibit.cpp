// Exhibit A behind the interface that all exhibits share.
#include "core/exhibit/line_exhibit.hpp"

#include "core/exhibit/distance_words.hpp"
#include "core/exhibit/line_caption.hpp"

namespace dlab {

Effort effort(const LineScene& scene, const LineResults*) {
  return cheap(scene) ? Effort::all : Effort::none;
}

std::shared_ptr<const LineResults> solve(const LineScene& scene, std::int64_t, const LineResults* previous,
                                         std::stop_token stop, bool) {
  return solve(scene, previous, std::move(stop));
}

bool curve_current(const LineResults& results) { return results.curve_current; }

Figure figure(const LineScene& scene, const LineResults& results, const Look& look, const Style& style,
              double width, double height) {
  return line_figure(scene, results, look, style, width, height);
}

std::vector<MeterPlace> meter_places(const LineScene& scene, const LineResults& results, const Style& style,
                                     double width, double height) {
  const LineLayout layout = line_layout(scene, width, height, style);
  const Distances shown = scene.unit == Unit::bits ? in_bits(results.distances) : results.distances;
  std::vector<MeterPlace> places;
  for (DistanceKind kind : all_distances) {
    const Rect& card = layout.meters[static_cast<std::size_t>(kind)];
    if (card.w > 0) places.push_back({distance_key(kind), card, shown[kind], meter_hint(kind, *style.words)});
  }
  return places;
}

Rect slow_card(const LineScene& scene, const Style& style, double width, double height) {
  return line_layout(scene, width, height, style).recorder;
}

std::vector<Handle> handles(const LineScene& scene, const LineResults& results) {
  return line_handles(scene, results);
}

std::optional<Action> drop_handle(const LineScene&, const LineResults&, const Handle&, Vec) {
  return std::nullopt;
}

std::string recorded_parameter(const LineScene&, const Handle& handle) { return recorded_parameter(handle); }

std::string caption(const Scene& whole, const LineScene&, const LineResults& results, const Catalog& words) {
  return line_caption(whole, results, words);
}

std::vector<std::pair<std::string, Estimate>> meters(const LineScene& scene, const LineResults& results) {
  const Distances shown = scene.unit == Unit::bits ? in_bits(results.distances) : results.distances;
  std::vector<std::pair<std::string, Estimate>> all;
  for (DistanceKind kind : all_distances) all.emplace_back(distance_key(kind), shown[kind]);
  return all;
}

}  // namespace dlab
