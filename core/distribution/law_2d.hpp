// What a distribution in the plane is to the numerics: bells, uniform shapes, cells, segments and atoms.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "core/distribution/distribution_2d.hpp"

namespace dlab {

struct Bounds {
  double x_low = 0, x_high = 0, y_low = 0, y_high = 0;
  bool operator==(const Bounds&) const = default;
};

class Law2d {
 public:
  struct Bell {
    double weight;
    Point mean;
    Covariance cov;
    bool operator==(const Bell&) const = default;
  };
  struct Plate {  // uniform on a box or an ellipse's bounding box
    double weight;
    Bounds bounds;
    bool round;
    bool operator==(const Plate&) const = default;
  };
  struct Mosaic {  // cells over bounds
    double weight;
    Bounds bounds;
    int columns, rows;
    std::vector<double> masses;  // sum 1, row-major from the top left
    bool operator==(const Mosaic&) const = default;
  };
  struct Line {  // uniform mass on a segment
    double weight;
    Point from, to;
    bool operator==(const Line&) const = default;
  };
  struct Atom {
    double weight;
    Point at;
    bool operator==(const Atom&) const = default;
  };

  // Normalises weights and flattens mixtures. Curves with noise are mixtures of many bells along them, no
  // farther apart than the noise; curves without noise are short lines. Precondition: validate() holds.
  explicit Law2d(const Distribution2d& distribution);

  std::span<const Bell> bells() const { return bells_; }
  std::span<const Plate> plates() const { return plates_; }
  std::span<const Mosaic> mosaics() const { return mosaics_; }
  std::span<const Line> lines() const { return lines_; }
  std::span<const Atom> atoms() const { return atoms_; }
  // Bells that follow a curve in equal steps: samples move along it without steps.
  struct Strand {
    std::size_t first, count;
    bool operator==(const Strand&) const = default;
  };
  std::span<const Strand> strands() const { return strands_; }
  bool has_density() const { return lines_.empty() && atoms_.empty(); }  // all of the mass
  bool singular() const { return bells_.empty() && plates_.empty() && mosaics_.empty(); }
  bool discrete() const { return singular() && lines_.empty(); }

  double density(Point at) const;      // of the part that has one
  double log_density(Point at) const;  // −∞ outside its support; accurate in the tails
  // log densities at (xs[c], ys[r]), row-major (rows, columns); much faster than one by one.
  void log_densities(std::span<const double> xs, std::span<const double> ys, std::span<double> out) const;

  Point mean() const { return mean_; }
  Covariance covariance() const { return covariance_; }
  // Outside of these bounds there is less than about `tail` of the mass (exact where bounded).
  Bounds reach(double tail = 1e-6) const;

  // Sample i depends on (seed, stream, i) and continuously on the distribution's parameters (place, scale,
  // angle), so that samples follow a hand. Lines and mosaics included.
  std::vector<Point> sample(std::size_t n, std::uint64_t seed, std::uint32_t stream = 0) const;
  // For the exact solver: the atoms with their weights if discrete and at most n; else n samples, equal
  // weights.
  struct Points {
    std::vector<Point> at;
    std::vector<double> weights;  // empty: equal
    bool sampled = false;
  };
  Points points(std::size_t n, std::uint64_t seed, std::uint32_t stream = 0) const;

  bool operator==(const Law2d&) const = default;

 private:
  struct Collector;
  void set_moments();
  void add_shapes(std::span<const double> xs, std::span<const double> ys, std::span<double> density) const;

  std::vector<Bell> bells_;
  std::vector<Plate> plates_;
  std::vector<Mosaic> mosaics_;
  std::vector<Line> lines_;
  std::vector<Atom> atoms_;
  std::vector<Strand> strands_;
  Point mean_;
  Covariance covariance_;
};

}  // namespace dlab
