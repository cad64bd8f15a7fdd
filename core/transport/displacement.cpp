// Displacement interpolation along a plan.
#include "core/transport/displacement.hpp"

namespace dlab {

DiscreteMeasure displaced(const DiscreteMeasure& p, const DiscreteMeasure& q,
                          std::span<const PlanEntry> entries, double t) {
  DiscreteMeasure moved;
  moved.points.reserve(entries.size());
  moved.weights.reserve(entries.size());
  for (const PlanEntry& entry : entries) {
    const Point x = p.points[static_cast<std::size_t>(entry.i)],
                y = q.points[static_cast<std::size_t>(entry.j)];
    moved.points.push_back((1 - t) * x + t * y);
    moved.weights.push_back(entry.mass);
  }
  return moved;
}

}  // namespace dlab
