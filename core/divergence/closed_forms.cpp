// KL(P‖Q) = −H(P) + H(P, Q): entropies and cross entropies of the four shapes; W_p of location–scale
// families.
#include "core/divergence/closed_forms.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "core/distribution/law_piece.hpp"

namespace dlab {
namespace {

using Shape = Piece::Shape;
constexpr double epsilon = std::numeric_limits<double>::epsilon();
const double log_2pi = std::log(2 * std::numbers::pi);

bool single_piece(const Law& law) { return law.continuous() && law.pieces().size() == 1; }
bool point_mass(const Law& law) { return law.discrete() && law.atoms().size() == 1; }

double entropy(const Piece& p) {
  switch (p.shape) {
    case Shape::normal:
      return 0.5 * (log_2pi + 1) + std::log(p.b);
    case Shape::laplace:
      return 1 + std::log(2 * p.b);
    case Shape::uniform:
      return std::log(p.b - p.a);
    case Shape::exponential:
      return 1 - std::log(p.b);
  }
  return 0;
}

// −E_P log q.
double cross_entropy(const Piece& p, const Piece& q) {
  switch (q.shape) {
    case Shape::normal: {
      const double off = piece_mean_from(p, q.a) / q.b;
      return 0.5 * log_2pi + std::log(q.b) + 0.5 * (piece_variance(p) / q.b / q.b + off * off);
    }
    case Shape::laplace:
      return std::log(2 * q.b) + (piece_lower_partial(p, q.a) + piece_upper_partial(p, q.a)) / q.b;
    case Shape::uniform:
      return std::log(q.b - q.a);
    case Shape::exponential:
      return q.b * piece_mean_from(p, q.a) - std::log(q.b);
  }
  return 0;
}

// Normals: ½(s² − 1 − log s² + d²), s = σ_p/σ_q, d = (μ_p − μ_q)/σ_q; written in s − 1, which may be small.
Bounded normals(const Piece& p, const Piece& q) {
  const double e = (p.b - q.b) / q.b, d = (p.a - q.a) / q.b;
  const double squares = e * (2 + e), logs = 2 * std::log1p(e);
  return {0.5 * ((squares - logs) + d * d), 2 * epsilon * (std::abs(squares) + std::abs(logs) + d * d)};
}

struct LocationScale {
  double shift, stretch;  // Q's quantile − P's = shift + stretch · z, z the standard shape's quantile
  double size;            // what rounding acts on
};
LocationScale compare(const Piece& p, const Piece& q) {
  return {piece_location(q) - piece_location(p), piece_scale(q) - piece_scale(p),
          piece_scale(p) + piece_scale(q)};
}

Piece standard(Shape shape) { return {shape, 1, 0, 1}; }

}  // namespace

std::optional<Bounded> closed_relative_entropy(const Law& p, const Law& q) {
  if (!single_piece(p) || !single_piece(q)) return std::nullopt;
  const Piece &a = p.pieces()[0], &b = q.pieces()[0];
  if (a.shape == Shape::normal && b.shape == Shape::normal) return normals(a, b);
  const double own = entropy(a), cross = cross_entropy(a, b);
  // Laplace against its own center and the like: the sum of the magnitudes of all terms is near these two.
  return Bounded{cross - own, 16 * epsilon * (std::abs(own) + std::abs(cross) + 2 + std::abs(std::log(b.b)))};
}

// E|shift + stretch · Z|.
std::optional<Bounded> closed_w1(const Law& p, const Law& q) {
  if (point_mass(p) || point_mass(q)) {
    const double at = (point_mass(p) ? p : q).atoms()[0].at;
    const Law& other = point_mass(p) ? q : p;
    const double value = other.lower_partial(at) + other.upper_partial(at);
    return Bounded{value, 16 * epsilon * (value + std::sqrt(other.variance()))};
  }
  if (!single_piece(p) || !single_piece(q) || p.pieces()[0].shape != q.pieces()[0].shape) return std::nullopt;
  const auto [shift, stretch, size] = compare(p.pieces()[0], q.pieces()[0]);
  double value = std::abs(shift);
  if (stretch != 0) {
    const Piece z = standard(p.pieces()[0].shape);
    const double c = -shift / stretch;
    value = std::abs(stretch) * (piece_lower_partial(z, c) + piece_upper_partial(z, c));
  }
  return Bounded{value, 16 * epsilon * (value + size)};
}

// √(Var + mean²) of shift + stretch · Z.
std::optional<Bounded> closed_w2(const Law& p, const Law& q) {
  if (point_mass(p) || point_mass(q)) {
    const double at = (point_mass(p) ? p : q).atoms()[0].at;
    const Law& other = point_mass(p) ? q : p;
    const double off = (other.split_mean().origin - at) + other.split_mean().offset;
    const double value = std::hypot(off, std::sqrt(other.variance()));
    return Bounded{value, 16 * epsilon * value};
  }
  if (!single_piece(p) || !single_piece(q) || p.pieces()[0].shape != q.pieces()[0].shape) return std::nullopt;
  const auto [shift, stretch, size] = compare(p.pieces()[0], q.pieces()[0]);
  const Piece z = standard(p.pieces()[0].shape);
  const double value =
      std::hypot(shift + stretch * piece_mean_from(z, 0), stretch * std::sqrt(piece_variance(z)));
  return Bounded{value, 16 * epsilon * (value + size)};
}

}  // namespace dlab
