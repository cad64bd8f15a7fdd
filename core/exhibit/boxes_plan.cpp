#include "core/exhibit/boxes_plan.hpp"

#include <algorithm>
#include <optional>

namespace dlab {
namespace {

std::int64_t in_plan(std::size_t destination) { return static_cast<std::int64_t>(destination); }

Status check_place(const BoxesScene& scene, Side side, std::size_t index) {
  if (index < places_of(scene, side).size()) return Done{};
  return Error{side == Side::p ? "stock" : "demand", N_("has no place %1"), {std::to_string(index + 1)}};
}

Error unequal(const BoxesResults& results) {
  if (results.stock > results.demand)
    return {"",
            N_("Stock exceeds demand by %1: make them equal first."),
            {std::to_string(results.stock - results.demand)}};
  return {"",
          N_("Demand exceeds stock by %1: make them equal first."),
          {std::to_string(results.demand - results.stock)}};
}

// The topmost box of `place` whose destination is `to`.
std::optional<std::size_t> box_that_goes(const BoxesScene& scene, std::size_t place, std::int64_t to) {
  const std::vector<std::int64_t>& boxes = scene.destinations[place];
  const auto found = std::find(boxes.rbegin(), boxes.rend(), to);
  if (found == boxes.rend()) return std::nullopt;
  return static_cast<std::size_t>(boxes.rend() - found) - 1;
}

// The complete plan that steps lead to.
std::vector<std::int64_t> aim(const BoxesResults& now) {
  const BoxesScene& scene = now.inputs;
  bool fits = true;
  for (std::size_t j = 0; j < scene.demand.size(); ++j)
    fits = fits && now.column_sums[j] <= scene.demand[j].amount;
  const bool all_carried = now.carried == now.stock;
  if (!fits) return now.optimum->plan;
  if (all_carried) return now.gap().value <= 1e-9 * (1 + now.optimum->cost) ? now.plan : now.optimum->plan;
  std::vector<std::int64_t> stock, demand;
  for (std::size_t i = 0; i < scene.stock.size(); ++i)
    stock.push_back(scene.stock[i].amount - now.row_sums[i]);
  for (std::size_t j = 0; j < scene.demand.size(); ++j)
    demand.push_back(scene.demand[j].amount - now.column_sums[j]);
  std::vector<std::int64_t> plan = box_optimum(now.costs, stock, demand).plan;
  for (std::size_t k = 0; k < plan.size(); ++k) plan[k] += now.plan[k];
  return plan;
}

struct Way {
  std::size_t i, j;
};

// A box that must leave where it was carried to: first from places that have too many.
std::optional<Way> too_many(const BoxesResults& now, const std::vector<std::int64_t>& wanted) {
  std::optional<Way> any;
  for (std::size_t i = 0; i < now.row_sums.size(); ++i)
    for (std::size_t j = 0; j < now.columns(); ++j) {
      if (now.plan[now.entry(i, j)] <= wanted[now.entry(i, j)]) continue;
      if (now.column_sums[j] > now.inputs.demand[j].amount) return Way{i, j};
      if (!any) any = Way{i, j};
    }
  return any;
}

std::optional<std::size_t> missing(const BoxesResults& now, const std::vector<std::int64_t>& wanted,
                                   std::size_t i) {
  for (std::size_t j = 0; j < now.columns(); ++j)
    if (now.plan[now.entry(i, j)] < wanted[now.entry(i, j)]) return j;
  return std::nullopt;
}

}  // namespace

Status carry(BoxesScene& scene, BoxId box, std::int64_t destination) {
  if (const Status status = check_place(scene, Side::p, box.place); !status) return status;
  if (box.index >= scene.destinations[box.place].size())
    return Error{"stock." + std::to_string(box.place), N_("has no box %1"), {std::to_string(box.index + 1)}};
  if (destination != not_carried) {
    if (destination < 0) destination = in_plan(scene.demand.size());
    const Status status = check_place(scene, Side::q, static_cast<std::size_t>(destination));
    if (!status) return status;
  }
  scene.destinations[box.place][box.index] = destination;
  return Done{};
}

Status set_plan_entry(BoxesScene& scene, std::size_t place, std::size_t destination, std::int64_t count) {
  if (const Status status = check_place(scene, Side::p, place); !status) return status;
  if (const Status status = check_place(scene, Side::q, destination); !status) return status;
  if (count < 0) return Error{"", N_("must be at least %1, got %2"), {"0", std::to_string(count)}};
  std::vector<std::int64_t>& boxes = scene.destinations[place];
  const std::int64_t now = std::ranges::count(boxes, in_plan(destination));
  const std::int64_t idle = std::ranges::count(boxes, not_carried);
  if (count > now + idle)
    return Error{
        "", N_("Boxes left at this place: %1. Bring one back from elsewhere first."), {std::to_string(idle)}};
  for (std::int64_t k = now; k < count; ++k)
    boxes[*box_that_goes(scene, place, not_carried)] = in_plan(destination);
  for (std::int64_t k = now; k > count; --k)
    boxes[*box_that_goes(scene, place, in_plan(destination))] = not_carried;
  return Done{};
}

Status bring_back_all(BoxesScene& scene) {
  for (std::vector<std::int64_t>& boxes : scene.destinations) std::ranges::fill(boxes, not_carried);
  return Done{};
}

Status load_optimum(BoxesScene& scene) {
  const auto results = solve(scene);
  if (!results->optimum) return unequal(*results);
  for (std::size_t i = 0; i < scene.stock.size(); ++i) {
    std::size_t next = 0;
    for (std::size_t j = 0; j < scene.demand.size(); ++j)
      for (std::int64_t k = 0; k < results->optimum->plan[results->entry(i, j)]; ++k)
        scene.destinations[i][next++] = in_plan(j);
  }
  return Done{};
}

std::optional<BoxCarry> next_carry(const BoxesResults& now) {
  if (!now.optimum) return std::nullopt;
  const BoxesScene& scene = now.inputs;
  const std::vector<std::int64_t> wanted = aim(now);
  if (const auto from = too_many(now, wanted)) {
    const auto to = missing(now, wanted, from->i);
    return BoxCarry{{from->i, *box_that_goes(scene, from->i, in_plan(from->j))},
                    to ? in_plan(*to) : not_carried};
  }
  for (std::size_t i = 0; i < scene.stock.size(); ++i) {
    const auto box = box_that_goes(scene, i, not_carried);
    const auto to = missing(now, wanted, i);
    if (box && to) return BoxCarry{{i, *box}, in_plan(*to)};
  }
  return std::nullopt;
}

Status carry_next(BoxesScene& scene) {
  const auto now = solve(scene);
  if (!now->optimum) return unequal(*now);
  const auto next = next_carry(*now);
  return next ? carry(scene, next->box, next->destination) : Done{};
}

Status add_place(BoxesScene& scene, Side side) {
  std::vector<BoxPlace>& places = places_of(scene, side);
  if (places.size() >= most_box_places)
    return Error{"", N_("There is room for %1 places a side."), {std::to_string(most_box_places)}};
  const std::vector<double> before = box_costs(scene);
  const auto taken = [&](std::int64_t at) {
    return std::ranges::any_of(places, [at](const BoxPlace& place) { return place.at == at; });
  };
  BoxPlace place;
  place.at = places.back().at;
  while (taken(place.at) && place.at < last_box_position) ++place.at;
  while (taken(place.at)) --place.at;
  const std::size_t old_columns = scene.demand.size();
  places.push_back(place);
  if (side == Side::p) scene.destinations.emplace_back(1, not_carried);
  if (scene.cost == BoxCost::given) {  // ways to and from it cost nothing until they are given a cost
    scene.cost_matrix.clear();
    for (std::size_t i = 0; i < scene.stock.size(); ++i)
      for (std::size_t j = 0; j < scene.demand.size(); ++j)
        scene.cost_matrix.push_back(
            i * old_columns + j < before.size() && j < old_columns ? before[i * old_columns + j] : 0);
  }
  return Done{};
}

Status remove_place(BoxesScene& scene, Side side, std::size_t index) {
  if (const Status status = check_place(scene, side, index); !status) return status;
  std::vector<BoxPlace>& places = places_of(scene, side);
  if (places.size() == 1) return Error{"", N_("The last place of a side stays."), {}};
  if (scene.cost == BoxCost::given) {
    std::vector<double> kept;
    for (std::size_t i = 0; i < scene.stock.size(); ++i)
      for (std::size_t j = 0; j < scene.demand.size(); ++j)
        if (index != (side == Side::p ? i : j))
          kept.push_back(scene.cost_matrix[i * scene.demand.size() + j]);
    scene.cost_matrix = std::move(kept);
  }
  const auto gone = static_cast<std::ptrdiff_t>(index);
  places.erase(places.begin() + gone);
  if (side == Side::p) {
    scene.destinations.erase(scene.destinations.begin() + gone);
    return Done{};
  }
  for (std::vector<std::int64_t>& boxes : scene.destinations)
    for (std::int64_t& to : boxes) {
      if (to == in_plan(index))
        to = not_carried;
      else if (to > in_plan(index))
        --to;
    }
  return Done{};
}

}  // namespace dlab
