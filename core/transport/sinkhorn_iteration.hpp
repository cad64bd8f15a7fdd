// Sinkhorn's iteration for anything that can take soft minima, and rounding to exact marginals.
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "core/transport/sinkhorn.hpp"

namespace dlab {

std::size_t padded_row(std::size_t n);  // to a multiple of the kernels' block
std::vector<double> normalised_masses(std::span<const double> weights);
std::vector<double> masses_of(const DiscreteMeasure& measure);
double log_of_mass(double mass);  // log_zero for 0

// A problem knows how to take soft minima: f_i = −ε log Σ_j b_j e^{(g_j − c_ij)/ε}, and the same for g.
struct SoftMinima {
  std::function<void(double epsilon, const std::vector<double>&g, std::vector<double>&f)> for_p, for_q;
  double largest_cost = 0;
};

// The potentials, marginal error and objective; the cost is left to the caller.
Sinkhorn iterate_sinkhorn(const SoftMinima& minima, const std::vector<double>& a,
                          const std::vector<double>& b, const SinkhornOptions& options);
// f of OT_ε(p, p): the average of f and its soft minimum converges fast (Feydy et al. 2019, §3.2).
Sinkhorn iterate_self(const SoftMinima& minima, const std::vector<double>& a, const SinkhornOptions& options);

// Rounding by Altschuler, Weed, Rigollet 2017, algorithm 2: rows and then columns that hold too much are
// scaled down, which lowers their potentials; what is missing then is added as a product.
struct RoundedPlan {
  std::vector<double> f, g;                  // of the part that is kept
  std::vector<double> missing_p, missing_q;  // ≥ 0, with the same sum
  double missing = 0;
};
RoundedPlan rounded_plan(const SoftMinima& minima, const std::vector<double>& a, const std::vector<double>& b,
                         const Sinkhorn& sinkhorn, double epsilon);

}  // namespace dlab
