// Derivatives of recorded curves from equally spaced samples: fourth order where smooth, none at kinks.
#pragma once
#include <array>
#include <optional>

namespace dlab {

// Samples of one distance at x − 2h, x − h, x, x + h, x + 2h. NaN: no such position (outside the parameter's
// range, or the distance is not defined there); may be infinite.
struct SlopeStencil {
  std::array<double, 5> values;
  double spacing;
};

// The derivative at the middle if these samples alone decide it: the central difference where both sides
// agree, NaN where the middle or a neighbour is infinite or undefined. Nothing if a closer look is needed.
std::optional<double> coarse_slope(const SlopeStencil& samples);

// The derivative from a coarse stencil that did not decide and a finer one around the same point. NaN at a
// kink or jump: there the one-sided slopes keep disagreeing however close one looks.
double fine_slope(const SlopeStencil& coarse, const SlopeStencil& fine);

}  // namespace dlab
