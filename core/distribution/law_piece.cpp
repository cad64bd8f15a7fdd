// Normal, Laplace, uniform and exponential: densities, distribution functions, partial moments, quantiles.
#include "core/distribution/law_piece.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <cmath>
#include <limits>
#include <numbers>

namespace dlab {
namespace {

using Shape = Piece::Shape;
constexpr double infinity = std::numeric_limits<double>::infinity();
const double log_sqrt_2pi = 0.5 * std::log(2 * std::numbers::pi);

double standardised(const Piece& piece, double x) { return (x - piece.a) / piece.b; }

double bell(double z) { return std::exp(-0.5 * z * z - log_sqrt_2pi); }
double bell_cdf(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }
// ∫_{−∞}^z Φ = φ(z) + zΦ(z); the two terms cancel far to the left, where an absolute error is harmless.
double bell_partial(double z) { return std::max(0.0, bell(z) + z * bell_cdf(z)); }

}  // namespace

double piece_location(const Piece& piece) { return piece.a; }

double piece_scale(const Piece& piece) {
  switch (piece.shape) {
    case Shape::uniform:
      return piece.b - piece.a;
    case Shape::exponential:
      return 1 / piece.b;
    default:
      return piece.b;
  }
}

double piece_density(const Piece& piece, double x) {
  switch (piece.shape) {
    case Shape::normal:
      return bell(standardised(piece, x)) / piece.b;
    case Shape::laplace:
      return std::exp(-std::abs(standardised(piece, x))) / (2 * piece.b);
    case Shape::uniform:
      return x >= piece.a && x <= piece.b ? 1 / (piece.b - piece.a) : 0;
    case Shape::exponential:
      return x >= piece.a ? piece.b * std::exp(-piece.b * (x - piece.a)) : 0;
  }
  return 0;
}

double piece_log_density(const Piece& piece, double x) {
  switch (piece.shape) {
    case Shape::normal: {
      const double z = standardised(piece, x);
      return -0.5 * z * z - log_sqrt_2pi - std::log(piece.b);
    }
    case Shape::laplace:
      return -std::abs(standardised(piece, x)) - std::log(2 * piece.b);
    case Shape::uniform:
      return x >= piece.a && x <= piece.b ? -std::log(piece.b - piece.a) : -infinity;
    case Shape::exponential:
      return x >= piece.a ? std::log(piece.b) - piece.b * (x - piece.a) : -infinity;
  }
  return -infinity;
}

double piece_cdf(const Piece& piece, double x) {
  switch (piece.shape) {
    case Shape::normal:
      return bell_cdf(standardised(piece, x));
    case Shape::laplace: {
      const double z = standardised(piece, x);
      return z < 0 ? 0.5 * std::exp(z) : 1 - 0.5 * std::exp(-z);
    }
    case Shape::uniform:
      return std::clamp((x - piece.a) / (piece.b - piece.a), 0.0, 1.0);
    case Shape::exponential:
      return x > piece.a ? -std::expm1(-piece.b * (x - piece.a)) : 0;
  }
  return 0;
}

double piece_survival(const Piece& piece, double x) {
  switch (piece.shape) {
    case Shape::normal:
      return bell_cdf(-standardised(piece, x));
    case Shape::laplace: {
      const double z = standardised(piece, x);
      return z < 0 ? 1 - 0.5 * std::exp(z) : 0.5 * std::exp(-z);
    }
    case Shape::uniform:
      return std::clamp((piece.b - x) / (piece.b - piece.a), 0.0, 1.0);
    case Shape::exponential:
      return x > piece.a ? std::exp(-piece.b * (x - piece.a)) : 1;
  }
  return 0;
}

double piece_mean_from(const Piece& piece, double origin) {
  switch (piece.shape) {
    case Shape::uniform:
      return 0.5 * (piece.a - origin) + 0.5 * (piece.b - origin);
    case Shape::exponential:
      return (piece.a - origin) + 1 / piece.b;
    default:
      return piece.a - origin;
  }
}

double piece_variance(const Piece& piece) {
  const double scale = piece_scale(piece);
  switch (piece.shape) {
    case Shape::laplace:
      return 2 * scale * scale;
    case Shape::uniform:
      return scale * scale / 12;
    default:
      return scale * scale;
  }
}

Law::Interval piece_support(const Piece& piece) {
  switch (piece.shape) {
    case Shape::uniform:
      return {piece.a, piece.b};
    case Shape::exponential:
      return {piece.a, infinity};
    default:
      return {-infinity, infinity};
  }
}

double piece_lower_partial(const Piece& piece, double x) {
  switch (piece.shape) {
    case Shape::normal:
      return piece.b * bell_partial(standardised(piece, x));
    case Shape::laplace: {
      const double z = standardised(piece, x);
      return piece.b * (z < 0 ? 0.5 * std::exp(z) : z + 0.5 * std::exp(-z));
    }
    case Shape::uniform: {
      if (x >= piece.b) return (x - piece.b) + 0.5 * (piece.b - piece.a);
      const double u = std::max(0.0, (x - piece.a) / (piece.b - piece.a));
      return 0.5 * u * u * (piece.b - piece.a);
    }
    case Shape::exponential: {
      const double t = piece.b * (x - piece.a);
      if (t <= 0) return 0;
      // t − (1 − e^{−t}) cancels for small t: a series there.
      return (t < 1e-3 ? t * t * (0.5 - t * (1.0 / 6 - t / 24)) : t + std::expm1(-t)) / piece.b;
    }
  }
  return 0;
}

double piece_upper_partial(const Piece& piece, double x) {
  switch (piece.shape) {
    case Shape::normal:
      return piece.b * bell_partial(-standardised(piece, x));
    case Shape::laplace: {
      const double z = standardised(piece, x);
      return piece.b * (z > 0 ? 0.5 * std::exp(-z) : 0.5 * std::exp(z) - z);
    }
    case Shape::uniform: {
      if (x <= piece.a) return (piece.a - x) + 0.5 * (piece.b - piece.a);
      const double u = std::max(0.0, (piece.b - x) / (piece.b - piece.a));
      return 0.5 * u * u * (piece.b - piece.a);
    }
    case Shape::exponential:
      return x <= piece.a ? (piece.a - x) + 1 / piece.b : std::exp(-piece.b * (x - piece.a)) / piece.b;
  }
  return 0;
}

double standard_quantile(Shape shape, double u) {
  switch (shape) {
    case Shape::normal:
      return u < 0.5 ? -std::numbers::sqrt2 * boost::math::erfc_inv(2 * u)
                     : std::numbers::sqrt2 * boost::math::erf_inv(2 * u - 1);
    case Shape::laplace:
      return u < 0.5 ? std::log(2 * u) : -std::log(2 * (1 - u));
    case Shape::uniform:
      return u;
    case Shape::exponential:
      return -std::log1p(-u);
  }
  return 0;
}

double standard_upper_quantile(Shape shape, double s) {
  switch (shape) {
    case Shape::normal:
    case Shape::laplace:
      return -standard_quantile(shape, s);
    case Shape::uniform:
      return 1 - s;
    case Shape::exponential:
      return -std::log(s);
  }
  return 0;
}

}  // namespace dlab
