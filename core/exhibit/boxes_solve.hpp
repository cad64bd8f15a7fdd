// Exhibit C's compute: what a plan made by hand comes to, and the best that could be had.
#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "core/exhibit/boxes.hpp"
#include "core/exhibit/boxes_optimum.hpp"
#include "core/math/estimate.hpp"

namespace dlab {

struct BoxId {
  std::size_t place = 0, index = 0;  // of the stock; among its boxes
  bool operator==(const BoxId&) const = default;
};
struct BoxCarry {
  BoxId box;
  std::int64_t destination = not_carried;
  bool operator==(const BoxCarry&) const = default;
};

struct BoxesResults {
  BoxesScene inputs;
  std::vector<double> costs;                        // c, row-major
  std::vector<std::int64_t> plan;                   // γ as it stands
  std::vector<std::int64_t> row_sums, column_sums;  // of γ
  double cost = 0;                                  // Σ c γ, of the boxes carried so far
  std::int64_t carried = 0, stock = 0, demand = 0;  // boxes
  std::optional<BoxOptimum> optimum;                // none if stock and demand differ: no plan serves both

  std::size_t columns() const { return inputs.demand.size(); }
  std::size_t entry(std::size_t i, std::size_t j) const { return i * columns() + j; }
  bool complete() const;  // every row and column adds up
  // Σ c γ − the dual value: 0 proves a complete plan optimal; undefined for plans that are not complete.
  Estimate gap() const;
  Estimate best() const;
  Estimate dual() const;
  // c_ij − (sell_j − buy_i) ≥ 0; 0: the way is tight. Only with an optimum.
  double slack(std::size_t i, std::size_t j) const;
  bool tight(std::size_t i, std::size_t j) const;
};

// Always cheap: at most 12 × 12 places.
std::shared_ptr<const BoxesResults> solve(const BoxesScene& scene, const BoxesResults* previous = nullptr);

}  // namespace dlab
