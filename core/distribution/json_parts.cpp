// Pieces of the schema that distributions on the line and in the plane share.
#include "core/distribution/json_parts.hpp"

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/json.hpp"

namespace dlab {

using nlohmann::json;

Status require_keys(const json& value, const std::string& where, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    if (!value.contains(key)) return Error{where, N_("the key \"%1\" is missing"), {key}};
  }
  return Done{};
}

Result<std::string> json_column(const json& value, const std::string& where) {
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  if (value.is_string()) return value.get<std::string>();
  return Error{where, N_("must be a column's name or number, got %1"), {shown_json(value)}};
}

Result<ColumnCondition> json_condition(const json& value, const std::string& where) {
  if (!value.is_object() || value.size() != 1) {
    return Error{where, N_("must be an object with one column and its value, got %1"), {shown_json(value)}};
  }
  const std::string column = value.begin().key();
  const json& wanted = value.begin().value();
  if (wanted.is_string()) return ColumnCondition{column, wanted.get<std::string>()};
  if (wanted.is_number()) return ColumnCondition{column, shown_json(wanted)};
  return Error{joined(where, column), N_("must be a text or a number, got %1"), {shown_json(wanted)}};
}

Result<std::int64_t> json_count(const json& value, const std::string& where) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > 1'000'000'000'000U) {
    return Error{where, N_("must be a count, got %1"), {shown_json(value)}};
  }
  return value.get<std::int64_t>();
}

std::string locate_file(const std::string& file, const std::vector<std::string>& folders) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  for (const std::string& folder : folders) {
    if (const fs::path path = fs::path(folder) / file; fs::exists(path, ignored)) return path.string();
  }
  return file;
}

}  // namespace dlab
