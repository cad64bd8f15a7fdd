#include "app/export/scene_csv.hpp"

#include <cmath>
#include <numbers>

#include "core/base/field.hpp"
#include "core/exhibit/arena_lanes.hpp"
#include "core/exhibit/boxes_ground.hpp"

namespace dlab {
namespace {

std::string cell(double value) {
  if (std::isnan(value)) return "";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return to_text(FieldValue{value});
}

// The recorded curve: a row for each position of the parameter.
std::string table(const std::vector<RecorderPoint>& curve, const std::string& parameter, Unit unit,
                  bool binned) {
  const double nats = unit == Unit::bits ? std::numbers::ln2 : 1;
  std::string text = parameter;
  for (DistanceKind kind : all_distances) text += std::string(",") + distance_key(kind);
  for (DistanceKind kind : all_distances) text += std::string(",d_") + distance_key(kind);
  if (binned) text += ",binned_kl_pq,binned_kl_qp";
  text += "\n";
  for (const RecorderPoint& point : curve) {
    text += cell(point.x);
    const auto one = [&](DistanceKind kind) { return measured_in_nats(kind) ? nats : 1.0; };
    for (DistanceKind kind : all_distances) text += "," + cell(point.distances[kind].value / one(kind));
    for (DistanceKind kind : all_distances)
      text += "," + cell(point.derivative[static_cast<std::size_t>(kind)] / one(kind));
    if (binned) text += "," + cell(point.binned_kl_pq / nats) + "," + cell(point.binned_kl_qp / nats);
    text += "\n";
  }
  return text;
}

// A name as a CSV cell: in quotes, those in it doubled.
std::string quoted(const std::string& name) {
  std::string text = "\"";
  for (const char letter : name) text += letter == '"' ? "\"\"" : std::string(1, letter);
  return text + "\"";
}

// The plan: a row for each way.
std::string table(const BoxesScene& scene, const BoxesResults& results) {
  std::string text = "from,to,boxes,cost\n";
  for (std::size_t i = 0; i < scene.stock.size(); ++i)
    for (std::size_t j = 0; j < scene.demand.size(); ++j)
      text += quoted(place_name(scene.stock[i])) + "," + quoted(place_name(scene.demand[j])) + "," +
              std::to_string(results.plan[results.entry(i, j)]) + "," +
              cell(results.costs[results.entry(i, j)]) + "\n";
  return text;
}

// The run: a row for each iteration at which something was measured; of a race, configuration by
// configuration.
std::string table(const ArenaResults& results) {
  const bool race = !results.rivals.empty();
  std::string text = race ? "configuration," : "";
  text += "iteration,critic_estimate,w1_exact,js_estimate,modes_covered,steep_share,cosine\n";
  for (std::size_t lane = 0; lane <= results.rivals.size(); ++lane)
    for (const ArenaMeasure& row : *lane_of(results, lane).measures)
      text += (race ? lane_letter(lane) + "," : std::string()) + std::to_string(row.iteration) + "," +
              cell(row.estimate) + "," + cell(row.w1) + "," + cell(row.js) + "," + std::to_string(row.modes) +
              "," + cell(row.steep_share) + "," + cell(row.cosine) + "\n";
  return text;
}

}  // namespace

std::string scene_csv(const Scene& scene, const Results& results) {
  if (std::holds_alternative<ArenaScene>(scene.exhibit)) return table(*results.get<ArenaResults>());
  if (const auto* boxes = std::get_if<BoxesScene>(&scene.exhibit))
    return table(*boxes, *results.get<BoxesResults>());
  if (const auto* plane = std::get_if<PlaneScene>(&scene.exhibit))
    return table(results.get<PlaneResults>()->curve, plane->recorder.parameter, plane->unit, false);
  const auto& line = std::get<LineScene>(scene.exhibit);
  return table(results.get<LineResults>()->curve, line.recorder.parameter, line.unit, line.binned.on);
}

}  // namespace dlab
