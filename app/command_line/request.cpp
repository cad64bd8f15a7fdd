#include "app/command_line/request.hpp"

#include <filesystem>
#include <iostream>
#include <iterator>

#include "app/export/cells.hpp"
#include "core/base/field.hpp"
#include "core/base/file.hpp"
#include "core/base/json.hpp"
#include "core/distribution/distribution_2d_json.hpp"

namespace dlab {
namespace {

// A picture may name no file, and hold no cells either.
Status check_drawn(const Simple2d& part, const std::string& where) {
  if (std::holds_alternative<Painted2d>(part)) return Done{};
  const Cells* cells = cells_of(part);
  if (!cells || !cells->empty()) return Done{};
  const char* key = std::holds_alternative<Image2d>(part) ? "darkness" : "cells";
  return Error{where, N_("has nothing drawn yet; give \"%1\""), {key}};
}

}  // namespace

Result<std::string> run_request(
    const std::string& request,
    const std::function<Result<std::string>(const std::string&, const std::string&)>& answer) {
  std::string text, folder = ".";
  const bool standard_input = request == "-";
  if (standard_input) {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    Result<std::string> read = read_file(request, std::size_t{1} << 30);
    if (!read) return read.error();
    text = *std::move(read);
    const std::string parent = std::filesystem::path(request).parent_path().string();
    if (!parent.empty()) folder = parent;
  }
  Result<std::string> result = answer(text, folder);
  if (!result) return result.error().in_file(standard_input ? "standard input" : request);
  return result;
}

Status check_pair(const nlohmann::json& request) {
  for (const char* key : {"p", "q"})
    if (!request.contains(key)) return Error{key, N_("is missing; a distribution is expected"), {}};
  if (in_plane(request["p"]) == in_plane(request["q"])) return Done{};
  return Error{"q.type",
               N_("one distribution lies on the line and one in the plane; give both in the same space"),
               {}};
}

Result<Distribution2d> distribution_2d_of_request(const nlohmann::json& side, const std::string& where,
                                                  const std::string& folder) {
  Result<Distribution2d> read = distribution_2d_from_json(side, where, {folder});
  if (!read) return read;
  if (needs_cells(*read)) {
    if (const Status filled = fill_cells(*read, {folder}, FontBook()); !filled)
      return filled.error().in_field(where);
  }
  if (const auto simple = narrowed(*read)) {
    if (const Status drawn = check_drawn(*simple, where); !drawn) return drawn.error();
  } else {
    const auto& components = std::get<Mixture2d>(*read).components;
    for (std::size_t i = 0; i < components.size(); ++i) {
      const std::string here = joined(where, "components", i) + ".distribution";
      if (const Status drawn = check_drawn(components[i].distribution, here); !drawn) return drawn.error();
    }
  }
  return read;
}

Result<double> number_of_request(const nlohmann::json& request, const char* key, double low, double high,
                                 double otherwise, bool low_open) {
  const auto found = request.find(key);
  if (found == request.end()) return otherwise;
  double value = otherwise;
  const FieldInfo info{
      .key = key, .kind = FieldKind::real, .label = "", .low = low, .high = high, .low_open = low_open};
  if (const Status status = set_from_json(FieldRef(info, value).at(key), *found); !status)
    return status.error();
  return value;
}

Result<std::int64_t> count_of_request(const nlohmann::json& request, const char* key, std::int64_t low,
                                      std::int64_t high, std::int64_t otherwise) {
  const auto found = request.find(key);
  if (found == request.end()) return otherwise;
  std::int64_t value = otherwise;
  const FieldInfo info{.key = key,
                       .kind = FieldKind::integer,
                       .label = "",
                       .low = static_cast<double>(low),
                       .high = static_cast<double>(high)};
  if (const Status status = set_from_json(FieldRef(info, value).at(key), *found); !status)
    return status.error();
  return value;
}

}  // namespace dlab
