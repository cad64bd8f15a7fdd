// Integrands of the divergences at many points of the plane at once, with the widest vectors that the machine
// has.
#pragma once
#include <cstddef>
#include <vector>

namespace dlab {

inline constexpr std::size_t node_block = 16;  // arrays of nodes hold a multiple of this

// A bell: log of weight · density = peak − ½ (a dx² + 2b dx dy + c dy²).
struct BellForm {
  double x, y, a, b, c, peak;
};

// What a law is within one panel: some of its bells, and a constant for all shapes together.
struct PanelLaw {
  const BellForm* bells = nullptr;
  const int* chosen = nullptr;  // which of the bells
  std::size_t count = 0;
  double flat = 0;
  bool nothing() const { return count == 0 && flat == 0; }
};

struct Nodes2d {
  const double *x, *y, *weight;
  std::size_t size;
};

// Weighted sums over the nodes. Where Q is nothing, kl_pq is 0 and kl_qp is ∫p: what is infinite is decided
// by the caller.
struct PanelSums2d {
  double kl_pq = 0;  // p log(p/q) − p + q
  double kl_qp = 0;  // q log(q/p) − q + p
  double js = 0;     // ½ p log(p/m) + ½ q log(q/m), m = (p + q)/2
  double tv = 0;     // ½ |p − q|
  double p = 0, q = 0;
};

struct Kernels2d {
  void (*sums)(const PanelLaw& p, const PanelLaw& q, const Nodes2d& nodes, PanelSums2d& sums);
  const char* name;
};
const Kernels2d& kernels_2d();
std::vector<const Kernels2d*> kernel_2d_sets();  // all that this machine can run, for tests

}  // namespace dlab
