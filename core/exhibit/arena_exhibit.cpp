// Exhibit F behind the interface that all exhibits share: handles, meters, words.
#include "core/exhibit/arena_exhibit.hpp"

#include <algorithm>
#include <cmath>

#include "core/exhibit/arena_race.hpp"
#include "core/exhibit/side_handles.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// On the line the data are held by where they are.
std::string location_path(const Distribution& distribution, Side side) {
  return std::string(side_key(side)) + "." + location_key(kind_of(distribution));
}

std::optional<double> number_at(const ArenaScene& scene, const std::string& path) {
  ArenaScene copy = scene;
  const auto field = optional_field(fields(copy), path);
  if (!field) return std::nullopt;
  const FieldValue value = field->get();
  return std::holds_alternative<double>(value) ? std::optional(std::get<double>(value)) : std::nullopt;
}

void add_line_handles(std::vector<Handle>& all, const ArenaScene& scene, const Distribution& distribution,
                      Side side) {
  std::vector<std::string> paths;
  if (const auto* mixture = std::get_if<Mixture>(&distribution)) {
    for (std::size_t i = 0; i < mixture->components.size(); ++i) {
      const Distribution part = widened(mixture->components[i].distribution);
      paths.push_back(std::string(side_key(side)) + ".components." + std::to_string(i) + "." +
                      location_key(kind_of(part)));
    }
  } else {
    paths.push_back(location_path(distribution, side));
  }
  for (const std::string& path : paths) {
    const std::optional<double> at = number_at(scene, path);
    if (!at) continue;
    Handle handle;
    handle.id = path;
    handle.axes = "densities";
    handle.at = {*at, 0};
    handle.side = side;
    handle.vertical = false;
    all.push_back(std::move(handle));
  }
}

std::vector<Side> held_sides(const ArenaScene& scene) {
  return scene.model == ArenaModel::fixed ? std::vector{Side::p, Side::q} : std::vector{Side::p};
}

Estimate exactly(double value) { return {value, 0, Method::exact, ""}; }

// On samples that are always the same ones: no error is known but that of the draw.
Estimate on_samples(double value) { return {value, 0, Method::sampled, ""}; }

}  // namespace

Effort effort(const ArenaScene&, const ArenaResults*) { return Effort::none; }
bool curve_current(const ArenaResults&) { return true; }

Figure figure(const ArenaScene& scene, const ArenaResults& results, const Look& look, const Style& style,
              double width, double height) {
  return scene.rivals.empty() ? arena_figure(scene, results, look, style, width, height)
                              : race_figure(scene, results, look, style, width, height);
}

std::vector<ArenaNumber> arena_numbers(const ArenaResults& results, const Style& style) {
  const Diagnosis& m = *results.diagnosis;
  const bool critic = is_critic(results.settings.objective);
  const auto tr = [&](const char* id) { return style.tr(id); };
  return {{"iteration", exactly(static_cast<double>(m.iteration)),
           tr("Rounds so far: each is the critic's steps and one of the generator.")},
          {"estimate", on_samples(critic ? m.estimate : m.js.value_or(NAN)),
           critic ? tr("What the critic says of the distance: its mean on real samples minus that on "
                       "generated ones. It is the critic's loss without the penalty, with the sign "
                       "turned; the exact distance bounds it if no slope exceeds 1.")
                  : tr("What the discriminator's loss says of JS: ln 2 minus half the loss. A lower "
                       "bound, and no more than ln 2 however far apart the two are.")},
          {"w1_exact", m.w1,
           std::isfinite(results.w1_floor)
               ? style.tr("The earth mover's distance between %1 real and as many generated samples, "
                          "by exact transport. Samples of equal distributions would read about %2.",
                          {std::to_string(m.real.size()), number_text(results.w1_floor, 2)})
               : tr("The earth mover's distance between as many real and generated samples, by exact "
                    "transport. Samples of equal distributions would not be at 0.")},
          {"modes_covered", exactly(m.modes.covered),
           tr("A mode counts if a tenth of its fair share of the samples lies within three "
              "standard deviations of it.")},
          {"cosine", on_samples(m.cosine),
           tr("How well the critic's gradient at generated samples points along the optimal "
              "transport to real ones; 1 for the optimal critic.")},
          {"steep_share", on_samples(m.steep_share),
           tr("How many of the points have a slope above 1; a critic bounds the distance from below "
              "only where none has.")},
          {"iterations_per_second", exactly(results.iterations_per_second),
           tr("Iterations a second, all of the training's threads together.")}};
}

