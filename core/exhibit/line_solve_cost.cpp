// What an evaluation of the six distances costs, roughly: who may run in a frame, and how fine a curve can
// be.
#include "core/exhibit/line_solve_cost.hpp"

#include <cmath>

namespace dlab {
namespace {

// Microseconds. An atom under a density is a place where quadrature has to stop; between atoms all is a
// merge.
constexpr double per_piece = 6, per_atom = 0.06, per_atom_under_density = 2, per_curve = 1.5e6;

struct Count {
  double pieces = 0, atoms = 0;
  void operator()(const Dirac&) { atoms += 1; }
  void operator()(const Discrete& d) { atoms += static_cast<double>(d.points.size()); }
  void operator()(const Histogram& d) { pieces += static_cast<double>(d.heights.size()); }
  void operator()(const Samples& d) {
    (d.bandwidth > 0 ? pieces : atoms) += static_cast<double>(d.values.size());
  }
  void operator()(const Mixture& d) {
    for (const Component& component : d.components) std::visit(*this, component.distribution);
  }
  template <class Other>
  void operator()(const Other&) {
    pieces += 1;
  }
};

}  // namespace

double evaluation_cost(const LineScene& scene) {
  Count count;
  std::visit(count, scene.p);
  std::visit(count, scene.q);
  return per_piece * count.pieces + (count.pieces > 0 ? per_atom_under_density : per_atom) * count.atoms;
}

std::int64_t recorder_stride(const LineScene& scene) {
  const double whole = evaluation_cost(scene) * static_cast<double>(scene.recorder.steps);
  return whole > per_curve ? static_cast<std::int64_t>(std::ceil(whole / per_curve)) : 1;
}

}  // namespace dlab
