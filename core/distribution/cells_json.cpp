// Cells to and from JSON.
#include "core/distribution/cells_json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/json.hpp"
#include "core/distribution/json_parts.hpp"

namespace dlab {

using nlohmann::json;
namespace {
constexpr double byte_steps = 255;
}  // namespace

Result<Cells> cells_from_json(const json& value, const std::string& where) {
  if (const Status status = check_object(value, where, {"columns", "rows", "levels", "values"}); !status)
    return status.error();
  if (const Status status = require_keys(value, where, {"columns", "rows", "values"}); !status)
    return status.error();
  Cells cells;
  for (const auto& [key, side] : {std::pair{"columns", &cells.columns}, std::pair{"rows", &cells.rows}}) {
    const auto count = json_count(value[key], joined(where, key));
    if (!count) return count.error();
    *side = *count;
  }
  auto values = json_numbers(value["values"], joined(where, "values"));
  if (!values) return values.error();
  if (const auto levels = value.find("levels"); levels != value.end()) {
    const auto most = json_number(*levels, joined(where, "levels"));
    if (!most) return most.error();
    if (!(*most > 0)) return Error{joined(where, "levels"), N_("must be > 0, got %1"), {to_text(*most)}};
    for (double& number : *values) number /= *most;
  }
  cells.values = *std::move(values);
  return cells;
}

// Pictures have 256 levels: written as whole numbers, with the number that stands for 1.
json to_json(const Cells& cells) {
  json value{{"columns", cells.columns}, {"rows", cells.rows}};
  const bool bytes = std::all_of(cells.values.begin(), cells.values.end(), [](double cell) {
    return std::round(cell * byte_steps) / byte_steps == cell && cell <= 1;
  });
  if (!bytes) {
    value["values"] = cells.values.get();
    return value;
  }
  value["levels"] = static_cast<int>(byte_steps);
  json list = json::array();
  for (const double cell : cells.values) list.push_back(static_cast<int>(std::lround(cell * byte_steps)));
  value["values"] = std::move(list);
  return value;
}

}  // namespace dlab
