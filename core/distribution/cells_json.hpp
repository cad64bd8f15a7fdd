// The JSON of cells: {"columns":2,"rows":1,"levels":255,"values":[255,0]}.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/distribution/distribution_2d.hpp"

namespace dlab {

// "levels" is the number that stands for 1; without it the values are as they are. The rules of cells are
// validate()'s.
Result<Cells> cells_from_json(const nlohmann::json& value, const std::string& where);
nlohmann::json to_json(const Cells& cells);

}  // namespace dlab
