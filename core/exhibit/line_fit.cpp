// Fitting Q to P by gradient descent on KL, forward (mode covering) or reverse (mode seeking).
#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <limits>

#include "core/exhibit/line_fit_model.hpp"
#include "core/exhibit/line_solve.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Node {
  double x, weight;
};

// Gauss–Legendre nodes over where either law has mass, 15 in each panel; panels end at breaks and at a few
// scales from every piece's center, so that no bell is straddled.
std::vector<Node> quadrature_nodes(const Law& p, const Law& q) {
  std::vector<double> ends;
  for (const Law* law : {&p, &q}) {
    const Law::Interval reach = law->reach(1e-12);
    ends.insert(ends.end(), {reach.low, reach.high});
    ends.insert(ends.end(), law->breaks().begin(), law->breaks().end());
    if (law->pieces().size() > 64) continue;
    for (const Piece& piece : law->pieces()) {
      if (piece.shape == Piece::Shape::uniform) continue;
      const double scale = piece.shape == Piece::Shape::exponential ? 1 / piece.b : piece.b;
      for (double z : {1.0, 2.5, 4.5, 7.0})
        ends.insert(ends.end(), {piece.a - z * scale, piece.a + z * scale});
    }
  }
  const double low = std::min(p.reach(1e-12).low, q.reach(1e-12).low);
  const double high = std::max(p.reach(1e-12).high, q.reach(1e-12).high);
  std::erase_if(ends, [&](double x) { return !(x >= low && x <= high); });
  std::sort(ends.begin(), ends.end());
  using Rule = boost::math::quadrature::gauss<double, 15>;
  std::vector<Node> nodes;
  for (std::size_t i = 1; i < ends.size(); ++i) {
    const double half = 0.5 * (ends[i] - ends[i - 1]), middle = 0.5 * (ends[i] + ends[i - 1]);
    if (half <= 0) continue;
    for (std::size_t k = 0; k < Rule::abscissa().size(); ++k) {
      const double offset = half * Rule::abscissa()[k], weight = half * Rule::weights()[k];
      nodes.push_back({middle + offset, weight});
      if (offset > 0) nodes.push_back({middle - offset, weight});
    }
  }
  return nodes;
}

bool forward(const LineScene& scene) { return scene.fit.direction == FitDirection::forward; }

double kl(const LineScene& scene, const Law& p, const Law& q) {
  return distances(p, q)[forward(scene) ? DistanceKind::kl_pq : DistanceKind::kl_qp].value;
}

// Forward: ∂KL(P‖Q)/∂θ = −E_P ∂ ln q/∂θ. Reverse: ∂KL(Q‖P)/∂θ = E_Q [∂ ln q/∂θ · ln(q/p)], for E_Q ∂ ln q/∂θ
// = 0.
std::vector<double> gradient(const LineScene& scene, const Law& p, const Law& q, const FitModel& model) {
  std::vector<double> sum(model.size(), 0.0), scores(model.size());
  for (const Node& node : quadrature_nodes(p, q)) {
    const double lp = p.log_density(node.x), lq = q.log_density(node.x);
    double factor = 0;
    if (forward(scene))
      factor = -std::exp(lp);
    else if (lq > -infinity && lp > -infinity)
      factor = std::exp(lq) * (lq - lp);
    if (factor == 0) continue;
    model.scores(node.x, scores);
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += node.weight * factor * scores[i];
  }
  return sum;
}

Error infinite_error(const LineScene& scene) {
  if (forward(scene))
    return {"", N_("KL(P‖Q) is ∞, so it has no gradient: give Q a density wherever P has mass"), {}};
  return {"", N_("KL(Q‖P) is ∞, so it has no gradient: give P a density wherever Q has mass"), {}};
}

// One step down the gradient, halved until KL falls (Armijo 1966); the scene as it is where it cannot fall
// any more.
Result<LineScene> one_step(const LineScene& scene) {
  const auto model = FitModel::of(scene.q);
  if (!model)
    return Error{
        "q", N_("has nothing to fit: choose a normal, a Laplace, an exponential or a mixture of these"), {}};
  const Law p(scene.p), q(scene.q);
  const double before = kl(scene, p, q);
  if (!std::isfinite(before)) return infinite_error(scene);
  const std::vector<double> slope = gradient(scene, p, q, *model);
  double steepness = 0, largest = 0;
  for (double s : slope) {
    steepness += s * s;
    largest = std::max(largest, std::abs(s));
  }
  // No parameter moves by more than half a scale at once, however steep KL is far away.
  double rate = std::min(scene.fit.rate, 0.5 / std::max(largest, 1e-300));
  for (int halving = 0; halving < 40 && steepness > 1e-24; ++halving, rate *= 0.5) {
    std::vector<double> step(slope.size());
    for (std::size_t i = 0; i < step.size(); ++i) step[i] = -rate * slope[i];
    LineScene after = scene;
    after.q = model->moved(step);
    if (!validate(after.q)) continue;
    const double value = kl(scene, p, Law(after.q));
    if (!(value <= before - 1e-4 * rate * steepness)) continue;
    ++after.fit.iteration;
    return after;
  }
  return scene;
}

}  // namespace

Result<LineScene> fit_step(const LineScene& scene, int steps) {
  LineScene now = scene;
  for (int i = 0; i < steps; ++i) {
    const Result<LineScene> next = one_step(now);
    if (!next) return next;
    if (next->q == now.q) return now;
    now = *next;
  }
  return now;
}

}  // namespace dlab
