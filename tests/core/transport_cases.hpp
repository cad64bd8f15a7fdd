// Random measures for the tests of transport, and the conditions that every result must keep.
#pragma once
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <span>
#include <vector>

#include "core/math/compensated.hpp"
#include "core/math/philox.hpp"
#include "core/transport/transport.hpp"

namespace dlab::transport_cases {

// Uniform numbers in a fixed order.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : seed_(seed) {}
  double uniform() { return uniform_pair(seed_, 0, index_++).first; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  double normal() {
    const UniformPair pair = uniform_pair(seed_, 1, index_++);
    return std::sqrt(-2 * std::log(pair.first)) * std::cos(6.283185307179586 * pair.second);
  }
  int below(int n) { return static_cast<int>(uniform() * n); }

 private:
  std::uint64_t seed_, index_ = 0;
};

inline DiscreteMeasure bell(Dice& dice, int n, Point mean, double std, bool weighted) {
  DiscreteMeasure measure;
  for (int i = 0; i < n; ++i) {
    measure.points.push_back({mean.x + std * dice.normal(), mean.y + std * dice.normal()});
    if (weighted) measure.weights.push_back(dice.uniform());
  }
  return measure;
}

inline std::vector<double> shares(const std::vector<double>& weights, std::size_t n) {
  std::vector<double> result(n, 1 / static_cast<double>(n));
  if (weights.empty()) return result;
  double most = 0;
  for (double w : weights) most = std::max(most, w);
  CompensatedSum sum;
  for (double w : weights) sum.add(w / most);
  for (std::size_t i = 0; i < n; ++i) result[i] = weights[i] / most / sum.value();
  return result;
}

// Marginals to 1e-12, feasible potentials, a true gap, and for an optimum a gap of at most 1e-9 of the cost.
template <class Cost>
void verify(const Transport& transport, const std::vector<double>& a, const std::vector<double>& b, Cost cost,
            TransportStatus status = TransportStatus::optimal) {
  ASSERT_EQ(transport.status, status);
  ASSERT_EQ(transport.potential_p.size(), a.size());
  ASSERT_EQ(transport.potential_q.size(), b.size());
  EXPECT_LE(transport.plan.size(), a.size() + b.size() - 1);
  std::vector<CompensatedSum> rows(a.size()), columns(b.size());
  CompensatedSum total, dual;
  const PlanEntry* last = nullptr;
  for (const PlanEntry& entry : transport.plan) {
    ASSERT_GT(entry.mass, 0);
    ASSERT_TRUE(!last || last->i < entry.i || (last->i == entry.i && last->j < entry.j));
    last = &entry;
    rows[static_cast<std::size_t>(entry.i)].add(entry.mass);
    columns[static_cast<std::size_t>(entry.j)].add(entry.mass);
    total.add(entry.mass * cost(static_cast<std::size_t>(entry.i), static_cast<std::size_t>(entry.j)));
  }
  double off = 0, largest = 0, excess = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < a.size(); ++i) {
    off = std::max(off, std::abs(rows[i].value() - a[i]));
    dual.add(a[i] * transport.potential_p[i]);
  }
  for (std::size_t j = 0; j < b.size(); ++j) {
    off = std::max(off, std::abs(columns[j].value() - b[j]));
    dual.add(b[j] * transport.potential_q[j]);
  }
  EXPECT_LE(off, 1e-12);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      const double c = cost(i, j);
      largest = std::max(largest, c);
      excess = std::max(excess, transport.potential_p[i] + transport.potential_q[j] - c);
    }
  }
  EXPECT_LE(excess, 1e-12 * largest);
  EXPECT_NEAR(transport.cost, total.value(), 1e-12 * transport.cost);
  EXPECT_GE(transport.gap, 0);
  EXPECT_NEAR(transport.gap, transport.cost - dual.value(), 1e-12 * largest);
  if (status == TransportStatus::optimal) {
    EXPECT_LE(transport.gap, 1e-9 * transport.cost + 1e-16 * largest);
  }
}

inline void verify(const Transport& transport, const DiscreteMeasure& p, const DiscreteMeasure& q,
                   GroundCost cost, TransportStatus status = TransportStatus::optimal) {
  verify(
      transport, shares(p.weights, p.points.size()), shares(q.weights, q.points.size()),
      [&](std::size_t i, std::size_t j) { return ground_cost(cost, p.points[i], q.points[j]); }, status);
}

}  // namespace dlab::transport_cases
