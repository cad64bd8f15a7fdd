// Pieces of the schema that distributions on the line and in the plane share.
#pragma once
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace dlab {

inline constexpr int deepest_nesting = 64;  // of mixtures

// The keys that must be there and are not.
Status require_keys(const nlohmann::json& value, const std::string& where,
                    std::initializer_list<const char*> keys);
// A column's name, or its number, counted from 1.
Result<std::string> json_column(const nlohmann::json& value, const std::string& where);
// {"species":"Gentoo"}: a column and the value that it must have.
struct ColumnCondition {
  std::string column, value;
};
Result<ColumnCondition> json_condition(const nlohmann::json& value, const std::string& where);
Result<std::int64_t> json_count(const nlohmann::json& value, const std::string& where);
// The file in the first of the folders that has it; else the name as it is.
std::string locate_file(const std::string& file, const std::vector<std::string>& folders);

}  // namespace dlab
