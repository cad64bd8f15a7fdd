// Distances that have a formula.
#pragma once
#include <optional>

#include "core/distribution/law.hpp"
#include "core/divergence/differences.hpp"

namespace dlab {

// KL(P‖Q) of one piece against one piece, any shapes; nothing otherwise. Precondition: it is finite.
std::optional<Bounded> closed_relative_entropy(const Law& p, const Law& q);

// Two pieces of one shape, or a point mass against anything.
std::optional<Bounded> closed_w1(const Law& p, const Law& q);
std::optional<Bounded> closed_w2(const Law& p, const Law& q);

}  // namespace dlab
