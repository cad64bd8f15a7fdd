// The bells that data consist of, and which of them a generator has found.
#pragma once
#include <vector>

#include "core/gan/trainer.hpp"
#include "core/math/point.hpp"

namespace dlab {

// A normal component of the data.
struct Mode {
  Point mean;
  double xx, xy, yy;  // covariance; on the line only xx counts
};
// Of normals and mixtures of them (rings and grids of bells among them), on the line y = 0. Empty where the
// data have no such modes: curves, areas, words, measured points.
std::vector<Mode> modes_of(const GanData& data);

inline constexpr double mode_radius = 3;   // standard deviations (Srivastava et al. 2017, VEEGAN)
inline constexpr double mode_share = 0.1;  // of its fair share of the samples makes a mode covered

struct ModeCoverage {
  int covered = 0, modes = 0;
  double in_modes = 0;               // share of the samples within 3 σ of any mode
  std::vector<std::size_t> samples;  // within 3 σ of each mode; each counts for its nearest mode only
};
ModeCoverage coverage(const std::vector<Mode>& modes, const std::vector<Point>& samples);

}  // namespace dlab
