// The published illusion: KL of truncated, binned densities with a floor, which stays finite where KL is not.
#include "core/exhibit/line_solve_binned.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace dlab {

// b_i = max(ε, P((e_i, e_{i+1}])) / Σ; the first bin also takes an atom at its left end. A law that lies
// outside [low, high] gives equal bins: what truncation hides is the point of the illusion.
std::vector<double> binned_masses(const Law& law, const Binned& binned) {
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(1, binned.bins));
  const double width = (binned.high - binned.low) / static_cast<double>(count);
  std::vector<double> masses(count);
  double below = law.cdf(std::nextafter(binned.low, -std::numeric_limits<double>::infinity()));
  for (std::size_t i = 0; i < count; ++i) {
    const double edge = i + 1 == count ? binned.high : binned.low + width * static_cast<double>(i + 1);
    const double above = law.cdf(edge);
    masses[i] = std::max(binned.epsilon, above - below);
    below = above;
  }
  const double total = std::accumulate(masses.begin(), masses.end(), 0.0);
  for (double& mass : masses) mass /= total;
  return masses;
}

double binned_kl(const std::vector<double>& p, const std::vector<double>& q) {
  double sum = 0;
  for (std::size_t i = 0; i < p.size() && i < q.size(); ++i)
    if (p[i] > 0) sum += q[i] > 0 ? p[i] * std::log(p[i] / q[i]) : std::numeric_limits<double>::infinity();
  return std::max(0.0, sum);
}

}  // namespace dlab
