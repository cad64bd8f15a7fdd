#include "core/exhibit/arena_lanes.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include "core/exhibit/arena_runs.hpp"
#include "core/gan/objective.hpp"

namespace dlab {
namespace {

constexpr std::size_t most_differences = 3;

struct Look {
  int distance;  // whose hue; −1: ink
  Dash dash;
};
constexpr Look looks[] = {{-1, Dash::solid}, {0, Dash::dashed}, {3, Dash::dash_dot},
                          {2, Dash::solid},  {4, Dash::dashed}, {1, Dash::dotted}};
static_assert(std::size(looks) == 1 + most_rivals);

// What a configuration does not train with makes no difference.
bool matters(const std::string& path, const GanSettings& gan, ArenaModel model) {
  const bool of_generator = path.starts_with("generator.") || path.starts_with("noise.");
  return !(of_generator && model == ArenaModel::fixed) && used_by(gan, path);
}

std::string said(const FieldRef& field, const Catalog& words) {
  const FieldValue value = field.get();
  if (const auto* on = std::get_if<bool>(&value)) return *on ? words(field.info().label) : std::string();
  const std::string text = setting_text(field, words);
  return field.info().kind == FieldKind::choice ? text : words(field.info().label) + " " + text;
}

std::string kind_of_data(const GanData& data, const Catalog& words) {
  return std::visit([&](const auto& distribution) { return words(kind_label(kind_of(distribution))); }, data);
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (!text.empty() && std::ranges::find(list, text) == list.end()) list.push_back(std::move(text));
}

}  // namespace

Stroke lane_stroke(const Theme& theme, std::size_t lane, double width) {
  const Look& look = looks[lane];
  return {look.distance < 0 ? theme.text : theme.distance[look.distance], width, look.dash};
}
Color lane_text(const Theme& theme, std::size_t lane) {
  const Look& look = looks[lane];
  return look.distance < 0 ? theme.text : theme.distance_text[look.distance];
}

std::vector<std::vector<std::string>> lane_differences(const ArenaScene& scene, const Catalog& words) {
  const std::size_t count = lanes(scene);
  std::vector<ArenaScene> each;
  for (std::size_t lane = 0; lane < count; ++lane) each.push_back(lane_scene(scene, lane));
  // The values that a setting has where it matters.
  std::map<std::string, std::vector<std::string>> values;
  for (ArenaScene& one : each)
    for (const FieldRef& field : fields(one.gan, ""))
      if (matters(field.path(), one.gan, scene.model)) values[field.path()].push_back(to_text(field.get()));
  // What tells most of them apart comes first, then the order of the fields.
  std::vector<std::string> telling;
  std::map<std::string, std::size_t> kinds;
  for (const FieldRef& field : fields(each.front().gan, "")) {
    const auto known = values.find(field.path());
    if (known == values.end()) continue;
    const std::set<std::string> different(known->second.begin(), known->second.end());
    if (different.size() < 2) continue;
    telling.push_back(field.path());
    kinds[field.path()] = different.size();
  }
  std::ranges::stable_sort(telling, std::greater(), [&](const std::string& path) { return kinds[path]; });
  std::vector<std::vector<std::string>> all(count);
  const bool other_data = std::ranges::any_of(each, [&](const ArenaScene& one) { return one.p != scene.p; });
  for (std::size_t lane = 0; lane < count; ++lane) {
    if (other_data) add_once(all[lane], kind_of_data(each[lane].p, words));
    const FieldList list = fields(each[lane].gan, "");
    for (const std::string& path : telling)
      if (matters(path, each[lane].gan, scene.model))
        add_once(all[lane], said(*optional_field(list, path), words));
    if (all[lane].empty()) all[lane].push_back(words(objective_label(each[lane].gan.objective)));
    all[lane].resize(std::min(all[lane].size(), most_differences));
  }
  return all;
}

}  // namespace dlab
