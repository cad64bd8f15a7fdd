// Where boxes and places stand on exhibit C's stage, in data coordinates that no stage's size enters: x as on
// the line (or shares of the width, where costs are given), y in boxes above the floor.
#pragma once
#include <string>
#include <vector>

#include "core/exhibit/boxes_solve.hpp"
#include "core/figure/figure.hpp"

namespace dlab {

// Costs by distance: one floor, stock and demand on the same line. Given costs: two, the stock's above the
// demand's. The stock's floor is y = 0 of the axes "stock", the demand's of "demand".
struct BoxesGround {
  bool two_floors = false;
  double x_low = 0, x_high = 1;
  double column = 1;                           // the room that each stack has, in x
  std::vector<double> stock_x, demand_x;       // middles of the stacks
  double stock_height = 1, demand_height = 1;  // of the tallest stack or outline, in boxes
};
BoxesGround boxes_ground(const BoxesScene& scene);

inline constexpr const char* stock_axes = "stock";
inline constexpr const char* demand_axes = "demand";

// Where a box stands now: on what is left of its own stack, or in the stack of its destination.
struct BoxSpot {
  const char* axes;
  Vec middle;  // data
};
BoxSpot box_spot(const BoxesScene& scene, const BoxesGround& ground, BoxId box);

// The destination that a box in the hand at `data` has: the place of the demand that is within reach and
// nearer than the box's own place; else none.
std::int64_t destination_at(const BoxesScene& scene, BoxId box, const std::string& axes, Vec data);

// The next destination in the arrow's direction, its own place being one of them.
enum class BoxWay { left, right, up, down };
std::int64_t next_destination(const BoxesScene& scene, BoxId box, BoxWay way);

// "Beijing", or "7": message id or position.
std::string place_name(const BoxPlace& place);

}  // namespace dlab
