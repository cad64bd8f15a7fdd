// KL both ways and JS of the parts where both laws have a density, by adaptive Gauss–Kronrod quadrature.
#pragma once
#include <array>
#include <cstddef>
#include <vector>

#include "core/divergence/cells.hpp"

namespace dlab {

// Integrals over all cells where both densities are > 0, each with a bound on its error:
// ∫ p log(p/q) − p + q, ∫ q log(q/p) − q + p, and ∫ ½ p log(p/m) + ½ q log(q/m) with m = (p + q)/2.
struct EntropyIntegrals {
  std::array<double, 3> value{}, error{};
};

class Entropies {
 public:
  struct Evaluated {
    Panel panel;
    std::size_t cell;
    PanelSums sums;
    double log_ratio[16];  // log p/q at the nodes
  };

  // Panels are halved until the errors are below tolerance · max(1, value).
  explicit Entropies(double tolerance) : tolerance_(tolerance) {}

  // `wanted`: which of the three are finite and must converge.
  EntropyIntegrals integrate(const LawTable& p, const LawTable& q, const std::vector<Cell>& cells,
                             const std::array<bool, 3>& wanted);
  // The final panels, ascending.
  const std::vector<Evaluated>& panels() const { return panels_; }

 private:
  struct Totals {
    std::array<double, 3> value{}, difference{};
    std::array<double, 2> magnitude{};
    double largest_ratio = 0;
  };
  Totals total() const;
  void evaluate(const LawTable& p, const LawTable& q, const Panel& panel, std::size_t cell);
  void refine(const LawTable& p, const LawTable& q, const std::array<double, 3>& limit);

  double tolerance_;
  std::vector<Evaluated> panels_, old_;
};

}  // namespace dlab
