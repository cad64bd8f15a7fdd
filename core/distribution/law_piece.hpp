// One continuous piece of a law: everything about it in closed form, for a piece of weight 1.
#pragma once
#include "core/distribution/law.hpp"

namespace dlab {

double piece_density(const Piece& piece, double x);
double piece_log_density(const Piece& piece, double x);     // −∞ outside the support
double piece_cdf(const Piece& piece, double x);             // small values are relatively accurate
double piece_survival(const Piece& piece, double x);        // small values are relatively accurate
double piece_mean_from(const Piece& piece, double origin);  // mean − origin
double piece_variance(const Piece& piece);
Law::Interval piece_support(const Piece& piece);

// E (x − X)⁺ = ∫_{−∞}^x F and E (X − x)⁺ = ∫_x^∞ (1 − F); their difference is x − mean.
double piece_lower_partial(const Piece& piece, double x);
double piece_upper_partial(const Piece& piece, double x);

// The quantile at u and at 1 − s of every shape at location 0 and scale 1, u and s in (0, 1).
double standard_quantile(Piece::Shape shape, double u);
double standard_upper_quantile(Piece::Shape shape, double s);
// Where a standard variable's value z lies for this piece: location + scale · z.
double piece_location(const Piece& piece);
double piece_scale(const Piece& piece);

}  // namespace dlab
