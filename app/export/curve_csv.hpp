// The recorded curves as a table.
#pragma once
#include <string>

#include "core/exhibit/line_solve.hpp"

namespace dlab {

// Header: the parameter's path, the six distances' keys, their derivatives ("d_kl_pq"); one row per position,
// in the scene's unit, all digits, ∞ as "inf", undefined as an empty cell.
std::string curve_csv(const LineScene& scene, const LineResults& results);

}  // namespace dlab
