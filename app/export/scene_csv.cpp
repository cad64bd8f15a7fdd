#include "app/export/scene_csv.hpp"

#include <cmath>
#include <numbers>

#include "core/base/field.hpp"
#include "core/exhibit/boxes_ground.hpp"

namespace dlab {
namespace {

std::string cell(double value) {
  if (std::isnan(value)) return "";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return to_text(FieldValue{value});
}

std::string table(const LineScene& scene, const LineResults& results) {
  const bool bits = scene.unit == Unit::bits;
  std::string text = scene.recorder.parameter;
  for (DistanceKind kind : all_distances) text += std::string(",") + distance_key(kind);
  for (DistanceKind kind : all_distances) text += std::string(",d_") + distance_key(kind);
  if (scene.binned.on) text += ",binned_kl_pq,binned_kl_qp";
  text += "\n";
  for (const RecorderPoint& point : results.curve) {
    text += cell(point.x);
    const auto unit = [&](DistanceKind kind) {
      return bits && measured_in_nats(kind) ? std::numbers::ln2 : 1.0;
    };
    for (DistanceKind kind : all_distances) text += "," + cell(point.distances[kind].value / unit(kind));
    for (DistanceKind kind : all_distances)
      text += "," + cell(point.derivative[static_cast<std::size_t>(kind)] / unit(kind));
    const double nats = bits ? std::numbers::ln2 : 1;
    if (scene.binned.on)
      text += "," + cell(point.binned_kl_pq / nats) + "," + cell(point.binned_kl_qp / nats);
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

}  // namespace

std::string scene_csv(const Scene& scene, const Results& results) {
  if (const auto* boxes = std::get_if<BoxesScene>(&scene.exhibit))
    return table(*boxes, *results.get<BoxesResults>());
  const auto* line = std::get_if<LineScene>(&scene.exhibit);
  return line ? table(*line, *results.get<LineResults>()) : "";
}

}  // namespace dlab
