// Sampling of densities for the screen: one position a pixel, and as many as a narrow spike needs.
#pragma once
#include <vector>

#include "core/distribution/law.hpp"
#include "core/exhibit/line_solve.hpp"

namespace dlab {

// Ascending positions over [low, high]: about one a pixel, every break of both laws with its two sides, every
// atom with its left side, and the shape of every piece that is narrower than a few pixels.
std::vector<double> curve_positions(const Law& p, const Law& q, double low, double high, double pixels);

// Both laws at shared positions.
struct LineCurves {
  std::vector<double> x, p, q;
};
LineCurves sample_curves(const Law& p, const Law& q, double low, double high, double pixels);

// The atoms in [low, high], of thousands only one for each of `pixels` columns.
std::vector<Atom> visible_atoms(const Law& law, double low, double high, double pixels);

// The density's axis, [x_low, x_high]: the scene's own, or both laws' reach, widened to a coarse grid so that
// it stays put while things move a little.
std::pair<double, double> density_range(const LineScene& scene, const Law& p, const Law& q);
// Where a sampled density is largest.
struct Peak {
  double x, height;
};
Peak peak_of(const std::vector<double>& x, const std::vector<double>& density);
// The density axis's top: both peaks and room for the letters; a spike over 8 times the other's peak leaves
// through the top.
double density_top(const LineCurves& curves);
double mass_top(const Law& p, const Law& q);

}  // namespace dlab
