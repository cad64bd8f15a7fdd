// Data on the line: densities, the best discriminator and the best critic at the map's nodes.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/distribution/law.hpp"
#include "core/gan/diagnosis_parts.hpp"

namespace dlab {
namespace {

// The law that a density is taken of: the one given, or a kernel estimate (Silverman 1986) of samples;
// nothing where there is no density.
std::optional<Law> with_density(const GanData* data, const std::vector<Point>& samples) {
  if (data) {
    Law law(std::get<Distribution>(*data));
    if (law.discrete()) return std::nullopt;
    return law;
  }
  std::vector<double> values;
  for (const Point& at : samples) values.push_back(at.x);
  const double bandwidth = silverman_bandwidth(values);
  if (!(bandwidth > smallest_scale) || values.size() > most_smoothed_values) return std::nullopt;
  Samples smoothed;
  smoothed.values = std::move(values);
  smoothed.bandwidth = bandwidth;
  if (!validate(Distribution(smoothed))) return std::nullopt;
  return Law(Distribution(smoothed));
}

int sign(double x) { return (x > 0) - (x < 0); }

// Of F_fake − F_real, from the side where neither rounds to 1.
int difference(const Law& fake, const Law& real, double x) {
  const double f = fake.cdf(x), r = real.cdf(x);
  return std::min(f, r) > 0.5 ? sign(real.survival(x) - fake.survival(x)) : sign(f - r);
}

// ∫ of that sign over a short interval in which it changes at most once.
double integral(const Law& fake, const Law& real, double low, double high) {
  const int begins = difference(fake, real, low), ends = difference(fake, real, high);
  double left = low, right = high;
  if (begins != ends) {
    for (int i = 0; i < 50; ++i) {
      const double middle = (left + right) / 2;
      (difference(fake, real, middle) == begins ? left : right) = middle;
    }
  } else {
    left = high;
  }
  return begins * (left - low) + ends * (high - left);
}

std::vector<double> best_critic(const Law& fake, const Law& real, const std::vector<double>& nodes) {
  constexpr int parts = 8;
  std::vector<double> f{0};
  for (std::size_t i = 1; i < nodes.size(); ++i) {
    double rise = 0;
    for (int k = 0; k < parts; ++k)
      rise += integral(fake, real, std::lerp(nodes[i - 1], nodes[i], static_cast<double>(k) / parts),
                       std::lerp(nodes[i - 1], nodes[i], static_cast<double>(k + 1) / parts));
    f.push_back(f.back() + rise);
  }
  return f;
}

// The same of as many samples of each: between neighbours in the merged order the sign is that of how many
// of each lie below.
std::vector<double> best_critic(const std::vector<Point>& fake, const std::vector<Point>& real,
                                const std::vector<double>& nodes) {
  struct Step {
    double at;
    int change;  // of n (F_fake − F_real)
  };
  std::vector<Step> steps;
  for (const Point& x : fake) steps.push_back({x.x, 1});
  for (const Point& x : real) steps.push_back({x.x, -1});
  std::ranges::sort(steps, {}, &Step::at);
  std::vector<double> f;
  double value = 0, last = nodes.front();
  int excess = 0;
  std::size_t next = 0;
  while (next < steps.size() && steps[next].at <= last) excess += steps[next++].change;
  for (const double node : nodes) {
    for (; next < steps.size() && steps[next].at <= node; ++next) {
      value += sign(excess) * (steps[next].at - last);
      last = steps[next].at;
      excess += steps[next].change;
    }
    value += sign(excess) * (node - last);
    last = node;
    f.push_back(value);
  }
  return f;
}

// A potential is one up to a constant: that with which it lies over the critic, on average over the samples
// within the view.
void lay_over(const DiagnosedMoment& moment, Diagnosis& found) {
  const Bounds& view = moment.request.view;
  std::vector<double>& best = found.optimal_critic;
  const auto last = static_cast<double>(best.size() - 1);
  double sum = 0;
  std::size_t count = 0;
  const auto compare = [&](const std::vector<Point>& samples, const std::vector<float>& values) {
    for (std::size_t i = 0; i < samples.size(); ++i) {
      const double place = (samples[i].x - view.x_low) / (view.x_high - view.x_low) * last;
      if (!(place >= 0 && place <= last) || !std::isfinite(values[i])) continue;
      const double floor = std::min(std::floor(place), std::max(0.0, last - 1));
      const auto node = static_cast<std::size_t>(floor);
      const double there = std::lerp(best[node], best[std::min(node + 1, best.size() - 1)], place - floor);
      sum += static_cast<double>(values[i]) - there;
      ++count;
    }
  };
  compare(found.real, found.real_value);
  compare(found.fake, found.fake_value);
  if (count == 0) return;
  for (double& f : best) f += sum / static_cast<double>(count);
}

}  // namespace

// f* has the slope sign(F_fake − F_real): E_real f − E_fake f = ∫ f′ (F_fake − F_real) dx is then ∫ |…| = W1
// (Vallender 1974), the most that slopes within ±1 give.
void diagnose_line(const DiagnosedMoment& moment, Diagnosis& found) {
  const Bounds& view = moment.request.view;
  const int columns = moment.request.columns;
  std::vector<double> nodes;
  for (int i = 0; i < columns; ++i)
    nodes.push_back(columns == 1
                        ? (view.x_low + view.x_high) / 2
                        : std::lerp(view.x_low, view.x_high, static_cast<double>(i) / (columns - 1)));
  const GanProblem& problem = moment.problem;
  const auto real = with_density(&problem.real, {});
  const bool finite = std::ranges::all_of(found.fake, [](const Point& at) { return std::isfinite(at.x); });
  if (!finite) return;
  const auto fake = with_density(problem.fake ? &*problem.fake : nullptr, found.fake);
  for (const double x : nodes) {
    if (real) found.real_density.push_back(real->density(x));
    if (fake) found.fake_density.push_back(fake->density(x));
    if (!real || !fake) continue;
    const double p = real->log_density(x), q = fake->log_density(x);
    const bool nowhere = std::isinf(p) && std::isinf(q);
    found.optimal_discriminator.push_back(nowhere ? std::numeric_limits<double>::quiet_NaN()
                                                  : 1 / (1 + std::exp(q - p)));
  }
  found.optimal_critic = problem.fake ? best_critic(Law(std::get<Distribution>(*problem.fake)),
                                                    Law(std::get<Distribution>(problem.real)), nodes)
                                      : best_critic(found.fake, found.real, nodes);
  lay_over(moment, found);
}

}  // namespace dlab
