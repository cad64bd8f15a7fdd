// The grips of exhibit C: every box, and every cell of the table.
#include <array>
#include <charconv>

#include "core/exhibit/boxes_figure.hpp"

namespace dlab {
namespace {

// The two numbers after `kind` in "box.0.2".
std::optional<std::array<std::size_t, 2>> numbers_of(const std::string& id, const std::string& kind) {
  if (!id.starts_with(kind)) return std::nullopt;
  std::array<std::size_t, 2> numbers{};
  const char* const end = id.data() + id.size();
  const auto first = std::from_chars(id.data() + kind.size(), end, numbers[0]);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '.') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, numbers[1]);
  if (second.ec != std::errc{} || second.ptr != end) return std::nullopt;
  return numbers;
}

}  // namespace

std::string box_id(BoxId box) { return "box." + std::to_string(box.place) + "." + std::to_string(box.index); }

std::string cell_id(Cell cell) { return "cell." + std::to_string(cell.i) + "." + std::to_string(cell.j); }

std::optional<BoxId> box_of(const std::string& handle_id) {
  const auto numbers = numbers_of(handle_id, "box.");
  return numbers ? std::optional(BoxId{(*numbers)[0], (*numbers)[1]}) : std::nullopt;
}

std::optional<Cell> cell_of(const std::string& handle_id) {
  const auto numbers = numbers_of(handle_id, "cell.");
  return numbers ? std::optional(Cell{(*numbers)[0], (*numbers)[1]}) : std::nullopt;
}

std::vector<Handle> box_handles(const BoxesScene& scene) {
  const BoxesGround ground = boxes_ground(scene);
  std::vector<Handle> handles;
  const auto add = [&](std::string id, const char* axes, Vec at, Side side) {
    Handle handle;
    handle.id = std::move(id);
    handle.axes = axes;
    handle.at = at;
    handle.side = side;
    handle.own_picture = handle.own_focus = true;
    handles.push_back(std::move(handle));
  };
  for (std::size_t i = 0; i < scene.destinations.size(); ++i)
    for (std::size_t k = 0; k < scene.destinations[i].size(); ++k) {
      const BoxSpot spot = box_spot(scene, ground, {i, k});
      add(box_id({i, k}), spot.axes, spot.middle, Side::p);
    }
  const auto rows = static_cast<double>(scene.stock.size());
  for (std::size_t i = 0; i < scene.stock.size(); ++i)
    for (std::size_t j = 0; j < scene.demand.size(); ++j)
      add(cell_id({i, j}), "table", {static_cast<double>(j) + 0.5, rows - static_cast<double>(i) - 0.5},
          Side::q);
  return handles;
}

}  // namespace dlab
