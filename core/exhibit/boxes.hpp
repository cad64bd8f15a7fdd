// Exhibit C, the transport puzzle: boxes that stand at places are carried to where they are wanted. A plan is
// made by hand, so each box remembers where it went; γ counts them.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/field.hpp"
#include "core/distribution/distribution.hpp"
#include "core/exhibit/recorder.hpp"

namespace dlab {

// What one box's way from x to y costs: |x − y|, |x − y|², or an entry of a matrix.
enum class BoxCost { distance, squared, given };

struct BoxPlace {
  std::string label;        // a city (message id in built-in scenes); empty: named by its position
  std::int64_t at = 0;      // on the line; means nothing where costs are given
  std::int64_t amount = 1;  // boxes that stand there, or are wanted there
  bool operator==(const BoxPlace&) const = default;
};

inline constexpr std::int64_t not_carried = -1;     // the destination of a box that still stands where it was
inline constexpr std::size_t most_box_places = 12;  // a side
inline constexpr std::int64_t most_boxes = 12;      // at a place
inline constexpr std::int64_t last_box_position = 24;

struct BoxesScene {
  std::vector<BoxPlace> stock{{"", 1, 1}}, demand{{"", 2, 1}};  // P: where they are; Q: where they should be
  BoxCost cost = BoxCost::distance;
  std::vector<double> cost_matrix;  // row-major, a row for each place of the stock; empty unless given
  // Of each place of the stock, of each of its boxes: the place of the demand that it was carried to.
  std::vector<std::vector<std::int64_t>> destinations{{not_carried}};
  bool show_optimum = false, show_prices = false;
  double flight = 0;  // how far the next box has come while the plan is played, 0 to 1
  bool operator==(const BoxesScene&) const = default;
};

// Paths "cost", "show_prices", "stock.0.amount", "costs.0.1" …
FieldList fields(BoxesScene& scene);
// Fields whose values live in the arrays "stock", "demand" and "cost_matrix" of a file.
bool of_boxes_array(const std::string& path);
Status validate(const BoxesScene& scene);
// Makes destinations and cost matrix fit stock and demand after a field was set: new boxes stand where they
// are, boxes too many go (those not carried first), a matrix that is missing is what the distance costs.
void settle(BoxesScene& scene);

std::vector<BoxPlace>& places_of(BoxesScene& scene, Side side);
const std::vector<BoxPlace>& places_of(const BoxesScene& scene, Side side);
std::int64_t total_amount(const std::vector<BoxPlace>& places);
// The cost of one box's way, row-major.
std::vector<double> box_costs(const BoxesScene& scene);
// γ, row-major: how many boxes go from place i to place j.
std::vector<std::int64_t> box_plan(const BoxesScene& scene);

}  // namespace dlab
