// The six distances against stored values, formulas, brute force and the laws that they obey.
#include "core/divergence/distances.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <numbers>

#include "core/distribution/distribution_json.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Distances between(const Distribution& p, const Distribution& q) { return distances(Law(p), Law(q)); }

nlohmann::json vectors() {
  std::ifstream file(DLAB_SOURCE_DIR "/tests/core/vectors.json");
  return nlohmann::json::parse(file);
}

// Values good to about 15 digits; each within its tolerance, each error a true bound.
TEST(Distances, StoredVectors) {
  int checked = 0;
  for (const auto& vector : vectors()) {
    const auto name = vector["name"].get<std::string>();
    const auto p = distribution_from_json(vector["request"]["p"], "p");
    const auto q = distribution_from_json(vector["request"]["q"], "q");
    if (!p || !q) continue;  // in the plane
    const Distances computed = between(*p, *q);
    for (const DistanceKind kind : all_distances) {
      const char* key = distance_key(kind);
      if (!vector["expect"].contains(key)) continue;
      const auto& expected = vector["expect"][key];
      const Estimate& estimate = computed[kind];
      ++checked;
      if (expected == "inf") {
        EXPECT_TRUE(estimate.infinite()) << name << " " << key << " " << estimate.value;
        continue;
      }
      const double off = std::abs(estimate.value - expected.get<double>());
      EXPECT_LE(off, vector["tolerance"][key].get<double>()) << name << " " << key;
      EXPECT_LE(off, estimate.error + 1e-15 * expected.get<double>()) << name << " " << key;
      EXPECT_LE(estimate.error, 1e-7) << name << " " << key;
    }
  }
  EXPECT_EQ(checked, 76);
}

}  // namespace
}  // namespace dlab
