// Names of runs, and which of their settings differ.
#include "core/exhibit/arena_runs.hpp"

#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// As typed: "0.1", not "0.10".
std::string brief(double value) {
  std::string text = number_text(value, 3);
  if (text.find('.') == std::string::npos || text.find("×") != std::string::npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string name_of(const FieldRef& field, const Catalog& words) {
  const std::string label = words(field.info().label);
  const std::string_view path = field.path();
  if (path.starts_with("critic.")) return words("critic's %1", {label});
  if (path.starts_with("generator.")) return words("generator's %1", {label});
  return label;
}

}  // namespace

std::string setting_text(const FieldRef& field, const Catalog& words) {
  const FieldValue value = field.get();
  if (const auto* number = std::get_if<double>(&value)) return brief(*number);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* on = std::get_if<bool>(&value)) return *on ? words("on") : words("off");
  for (const Choice& choice : field.info().choices)
    if (std::get<std::string>(value) == choice.key) return words(choice.label);
  return std::get<std::string>(value);
}

bool used_by(const GanSettings& settings, std::string_view path) {
  if (path == "penalty" || path == "penalty_points") return penalised(settings.objective);
  if (path == "clip" || path == "clip_time") return settings.objective == Objective::wgan;
  for (const auto& [prefix, network] :
       {std::pair("critic.", &settings.critic), std::pair("generator.", &settings.generator)}) {
    if (!path.starts_with(prefix)) continue;
    const std::string_view key = path.substr(path.find('.') + 1);
    const OptimiserKind kind = network->optimiser.kind;
    if (key == "momentum") return kind == OptimiserKind::sgd;
    if (key == "beta1") return kind == OptimiserKind::adam;
    if (key == "beta2" || key == "epsilon") return kind != OptimiserKind::sgd;
  }
  return true;
}

std::vector<SettingDifference> setting_differences(const GanSettings& then, const GanSettings& now,
                                                   const Catalog& words) {
  GanSettings before = then, after = now;
  const FieldList old_fields = fields(before, ""), new_fields = fields(after, "");
  std::vector<SettingDifference> found;
  for (std::size_t i = 0; i < old_fields.size(); ++i) {
    const std::string& path = old_fields[i].path();
    if (old_fields[i].get() == new_fields[i].get() || !(used_by(then, path) || used_by(now, path))) continue;
    found.push_back({name_of(old_fields[i], words), setting_text(old_fields[i], words),
                     setting_text(new_fields[i], words)});
  }
  return found;
}

std::string run_name(int number, const Catalog& words) { return words("run %1", {std::to_string(number)}); }

std::vector<std::string> run_labels(const LeftRun& run, const GanSettings& now, const Catalog& words) {
  const std::string name = run_name(run.number, words), at = std::to_string(run.parted);
  const std::vector<SettingDifference> all = setting_differences(run.settings, now, words);
  std::vector<std::string> labels;
  const auto add = [&](const std::string& what) { labels.push_back(words("%1: %2", {name, what})); };
  if (all.empty()) {
    add(words("again from %1", {at}));
  } else {
    const auto changed = [&](const SettingDifference& one) {
      return words("%1 %2 → %3", {one.name, one.then, one.now});
    };
    if (all.size() > 1) add(words("%1 at %2", {changed(all[0]) + " · " + changed(all[1]), at}));
    add(words("%1 at %2", {changed(all[0]), at}));
    add(words("%1 %2", {all[0].name, all[0].then}));
  }
  labels.push_back(name);
  return labels;
}

}  // namespace dlab
