// A law laid out for the kernels: one array per parameter and shape, uniform pieces joined to one step
// function.
#pragma once
#include <vector>

#include "core/distribution/law.hpp"
#include "core/divergence/kernels.hpp"

namespace dlab {

// A place on the line as an unevaluated sum of two doubles, |offset| at most about the spacing of doubles at
// base.
struct LinePoint {
  double base = 0, offset = 0;

  double value() const { return base + offset; }
};
// Knuth's two-sum: base + offset holds the exact sum up to the rounding of the small parts.
inline LinePoint operator+(LinePoint point, double by) {
  const double move = point.offset + by;
  const double sum = point.base + move;
  const double part = sum - point.base;
  return {sum, (point.base - (sum - part)) + (move - part)};
}
inline double operator-(LinePoint a, LinePoint b) { return (a.base - b.base) + (a.offset - b.offset); }
inline bool operator<(LinePoint a, LinePoint b) { return a - b < 0; }

class LawTable {
 public:
  LawTable() = default;
  LawTable(const LawTable&) = delete;  // the view points into it
  LawTable& operator=(const LawTable&) = delete;

  void assign(const Law& law);  // keeps its memory between calls
  const LawView& view() const { return view_; }

  // Centers of the pieces that bend, and the width within which a rule of degree 13 follows them.
  struct Feature {
    double at, width;
  };
  const std::vector<Feature>& features() const { return features_; }
  // Where a piece's mass lies.
  struct Reach {
    LinePoint low, high;
  };
  const std::vector<Reach>& reaches() const { return reaches_; }  // all of it but 2e−19, per piece
  const std::vector<Reach>& mass_reaches() const { return mass_reaches_; }  // all of it but 7e−13
  const std::vector<double>& breaks() const { return breaks_; }  // sorted; where the density is not smooth
  // The set where the density is > 0: disjoint closed intervals, ascending, with infinite ends where
  // unbounded.
  const std::vector<Law::Interval>& support() const { return support_; }

 private:
  void add_reach(double at, double below, double above, double shorter);
  void add_steps(const Law& law);
  void set_support(const Law& law);
  void set_view();

  LawView view_;
  std::vector<double> normals_[4], laplaces_[4], exponentials_[4];  // at, inverse or rate, peak, weight
  std::vector<double> edges_, heights_, log_heights_, mass_below_, mass_above_, partial_below_,
      partial_above_;
  std::vector<Feature> features_;
  std::vector<Reach> reaches_, mass_reaches_;
  std::vector<double> breaks_;
  std::vector<Law::Interval> support_;
};

}  // namespace dlab
