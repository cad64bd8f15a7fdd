// How far a kernel density estimate smooths.
#pragma once
#include <vector>

namespace dlab {

// Silverman's rule of thumb (Silverman 1986, eq. 3.31): 0.9 · min(σ, IQR/1.34) · n^(−1/5). Always > 0:
// constant data give 1e-3 of their magnitude (or 1e-3).
double silverman_bandwidth(std::vector<double> values);

}  // namespace dlab
