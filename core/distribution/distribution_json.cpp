// Distributions to and from JSON, driven by their fields where they are scalars.
#include "core/distribution/distribution_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <optional>

#include "core/base/file.hpp"
#include "core/base/json.hpp"
#include "core/distribution/csv.hpp"
#include "core/distribution/json_parts.hpp"

namespace dlab {
namespace {

using nlohmann::json;

struct Reader {
  const std::vector<std::string>& folders;
  int depth = 0;

  Result<Distribution> read(const json& value, const std::string& where);
};

// Reads the keys of `value` that are scalar fields of `distribution`.
Status read_fields(Distribution& distribution, const json& value, const std::string& where) {
  for (const FieldRef& field : fields(distribution, where)) {
    const std::string key = field.info().key;
    if (field.info().derived || field.path() != joined(where, key)) continue;
    if (const auto found = value.find(key); found != value.end()) {
      if (const Status status = set_from_json(field, *found); !status) return status;
    }
  }
  return Done{};
}

Status read(Discrete& d, const json& value, const std::string& where) {
  if (const Status status = check_object(value, where, {"type", "points", "weights"}); !status) return status;
  if (const Status status = require_keys(value, where, {"points"}); !status) return status;
  auto points = json_numbers(value["points"], joined(where, "points"));
  if (!points) return points.error();
  d.points = *std::move(points);
  if (!value.contains("weights")) {
    d.weights.assign(d.points.size(), 1.0);
    return Done{};
  }
  auto weights = json_numbers(value["weights"], joined(where, "weights"));
  if (!weights) return weights.error();
  d.weights = *std::move(weights);
  return Done{};
}

Status read(Histogram& d, const json& value, const std::string& where) {
  if (const Status status = check_object(value, where, {"type", "low", "high", "heights"}); !status)
    return status;
  if (const Status status = require_keys(value, where, {"low", "high", "heights"}); !status) return status;
  auto heights = json_numbers(value["heights"], joined(where, "heights"));
  if (!heights) return heights.error();
  d.heights = *std::move(heights);
  return Done{};
}

Status read_values(Samples& d, const json& value, const std::string& where,
                   const std::vector<std::string>& folders) {
  if (const auto values = value.find("values"); values != value.end()) {
    auto numbers = json_numbers(*values, joined(where, "values"));
    if (!numbers) return numbers.error();
    d.values = *std::move(numbers);
    return Done{};
  }
  if (d.file.empty()) return Error{where, N_("give \"values\" or a \"file\" with a column of numbers"), {}};
  auto read = samples_from_file(locate_file(d.file, folders), d.column, d.where_column, d.where_value);
  if (!read) return read.error().in_file(where);
  d.values = read->values;
  d.column = read->column;
  d.skipped = read->skipped;
  return Done{};
}

Status read(Samples& d, const json& value, const std::string& where,
            const std::vector<std::string>& folders) {
  const std::vector<std::string> known{"type",   "file",    "column",    "where",
                                       "values", "skipped", "bandwidth", "shift"};
  if (const Status status = check_object(value, where, known); !status) return status;
  if (const auto file = value.find("file"); file != value.end()) {
    const auto text = json_text(*file, joined(where, "file"));
    if (!text) return text.error();
    d.file = *text;
  }
  if (const auto column = value.find("column"); column != value.end()) {
    const auto name = json_column(*column, joined(where, "column"));
    if (!name) return name.error();
    d.column = *name;
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
  return read_values(d, value, where, folders);
}

// A mixture's weights are relative, so an inner mixture's are made to sum to 1 before they are multiplied.
Status append(Mixture& mixture, double weight, const Distribution& part) {
  if (const auto simple = narrowed(part)) {
    mixture.components.push_back({weight, *simple});
    return Done{};
  }
  const auto& inner = std::get<Mixture>(part).components;
  double total = 0;
  for (const Component& component : inner) total += component.weight;
  for (const Component& component : inner) {
    mixture.components.push_back({weight * component.weight / total, component.distribution});
  }
  return Done{};
}

Status read(Mixture& mixture, const json& value, const std::string& where, Reader& reader) {
  if (const Status status = check_object(value, where, {"type", "components"}); !status) return status;
  if (const Status status = require_keys(value, where, {"components"}); !status) return status;
  const json& list = value["components"];
  if (!list.is_array()) {
    return Error{joined(where, "components"), N_("must be a list of components, got %1"), {shown_json(list)}};
  }
  if (++reader.depth > deepest_nesting) {
    return Error{where, N_("mixtures are nested more than %1 deep"), {std::to_string(deepest_nesting)}};
  }
  std::vector<double> weights;
  std::vector<Distribution> parts;
  for (const json& item : list) {
    const std::string here = joined(where, "components", parts.size());
    if (const Status status = check_object(item, here, {"weight", "distribution"}); !status) return status;
    if (const Status status = require_keys(item, here, {"weight", "distribution"}); !status) return status;
    const auto weight = json_number(item["weight"], joined(here, "weight"));
    if (!weight) return weight.error();
    auto part = reader.read(item["distribution"], joined(here, "distribution"));
    if (!part) return part.error();
    weights.push_back(*weight);
    parts.push_back(*std::move(part));
  }
  --reader.depth;
  // Weights are checked before flattening, so that the place named is that of the file.
  Mixture flat;
  for (const double weight : weights) flat.components.push_back({weight, Normal{}});
  if (const Status status = validate(Distribution(flat)); !status) return status.error().in_field(where);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (const Status status = append(mixture, weights[i], parts[i]); !status) return status;
  }
  return Done{};
}

Distribution empty_of(DistributionKind kind) {
  switch (kind) {
    case DistributionKind::normal:
      return Normal{};
    case DistributionKind::laplace:
      return Laplace{};
    case DistributionKind::uniform:
      return Uniform{};
    case DistributionKind::exponential:
      return Exponential{};
    case DistributionKind::dirac:
      return Dirac{};
    case DistributionKind::discrete:
      return Discrete{};
    case DistributionKind::histogram:
      return Histogram{};
    case DistributionKind::samples:
      return Samples{};
    case DistributionKind::mixture:
      return Mixture{};
  }
  return Normal{};
}

Result<DistributionKind> read_kind(const json& value, const std::string& where) {
  if (!value.is_object()) return Error{where, N_("must be an object {…}, got %1"), {shown_json(value)}};
  if (const Status status = require_keys(value, where, {"type"}); !status) return status.error();
  const auto type = json_text(value["type"], joined(where, "type"));
  if (!type) return type.error();
  std::vector<std::string> known;
  for (int i = 0; i < distribution_kinds; ++i) known.emplace_back(kind_key(static_cast<DistributionKind>(i)));
  const auto found = std::find(known.begin(), known.end(), *type);
  if (found != known.end()) return static_cast<DistributionKind>(found - known.begin());
  if (type->ends_with("_2d")) {
    return Error{joined(where, "type"),
                 N_("\"%1\" lies in the plane; here a distribution on the line is expected"),
                 {*type}};
  }
  return unknown_name(Noun::type, joined(where, "type"), *type, known);
}

Result<Distribution> Reader::read(const json& value, const std::string& where) {
  const auto kind = read_kind(value, where);
  if (!kind) return kind.error();
  Distribution distribution = empty_of(*kind);
  Status status = Done{};
  if (auto* discrete = std::get_if<Discrete>(&distribution)) {
    status = dlab::read(*discrete, value, where);
  } else if (auto* histogram = std::get_if<Histogram>(&distribution)) {
    status = dlab::read(*histogram, value, where);
  } else if (auto* samples = std::get_if<Samples>(&distribution)) {
    status = dlab::read(*samples, value, where, folders);
  } else if (auto* mixture = std::get_if<Mixture>(&distribution)) {
    status = dlab::read(*mixture, value, where, *this);
  } else {
    std::vector<std::string> known{"type"};
    for (const FieldRef& field : fields(distribution, "")) {
      if (!field.info().derived) known.push_back(field.path());
    }
    status = check_object(value, where, known);
  }
  if (!status) return status.error();
  auto* samples = std::get_if<Samples>(&distribution);
  const bool rule_of_thumb = samples && value.contains("bandwidth") && value["bandwidth"] == "silverman";
  if (rule_of_thumb) {
    json rest = value;
    rest.erase("bandwidth");
    rest.erase("values");
    status = read_fields(distribution, rest, where);
    samples->bandwidth = silverman_bandwidth(samples->values.get());
  } else if (!std::holds_alternative<Mixture>(distribution)) {
    status = read_fields(distribution, value, where);
  }
  if (!status) return status.error();
  if (const Status valid = validate(distribution); !valid) return valid.error().in_field(where);
  return distribution;
}

json write(const Simple& simple) { return to_json(widened(simple)); }

}  // namespace

json to_json(const Distribution& distribution) {
  json value{{"type", kind_key(kind_of(distribution))}};
  if (const auto* mixture = std::get_if<Mixture>(&distribution)) {
    json list = json::array();
    for (const Component& component : mixture->components) {
      list.push_back({{"weight", component.weight}, {"distribution", write(component.distribution)}});
    }
    value["components"] = std::move(list);
    return value;
  }
  if (const auto* discrete = std::get_if<Discrete>(&distribution)) {
    value["points"] = discrete->points;
    value["weights"] = discrete->weights;
    return value;
  }
  Distribution copy = distribution;
  for (const FieldRef& field : fields(copy, "")) {
    if (!field.info().derived) value[field.info().key] = json_from(field.get());
  }
  if (const auto* histogram = std::get_if<Histogram>(&distribution)) value["heights"] = histogram->heights;
  if (const auto* samples = std::get_if<Samples>(&distribution)) {
    if (!samples->file.empty()) value["file"] = samples->file;
    if (!samples->column.empty()) value["column"] = samples->column;
    if (!samples->where_column.empty()) value["where"] = {{samples->where_column, samples->where_value}};
    if (samples->skipped != 0) value["skipped"] = samples->skipped;
    value["values"] = samples->values.get();
  }
  return value;
}

Result<Distribution> distribution_from_json(const json& value, const std::string& where,
                                            const std::vector<std::string>& folders) {
  Reader reader{folders};
  return reader.read(value, where);
}

Result<Samples> samples_from_file(const std::string& path, const std::string& column,
                                  const std::string& where_column, const std::string& where_value) {
  const auto bytes = read_file(path);
  if (!bytes) return bytes.error();
  auto read = read_csv(*bytes, {column, where_column, where_value});
  if (!read) return read.error().in_file(path);
  Samples samples;
  samples.file = path;
  samples.column = read->column;
  samples.where_column = where_column;
  samples.where_value = where_value;
  samples.values = std::move(read->values);
  samples.skipped = read->skipped;
  return samples;
}

}  // namespace dlab
