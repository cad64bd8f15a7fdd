// Sinkhorn's iteration on log potentials, from any start, at any ε.
#include "core/transport/sinkhorn_iteration.hpp"

#include <algorithm>
#include <cmath>

#include "core/math/compensated.hpp"
#include "core/transport/sinkhorn_kernels.hpp"

namespace dlab {
namespace {

constexpr double plain_range = 250;   // costs up to so many ε need no way down
constexpr int least_steps = 3;        // iterations at each ε on the way down …
constexpr double loose_error = 0.02;  // … until the marginals are this good
constexpr int most_steps = 30;

double dot(const std::vector<double>& masses, const std::vector<double>& values) {
  CompensatedSum sum;
  for (std::size_t i = 0; i < masses.size(); ++i) {
    if (masses[i] > 0) sum.add(masses[i] * values[i]);
  }
  return sum.value();
}

}  // namespace

std::size_t padded_row(std::size_t n) { return (n + sinkhorn_block - 1) / sinkhorn_block * sinkhorn_block; }

std::vector<double> normalised_masses(std::span<const double> weights) {
  CompensatedSum total;
  for (const double weight : weights) total.add(weight);
  std::vector<double> masses(weights.begin(), weights.end());
  for (double& mass : masses) mass /= total.value();
  return masses;
}
std::vector<double> masses_of(const DiscreteMeasure& measure) {
  if (!measure.weights.empty()) return normalised_masses(measure.weights);
  return std::vector<double>(measure.points.size(), 1.0 / static_cast<double>(measure.points.size()));
}
double log_of_mass(double mass) { return mass > 0 ? std::log(mass) : log_zero; }

// f and g in turn (Sinkhorn 1967, Cuturi 2013), ε halved from above down to its value (Schmitzer 2019)
// where costs are many ε. With KL(γ | a ⊗ b) as the regulariser the plan is a_i b_j e^{(f_i + g_j − c_ij)/ε};
// after g its columns are exact, and the next f tells its rows: a_i e^{(f_i − f_i^next)/ε}.
Sinkhorn iterate_sinkhorn(const SoftMinima& minima, const std::vector<double>& a,
                          const std::vector<double>& b, const SinkhornOptions& options) {
  Sinkhorn result;
  std::vector<double>&f = result.potential_p, &g = result.potential_q;
  f.assign(a.size(), 0.0), g.assign(b.size(), 0.0);
  std::vector<double> next(a.size());
  double epsilon = std::max(options.epsilon, minima.largest_cost / plain_range);
  minima.for_p(epsilon, g, f);
  const auto row_error = [&] {
    CompensatedSum error;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (a[i] > 0) error.add(a[i] * std::abs(std::expm1(std::min(700.0, (f[i] - next[i]) / epsilon))));
    }
    return error.value();
  };
  while (true) {
    const bool last = epsilon <= options.epsilon;
    for (int step = 1;; ++step) {
      minima.for_q(epsilon, f, g);
      minima.for_p(epsilon, g, next);
      ++result.iterations;
      result.marginal_error = row_error();
      if (last && result.marginal_error <= options.marginal_error) break;
      if (result.iterations >= options.most_iterations || options.stop.stop_requested()) {
        result.status =
            options.stop.stop_requested() ? TransportStatus::stopped : TransportStatus::iteration_limit;
        break;
      }
      f.swap(next);
      if (!last && ((step >= least_steps && result.marginal_error <= loose_error) || step >= most_steps))
        break;
    }
    if (last || result.status != TransportStatus::optimal) break;
    epsilon = std::max(options.epsilon, 0.5 * epsilon);
    if (epsilon < 1.2 * options.epsilon) epsilon = options.epsilon;
  }
  if (epsilon > options.epsilon) {  // stopped on the way: potentials of the ε that was asked for, at least
    epsilon = options.epsilon;
    minima.for_p(epsilon, g, f);
    minima.for_q(epsilon, f, g);
    minima.for_p(epsilon, g, next);
    result.marginal_error = row_error();
  }
  result.objective = dot(a, f) + dot(b, g);
  return result;
}

Sinkhorn iterate_self(const SoftMinima& minima, const std::vector<double>& a,
                      const SinkhornOptions& options) {
  Sinkhorn result;
  std::vector<double>& f = result.potential_p;
  f.assign(a.size(), 0.0);
  std::vector<double> next(a.size());
  double epsilon = std::max(options.epsilon, minima.largest_cost / plain_range);
  while (true) {
    minima.for_p(epsilon, f, next);
    ++result.iterations;
    result.marginal_error = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      result.marginal_error += 2 * a[i] * std::abs(std::expm1(std::min(700.0, (f[i] - next[i]) / epsilon)));
      f[i] = 0.5 * (f[i] + next[i]);
    }
    const bool last = epsilon <= options.epsilon;
    if (last && result.marginal_error <= options.marginal_error) break;
    if (result.iterations >= options.most_iterations || options.stop.stop_requested()) {
      result.status =
          options.stop.stop_requested() ? TransportStatus::stopped : TransportStatus::iteration_limit;
      break;
    }
    if (!last && (result.iterations % 2 == 0 || result.marginal_error <= loose_error))
      epsilon = std::max(options.epsilon, 0.5 * epsilon);
  }
  result.potential_q = f;
  result.objective = 2 * dot(a, f);
  return result;
}

RoundedPlan rounded_plan(const SoftMinima& minima, const std::vector<double>& a, const std::vector<double>& b,
                         const Sinkhorn& sinkhorn, double epsilon) {
  RoundedPlan plan{sinkhorn.potential_p, sinkhorn.potential_q, {}, {}, 0};
  std::vector<double> next_f(a.size()), next_g(b.size());
  // A row's sum is a e^{(f − f_next)/ε}: it is too much where f lies above f_next.
  minima.for_p(epsilon, plan.g, next_f);
  for (std::size_t i = 0; i < a.size(); ++i) plan.f[i] = std::min(plan.f[i], next_f[i]);
  minima.for_q(epsilon, plan.f, next_g);
  for (std::size_t j = 0; j < b.size(); ++j) plan.g[j] = std::min(plan.g[j], next_g[j]);
  minima.for_p(epsilon, plan.g, next_f);
  CompensatedSum p_sum, q_sum;
  for (std::size_t i = 0; i < a.size(); ++i) {
    plan.missing_p.push_back(std::max(0.0, -a[i] * std::expm1((plan.f[i] - next_f[i]) / epsilon)));
    p_sum.add(plan.missing_p.back());
  }
  for (std::size_t j = 0; j < b.size(); ++j) {
    plan.missing_q.push_back(std::max(0.0, -b[j] * std::expm1((plan.g[j] - next_g[j]) / epsilon)));
    q_sum.add(plan.missing_q.back());
  }
  plan.missing = std::min(p_sum.value(), q_sum.value());
  if (!(plan.missing > 0)) return plan;
  for (double& mass : plan.missing_p) mass *= plan.missing / p_sum.value();
  for (double& mass : plan.missing_q) mass *= plan.missing / q_sum.value();
  return plan;
}

}  // namespace dlab
