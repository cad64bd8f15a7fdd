// The inspector of exhibit B: both sides, the ruler, what is shown, the recorder.
#include "app/panel/distribution_panel.hpp"
#include "app/panel/inspector_parts.hpp"
#include "core/exhibit/plane_parameter.hpp"

namespace dlab {
namespace {

void ruler_group(const Ui& ui, Scene& copy, const PlaneScene& plane, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("Ruler"));
  static constexpr const char* rulers[] = {"exact", "sinkhorn", "sliced"};
  if (auto chosen = segmented(ui, "ruler", {ui.tr("exact"), ui.tr("Sinkhorn"), ui.tr("sliced")},
                              static_cast<int>(plane.ruler)))
    edits.set("ruler", std::string(rulers[*chosen]));
  probe.mark("ruler");
  static constexpr const char* costs[] = {"euclidean", "squared_euclidean", "manhattan"};
  if (auto chosen =
          segmented(ui, "cost", {ui.tr("‖x−y‖"), ui.tr("‖x−y‖²"), ui.tr("L1")}, static_cast<int>(plane.cost)))
    edits.set("cost", std::string(costs[*chosen]));
  probe.mark("cost");
  edit_field(ui, copy, "samples", ui.theme->accent, edits, probe);
  if (plane.ruler == Ruler::sinkhorn) edit_field(ui, copy, "epsilon", ui.theme->accent, edits, probe);
  if (plane.ruler == Ruler::sliced) edit_field(ui, copy, "directions", ui.theme->accent, edits, probe);
}

void show_group(const Ui& ui, const PlaneScene& plane, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("Show"));
  struct Layer {
    const char* key;
    std::string label, hint;
    bool on;
  };
  const Layer layers[] = {
      {"densities", ui.tr("densities"), ui.tr("Both densities with their contours"), plane.show.densities},
      {"samples", ui.tr("samples"), ui.tr("The points that are carried"), plane.show.samples},
      {"arrows", ui.tr("arrows"), ui.tr("The plan: thicker arrows carry more"), plane.show.arrows},
      {"moved", ui.tr("on the way"), ui.tr("Every grain on its straight road at time t"), plane.show.moved},
      {"plan", ui.tr("plan"), ui.tr("The plan as a matrix with its marginals"), plane.show.plan},
      {"potential", ui.tr("potential"),
       ui.tr("The Kantorovich potential as a map: arrows run down its steepest slope"),
       plane.show.potential}};
  bool first = true;
  for (const Layer& layer : layers) {
    if (!first) flow(ui, chip_width(ui, layer.label, false));
    first = false;
    const std::string path = std::string("show.") + layer.key;
    if (chip(ui, path.c_str(), layer.label, layer.on, {}, layer.hint)) edits.set(path, !layer.on);
    probe.mark(path);
  }
}

void play_group(const Ui& ui, const PlaneScene& plane, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("Play"));
  if (auto chosen = segmented(ui, "play.mode", {ui.tr("sweep"), ui.tr("move")}, static_cast<int>(plane.play)))
    edits.set("play", std::string(*chosen == 0 ? "sweep" : "move"));
  probe.mark("play.mode");
}

bool painted_somewhere(const PlaneScene& plane) {
  return std::holds_alternative<Painted2d>(plane.p) || std::holds_alternative<Painted2d>(plane.q);
}

}  // namespace

void plane_inspector(const Ui& ui, const Scene& scene, const PlaneScene& plane, Edits& edits, Probe& probe) {
  Scene copy = scene;  // the widgets bind to fields of a copy; edits go out as actions
  plane_distribution_panel(ui, copy, Side::p, edits, probe);
  plane_distribution_panel(ui, copy, Side::q, edits, probe);
  if (painted_somewhere(plane)) edit_field(ui, copy, "brush", ui.theme->accent, edits, probe);
  separator(ui);
  ruler_group(ui, copy, plane, edits, probe);
  show_group(ui, plane, edits, probe);
  play_group(ui, plane, edits, probe);
  separator(ui);
  distances_group(ui, plane.shown, plane.unit, edits, probe);
  const auto name = [&](const std::string& path) {
    const Result<PlaneParameter> parameter = PlaneParameter::find(plane, path);
    return parameter ? parameter->name(*ui.words) : path;
  };
  recorder_group(ui, copy, name, edits, probe);
}

}  // namespace dlab
