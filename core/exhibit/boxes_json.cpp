#include "core/exhibit/boxes_json.hpp"

#include <nlohmann/json.hpp>

#include "core/base/json.hpp"

namespace dlab {
namespace {

using nlohmann::json;

Status must_be_array(const json& value, const std::string& where) {
  if (value.is_array()) return Done{};
  return Error{where, N_("must be an array […], got %1"), {shown_json(value)}};
}

json json_of(const std::vector<BoxPlace>& places, bool on_line) {
  json array = json::array();
  for (const BoxPlace& place : places) {
    json object = json::object();
    if (!place.label.empty()) object["label"] = place.label;
    // Elsewhere a place that was never moved is where reading puts it.
    if (on_line || place.at != static_cast<std::int64_t>(array.size()) + 1) object["at"] = place.at;
    object["amount"] = place.amount;
    array.push_back(std::move(object));
  }
  return array;
}

// The fields of each place check kind and range; `scene` lends them.
Status read_places(const json& array, Side side, BoxesScene& scene) {
  const std::string key = side == Side::p ? "stock" : "demand";
  if (const Status status = must_be_array(array, key); !status) return status;
  if (array.size() > most_box_places || array.empty())
    return Error{key,
                 N_("must have 1 to %1 places, got %2"),
                 {std::to_string(most_box_places), std::to_string(array.size())}};
  std::vector<BoxPlace>& places = places_of(scene, side);
  places.assign(array.size(), {});
  for (std::size_t i = 0; i < places.size(); ++i) places[i].at = static_cast<std::int64_t>(i) + 1;
  const FieldList list = fields(scene);
  for (std::size_t i = 0; i < array.size(); ++i) {
    const std::string where = joined("", key.c_str(), i), path = key + "." + std::to_string(i) + ".";
    if (const Status status = check_object(array[i], where, {"label", "at", "amount"}); !status)
      return status;
    for (const auto& [name, value] : array[i].items()) {
      const Status status = set_from_json(optional_field(list, path + name)->at(where + "." + name), value);
      if (!status) return status;
    }
  }
  return Done{};
}

Status read_matrix(const json& array, BoxesScene& scene) {
  if (const Status status = must_be_array(array, "cost_matrix"); !status) return status;
  scene.cost_matrix.clear();
  for (std::size_t i = 0; i < array.size(); ++i) {
    const auto row = json_numbers(array[i], joined("", "cost_matrix", i));
    if (!row) return row.error();
    if (row->size() != scene.demand.size())
      return Error{joined("", "cost_matrix", i),
                   N_("must have one entry for each of the %1 places of the demand, got %2"),
                   {std::to_string(scene.demand.size()), std::to_string(row->size())}};
    scene.cost_matrix.insert(scene.cost_matrix.end(), row->begin(), row->end());
  }
  return Done{};
}

Status read_destinations(const json& array, BoxesScene& scene) {
  if (const Status status = must_be_array(array, "destinations"); !status) return status;
  scene.destinations.clear();
  for (std::size_t i = 0; i < array.size(); ++i) {
    const std::string where = joined("", "destinations", i);
    if (const Status status = must_be_array(array[i], where); !status) return status;
    std::vector<std::int64_t>& boxes = scene.destinations.emplace_back();
    for (std::size_t k = 0; k < array[i].size(); ++k) {
      const json& value = array[i][k];
      const bool small = value.is_number_integer() && value >= 0 && value < most_box_places;
      if (!value.is_null() && !small)
        return Error{where + "[" + std::to_string(k) + "]",
                     N_("must be null or the number of a place of the demand, 0 to %1; got %2"),
                     {std::to_string(scene.demand.size() - 1), shown_json(value)}};
      boxes.push_back(value.is_null() ? not_carried : value.get<std::int64_t>());
    }
  }
  return Done{};
}

}  // namespace

const std::vector<std::string>& boxes_array_keys() {
  static const std::vector<std::string> keys{"stock", "demand", "cost_matrix", "destinations"};
  return keys;
}

void put_boxes_arrays(const BoxesScene& scene, json& object) {
  const bool on_line = scene.cost != BoxCost::given;
  object["stock"] = json_of(scene.stock, on_line);
  object["demand"] = json_of(scene.demand, on_line);
  json destinations = json::array();
  for (const std::vector<std::int64_t>& boxes : scene.destinations) {
    json row = json::array();
    for (const std::int64_t to : boxes) row.push_back(to == not_carried ? json() : json(to));
    destinations.push_back(std::move(row));
  }
  object["destinations"] = std::move(destinations);
  if (on_line) return;
  json matrix = json::array();
  for (std::size_t i = 0; i < scene.stock.size(); ++i) {
    const auto row = scene.cost_matrix.begin() + static_cast<std::ptrdiff_t>(i * scene.demand.size());
    matrix.push_back(std::vector(row, row + static_cast<std::ptrdiff_t>(scene.demand.size())));
  }
  object["cost_matrix"] = std::move(matrix);
}

Status read_boxes_arrays(const json& object, BoxesScene& scene) {
  for (const Side side : {Side::p, Side::q}) {
    const auto found = object.find(side == Side::p ? "stock" : "demand");
    if (found == object.end()) continue;
    if (const Status status = read_places(*found, side, scene); !status) return status;
  }
  if (const auto found = object.find("cost_matrix"); found != object.end())
    if (const Status status = read_matrix(*found, scene); !status) return status;
  scene.destinations.clear();
  for (const BoxPlace& place : scene.stock)
    scene.destinations.emplace_back(static_cast<std::size_t>(place.amount), not_carried);
  if (const auto found = object.find("destinations"); found != object.end())
    if (const Status status = read_destinations(*found, scene); !status) return status;
  return Done{};
}

}  // namespace dlab
