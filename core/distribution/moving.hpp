// Where each kind of distribution is, and moving it in place; what `location` and `shifted` are made of.
#pragma once
#include "core/distribution/distribution.hpp"

namespace dlab {

double place_of(const Normal&);
double place_of(const Laplace&);
double place_of(const Uniform&);
double place_of(const Exponential&);
double place_of(const Dirac&);
double place_of(const Discrete&);
double place_of(const Histogram&);
double place_of(const Samples&);
double place_of(const Mixture&);

// Storage stays where it is, so that fields of the same object stay valid.
void move_by(Normal&, double offset);
void move_by(Laplace&, double offset);
void move_by(Uniform&, double offset);
void move_by(Exponential&, double offset);
void move_by(Dirac&, double offset);
void move_by(Discrete&, double offset);
void move_by(Histogram&, double offset);
void move_by(Samples&, double offset);
void move_by(Mixture&, double offset);

}  // namespace dlab
