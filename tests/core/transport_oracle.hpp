// LEMON's network simplex as a judge: integer costs and masses, exact.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

// The least Σ cost · flow with these supplies and demands, whose sums agree; row-major costs. Nothing where
// LEMON was not found when this was built.
std::optional<long double> oracle_cost(const std::vector<std::int64_t>& costs,
                                       const std::vector<std::int64_t>& supply,
                                       const std::vector<std::int64_t>& demand);
