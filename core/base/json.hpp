// Reading JSON with errors that name the place: syntax by line and column, values by their path.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/base/field.hpp"

namespace dlab {

// The Error's place is "line 3, column 5"; text that ends too early and numbers too large for a double are
// said so.
Result<nlohmann::json> parse_json(const std::string& text);
// Indented; characters that are not UTF-8 are replaced rather than thrown at the caller.
std::string dump_json(const nlohmann::json& json, int indent = 2);

// "p" and "mean" → "p.mean"; either may be empty.
std::string joined(const std::string& outer, const std::string& key);
std::string joined(const std::string& outer, const char* key, std::size_t index);  // "p.components[1]"

// What was found, short enough for a sentence: `"abc"`, `12`, `an array`.
std::string shown_json(const nlohmann::json& json);
// An object whose keys are all among `known`; else the nearest known key is named.
Status check_object(const nlohmann::json& json, const std::string& where,
                    const std::vector<std::string>& known);
Result<double> json_number(const nlohmann::json& json, const std::string& where);
Result<std::string> json_text(const nlohmann::json& json, const std::string& where);
Result<std::vector<double>> json_numbers(const nlohmann::json& json, const std::string& where);
// Sets a field from a JSON value; the Error names the field's own path.
Status set_from_json(const FieldRef& field, const nlohmann::json& json);
nlohmann::json json_from(const FieldValue& value);

}  // namespace dlab
