// Evaluates a law at many points at once, with the widest vectors that the machine has.
//
// A point is an unevaluated sum base + offset: a bell of width 1e−12 at 1e12 keeps its shape although
// neighbouring doubles there are 1e−4 apart. All arrays hold a multiple of `lane_block` values.
#pragma once
#include <cstddef>
#include <vector>

namespace dlab {

inline constexpr std::size_t lane_block = 16;
inline constexpr std::size_t panel_nodes = 15;  // Gauss–Kronrod 7/15, ascending; a 16th lane has weight 0

// The continuous part of a law by shape, as plain arrays (table.hpp owns them). Weights are within the law.
struct LawView {
  std::size_t normals = 0;  // peak: log of weight · density at the center
  const double *normal_at = nullptr, *normal_inverse = nullptr, *normal_peak = nullptr,
               *normal_weight = nullptr;
  std::size_t laplaces = 0;
  const double *laplace_at = nullptr, *laplace_inverse = nullptr, *laplace_peak = nullptr,
               *laplace_weight = nullptr;
  std::size_t exponentials = 0;
  const double *exponential_at = nullptr, *exponential_rate = nullptr, *exponential_peak = nullptr,
               *exponential_weight = nullptr;
  // All uniform pieces together are one step function: height i holds on [edge i, edge i+1).
  std::size_t edges = 0;
  const double *edge = nullptr, *height = nullptr, *log_height = nullptr;
  const double *mass_below = nullptr, *mass_above = nullptr;        // of the steps, at each edge
  const double *partial_below = nullptr, *partial_above = nullptr;  // E (edge − X)⁺ and E (X − edge)⁺
};

// A stretch of the line for one quadrature rule: center base + offset, half its width.
struct Panel {
  double base, offset, half;
};

// Both laws have a density > 0 throughout the panel. Integrals of p log(p/q) − p + q, the same with P and Q
// exchanged, and ½ p log(p/m) + ½ q log(q/m) with m = (p + q)/2: all three integrands are ≥ 0.
struct PanelSums {
  double kronrod[3], difference[3];    // difference: |Kronrod 15 − Gauss 7|, an upper estimate of the error
  double magnitude[2];                 // ∫ p (|log p/q| + 1) and the same with q: what rounding acts on
  double lowest_ratio, highest_ratio;  // of log p/q over the nodes
};

// Arrays of equal length.
struct InversionTask {
  const double *base, *low, *high, *guess;  // low, high and guess are offsets from base
  const double *below, *above;              // targets: F and (mass of the continuous part) − F
};

// A law's F, mass − F, density and slope at the 16 nodes of a panel.
struct PanelLevels {
  double below[16], above[16], density[16], slope[16];
};

// ∫ (x − y)² p(x) dx over a panel of one law, y where the other law has the same level.
struct CouplingTask {
  Panel panel;
  const PanelLevels* known;  // the law along at the panel's nodes, or null
  bool other_moves;          // false: y = base + low throughout
  double base, low, high;    // y between the offsets low and high from base
  // First and second derivatives of y at both ends, the panel's width being 1: they make the first guess.
  double rise_low, rise_high, bend_low, bend_high;
  double shift_below, shift_above;  // levels of the other law's continuous part, less those of the law along
};
struct CouplingSum {
  double value, difference;  // by Kronrod, and its distance from Gauss
  // In the middle of the panel: y's offset, both densities and their slopes.
  double middle, along_density, along_slope, other_density, other_slope;
};

struct Kernels {
  // log_density of a point outside the support is below −1e299.
  void (*densities)(const LawView&, const double* base, const double* offset, std::size_t n, double* density,
                    double* log_density);
  // The continuous part's F and (its mass) − F, each accurate where it is small; density and its derivative.
  void (*cumulatives)(const LawView&, const double* base, const double* offset, std::size_t n, double* below,
                      double* above, double* density, double* slope);
  // E (x − X)⁺ and E (X − x)⁺ over the continuous part.
  void (*partials)(const LawView&, const double* base, const double* offset, std::size_t n, double* lower,
                   double* upper);
  // log p − log q at the panel's nodes goes to log_ratio[16]; `scratch` is not kept.
  void (*entropies)(const LawView& p, const LawView& q, const Panel& panel, PanelSums& sums,
                    double* log_ratio);
  // Where the continuous part's F (or, where it is smaller, its mass − F) comes to the target, between the
  // offsets low and high; the density there and its slope. From `guess`, kept in the bracket by bisection.
  void (*invert)(const LawView&, const InversionTask&, std::size_t n, double* offset, double* density,
                 double* slope);
  void (*couple)(const LawView& along, const LawView& other, const CouplingTask&, CouplingSum&);
  void (*logarithms)(const double* x, std::size_t n, double* log_x);  // x > 0 and normal
  const char* name;
};

const Kernels& kernels();                   // the widest that this machine runs
std::vector<const Kernels*> kernel_sets();  // all that it runs, narrowest first

struct KronrodRule {
  double node[16], kronrod[16], gauss[16];  // on [−1, 1]
};
const KronrodRule& kronrod_rule();

}  // namespace dlab
