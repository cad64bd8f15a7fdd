#include "core/transport/problem.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "core/math/compensated.hpp"

namespace dlab {
namespace {

constexpr std::int64_t most_total = std::int64_t{1} << 60;

struct Masses {
  std::vector<std::int64_t> a, b;
  std::int64_t total = 0;
};

bool all_equal(std::span<const double> weights) {
  return std::all_of(weights.begin(), weights.end(), [&](double w) { return w == weights[0]; });
}

// The sum if all weights are whole numbers and it is small, else 0.
std::int64_t whole_sum(std::span<const double> weights) {
  std::int64_t sum = 0;
  for (double w : weights) {
    if (!(w <= 1e12) || w != std::floor(w)) return 0;
    sum += static_cast<std::int64_t>(w);
    if (sum > 1'000'000'000'000) return 0;
  }
  return sum;
}

// Rounded to multiples of 2^-60 of the sum; what the sum then lacks goes to the heaviest.
std::vector<std::int64_t> rounded(std::span<const double> weights) {
  const double heaviest = *std::max_element(weights.begin(), weights.end());
  CompensatedSum sum;
  for (double w : weights) sum.add(w / heaviest);
  const double scale = static_cast<double>(most_total) / sum.value();
  std::vector<std::int64_t> masses(weights.size());
  std::int64_t rest = most_total;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    masses[i] = std::llround(weights[i] / heaviest * scale);
    rest -= masses[i];
  }
  *std::max_element(masses.begin(), masses.end()) += rest;
  return masses;
}

// Equal or whole weights keep their ratios exactly, so that ties between partial sums stay ties.
Masses masses(std::span<const double> a, std::span<const double> b) {
  Masses result;
  const auto scaled = [](std::span<const double> weights, double unit, std::int64_t factor) {
    std::vector<std::int64_t> out;
    for (double w : weights) out.push_back(static_cast<std::int64_t>(w / unit) * factor);
    return out;
  };
  const bool equal = all_equal(a) && all_equal(b);
  const std::int64_t sum_a = equal ? static_cast<std::int64_t>(a.size()) : whole_sum(a);
  const std::int64_t sum_b = equal ? static_cast<std::int64_t>(b.size()) : whole_sum(b);
  if (sum_a > 0 && sum_b > 0) {
    const std::int64_t common = std::gcd(sum_a, sum_b);
    if (sum_a / common <= most_total / sum_b) {
      result.total = sum_a / common * sum_b;
      result.a = scaled(a, equal ? a[0] : 1, sum_b / common);
      result.b = scaled(b, equal ? b[0] : 1, sum_a / common);
      return result;
    }
  }
  return {rounded(a), rounded(b), most_total};
}

// Position along Hilbert's curve (1891) through 2^16 × 2^16 cells.
std::uint32_t hilbert_index(std::uint32_t x, std::uint32_t y) {
  std::uint32_t index = 0;
  for (std::uint32_t s = 1u << 15; s > 0; s >>= 1) {
    const bool right = (x & s) != 0, up = (y & s) != 0;
    index = index << 2 | (right ? (up ? 2u : 3u) : (up ? 1u : 0u));
    if (!up) {
      if (right) {
        x = ~x;
        y = ~y;
      }
      std::swap(x, y);
    }
  }
  return index;
}

struct Box {
  double low_x = std::numeric_limits<double>::infinity(), low_y = low_x, high_x = -low_x, high_y = -low_x;
  void add(Point at) {
    low_x = std::min(low_x, at.x), high_x = std::max(high_x, at.x);
    low_y = std::min(low_y, at.y), high_y = std::max(high_y, at.y);
  }
};

// The points with mass in an order that keeps neighbours side by side: the tree's nodes then share cache
// lines, and groups of consecutive points are clusters.
std::vector<std::int32_t> along_curve(const std::vector<Point>& points, const std::vector<std::int64_t>& mass,
                                      const Box& box, double cells) {
  std::vector<std::pair<std::uint32_t, std::int32_t>> order;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (mass[i] == 0) continue;
    const double x = (points[i].x - box.low_x) * cells, y = (points[i].y - box.low_y) * cells;
    order.emplace_back(hilbert_index(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y)),
                       static_cast<std::int32_t>(i));
  }
  std::sort(order.begin(), order.end());
  std::vector<std::int32_t> places;
  places.reserve(order.size());
  for (const auto& [index, i] : order) places.push_back(i);
  return places;
}

std::vector<std::int32_t> without_mass(const std::vector<std::int64_t>& mass) {
  std::vector<std::int32_t> places;
  for (std::size_t i = 0; i < mass.size(); ++i) {
    if (mass[i] == 0) places.push_back(static_cast<std::int32_t>(i));
  }
  return places;
}

TransportSide make_side(const std::vector<Point>& points, const std::vector<std::int64_t>& mass, double scale,
                        std::vector<std::int32_t> places) {
  TransportSide side;
  side.place = std::move(places);
  side.x.reserve(side.place.size());
  side.y.reserve(side.place.size());
  side.mass.reserve(side.place.size());
  for (std::int32_t i : side.place) {
    side.x.push_back(points[i].x * scale);
    side.y.push_back(points[i].y * scale);
    side.mass.push_back(mass[i]);
  }
  return side;
}

