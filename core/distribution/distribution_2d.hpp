// The distributions in the plane a person can choose, as plain values. What they mean numerically is `Law2d`.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/field.hpp"
#include "core/distribution/distribution.hpp"
#include "core/math/point.hpp"

namespace dlab {

// Covariance R diag(std_u², std_v²) Rᵀ, R the rotation by `angle`: the axes of the ellipse are what a hand
// pulls. JSON takes "cov" or "std" and "angle".
struct Normal2d {
  Point mean;
  double std_u = 1, std_v = 1;
  double angle = 0;  // degrees, counter-clockwise, of the u axis
  bool operator==(const Normal2d&) const = default;
};
struct Covariance {
  double xx = 1, xy = 0, yy = 1;
  bool operator==(const Covariance&) const = default;
};
Covariance covariance(const Normal2d& normal);
Normal2d normal_with(Point mean, const Covariance& cov);  // positive definite

// `count` bells on a circle, the first at `angle`.
struct Ring2d {
  Point center;
  double radius = 1.5, std = 0.1;
  std::int64_t count = 8;
  double angle = 0;
  bool operator==(const Ring2d&) const = default;
};
// side × side bells.
struct Grid2d {
  Point center;
  double spacing = 1, std = 0.05;
  std::int64_t side = 5;
  bool operator==(const Grid2d&) const = default;
};
// scale · (t cos t, t sin t) / 15, t = 1.5π(1 + 2u), u uniform, plus N(0, noise² I): scikit-learn's roll seen
// from the side; at scale 2 the size that WGAN-GP's toy program uses (÷ 7.5).
struct SwissRoll2d {
  Point center;
  double scale = 2, noise = 0.033;
  bool operator==(const SwissRoll2d&) const = default;
};
// Two interleaving half circles of radius `scale` (scikit-learn's moons, centred), plus noise.
struct Moons2d {
  Point center;
  double scale = 1, noise = 0.1;
  bool operator==(const Moons2d&) const = default;
};
// Two circles, the inner one's radius `ratio` times the outer's, half of the mass each, plus noise.
struct Circles2d {
  Point center;
  double radius = 1.5, ratio = 0.5, noise = 0.08;
  bool operator==(const Circles2d&) const = default;
};
// `count` parallel segments, `spacing` apart, uniform mass on each: no density in the plane. One upright
// segment of length 1 is example 1 of the WGAN paper.
struct Segments2d {
  Point center;
  double length = 1, angle = 90;  // degrees; 90: upright
  std::int64_t count = 1;
  double spacing = 1;  // between neighbours, across
  bool operator==(const Segments2d&) const = default;
};
struct Box2d {
  Point center;
  double width = 2, height = 1;
  bool operator==(const Box2d&) const = default;
};
struct Disc2d {
  Point center;
  double radius = 1;
  bool operator==(const Disc2d&) const = default;
};

// Masses on square cells, row-major from the top left; constant density in each. At most 256 × 256.
struct Cells {
  std::int64_t columns = 0, rows = 0;
  SharedValues values;  // ≥ 0, not all 0; empty: nothing was read or drawn yet
  bool empty() const { return values.empty(); }
  bool operator==(const Cells&) const = default;
};
inline constexpr std::int64_t most_cells_a_side = 256;

// A grey image as a density: dark is dense (`invert`: light is). The app reads files into cells
// (core knows no PNG); until then the law is a uniform box of the same height.
struct Image2d {
  std::string file;
  Cells darkness;  // 0 … 1 of each pixel: 1 = black
  bool invert = false;
  Point center;
  double height = 3;  // of the whole image, data units
  bool operator==(const Image2d&) const = default;
};
// Words as a density. The app rasterises them; `drawn` is what the cells show, so that a change is seen.
struct Text2d {
  std::string text = "GAN", drawn;
  Cells cells;
  Point center;
  double height = 1.5;  // of the cells
  bool operator==(const Text2d&) const = default;
};
// Painted freehand over a fixed extent.
struct Painted2d {
  Cells cells;
  Point center;
  double height = 6;
  bool operator==(const Painted2d&) const = default;
};

// Measured points. Bandwidth 0: the empirical measure; h > 0: Gaussian kernel density estimate.
struct Points2d {
  std::string file, column_x, column_y, where_column, where_value;
  SharedValues xs, ys, weights;  // same length ≥ 1; weights may be empty: all equal
  std::int64_t skipped = 0;
  double bandwidth = 0;
  Point shift;
  bool operator==(const Points2d&) const = default;
};
inline constexpr std::size_t most_smoothed_points = 2000;
// A measured set of points may be this large; exact transport takes at most `most_transport_points`.
inline constexpr std::size_t most_points_2d = 1'000'000;
// s n^(−1/6), s² the mean of the two variances: the rule of thumb of Silverman (1986, §4.3.2) in the plane.
double silverman_bandwidth_2d(const std::vector<double>& xs, const std::vector<double>& ys);

using Simple2d = std::variant<Normal2d, Ring2d, Grid2d, SwissRoll2d, Moons2d, Circles2d, Segments2d, Box2d,
                              Disc2d, Image2d, Text2d, Painted2d, Points2d>;
struct Component2d {
  double weight = 1;
  Simple2d distribution;
  bool operator==(const Component2d&) const = default;
};
struct Mixture2d {
  std::vector<Component2d> components;  // ≥ 1, at most 16
  bool operator==(const Mixture2d&) const = default;
};
inline constexpr std::size_t most_components_2d = 16;
using Distribution2d = std::variant<Normal2d, Ring2d, Grid2d, SwissRoll2d, Moons2d, Circles2d, Segments2d,
                                    Box2d, Disc2d, Image2d, Text2d, Painted2d, Points2d, Mixture2d>;

// Index order of `Distribution2d`; keys are the "type" of the JSON schema.
enum class Kind2d {
  normal,
  ring,
  grid,
  swiss_roll,
  moons,
  circles,
  segments,
  box,
  disc,
  image,
  text,
  painted,
  points,
  mixture
};
inline constexpr int kinds_2d = 14;
Kind2d kind_of(const Distribution2d& distribution);
const char* kind_key(Kind2d kind);    // "normal_2d", "ring_2d", … "points_2d", "mixture_2d"
const char* kind_label(Kind2d kind);  // message id
Distribution2d widened(const Simple2d& simple);
// The part of a mixture that stands alone; nothing for a mixture.
std::optional<Simple2d> narrowed(const Distribution2d& distribution);
Distribution2d default_of(Kind2d kind);  // points and mixture: with nothing in them yet

// Scalar fields under `prefix`: "q.mean.x", "q.std_u", "q.angle", "q.components.0.center.y" … Every kind can
// be moved as a whole by two fields: location_keys.
FieldList fields(Distribution2d& distribution, const std::string& prefix);
// "mean" (normal), "shift" (points), else "center" (derived for a mixture): the fields are this + ".x", ".y".
const char* location_key(Kind2d kind);
Point location(const Distribution2d& distribution);
Distribution2d shifted(const Distribution2d& distribution, Point offset);

Status validate(const Distribution2d& distribution);

// Another kind, about as large and in the same place. Painted: the old density on 96 × 96 cells.
Distribution2d convert(const Distribution2d& distribution, Kind2d kind);

// The cells of something that is drawn or read, or nothing for the kinds that have none.
const Cells* cells_of(const Simple2d& simple);

// The brush: raises the cells within `radius` of the segment from–to by `amount` (falling off smoothly to 0
// at the rim; cells hold 0 … 1 in steps of 1/255); negative rubs out. Never leaves nothing.
Painted2d painted(Painted2d picture, Point from, Point to, double radius, double amount);

}  // namespace dlab