std::vector<MeterPlace> meter_places(const ArenaScene& scene, const ArenaResults& results, const Style& style,
                                     double width, double height) {
  if (!scene.rivals.empty()) return race_meter_places(scene, results, style, width, height);
  const ArenaLayout layout = arena_layout(scene, width, height, style);
  const bool modes = scene.model == ArenaModel::network && results.diagnosis->modes.modes > 1;
  const std::string shown[] = {"iteration",   "estimate",
                               "w1_exact",    modes ? "modes_covered" : "cosine",
                               "steep_share", "iterations_per_second"};
  std::vector<MeterPlace> places;
  for (ArenaNumber& number : arena_numbers(results, style)) {
    const auto at = std::ranges::find(shown, number.id) - std::begin(shown);
    if (at == std::ssize(shown)) continue;
    places.push_back(
        {number.id, layout.meters[static_cast<std::size_t>(at)], number.estimate, std::move(number.hint)});
  }
  return places;
}

Rect slow_card(const ArenaScene& scene, const Style& style, double width, double height) {
  return scene.rivals.empty() ? arena_layout(scene, width, height, style).map
                              : race_layout(scene, width, height, style).lanes.front();
}

std::vector<Handle> handles(const ArenaScene& scene, const ArenaResults& results) {
  std::vector<Handle> all;
  for (const Side side : held_sides(scene)) {
    if (const auto* plane = std::get_if<Distribution2d>(&side_of(scene, side)))
      add_side_handles(all, *plane, side, "map");
    else
      add_line_handles(all, scene, std::get<Distribution>(side_of(scene, side)), side);
  }
  Handle moment;
  moment.id = "moment";
  moment.axes = "timeline";
  moment.at = {static_cast<double>(results.diagnosis->iteration), 0};
  moment.vertical = false;
  moment.own_picture = true;
  all.push_back(std::move(moment));
  return all;
}

Action drag_handle(const ArenaScene& scene, const ArenaResults& results, const Handle& handle, Vec data,
                   bool snap) {
  if (handle.id == "moment") {
    const auto last = static_cast<double>(results.iterations);
    const double at = std::round(std::clamp(data.x, 0.0, last));
    return SetFields{{{"moment", at >= last ? std::int64_t{-1} : static_cast<std::int64_t>(at)}}, true};
  }
  if (const auto* plane = std::get_if<Distribution2d>(&side_of(scene, handle.side))) {
    if (auto set = drag_side(*plane, handle, data, snap)) return *std::move(set);
    return LeaveAsIs{};
  }
  if (!std::isfinite(data.x)) return LeaveAsIs{};
  return SetFields{{{handle.id, snap ? std::round(data.x * 10) / 10 : data.x}}, true};
}

std::optional<Action> drop_handle(const ArenaScene&, const ArenaResults&, const Handle&, Vec) {
  return std::nullopt;
}

std::string handle_label(const ArenaScene& scene, const Handle& handle, const Catalog& words) {
  if (handle.id == "moment") return words("iteration %1", {std::to_string(std::llround(handle.at.x))});
  if (const auto* plane = std::get_if<Distribution2d>(&side_of(scene, handle.side)))
    return side_label(*plane, handle, words);
  ArenaScene copy = scene;
  const auto field = optional_field(fields(copy), handle.id);
  return field ? words(field->info().label) + " " + number_text(handle.at.x, 3) : std::string();
}

std::string recorded_parameter(const ArenaScene& scene, const Handle& handle) {
  if (handle.id == "moment") return "moment";
  if (const auto* plane = std::get_if<Distribution2d>(&side_of(scene, handle.side))) {
    const std::vector<std::string> paths = side_paths(*plane, handle);
    return paths.empty() ? std::string() : paths.front();
  }
  return handle.id;
}

std::vector<std::pair<std::string, Estimate>> meters(const ArenaScene&, const ArenaResults& results) {
  const Diagnosis& m = *results.diagnosis;
  return {{"iteration", exactly(static_cast<double>(m.iteration))},
          {"estimate", on_samples(m.estimate)},
          {"w1_exact", m.w1},
          {"modes_covered", exactly(m.modes.covered)},
          {"steep_share", on_samples(m.steep_share)},
          {"cosine", on_samples(m.cosine)},
          {"iterations_per_second", exactly(results.iterations_per_second)}};
}

}  // namespace dlab
