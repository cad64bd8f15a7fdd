// Each scene of exhibit C asks for a plan; its caption says what the plans have to say.
#include "core/exhibit/boxes_scenes.hpp"

namespace dlab {
namespace {

Scene scene(const char* name, const char* title, const char* caption, BoxesScene boxes) {
  boxes.destinations.clear();
  settle(boxes);
  Scene made;
  made.name = name;
  made.title = title;
  made.caption = caption;
  made.exhibit = std::move(boxes);
  return made;
}

// Every box goes to the right, so every plan costs Σ y − Σ x = 52 − 10 whoever goes where.
Scene six_boxes() {
  BoxesScene boxes;
  boxes.stock = {{"", 1, 3}, {"", 2, 2}, {"", 3, 1}};
  boxes.demand = {{"", 7, 1}, {"", 8, 2}, {"", 9, 1}, {"", 10, 2}};
  return scene("six-boxes", N_("Six boxes to carry"),
               N_("Every box has to go right, so whoever goes where, the ways add up to the same: where they "
                  "arrive, 52, less where they start, 10. Try two plans: both cost 42."),
               boxes);
}

Scene crossing() {
  BoxesScene boxes;
  boxes.stock = {{"", 1, 1}, {"", 4, 2}, {"", 7, 1}};
  boxes.demand = {{"", 2, 1}, {"", 4, 2}, {"", 6, 1}};
  return scene(
      "two-steps", N_("Plans that differ"),
      N_("Here plans differ: the dearest costs 10, the cheapest 2. Counted in boxes, that is {W1}; it never "
         "sends two boxes past each other."),
      boxes);
}

BoxesScene warehouses(std::vector<std::int64_t> stock, std::vector<std::int64_t> demand) {
  static constexpr const char* cities[] = {N_("Beijing"), N_("Tianjin"), N_("Lhasa")};
  BoxesScene boxes;
  boxes.stock.clear();
  boxes.demand.clear();
  for (std::size_t i = 0; i < 3; ++i) {
    const auto at = static_cast<std::int64_t>(i) + 1;
    boxes.stock.push_back({cities[i], at, stock[i]});
    boxes.demand.push_back({cities[i], at, demand[i]});
  }
  boxes.cost = BoxCost::given;
  boxes.cost_matrix = {0, 10, 100, 10, 0, 100, 100, 100, 0};
  return boxes;
}

Scene near_warehouses() {
  return scene(
      "warehouses", N_("Warehouses: the next town is short"),
      N_("Beijing has one box too many, Tianjin one too few: one short trip, cost 10. Stock and wish "
         "differ by ‖X − Y‖ = √2 here and on the next page."),
      warehouses({4, 2, 2}, {3, 3, 2}));
}

Scene far_warehouses() {
  return scene("warehouses-far", N_("Warehouses: a far town is short"),
               N_("Now it is Lhasa that is one short. ‖X − Y‖ = √2 as before, but the best plan costs 100: "
                  "only transport knows how far apart the towns are."),
               warehouses({4, 2, 2}, {3, 2, 3}));
}

}  // namespace

std::vector<Scene> boxes_scenes() { return {six_boxes(), crossing(), near_warehouses(), far_warehouses()}; }

}  // namespace dlab
