// The only places where the JSON library may throw are wrapped here.
#include "core/base/json.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

namespace dlab {
namespace {

using nlohmann::json;

// Accepts everything and remembers where and why the parser stopped.
class Stop : public nlohmann::json_sax<json> {
 public:
  std::size_t position = 0;
  bool too_large = false;

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool string(string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool start_object(std::size_t) override { return true; }
  bool key(string_t&) override { return true; }
  bool end_object() override { return true; }
  bool start_array(std::size_t) override { return true; }
  bool end_array() override { return true; }
  bool parse_error(std::size_t at, const std::string&, const json::exception& exception) override {
    position = at;
    too_large = exception.id == 406;  // number overflow
    return false;
  }
};

Error syntax_error(const std::string& text) {
  Stop stop;
  json::sax_parse(text, &stop);
  const std::size_t at = std::min(stop.position > 0 ? stop.position - 1 : 0, text.size());
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  const std::size_t line_start = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const std::size_t column = at - (line_start == std::string::npos ? 0 : line_start + 1) + 1;
  const std::string where = "line " + std::to_string(line) + ", column " + std::to_string(column);
  if (stop.too_large) return {where, N_("this number is too large for a double"), {}};
  if (text.find_first_not_of(" \t\r\n", at) == std::string::npos) {
    return {where, N_("the JSON ends too early; is the file cut off?"), {}};
  }
  return {where, N_("this is not valid JSON"), {}};
}

std::string quoted(const std::string& text) {
  constexpr std::size_t most = 40;
  return json(text.size() <= most ? text : text.substr(0, most) + "…")
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

Result<json> parse_json(const std::string& text) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return Error{"", N_("is empty; a JSON object is expected"), {}};
  }
  json value = json::parse(text, nullptr, false);
  if (value.is_discarded()) return syntax_error(text);
  return value;
}

std::string dump_json(const json& value, int indent) {
  return value.dump(indent, ' ', false, json::error_handler_t::replace);
}

std::string joined(const std::string& outer, const std::string& key) {
  if (outer.empty() || key.empty() || key.front() == '[') return outer + key;
  return outer + "." + key;
}

std::string joined(const std::string& outer, const char* key, std::size_t index) {
  return joined(outer, key + ('[' + std::to_string(index)) + ']');
}

std::string shown_json(const json& value) {
  if (value.is_object()) return "{…}";
  if (value.is_array()) return "[…]";
  if (value.is_string()) return quoted(value.get_ref<const std::string&>());
  if (value.is_number_float()) return to_text(value.get<double>());
  return dump_json(value, -1);
}

Status check_object(const json& value, const std::string& where, const std::vector<std::string>& known) {
  if (!value.is_object()) return Error{where, N_("must be an object {…}, got %1"), {shown_json(value)}};
  for (const auto& [key, inner] : value.items()) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      return unknown_name(Noun::key, where, key, known);
    }
  }
  return Done{};
}

Result<double> json_number(const json& value, const std::string& where) {
  if (!value.is_number()) return Error{where, N_("must be a number, got %1"), {shown_json(value)}};
  return value.get<double>();
}

Result<std::string> json_text(const json& value, const std::string& where) {
  if (!value.is_string()) return Error{where, N_("must be a text, got %1"), {shown_json(value)}};
  return value.get<std::string>();
}

Result<std::vector<double>> json_numbers(const json& value, const std::string& where) {
  if (!value.is_array()) return Error{where, N_("must be a list of numbers, got %1"), {shown_json(value)}};
  std::vector<double> numbers;
  numbers.reserve(value.size());
  for (const json& item : value) {
    const auto number = json_number(item, joined(where, "", numbers.size()));
    if (!number) return number.error();
    numbers.push_back(*number);
  }
  return numbers;
}

Status set_from_json(const FieldRef& field, const json& value) {
  if (value.is_boolean()) return field.set(value.get<bool>());
  if (value.is_string()) return field.set(value.get<std::string>());
  const auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > most) return field.set(value.get<double>());
  if (value.is_number_integer()) return field.set(value.get<std::int64_t>());
  if (value.is_number()) return field.set(value.get<double>());
  return Error{field.path(), N_("must be a single value, got %1"), {shown_json(value)}};
}

json json_from(const FieldValue& value) {
  return std::visit([](const auto& held) { return json(held); }, value);
}

}  // namespace dlab
