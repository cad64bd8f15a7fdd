// The inspector of whichever exhibit, and the groups of controls that several share.
#include "app/panel/inspector.hpp"

#include "app/panel/boxes_panel.hpp"
#include "app/panel/distribution_panel.hpp"
#include "app/panel/inspector_parts.hpp"

namespace dlab {

// A group of one field's widgets that edits the scene.
void edit_field(const Ui& ui, Scene& copy, const std::string& path, Color color, Edits& edits, Probe& probe) {
  Result<FieldRef> field = find_field(fields(copy), path);
  if (!field) return;
  ImGui::PushID(path.c_str());
  FieldEdit edit = field_row(ui, *field, color);
  ImGui::PopID();
  probe.mark(path);
  take(edit, path, edits);
}

void distances_group(const Ui& ui, const std::array<bool, 6>& shown, Unit unit, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("Distances shown"));
  bool first = true;
  for (DistanceKind kind : all_distances) {
    const auto index = static_cast<std::size_t>(kind);
    const std::string label = distance_label(kind);
    if (!first) flow(ui, chip_width(ui, label, true));
    first = false;
    if (chip(ui, distance_key(kind), label, shown[index],
             Swatch{ui.theme->distance[index], distance_dash(kind)}))
      edits.set(std::string("shown.") + distance_key(kind), !shown[index]);
    probe.mark(std::string("shown.") + distance_key(kind));
  }
  heading(ui, ui.tr("Units"));
  if (auto chosen = segmented(ui, "unit", {ui.tr("nats"), ui.tr("bits")}, static_cast<int>(unit)))
    edits.set("unit", std::string(*chosen == 0 ? "nats" : "bits"));
  probe.mark("unit");
}

void recorder_group(const Ui& ui, Scene& copy, const std::function<std::string(const std::string&)>& name,
                    Edits& edits, Probe& probe) {
  heading(ui, ui.tr("Sweep"));
  const Recorder& recorder = *recorder_of(static_cast<const Scene&>(copy));
  std::vector<std::string> paths, names;
  int chosen = -1;
  for (const FieldRef& field : fields(copy)) {
    if (!of_side(field.path()) || field.info().kind != FieldKind::real) continue;
    if (field.path() == recorder.parameter) chosen = static_cast<int>(paths.size());
    paths.push_back(field.path());
    names.push_back(name(field.path()));
  }
  const std::string shown = chosen >= 0 ? names[static_cast<std::size_t>(chosen)] : recorder.parameter;
  if (auto pick = drop_down(ui, "recorder.parameter", shown, names, chosen))
    edits.set("recorder.parameter", paths[static_cast<std::size_t>(*pick)]);
  probe.mark("recorder.parameter");
  edit_field(ui, copy, "recorder.low", ui.theme->accent, edits, probe);
  edit_field(ui, copy, "recorder.high", ui.theme->accent, edits, probe);
}

void inspector(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe) {
  if (const auto* line = std::get_if<LineScene>(&scene.exhibit))
    line_inspector(ui, scene, *line, edits, probe);
  if (const auto* plane = std::get_if<PlaneScene>(&scene.exhibit))
    plane_inspector(ui, scene, *plane, edits, probe);
  if (std::holds_alternative<BoxesScene>(scene.exhibit)) boxes_inspector(ui, scene, edits, probe);
  if (const auto* arena = std::get_if<ArenaScene>(&scene.exhibit))
    arena_inspector(ui, scene, *arena, edits, probe);
}

}  // namespace dlab
