// Reduced costs of many arcs at once, with the widest vectors that the machine has.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dlab {

enum class CostKind { euclidean, squared_euclidean, manhattan, matrix };
inline constexpr std::size_t cost_kinds = 4;

// The costs c(j) from one point to all of the other side's, or one row of a matrix.
struct CostRow {
  double from_x = 0, from_y = 0;
  const double *x = nullptr, *y = nullptr;
  const double* given = nullptr;
};

struct Pricing {
  // The j in [0, n) with c(j) − w[j] < bound go to `found`, ascending; returns how many. Euclidean costs are
  // compared by their squares: no root is taken.
  using Below = std::size_t (*)(const CostRow& row, const double* w, std::size_t n, double bound,
                                std::int32_t* found);
  // The k entries with the smallest c(j) − w[j], unsorted. On entry: any k distinct j with their values.
  using Smallest = void (*)(const CostRow& row, const double* w, std::size_t n, std::size_t k, double* values,
                            std::int32_t* which);
  Below below[cost_kinds];
  Smallest smallest[cost_kinds];
  const char* name;
};

const Pricing& pricing();                    // the widest that this machine runs
std::vector<const Pricing*> pricing_sets();  // all that it runs, narrowest first

}  // namespace dlab
