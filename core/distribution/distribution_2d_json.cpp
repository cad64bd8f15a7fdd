// Distributions in the plane to and from JSON, driven by their fields where they are scalars or places.
#include "core/distribution/distribution_2d_json.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/file.hpp"
#include "core/base/json.hpp"
#include "core/distribution/cells_json.hpp"
#include "core/distribution/csv.hpp"
#include "core/distribution/distribution_json.hpp"
#include "core/distribution/json_parts.hpp"

namespace dlab {
namespace {

using nlohmann::json;

// Two numbers in a list: [x, y].
Result<std::pair<double, double>> read_pair(const json& value, const std::string& where) {
  const auto numbers = json_numbers(value, where);
  if (!numbers) return numbers.error();
  if (numbers->size() != 2)
    return Error{where, N_("must be two numbers, got %1"), {std::to_string(numbers->size())}};
  return std::pair{(*numbers)[0], (*numbers)[1]};
}

// "center.x" → "center" and 'x'; a plain key has no second part.
struct Key {
  std::string name;
  char part = 0;
};
Key key_of(const FieldRef& field, const std::string& where) {
  const std::string rest = field.path().substr(where.empty() ? 0 : where.size() + 1);
  const auto dot = rest.find('.');
  return dot == std::string::npos ? Key{rest} : Key{rest.substr(0, dot), rest.back()};
}

std::vector<std::string> keys_of(Distribution2d& distribution) {
  std::vector<std::string> keys{"type"};
  for (const FieldRef& field : fields(distribution, "")) {
    const Key key = key_of(field, "");
    if (!field.info().derived && key.part != 'y') keys.push_back(key.name);
  }
  return keys;
}

// Scalars and places among the keys of `value`; others are left alone.
Status read_fields(Distribution2d& distribution, const json& value, const std::string& where) {
  for (const FieldRef& field : fields(distribution, where)) {
    const Key key = key_of(field, where);
    const auto found = value.find(key.name);
    if (field.info().derived || found == value.end()) continue;
    Status status = Done{};
    if (key.part == 0) {
      status = set_from_json(field, *found);
    } else {
      const auto place = read_pair(*found, joined(where, key.name));
      if (!place) return place.error();
      status = field.set(key.part == 'x' ? place->first : place->second);
    }
    if (!status) return status;
  }
  return Done{};
}

// --- Normals

Status read_covariance(Normal2d& normal, const json& value, const std::string& where) {
  if (!value.is_array() || value.size() != 2)
    return Error{where, N_("must be two rows of two numbers, got %1"), {shown_json(value)}};
  const auto first = read_pair(value[0], where + "[0]"), second = read_pair(value[1], where + "[1]");
  if (!first) return first.error();
  if (!second) return second.error();
  const auto [xx, xy] = *first;
  const auto [yx, yy] = *second;
  for (const double number : {xx, xy, yx, yy}) {
    if (!std::isfinite(number)) return Error{where, N_("must be a finite number, got %1"), {to_text(number)}};
  }
  if (yx != xy) return Error{where, N_("must be symmetric"), {}};
  normal = normal_with(normal.mean, {xx, xy, yy});
  if (!(xx > 0 && yy > 0 && normal.std_u > 0 && normal.std_v > 0))
    return Error{where, N_("must be positive definite: both variances and the determinant > 0"), {}};
  const double least = smallest_scale * smallest_scale, most = largest_scale * largest_scale;
  if (normal.std_v < smallest_scale || normal.std_u < smallest_scale || normal.std_u > largest_scale ||
      normal.std_v > largest_scale) {
    return Error{where, N_("must have variances between %1 and %2"), {to_text(least), to_text(most)}};
  }
  return Done{};
}

Status read_normal(Distribution2d& whole, const json& value, const std::string& where) {
  auto& normal = std::get<Normal2d>(whole);
  const std::vector<std::string> known{"type", "mean", "cov", "std", "angle"};
  if (const Status status = check_object(value, where, known); !status) return status;
  if (const Status status = read_fields(whole, value, where); !status) return status;
  if (const auto std = value.find("std"); std != value.end()) {
    const std::string here = joined(where, "std");
    std::pair<double, double> both;
    if (std->is_number()) {
      both = {std->get<double>(), std->get<double>()};
    } else if (const auto pair = read_pair(*std, here)) {
      both = *pair;
    } else {
      return pair.error();
    }
    for (const FieldRef& field : fields(whole, where)) {
      const std::string key = field.info().key;
      if (key != "std_u" && key != "std_v") continue;
      const bool first = key == "std_u";
      const FieldRef named = field.at(std->is_number() ? here : here + (first ? "[0]" : "[1]"));
      if (const Status status = named.set(first ? both.first : both.second); !status) return status;
    }
  }
  if (const auto cov = value.find("cov"); cov != value.end()) {
    for (const char* other : {"std", "angle"}) {
      if (value.contains(other))
        return Error{joined(where, "cov"), N_("stands beside \"%1\"; give one of the two"), {other}};
    }
    return read_covariance(normal, *cov, joined(where, "cov"));
  }
  return Done{};
}

// --- Cells and words

Status read_into(Cells& cells, const json& value, const char* key, const std::string& where) {
  const auto found = value.find(key);
  if (found == value.end()) return Done{};
  auto read = cells_from_json(*found, joined(where, key));
  if (!read) return read.error();
  cells = *std::move(read);
  return Done{};
}

Status read_into(std::string& text, const json& value, const char* key, const std::string& where) {
  const auto found = value.find(key);
  if (found == value.end()) return Done{};
  auto read = json_text(*found, joined(where, key));
  if (!read) return read.error();
  text = *std::move(read);
  return Done{};
}

// --- Points

Status read_values(Points2d& d, const json& value, const std::string& where,
                   const std::vector<std::string>& folders) {
  if (const auto list = value.find("points"); list != value.end()) {
    const std::string here = joined(where, "points");
    if (!list->is_array())
      return Error{here, N_("must be a list of points [x, y], got %1"), {shown_json(*list)}};
    std::vector<double> xs, ys;
    xs.reserve(list->size()), ys.reserve(list->size());
    for (const json& item : *list) {
      const auto at = read_pair(item, joined(here, "", xs.size()));
      if (!at) return at.error();
      xs.push_back(at->first), ys.push_back(at->second);
    }
    d.xs = std::move(xs), d.ys = std::move(ys);
    return Done{};
  }
  if (d.file.empty())
    return Error{where, N_("give \"points\" or a \"file\" with two columns of numbers"), {}};
  auto read =
      points_from_file(locate_file(d.file, folders), d.column_x, d.column_y, d.where_column, d.where_value);
  if (!read) return read.error().in_file(where);
  d.xs = read->xs, d.ys = read->ys;
  d.column_x = read->column_x, d.column_y = read->column_y;
  d.skipped = read->skipped;
  return Done{};
}

Status read_points(Points2d& d, const json& value, const std::string& where,
                   const std::vector<std::string>& folders) {
  const std::vector<std::string> known{"type",     "points", "weights", "file",      "column_x",
                                       "column_y", "where",  "skipped", "bandwidth", "shift"};
  if (const Status status = check_object(value, where, known); !status) return status;
  if (const Status status = read_into(d.file, value, "file", where); !status) return status;
  for (const auto& [key, column] : {std::pair{"column_x", &d.column_x}, std::pair{"column_y", &d.column_y}}) {
    const auto found = value.find(key);
    if (found == value.end()) continue;
    const auto name = json_column(*found, joined(where, key));
    if (!name) return name.error();
    *column = *name;
  }
  if (const auto condition = value.find("where"); condition != value.end()) {
    const auto read = json_condition(*condition, joined(where, "where"));
    if (!read) return read.error();
    d.where_column = read->column, d.where_value = read->value;
  }
  if (const auto skipped = value.find("skipped"); skipped != value.end()) {
    const auto count = json_count(*skipped, joined(where, "skipped"));
    if (!count) return count.error();
    d.skipped = *count;
  }
  if (const auto weights = value.find("weights"); weights != value.end()) {
    auto numbers = json_numbers(*weights, joined(where, "weights"));
    if (!numbers) return numbers.error();
    if (numbers->empty())
      return Error{joined(where, "weights"), N_("is empty; leave it out for equal weights"), {}};
    d.weights = *std::move(numbers);
  }
  return read_values(d, value, where, folders);
}

// --- Mixtures and all the rest

struct Reader {
  const std::vector<std::string>& folders;
  int depth = 0;

