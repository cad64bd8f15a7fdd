// Exhibit C's picture and the grips on it.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/exhibit/action.hpp"
#include "core/exhibit/boxes_ground.hpp"
#include "core/exhibit/handle.hpp"
#include "core/figure/style.hpp"

namespace dlab {

inline constexpr std::array box_meter_keys{"cost", "carried", "best", "dual", "gap"};

// The cards of the stage: the numbers, the ground with the boxes, the table γ.
struct BoxesLayout {
  std::array<Rect, box_meter_keys.size()> meters;
  Rect ground, table;
};
BoxesLayout boxes_layout(const BoxesScene& scene, double width, double height, const Style& style);

Figure boxes_figure(const BoxesScene& scene, const BoxesResults& results, const Look& look,
                    const Style& style, double width, double height);

std::string whole_or_decimal(double value);  // "42", "2.400"

// A box's id is "box.PLACE.INDEX", a cell's of the table "cell.ROW.COLUMN".
std::vector<Handle> box_handles(const BoxesScene& scene);
std::string box_id(BoxId box);
std::optional<BoxId> box_of(const std::string& handle_id);
struct Cell {
  std::size_t i, j;
};
std::string cell_id(Cell cell);
std::optional<Cell> cell_of(const std::string& handle_id);

}  // namespace dlab
