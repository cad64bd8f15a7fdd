#include "app/command_line/scene_settings.hpp"

#include "app/export/scene_cells.hpp"
#include "core/exhibit/action.hpp"

namespace dlab {

Result<Scene> with_settings(const Scene& scene, const std::vector<std::string>& settings) {
  SetFields edit;
  Scene copy = scene;
  for (const std::string& setting : settings) {
    const std::size_t equals = setting.find('=');
    if (equals == std::string::npos || equals == 0)
      return Error{"--set " + setting, N_("must be KEY=VALUE such as q.mean=2"), {}};
    const Result<FieldRef> field = find_field(fields(copy), setting.substr(0, equals));
    if (!field) return field.error().in_file("--set");
    if (const Status set = field->set_text(setting.substr(equals + 1)); !set)
      return set.error().in_file("--set");
    edit.values.emplace_back(field->path(), field->get());
  }
  Result<Scene> applied = apply(scene, edit);
  if (applied) applied = with_cells(*std::move(applied), {});
  if (!applied) return applied.error().in_file("--set");
  return applied;
}

}  // namespace dlab
