// Exhibit C's parameters, declared once, and the rules between them.
#include "core/exhibit/boxes.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {
namespace {

constexpr Choice costs[] = {
    {"distance", N_("|x − y|")}, {"squared_distance", N_("|x − y|²")}, {"given", N_("a table")}};

constexpr FieldInfo label = {.key = "label",
                             .kind = FieldKind::text,
                             .label = N_("name"),
                             .help = N_("What the place is called; without a name it is its position.")};
constexpr FieldInfo at = count_field("at", N_("position"), N_("Where on the line the place is."), 0,
                                     last_box_position, 0, last_box_position);
constexpr FieldInfo stock_amount =
    count_field("amount", N_("boxes"), N_("How many boxes stand here."), 0, most_boxes, 0, most_boxes);
constexpr FieldInfo demand_amount =
    count_field("amount", N_("boxes"), N_("How many boxes are wanted here."), 0, most_boxes, 0, most_boxes);
constexpr FieldInfo cost =
    choice_field("cost", N_("cost"), costs, N_("What carrying one box from x to y costs."));
constexpr FieldInfo given_cost = {.key = "costs",
                                  .kind = FieldKind::real,
                                  .label = N_("cost of this way"),
                                  .help = N_("What carrying one box this way costs."),
                                  .low = 0,
                                  .high = 1e6,
                                  .soft_low = 0,
                                  .soft_high = 100};
constexpr FieldInfo show_optimum = boolean_field(
    "show_optimum", N_("the optimum"), N_("Shows the best possible cost and one plan that has it."));
constexpr FieldInfo show_prices = boolean_field(
    "show_prices", N_("prices"), N_("Shows prices at the places that prove how cheap a plan can be."));
constexpr FieldInfo flight = {.key = "flight",
                              .kind = FieldKind::real,
                              .label = N_("on the way"),
                              .help = N_("How far the box that is being carried has come, while playing."),
                              .low = 0,
                              .high = 1,
                              .soft_low = 0,
                              .soft_high = 1};

std::string path_of(const char* list, std::size_t index, const char* key) {
  return std::string(list) + "." + std::to_string(index) + "." + key;
}

Status check_places(const std::vector<BoxPlace>& places, const char* key, bool on_line) {
  if (places.empty() || places.size() > most_box_places)
    return Error{key,
                 N_("must have 1 to %1 places, got %2"),
                 {std::to_string(most_box_places), std::to_string(places.size())}};
  for (std::size_t i = 0; on_line && i < places.size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if (places[i].at == places[k].at)
        return Error{path_of(key, i, at.key),
                     N_("there is a place at %1 already; choose another position"),
                     {std::to_string(places[i].at)}};
  return Done{};
}

Status check_destinations(const BoxesScene& scene) {
  if (scene.destinations.size() != scene.stock.size())
    return Error{"destinations",
                 N_("must have one list for each of the %1 places of the stock, got %2"),
                 {std::to_string(scene.stock.size()), std::to_string(scene.destinations.size())}};
  for (std::size_t i = 0; i < scene.stock.size(); ++i) {
    const std::vector<std::int64_t>& boxes = scene.destinations[i];
    const std::string where = "destinations[" + std::to_string(i) + "]";
    if (std::cmp_not_equal(boxes.size(), scene.stock[i].amount))
      return Error{where,
                   N_("must have one entry for each of the %1 boxes, got %2"),
                   {std::to_string(scene.stock[i].amount), std::to_string(boxes.size())}};
    for (std::size_t k = 0; k < boxes.size(); ++k)
      if (boxes[k] < not_carried || boxes[k] >= static_cast<std::int64_t>(scene.demand.size()))
        return Error{where + "[" + std::to_string(k) + "]",
                     N_("must be null or the number of a place of the demand, 0 to %1; got %2"),
                     {std::to_string(scene.demand.size() - 1), std::to_string(boxes[k])}};
  }
  return Done{};
}

void settle_boxes(std::vector<std::int64_t>& boxes, std::size_t amount) {
  while (boxes.size() > amount) {
    const auto idle = std::find(boxes.rbegin(), boxes.rend(), not_carried);
    boxes.erase(idle == boxes.rend() ? boxes.end() - 1 : idle.base() - 1);
  }
  boxes.resize(amount, not_carried);
}

double distance_cost(const BoxPlace& from, const BoxPlace& to, bool squared) {
  const auto way = static_cast<double>(std::abs(from.at - to.at));
  return squared ? way * way : way;
}

// Where costs were given, positions meant nothing and may coincide: then places stand in a row.
void spread_positions(std::vector<BoxPlace>& places) {
  if (check_places(places, "", true)) return;
  std::int64_t next = 1;
  for (BoxPlace& place : places) place.at = next++;
}

}  // namespace

FieldList fields(BoxesScene& scene) {
  FieldList list;
  const auto add = [&list](const FieldInfo& info, auto& target, std::string path) {
    list.push_back(FieldRef(info, target).at(std::move(path)));
  };
  add(cost, scene.cost, cost.key);
  add(show_optimum, scene.show_optimum, show_optimum.key);
  add(show_prices, scene.show_prices, show_prices.key);
  add(flight, scene.flight, flight.key);
  for (const Side side : {Side::p, Side::q}) {
    const char* key = side == Side::p ? "stock" : "demand";
    std::vector<BoxPlace>& places = places_of(scene, side);
    for (std::size_t i = 0; i < places.size(); ++i) {
      add(label, places[i].label, path_of(key, i, label.key));
      add(at, places[i].at, path_of(key, i, at.key));
      add(side == Side::p ? stock_amount : demand_amount, places[i].amount, path_of(key, i, "amount"));
    }
  }
  if (scene.cost == BoxCost::given && scene.cost_matrix.size() == scene.stock.size() * scene.demand.size())
    for (std::size_t i = 0; i < scene.stock.size(); ++i)
      for (std::size_t j = 0; j < scene.demand.size(); ++j)
        add(given_cost, scene.cost_matrix[i * scene.demand.size() + j],
            path_of(given_cost.key, i, std::to_string(j).c_str()));
  return list;
}

bool of_boxes_array(const std::string& path) {
  return path.starts_with("stock.") || path.starts_with("demand.") || path.starts_with("costs.");
}

Status validate(const BoxesScene& scene) {
  const bool on_line = scene.cost != BoxCost::given;
  if (const Status status = check_places(scene.stock, "stock", on_line); !status) return status;
  if (const Status status = check_places(scene.demand, "demand", on_line); !status) return status;
  const std::size_t entries = on_line ? 0 : scene.stock.size() * scene.demand.size();
  if (scene.cost_matrix.size() != entries)
    return Error{
        "cost_matrix",
        N_("must have a row for each place of the stock and a column for each of the demand: %1 × %2"),
        {std::to_string(scene.stock.size()), std::to_string(scene.demand.size())}};
  BoxesScene copy = scene;
  for (const FieldRef& field : fields(copy))
    if (const Status status = field.check(); !status) return status;
  return check_destinations(scene);
}

void settle(BoxesScene& scene) {
  if (scene.cost != BoxCost::given && !scene.cost_matrix.empty()) {  // it was given before
    scene.cost_matrix.clear();
    spread_positions(scene.stock);
    spread_positions(scene.demand);
  } else if (scene.cost == BoxCost::given && scene.cost_matrix.empty()) {
    for (const BoxPlace& from : scene.stock)
      for (const BoxPlace& to : scene.demand) scene.cost_matrix.push_back(distance_cost(from, to, false));
  }
  scene.destinations.resize(scene.stock.size());
  for (std::size_t i = 0; i < scene.stock.size(); ++i)
    settle_boxes(scene.destinations[i],
                 static_cast<std::size_t>(std::clamp(scene.stock[i].amount, std::int64_t{0}, most_boxes)));
}

std::vector<BoxPlace>& places_of(BoxesScene& scene, Side side) {
  return side == Side::p ? scene.stock : scene.demand;
}
const std::vector<BoxPlace>& places_of(const BoxesScene& scene, Side side) {
  return side == Side::p ? scene.stock : scene.demand;
}

std::int64_t total_amount(const std::vector<BoxPlace>& places) {
  std::int64_t total = 0;
  for (const BoxPlace& place : places) total += place.amount;
  return total;
}

std::vector<double> box_costs(const BoxesScene& scene) {
  if (scene.cost == BoxCost::given) return scene.cost_matrix;
  std::vector<double> all;
  for (const BoxPlace& from : scene.stock)
    for (const BoxPlace& to : scene.demand)
      all.push_back(distance_cost(from, to, scene.cost == BoxCost::squared));
  return all;
}

std::vector<std::int64_t> box_plan(const BoxesScene& scene) {
  std::vector<std::int64_t> plan(scene.stock.size() * scene.demand.size(), 0);
  for (std::size_t i = 0; i < scene.destinations.size(); ++i)
    for (const std::int64_t to : scene.destinations[i])
      if (to != not_carried) ++plan[i * scene.demand.size() + static_cast<std::size_t>(to)];
  return plan;
}

}  // namespace dlab
