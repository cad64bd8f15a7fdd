// Exhibit C behind the interface that all exhibits share.
#include "core/exhibit/boxes_exhibit.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "core/exhibit/boxes_caption.hpp"

namespace dlab {
namespace {

Estimate hidden() {
  return {std::numeric_limits<double>::quiet_NaN(), 0, Method::exact, N_("Hidden: the inspector shows it.")};
}

// What the meters say, in the order of box_meter_keys; what is hidden on the stage stays hidden here.
std::vector<Estimate> estimates(const BoxesScene& scene, const BoxesResults& results) {
  const Estimate cost{results.cost, 0, Method::exact, {}};
  const Estimate carried{static_cast<double>(results.carried), 0, Method::exact, {}};
  const auto shown = [](bool on, const Estimate& estimate) {
    return on || !estimate.defined() ? estimate : hidden();
  };
  return {cost, carried, shown(scene.show_optimum, results.best()), shown(scene.show_prices, results.dual()),
          shown(scene.show_prices, results.gap())};
}

std::string hint(std::size_t meter, const Catalog& words) {
  static constexpr std::array hints{
      N_("What the boxes cost that have been carried so far"),
      N_("Boxes that are somewhere else than where they stood"),
      N_("The least that a plan costs that carries every box to its place"),
      N_("Boxes bought where they are and sold where they should be, at prices at which no way earns more "
         "than it costs"),
      N_("Cost less what the prices earn: 0 proves that no plan is cheaper")};
  static_assert(hints.size() == box_meter_keys.size());
  return words(hints[meter]);
}

std::optional<Action> key_of_cell(const BoxesScene& scene, const BoxesResults& results, Cell cell,
                                  const HandleKey& key) {
  const std::int64_t now = results.plan[results.entry(cell.i, cell.j)];
  const auto set = [&](std::int64_t count) -> std::optional<Action> {
    const std::int64_t idle = scene.stock[cell.i].amount - results.row_sums[cell.i];
    if (key.kind == HandleKey::Kind::up) count = std::min(count, now + idle);
    if (count == now || count < 0) return LeaveAsIs{};
    return SetPlanEntry{cell.i, cell.j, count};
  };
  switch (key.kind) {
    case HandleKey::Kind::up:
      return set(now + 1);
    case HandleKey::Kind::down:
      return set(std::max<std::int64_t>(now - 1, 0));
    case HandleKey::Kind::press:
      return set(key.less ? std::max<std::int64_t>(now - 1, 0) : now + 1);
    case HandleKey::Kind::remove:
      return set(0);
    case HandleKey::Kind::digit:
      return set(key.digit);
    case HandleKey::Kind::left:
    case HandleKey::Kind::right:
      return LeaveAsIs{};
  }
  return std::nullopt;
}

std::optional<Action> key_of_box(const BoxesScene& scene, BoxId box, const HandleKey& key) {
  switch (key.kind) {
    case HandleKey::Kind::left:
      return CarryBox{box, next_destination(scene, box, BoxWay::left)};
    case HandleKey::Kind::right:
      return CarryBox{box, next_destination(scene, box, BoxWay::right)};
    case HandleKey::Kind::up:
      return CarryBox{box, next_destination(scene, box, BoxWay::up)};
    case HandleKey::Kind::down:
      return CarryBox{box, next_destination(scene, box, BoxWay::down)};
    case HandleKey::Kind::remove:
      return CarryBox{box, not_carried};
    case HandleKey::Kind::press:
    case HandleKey::Kind::digit:
      return LeaveAsIs{};
  }
  return std::nullopt;
}

}  // namespace

Effort effort(const BoxesScene&, const BoxesResults*) { return Effort::all; }

std::shared_ptr<const BoxesResults> solve(const BoxesScene& scene, std::int64_t, const BoxesResults* previous,
                                          std::stop_token, bool) {
  return solve(scene, previous);
}

bool curve_current(const BoxesResults&) { return true; }

Figure figure(const BoxesScene& scene, const BoxesResults& results, const Look& look, const Style& style,
              double width, double height) {
  return boxes_figure(scene, results, look, style, width, height);
}

std::vector<MeterPlace> meter_places(const BoxesScene& scene, const BoxesResults& results, const Style& style,
                                     double width, double height) {
  const BoxesLayout layout = boxes_layout(scene, width, height, style);
  const std::vector<Estimate> all = estimates(scene, results);
  std::vector<MeterPlace> places;
  for (std::size_t i = 0; i < all.size(); ++i)
    places.push_back({box_meter_keys[i], layout.meters[i], all[i], hint(i, *style.words)});
  return places;
}

Rect slow_card(const BoxesScene& scene, const Style& style, double width, double height) {
  return boxes_layout(scene, width, height, style).table;
}

std::vector<Handle> handles(const BoxesScene& scene, const BoxesResults&) { return box_handles(scene); }

Action drag_handle(const BoxesScene& scene, const BoxesResults&, const Handle& handle, Vec data, bool) {
  const std::optional<BoxId> box = box_of(handle.id);
  if (!box || data == handle.at) return LeaveAsIs{};
  return CarryBox{*box, destination_at(scene, *box, handle.axes, data)};
}

std::optional<Action> drop_handle(const BoxesScene&, const BoxesResults&, const Handle&, Vec) {
  return std::nullopt;
}

std::optional<Action> key_handle(const BoxesScene& scene, const BoxesResults& results, const Handle& handle,
                                 const HandleKey& key) {
  if (const std::optional<Cell> cell = cell_of(handle.id)) return key_of_cell(scene, results, *cell, key);
  if (const std::optional<BoxId> box = box_of(handle.id)) return key_of_box(scene, *box, key);
  return std::nullopt;
}

std::string handle_label(const BoxesScene& scene, const Handle& handle, const Catalog& words) {
  const auto name = [&](const BoxPlace& place) { return escape_markup(words(place_name(place))); };
  if (const std::optional<Cell> cell = cell_of(handle.id)) {
    const std::size_t at = cell->i * scene.demand.size() + cell->j;
    return words("%1 from %2 to %3", {std::to_string(box_plan(scene)[at]), name(scene.stock[cell->i]),
                                      name(scene.demand[cell->j])});
  }
  const std::optional<BoxId> box = box_of(handle.id);
  if (!box) return {};
  const std::int64_t to = scene.destinations[box->place][box->index];
  const std::string from = name(scene.stock[box->place]);
  if (to == not_carried) return words("at %1", {from});
  const auto j = static_cast<std::size_t>(to);
  const double cost = box_costs(scene)[box->place * scene.demand.size() + j];
  return words("%1 → %2, cost %3", {from, name(scene.demand[j]), whole_or_decimal(cost)});
}

std::string recorded_parameter(const BoxesScene&, const Handle&) { return {}; }

std::string caption(const Scene& whole, const BoxesScene& scene, const BoxesResults& results,
                    const Catalog& words) {
  return boxes_caption(whole, scene, results, words);
}

std::vector<std::pair<std::string, Estimate>> meters(const BoxesScene& scene, const BoxesResults& results) {
  const std::vector<Estimate> values = estimates(scene, results);
  std::vector<std::pair<std::string, Estimate>> all;
  for (std::size_t i = 0; i < values.size(); ++i) all.emplace_back(box_meter_keys[i], values[i]);
  return all;
}

}  // namespace dlab