// Whether the last order fits: the same points have mass.
bool fits(const std::vector<std::int32_t>& places, const std::vector<std::int64_t>& mass) {
  const auto with_mass = std::count_if(mass.begin(), mass.end(), [](std::int64_t a) { return a > 0; });
  return with_mass == static_cast<std::ptrdiff_t>(places.size()) &&
         std::all_of(places.begin(), places.end(), [&](std::int32_t i) {
           return static_cast<std::size_t>(i) < mass.size() && mass[i] > 0;
         });
}

std::vector<double> weights_of(const DiscreteMeasure& measure) {
  return measure.weights.empty() ? std::vector<double>(measure.points.size(), 1) : measure.weights;
}

// At least the largest cost and at most 2 (squared: 4) times it: the diagonal of the box around both sides is
// no longer than twice the largest distance between the sides, unless one side alone spans it; then some
// point of the other is at least half as far from one of its ends.
double largest_distance(CostKind kind, double width, double height) {
  if (kind == CostKind::manhattan) return width + height;
  const double square = width * width + height * height;
  return kind == CostKind::euclidean ? std::sqrt(square) : square;
}

}  // namespace

TransportProblem make_problem(const DiscreteMeasure& p, const DiscreteMeasure& q, GroundCost cost,
                              const TransportOrder& last) {
  constexpr std::array kinds{CostKind::euclidean, CostKind::squared_euclidean, CostKind::manhattan};
  TransportProblem problem;
  problem.kind = kinds[static_cast<std::size_t>(cost)];
  const Masses mass = masses(weights_of(p), weights_of(q));
  problem.total = mass.total;
  Box box;
  for (std::size_t i = 0; i < p.points.size(); ++i) {
    if (mass.a[i] > 0) box.add(p.points[i]);
  }
  for (std::size_t j = 0; j < q.points.size(); ++j) {
    if (mass.b[j] > 0) box.add(q.points[j]);
  }
  const double extent = std::max(box.high_x - box.low_x, box.high_y - box.low_y);
  int exponent = 0;
  if (extent > 0) std::frexp(extent, &exponent);
  const double scale = std::ldexp(1.0, -std::clamp(exponent, -1000, 1000));
  const double cells = extent > 0 ? 65535 / extent : 0;
  const bool keep = fits(last.p, mass.a) && fits(last.q, mass.b);
  problem.p = make_side(p.points, mass.a, scale, keep ? last.p : along_curve(p.points, mass.a, box, cells));
  problem.q = make_side(q.points, mass.b, scale, keep ? last.q : along_curve(q.points, mass.b, box, cells));
  problem.idle_p = make_side(p.points, mass.a, scale, without_mass(mass.a));
  problem.idle_q = make_side(q.points, mass.b, scale, without_mass(mass.b));
  problem.unit = cost == GroundCost::squared_euclidean ? 1 / scale / scale : 1 / scale;
  problem.largest_cost =
      largest_distance(problem.kind, (box.high_x - box.low_x) * scale, (box.high_y - box.low_y) * scale);
  return problem;
}

TransportProblem make_problem(std::span<const double> costs, std::span<const double> a,
                              std::span<const double> b) {
  TransportProblem problem;
  const Masses mass = masses(a, b);
  problem.total = mass.total;
  const auto keep = [](TransportSide& side, const std::vector<std::int64_t>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i] == 0) continue;
      side.mass.push_back(all[i]);
      side.place.push_back(static_cast<std::int32_t>(i));
    }
  };
  keep(problem.p, mass.a);
  keep(problem.q, mass.b);
  problem.idle_p.place = without_mass(mass.a);
  problem.idle_q.place = without_mass(mass.b);
  problem.all_costs = problem.given = costs;
  problem.columns = problem.q.mass.size();
  if (problem.columns < b.size()) {
    problem.compacted.reserve(a.size() * problem.columns);
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (std::int32_t j : problem.q.place)
        problem.compacted.push_back(costs[i * b.size() + static_cast<std::size_t>(j)]);
    }
    problem.given = problem.compacted;
  }
  for (std::int32_t i : problem.p.place) {
    const double* row = problem.given.data() + static_cast<std::size_t>(i) * problem.columns;
    for (std::size_t j = 0; j < problem.columns; ++j)
      problem.largest_cost = std::max(problem.largest_cost, row[j]);
  }
  return problem;
}

TransportProblem coarsen(const TransportProblem& fine, std::int32_t group) {
  const auto grouped = [&](const TransportSide& side) {
    TransportSide coarse;
    for (std::int32_t first = 0; first < side.size(); first += group) {
      const std::int32_t end = std::min(first + group, side.size());
      std::int64_t mass = 0;
      double x = 0, y = 0;
      for (std::int32_t i = first; i < end; ++i) {
        const double share = static_cast<double>(side.mass[i]);
        mass += side.mass[i];
        x += share * (side.x[i] - side.x[first]);
        y += share * (side.y[i] - side.y[first]);
      }
      coarse.x.push_back(side.x[first] + x / static_cast<double>(mass));
      coarse.y.push_back(side.y[first] + y / static_cast<double>(mass));
      coarse.mass.push_back(mass);
      coarse.place.push_back(first);
    }
    return coarse;
  };
  TransportProblem coarse;
  coarse.kind = fine.kind;
  coarse.p = grouped(fine.p);
  coarse.q = grouped(fine.q);
  coarse.total = fine.total;
  coarse.largest_cost = fine.largest_cost;
  return coarse;
}

}  // namespace dlab
