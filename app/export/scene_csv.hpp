// What a scene has in numbers, as a table: the recorded curves.
#pragma once
#include <string>

#include "core/exhibit/exhibit.hpp"

namespace dlab {

// Header: the parameter's path, the six distances' keys, their derivatives ("d_kl_pq"); one row per position,
// in the scene's unit, all digits, ∞ as "inf", undefined as an empty cell.
std::string scene_csv(const Scene& scene, const Results& results);

}  // namespace dlab
