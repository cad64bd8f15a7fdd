// Handles of exhibit B, built on each distribution's grips.
#include "core/exhibit/plane_handles.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "core/exhibit/plane_grips.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// "q.components.1.u" → side q, component 1, grip "u".
struct Target {
  Side side = Side::q;
  std::optional<std::size_t> component;
  std::string prefix;  // "q.components.1."
  std::string grip;
};

Target target_of(const std::string& id) {
  Target target;
  target.side = id.starts_with("p.") ? Side::p : Side::q;
  const std::size_t dot = id.rfind('.');
  target.prefix = id.substr(0, dot + 1);
  target.grip = id.substr(dot + 1);
  if (const std::size_t at = id.find(".components."); at != std::string::npos) {
    std::size_t index = 0;
    std::from_chars(id.data() + at + 12, id.data() + id.size(), index);
    target.component = index;
  }
  return target;
}

std::optional<Simple2d> simple_of(const Distribution2d& distribution, const Target& target) {
  if (const auto* mixture = std::get_if<Mixture2d>(&distribution)) {
    if (!target.component || *target.component >= mixture->components.size()) return std::nullopt;
    return mixture->components[*target.component].distribution;
  }
  std::optional<Simple2d> simple;
  std::visit(
      [&](const auto& d) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(d)>, Mixture2d>) simple = d;
      },
      distribution);
  return simple;
}

void add_grips(std::vector<Handle>& handles, const Simple2d& simple, Side side, const std::string& prefix) {
  for (const Grip& grip : grips(simple)) {
    Handle handle;
    handle.id = prefix + grip.name;
    handle.axes = "plane";
    handle.at = {grip.at.x, grip.at.y};
    handle.side = side;
    handle.primary = grip.name == "center";
    handles.push_back(std::move(handle));
  }
}

const Grip* find(const std::vector<Grip>& all, const std::string& name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Grip& grip) { return grip.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

std::vector<Handle> handles(const PlaneScene& scene, const PlaneResults&) {
  std::vector<Handle> all;
  for (const Side side : {Side::p, Side::q}) {
    const Distribution2d& distribution = side_of(scene, side);
    const std::string prefix = std::string(side_key(side)) + ".";
    if (const auto* mixture = std::get_if<Mixture2d>(&distribution)) {
      for (std::size_t i = 0; i < mixture->components.size(); ++i)
        add_grips(all, mixture->components[i].distribution, side,
                  prefix + "components." + std::to_string(i) + ".");
    } else if (const auto simple = simple_of(distribution, target_of(prefix + "center"))) {
      add_grips(all, *simple, side, prefix);
    }
  }
  Handle time;
  time.id = "time";
  time.axes = "time";
  time.at = {scene.time, 0};
  time.vertical = false;
  time.own_picture = true;
  all.push_back(std::move(time));
  return all;
}

Action drag_handle(const PlaneScene& scene, const PlaneResults&, const Handle& handle, Vec data, bool snap) {
  SetFields set;
  set.clamp = true;
  if (handle.id == "time") {
    set.values.emplace_back("time", snap ? std::round(data.x * 20) / 20 : data.x);
    return set;
  }
  const Target target = target_of(handle.id);
  const auto simple = simple_of(side_of(scene, target.side), target);
  if (!simple || !std::isfinite(data.x) || !std::isfinite(data.y)) return LeaveAsIs{};
  const auto before = grips(*simple);
  const Grip* grip = find(before, target.grip);
  if (!grip) return LeaveAsIs{};
  Distribution2d after = widened(pulled(*simple, target.grip, {data.x, data.y}, snap));
  const FieldList list = fields(after, target.prefix.substr(0, target.prefix.size() - 1));
  for (const std::string& key : grip->keys)
    if (const auto field = optional_field(list, target.prefix + key))
      set.values.emplace_back(field->path(), field->get());
  return set;
}

std::string handle_label(const PlaneScene& scene, const Handle& handle, const Catalog& words) {
  if (handle.id == "time") return words("t = %1", {number_text(scene.time, 2)});
  const Target target = target_of(handle.id);
  const auto simple = simple_of(side_of(scene, target.side), target);
  if (!simple) return {};
  const auto all = grips(*simple);
  const Grip* grip = find(all, target.grip);
  if (!grip) return {};
  PlaneScene copy = scene;
  const FieldList list = fields(copy);
  std::string text;
  for (const std::string& key : grip->keys) {
    const auto field = optional_field(list, target.prefix + key);
    if (!field) continue;
    const FieldValue value = field->get();
    if (!std::holds_alternative<double>(value)) continue;
    const std::string unit = words(field->info().unit);
    text += (text.empty() ? "" : " · ") + words(field->info().label) + " " +
            number_text(std::get<double>(value), 3) + (unit.empty() ? "" : " " + unit);
  }
  return text;
}

std::string recorded_parameter(const PlaneScene& scene, const Handle& handle) {
  if (handle.id == "time") return "time";
  const Target target = target_of(handle.id);
  const auto simple = simple_of(side_of(scene, target.side), target);
  if (!simple) return {};
  const auto all = grips(*simple);
  const Grip* grip = find(all, target.grip);
  if (!grip) return {};
  for (const std::string& key : grip->keys)
    if (target.prefix + key == scene.recorder.parameter) return scene.recorder.parameter;
  return target.prefix + grip->keys.front();
}

}  // namespace dlab
