// Exhibit B behind the interface that all exhibits share.
#include "core/exhibit/plane_exhibit.hpp"

#include "core/exhibit/distance_words.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// Milliseconds that a frame may spend on solving: with the rest of its work it has to stay under four, also
// where this takes longer than it took last.
constexpr double frame_budget = 1;

Distances shown_distances(const PlaneScene& scene, const PlaneResults& results) {
  return scene.unit == Unit::bits ? in_bits(results.distances) : results.distances;
}

std::string bias_words(double bias, const Catalog& words) {
  if (!(bias > 0)) return {};
  return "\n" +
         words("Samples of this size read too high by about %1: equal distributions would not be at 0.",
               {number_text(bias, 2)});
}

}  // namespace

// The last picture's time tells what the next one takes, unless it is a larger problem.
Effort effort(const PlaneScene& scene, const PlaneResults* previous) {
  if (!previous) return Effort::none;
  const bool larger = scene.samples > previous->inputs.samples || scene.ruler != previous->inputs.ruler ||
                      scene.p.index() != previous->inputs.p.index() ||
                      scene.q.index() != previous->inputs.q.index();
  return !larger && previous->milliseconds < frame_budget ? Effort::without_curve : Effort::none;
}

bool curve_current(const PlaneResults& results) { return results.curve_current; }

Figure figure(const PlaneScene& scene, const PlaneResults& results, const Look& look, const Style& style,
              double width, double height) {
  return plane_figure(scene, results, look, style, width, height);
}

std::vector<MeterPlace> meter_places(const PlaneScene& scene, const PlaneResults& results, const Style& style,
                                     double width, double height) {
  const PlaneLayout layout = plane_layout(scene, width, height, style);
  const Distances shown = shown_distances(scene, results);
  std::vector<MeterPlace> places;
  for (DistanceKind kind : all_distances) {
    std::string hint = meter_hint(kind, *style.words);
    if (kind == DistanceKind::w1) hint += bias_words(results.w1_bias, *style.words);
    if (kind == DistanceKind::w2) hint += bias_words(results.w2_bias, *style.words);
    places.push_back({distance_key(kind), layout.meters[static_cast<std::size_t>(kind)], shown[kind], hint});
  }
  return places;
}

Rect slow_card(const PlaneScene& scene, const Style& style, double width, double height) {
  const PlaneLayout layout = plane_layout(scene, width, height, style);
  return layout.recorder.w > 0 ? layout.recorder : layout.plan;
}

std::optional<Action> drop_handle(const PlaneScene&, const PlaneResults&, const Handle&, Vec) {
  return std::nullopt;
}

std::vector<std::pair<std::string, Estimate>> meters(const PlaneScene& scene, const PlaneResults& results) {
  const Distances shown = shown_distances(scene, results);
  std::vector<std::pair<std::string, Estimate>> all;
  for (DistanceKind kind : all_distances) all.emplace_back(distance_key(kind), shown[kind]);
  all.emplace_back("ruled", Estimate{results.ruled, results.ruled_error, Method::exact, ""});
  return all;
}

}  // namespace dlab
