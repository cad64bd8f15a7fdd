// Where each kind of distribution in the plane is, and moving it in place; what `location` and `shifted` are
// made of.
#pragma once
#include "core/distribution/distribution_2d.hpp"

namespace dlab {

Point place_of(const Normal2d&);
Point place_of(const Points2d&);
Point place_of(const Mixture2d&);
template <class D>
Point place_of(const D& d) {
  return d.center;
}

// Storage stays where it is, so that fields of the same object stay valid.
void move_by(Normal2d&, Point offset);
void move_by(Points2d&, Point offset);
void move_by(Mixture2d&, Point offset);
template <class D>
void move_by(D& d, Point offset) {
  d.center = d.center + offset;
}

}  // namespace dlab