  Result<Distribution2d> read_any(const json& value, const std::string& where);
  Status read_mixture(Mixture2d& mixture, const json& value, const std::string& where);
};

// A mixture's weights are relative, so an inner mixture's are made to sum to 1 before they are multiplied.
void append(Mixture2d& mixture, double weight, const Distribution2d& part) {
  if (const auto simple = narrowed(part)) {
    mixture.components.push_back({weight, *simple});
    return;
  }
  const auto& inner = std::get<Mixture2d>(part).components;
  double total = 0;
  for (const Component2d& component : inner) total += component.weight;
  for (const Component2d& component : inner) {
    mixture.components.push_back({weight * component.weight / total, component.distribution});
  }
}

Status Reader::read_mixture(Mixture2d& mixture, const json& value, const std::string& where) {
  if (const Status status = check_object(value, where, {"type", "components"}); !status) return status;
  if (const Status status = require_keys(value, where, {"components"}); !status) return status;
  const json& list = value["components"];
  if (!list.is_array()) {
    return Error{joined(where, "components"), N_("must be a list of components, got %1"), {shown_json(list)}};
  }
  if (++depth > deepest_nesting) {
    return Error{where, N_("mixtures are nested more than %1 deep"), {std::to_string(deepest_nesting)}};
  }
  // Weights are checked before flattening, so that the place named is that of the file.
  Mixture2d outer;
  std::vector<Distribution2d> parts;
  for (const json& item : list) {
    const std::string here = joined(where, "components", parts.size());
    if (const Status status = check_object(item, here, {"weight", "distribution"}); !status) return status;
    if (const Status status = require_keys(item, here, {"weight", "distribution"}); !status) return status;
    const auto weight = json_number(item["weight"], joined(here, "weight"));
    if (!weight) return weight.error();
    auto part = read_any(item["distribution"], joined(here, "distribution"));
    if (!part) return part.error();
    outer.components.push_back({*weight, Normal2d{}});
    parts.push_back(*std::move(part));
  }
  --depth;
  if (const Status status = validate(Distribution2d(outer)); !status) return status.error().in_field(where);
  for (std::size_t i = 0; i < parts.size(); ++i) append(mixture, outer.components[i].weight, parts[i]);
  return Done{};
}

Result<Kind2d> read_kind(const json& value, const std::string& where) {
  if (!value.is_object()) return Error{where, N_("must be an object {…}, got %1"), {shown_json(value)}};
  if (const Status status = require_keys(value, where, {"type"}); !status) return status.error();
  const auto type = json_text(value["type"], joined(where, "type"));
  if (!type) return type.error();
  std::vector<std::string> known;
  for (int i = 0; i < kinds_2d; ++i) known.emplace_back(kind_key(static_cast<Kind2d>(i)));
  if (*type == "mixture") return Kind2d::mixture;
  const auto found = std::find(known.begin(), known.end(), *type);
  if (found != known.end()) return static_cast<Kind2d>(found - known.begin());
  for (int i = 0; i < distribution_kinds; ++i) {
    if (*type == kind_key(static_cast<DistributionKind>(i))) {
      return Error{joined(where, "type"),
                   N_("\"%1\" lies on the line; here a distribution in the plane is expected"),
                   {*type}};
    }
  }
  return unknown_name(Noun::type, joined(where, "type"), *type, known);
}

Result<Distribution2d> Reader::read_any(const json& value, const std::string& where) {
  const auto kind = read_kind(value, where);
  if (!kind) return kind.error();
  Distribution2d whole = default_of(*kind);
  Status status = Done{};
  if (*kind == Kind2d::normal) {
    status = read_normal(whole, value, where);
  } else if (*kind == Kind2d::mixture) {
    status = read_mixture(std::get<Mixture2d>(whole), value, where);
  } else {
    json scalars = value;
    if (auto* points = std::get_if<Points2d>(&whole)) {
      status = read_points(*points, value, where, folders);
      if (status && value.contains("bandwidth") && value["bandwidth"] == "silverman") {
        scalars.erase("bandwidth");
        points->bandwidth = silverman_bandwidth_2d(points->xs.get(), points->ys.get());
      }
    } else {
      std::vector<std::string> known = keys_of(whole);
      if (auto* image = std::get_if<Image2d>(&whole)) {
        known.insert(known.end(), {"file", "darkness"});
        status = read_into(image->file, value, "file", where);
        if (status) status = read_into(image->darkness, value, "darkness", where);
      } else if (auto* text = std::get_if<Text2d>(&whole)) {
        known.insert(known.end(), {"drawn", "cells"});
        status = read_into(text->drawn, value, "drawn", where);
        if (status) status = read_into(text->cells, value, "cells", where);
        if (value.contains("cells") && !value.contains("drawn") && value.value("text", json()).is_string())
          text->drawn = value["text"].get<std::string>();  // given cells are taken for the words
      } else if (auto* picture = std::get_if<Painted2d>(&whole)) {
        known.emplace_back("cells");
        status = read_into(picture->cells, value, "cells", where);
      }
      if (status) status = check_object(value, where, known);
    }
    if (status) status = read_fields(whole, scalars, where);
  }
  if (!status) return status.error();
  if (const Status valid = validate(whole); !valid) return valid.error().in_field(where);
  return whole;
}

}  // namespace

json to_json(const Distribution2d& distribution) {
  json value{{"type", kind_key(kind_of(distribution))}};
  if (const auto* mixture = std::get_if<Mixture2d>(&distribution)) {
    json list = json::array();
    for (const Component2d& component : mixture->components) {
      list.push_back(
          {{"weight", component.weight}, {"distribution", to_json(widened(component.distribution))}});
    }
    value["components"] = std::move(list);
    return value;
  }
  Distribution2d copy = distribution;
  for (const FieldRef& field : fields(copy, "")) {
    const Key key = key_of(field, "");
    if (key.part == 'x') value[key.name] = json::array();
    (key.part ? value[key.name].emplace_back() : value[key.name]) = json_from(field.get());
  }
  if (const auto* normal = std::get_if<Normal2d>(&distribution)) {
    value.erase("std_u"), value.erase("std_v");
    value["std"] = {normal->std_u, normal->std_v};
  } else if (const auto* image = std::get_if<Image2d>(&distribution)) {
    if (!image->file.empty()) value["file"] = image->file;
    if (!image->darkness.empty()) value["darkness"] = to_json(image->darkness);
  } else if (const auto* text = std::get_if<Text2d>(&distribution)) {
    if (!text->drawn.empty()) value["drawn"] = text->drawn;
    if (!text->cells.empty()) value["cells"] = to_json(text->cells);
  } else if (const auto* picture = std::get_if<Painted2d>(&distribution)) {
    if (!picture->cells.empty()) value["cells"] = to_json(picture->cells);
  } else if (const auto* points = std::get_if<Points2d>(&distribution)) {
    if (!points->file.empty()) value["file"] = points->file;
    if (!points->column_x.empty()) value["column_x"] = points->column_x;
    if (!points->column_y.empty()) value["column_y"] = points->column_y;
    if (!points->where_column.empty()) value["where"] = {{points->where_column, points->where_value}};
    if (points->skipped != 0) value["skipped"] = points->skipped;
    json list = json::array();
    for (std::size_t i = 0; i < points->xs.size(); ++i) list.push_back({points->xs[i], points->ys[i]});
    value["points"] = std::move(list);
    if (!points->weights.empty()) value["weights"] = points->weights.get();
  }
  return value;
}

Result<Distribution2d> distribution_2d_from_json(const json& value, const std::string& where,
                                                 const std::vector<std::string>& folders) {
  return Reader{folders}.read_any(value, where);
}

bool in_plane(const json& value) {
  const json* part = &value;
  for (int depth = 0; depth < deepest_nesting && part->is_object(); ++depth) {
    const auto type = part->find("type");
    if (type == part->end() || !type->is_string()) return false;
    const auto& name = type->get_ref<const std::string&>();
    if (name.ends_with("_2d")) return true;
    const auto list = part->find("components");
    if (name != "mixture" || list == part->end() || !list->is_array() || list->empty()) return false;
    const json& first = list->front();
    if (!first.is_object() || !first.contains("distribution")) return false;
    part = &first["distribution"];
  }
  return false;
}

Result<Points2d> points_from_file(const std::string& path, const std::string& column_x,
                                  const std::string& column_y, const std::string& where_column,
                                  const std::string& where_value) {
  const auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  auto read = read_csv_pairs(*bytes, {column_x, column_y, where_column, where_value});
  if (!read) return read.error().in_file(path);
  Points2d points;
  points.file = path;
  points.column_x = read->column_x, points.column_y = read->column_y;
  points.where_column = where_column, points.where_value = where_value;
  points.xs = std::move(read->xs), points.ys = std::move(read->ys);
  points.skipped = read->skipped;
  return points;
}

}  // namespace dlab
