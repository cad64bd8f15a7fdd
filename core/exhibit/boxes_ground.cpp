#include "core/exhibit/boxes_ground.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace dlab {
namespace {

constexpr double fewest_columns = 6;  // so that few boxes do not stand lost

// Both at one position share its column: what stands there on the left, what is wanted there on the right.
void put_on_line(const BoxesScene& scene, BoxesGround& ground) {
  const auto at = [](const BoxPlace& place) { return static_cast<double>(place.at); };
  double low = at(scene.stock.front()), high = low;
  bool shared = false;
  for (const Side side : {Side::p, Side::q})
    for (const BoxPlace& place : places_of(scene, side)) {
      low = std::min(low, at(place));
      high = std::max(high, at(place));
      shared = shared || std::ranges::any_of(places_of(scene, side == Side::p ? Side::q : Side::p),
                                             [&](const BoxPlace& other) { return other.at == place.at; });
    }
  const double wider = std::max(0.0, fewest_columns - 1 - (high - low)) / 2;
  ground.x_low = low - wider - 0.5;
  ground.x_high = high + wider + 0.5;
  ground.column = shared ? 0.5 : 1;
  const auto beside = [&](const BoxPlace& place, const std::vector<BoxPlace>& others, double by) {
    const bool both = std::ranges::any_of(others, [&](const BoxPlace& o) { return o.at == place.at; });
    return at(place) + (both ? by : 0);
  };
  for (const BoxPlace& place : scene.stock) ground.stock_x.push_back(beside(place, scene.demand, -0.25));
  for (const BoxPlace& place : scene.demand) ground.demand_x.push_back(beside(place, scene.stock, 0.25));
}

void put_on_two_floors(const BoxesScene& scene, BoxesGround& ground) {
  ground.two_floors = true;
  const auto spread = [](std::size_t n, std::vector<double>& x) {
    for (std::size_t i = 0; i < n; ++i) x.push_back((static_cast<double>(i) + 0.5) / static_cast<double>(n));
  };
  spread(scene.stock.size(), ground.stock_x);
  spread(scene.demand.size(), ground.demand_x);
  ground.column = 1 / static_cast<double>(std::max(scene.stock.size(), scene.demand.size()));
}

// Among the places of the demand and the box's own, from left to right.
struct Stop {
  double x;
  std::int64_t destination;
};
std::vector<Stop> choices(const BoxesScene& scene, const BoxesGround& ground, std::size_t place) {
  std::vector<Stop> all;
  for (std::size_t j = 0; j < scene.demand.size(); ++j)
    all.push_back({ground.demand_x[j], static_cast<std::int64_t>(j)});
  if (!ground.two_floors) all.push_back({ground.stock_x[place], not_carried});
  std::ranges::stable_sort(all, {}, &Stop::x);
  return all;
}

}  // namespace

BoxesGround boxes_ground(const BoxesScene& scene) {
  BoxesGround ground;
  if (scene.cost == BoxCost::given)
    put_on_two_floors(scene, ground);
  else
    put_on_line(scene, ground);
  const std::vector<std::int64_t> plan = box_plan(scene);
  for (const BoxPlace& place : scene.stock)
    ground.stock_height = std::max(ground.stock_height, static_cast<double>(place.amount));
  for (std::size_t j = 0; j < scene.demand.size(); ++j) {
    std::int64_t there = 0;
    for (std::size_t i = 0; i < scene.stock.size(); ++i) there += plan[i * scene.demand.size() + j];
    const std::int64_t tall = std::max(there, scene.demand[j].amount);
    ground.demand_height = std::max(ground.demand_height, static_cast<double>(tall));
  }
  return ground;
}

BoxSpot box_spot(const BoxesScene& scene, const BoxesGround& ground, BoxId box) {
  const std::int64_t to = scene.destinations[box.place][box.index];
  const auto before = [&](std::size_t place, std::size_t end) {
    const std::vector<std::int64_t>& boxes = scene.destinations[place];
    return static_cast<double>(
        std::count(boxes.begin(), boxes.begin() + static_cast<std::ptrdiff_t>(end), to));
  };
  double below = before(box.place, box.index);
  if (to == not_carried) return {stock_axes, {ground.stock_x[box.place], below + 0.5}};
  for (std::size_t i = 0; i < box.place; ++i) below += before(i, scene.destinations[i].size());
  return {demand_axes, {ground.demand_x[static_cast<std::size_t>(to)], below + 0.5}};
}

std::int64_t destination_at(const BoxesScene& scene, BoxId box, const std::string& axes, Vec data) {
  const BoxesGround ground = boxes_ground(scene);
  if (ground.two_floors && (axes == stock_axes ? data.y > -0.8 : data.y > ground.demand_height + 1.2))
    return not_carried;
  const double reach = ground.two_floors ? 0.6 * ground.column : 0.9;
  std::optional<Stop> nearest;
  for (const Stop& choice : choices(scene, ground, box.place)) {
    const double away = std::abs(choice.x - data.x);
    if (away <= reach && (!nearest || away < std::abs(nearest->x - data.x))) nearest = choice;
  }
  return nearest ? nearest->destination : not_carried;
}

std::int64_t next_destination(const BoxesScene& scene, BoxId box, BoxWay way) {
  const BoxesGround ground = boxes_ground(scene);
  const std::int64_t now = scene.destinations[box.place][box.index];
  const std::vector<Stop> all = choices(scene, ground, box.place);
  if (way == BoxWay::up) return ground.two_floors ? not_carried : now;
  if (way == BoxWay::down && !ground.two_floors) return now;
  const auto here = std::ranges::find(all, now, &Stop::destination);
  if (way == BoxWay::down || here == all.end()) {  // down from the upper floor: to what lies nearest below
    if (now != not_carried) return now;
    const auto away = [&](const Stop& choice) { return std::abs(choice.x - ground.stock_x[box.place]); };
    return std::ranges::min_element(all, {}, away)->destination;
  }
  if (way == BoxWay::right) return here + 1 == all.end() ? now : (here + 1)->destination;
  return here == all.begin() ? now : (here - 1)->destination;
}

std::string place_name(const BoxPlace& place) {
  return place.label.empty() ? std::to_string(place.at) : place.label;
}

}  // namespace dlab
