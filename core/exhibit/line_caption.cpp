#include "core/exhibit/line_caption.hpp"

#include <cmath>
#include <numbers>

#include "core/figure/axis.hpp"

namespace dlab {
namespace {

bool still_speaks_of(const Scene& scene) {
  const Result<Scene> start = built_in_scene(scene.name);
  if (!start || start->exhibit.index() != scene.exhibit.index()) return !start && !scene.caption.empty();
  const auto& then = std::get<LineScene>(start->exhibit);
  const auto& now = std::get<LineScene>(scene.exhibit);
  return then.p.index() == now.p.index() && then.q.index() == now.q.index() &&
         then.recorder.parameter == now.recorder.parameter && then.play == now.play;
}

}  // namespace

std::string line_caption(const Scene& scene, const LineResults& results, const Catalog& words) {
  if (still_speaks_of(scene)) return words(scene.caption);
  const Distances& d = results.distances;
  const bool pq = d[DistanceKind::kl_pq].infinite(), qp = d[DistanceKind::kl_qp].infinite();
  const double js = d[DistanceKind::js].value, tv = d[DistanceKind::tv].value;
  const std::string w1 = number_text(d[DistanceKind::w1].value, 3);
  if (pq && qp && tv > 1 - 1e-9)
    return words(
        "P and Q do not touch: {KL} is ∞ both ways and {JS} = ln 2 wherever they stand. Only {W1} = %1 says "
        "how far apart they are.",
        {w1});
  if (pq && qp)
    return words(
        "Each has mass where the other has none: {KL} is ∞ both ways, while {JS} and {W1} stay finite.");
  if (pq) return words("{P} has mass where {Q} has none, so {KL(P‖Q)} = ∞; the other direction is finite.");
  if (qp) return words("{Q} has mass where {P} has none, so {KL(Q‖P)} = ∞; the other direction is finite.");
  if (js > 0.98 * std::numbers::ln2)
    return words("{JS} is within 2 % of ln 2: pulling further hardly changes it. {W1} = %1 still grows.",
                 {w1});
  if (tv < 1e-3) return words("{P} and {Q} are nearly the same: every distance is close to 0.");
  return words(
      "All six distances compare the same two curves. Drag a handle: the curve on the right is drawn by your "
      "hand.");
}

}  // namespace dlab
