// Built on each distribution's grips.
#include "core/exhibit/side_handles.hpp"

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

void add_grips(std::vector<Handle>& handles, const Simple2d& simple, Side side, const std::string& prefix,
               const std::string& axes) {
  for (const Grip& grip : grips(simple)) {
    Handle handle;
    handle.id = prefix + grip.name;
    handle.axes = axes;
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

void add_side_handles(std::vector<Handle>& handles, const Distribution2d& distribution, Side side,
                      const std::string& axes) {
  const std::string prefix = std::string(side_key(side)) + ".";
  if (const auto* mixture = std::get_if<Mixture2d>(&distribution)) {
    for (std::size_t i = 0; i < mixture->components.size(); ++i)
      add_grips(handles, mixture->components[i].distribution, side,
                prefix + "components." + std::to_string(i) + ".", axes);
  } else if (const auto simple = simple_of(distribution, target_of(prefix + "center"))) {
    add_grips(handles, *simple, side, prefix, axes);
  }
}

std::optional<SetFields> drag_side(const Distribution2d& distribution, const Handle& handle, Vec data,
                                   bool snap) {
  const Target target = target_of(handle.id);
  const auto simple = simple_of(distribution, target);
  if (!simple || !std::isfinite(data.x) || !std::isfinite(data.y)) return std::nullopt;
  const auto before = grips(*simple);
  const Grip* grip = find(before, target.grip);
  if (!grip) return std::nullopt;
  SetFields set;
  set.clamp = true;
  Distribution2d after = widened(pulled(*simple, target.grip, {data.x, data.y}, snap));
  const FieldList list = fields(after, target.prefix.substr(0, target.prefix.size() - 1));
  for (const std::string& key : grip->keys)
    if (const auto field = optional_field(list, target.prefix + key))
      set.values.emplace_back(field->path(), field->get());
  return set;
}

std::string side_label(const Distribution2d& distribution, const Handle& handle, const Catalog& words) {
  Distribution2d copy = distribution;
  const FieldList list = fields(copy, side_key(handle.side));
  std::string text;
  for (const std::string& path : side_paths(distribution, handle)) {
    const auto field = optional_field(list, path);
    if (!field) continue;
    const FieldValue value = field->get();
    if (!std::holds_alternative<double>(value)) continue;
    const std::string unit = words(field->info().unit);
    text += (text.empty() ? "" : " · ") + words(field->info().label) + " " +
            number_text(std::get<double>(value), 3) + (unit.empty() ? "" : " " + unit);
  }
  return text;
}

std::vector<std::string> side_paths(const Distribution2d& distribution, const Handle& handle) {
  const Target target = target_of(handle.id);
  const auto simple = simple_of(distribution, target);
  if (!simple) return {};
  const auto all = grips(*simple);
  const Grip* grip = find(all, target.grip);
  if (!grip) return {};
  std::vector<std::string> paths;
  for (const std::string& key : grip->keys) paths.push_back(target.prefix + key);
  return paths;
}

}  // namespace dlab
