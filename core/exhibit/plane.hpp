// Exhibit B, two distributions in the plane: its parameters. solve(), figure(), handles() stand beside it.
#pragma once
#include <array>
#include <string>

#include "core/distribution/distribution_2d.hpp"
#include "core/divergence/distances.hpp"
#include "core/exhibit/recorder.hpp"
#include "core/transport/transport.hpp"

namespace dlab {

// What finds the plan: the network simplex; entropy-regularised transport; one-dimensional projections
// (which have no plan).
enum class Ruler { exact, sinkhorn, sliced };
enum class PlanePlay { sweep, move };  // what the play button does

struct PlaneShown {
  bool densities = true, samples = true, arrows = true, moved = true;
  bool plan = true;  // the card beside the plane: the plan as a matrix, or what the ruler has instead
  bool potential = false;
  bool operator==(const PlaneShown&) const = default;
};

struct PlaneScene {
  Distribution2d p = Normal2d{{-1.6, -0.2}, 1.0, 0.45, 35};
  Distribution2d q = Ring2d{{0.8, 0.2}, 1.2, 0.1, 8, 0};
  Ruler ruler = Ruler::exact;
  GroundCost cost = GroundCost::euclidean;
  std::int64_t samples = 128;  // a side, for what has no atoms of its own
  double epsilon = 0.05;       // of Sinkhorn, in units of the cost
  std::int64_t directions = 64;
  PlaneShown show;
  double time = 0.4;  // displacement interpolation: 0 at P, 1 at Q
  Unit unit = Unit::nats;
  std::array<bool, 6> shown{true, true, true, true, true, true};  // distances in the recorder
  // The stage's limits; equal = fitted to the distributions. Scales are equal: the wider one decides.
  double x_low = 0, x_high = 0, y_low = 0, y_high = 0;
  Recorder recorder{"q.center.x", -3, 3, 100};
  PlanePlay play = PlanePlay::sweep;
  double brush = 0.25;  // radius, data units
  bool operator==(const PlaneScene&) const = default;
};
inline constexpr std::int64_t most_plane_samples = 2000;

FieldList fields(PlaneScene& scene);
Status validate(const PlaneScene& scene);

Distribution2d& side_of(PlaneScene& scene, Side side);
const Distribution2d& side_of(const PlaneScene& scene, Side side);
Recorder recorder_for(const PlaneScene& scene, const std::string& parameter);
// The fields that move a side as a whole: "q.center.x" …
std::string location_path(const PlaneScene& scene, Side side, bool vertical = false);

}  // namespace dlab
