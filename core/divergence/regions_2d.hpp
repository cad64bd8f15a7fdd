// Cuts the plane along the edges of boxes, cells and discs, so that densities are smooth within each region.
#pragma once
#include <vector>

#include "core/distribution/law_2d.hpp"
#include "core/divergence/kernels_2d.hpp"

namespace dlab {

// An upright line, or one side of a disc, as x of y.
struct Side {
  double x = 0;
  double radius_x = 0, radius_y = 0, y = 0;  // radius 0: the line
  int sign = 1;
  double at(double height) const;
};

// What lies between two sides and two heights; the shapes' densities are constant in it.
struct Region {
  double y_low, y_high;
  bool bent;  // a side is a disc's
  Side left, right;
  double p_flat, q_flat;
};

// The bells of a law, seen from an origin.
struct BellTable {
  std::vector<BellForm> forms;
  struct Size {
    double std_x, std_y;      // of the marginals
    double slice_x, slice_y;  // of the sections along the axes
  };
  std::vector<Size> sizes;

  BellTable(const Law2d& law, Point origin);
};

struct RegionList {
  std::vector<Region> regions;
  bool curved = false;
  bool p_outside_q = false, q_outside_p = false;  // one has mass where the other has none
};
// Covers all of both laws' densities but about e^(−z²/2) of the bells' mass. Regions with nothing in them are
// left out. Coordinates are relative to `origin`.
RegionList cut_regions(const Law2d& p, const Law2d& q, Point origin, double z);

}  // namespace dlab
