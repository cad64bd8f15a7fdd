#include "app/panel/inspector.hpp"

#include "app/panel/distribution_panel.hpp"
#include "core/exhibit/line_solve_parameter.hpp"

namespace dlab {
namespace {

constexpr std::array view_labels{N_("Pointwise"), N_("CDFs"),      N_("Coupling"),
                                 N_("Plan"),      N_("Potential"), N_("Discriminator")};
constexpr std::array view_hints{N_("p ln(p/q), point by point: the area is KL"),
                                N_("Both cumulative distributions: the area between them is W1"),
                                N_("Which place in P goes to which place in Q: equal quantiles"),
                                N_("The optimal transport plan as a matrix, with its marginals"),
                                N_("Kantorovich's potential f*: the best critic with slopes up to 1"),
                                N_("The best discriminator D* = p/(p+q) and its gradient")};

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

void view_group(const Ui& ui, const LineScene& line, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("View"));
  for (int i = 0; i < 6; ++i) {
    const auto index = static_cast<std::size_t>(i);
    const std::string label = ui.tr(view_labels[index]);
    if (i > 0) flow(ui, chip_width(ui, label, false));
    const bool on = static_cast<int>(line.view) == i + 1;
    const std::string id = "view" + std::to_string(i);
    if (chip(ui, id.c_str(), label, on, {}, ui.tr(view_hints[index]))) {
      static constexpr const char* keys[] = {"pointwise", "cdf",       "coupling",
                                             "plan",      "potential", "discriminator"};
      edits.set("view", std::string(on ? "none" : keys[i]));
    }
    probe.mark(id);
  }
  flow(ui, chip_width(ui, ui.tr("mixture M"), true));
  if (chip(ui, "mixture", ui.tr("mixture M"), line.show_mixture, Swatch{ui.theme->mixture, Dash::dotted},
           ui.tr("The mixture M = (P+Q)/2 that JS compares both with")))
    edits.set("show_mixture", !line.show_mixture);
  probe.mark("show_mixture");
}

void distances_group(const Ui& ui, const LineScene& line, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("Distances shown"));
  bool first = true;
  for (DistanceKind kind : all_distances) {
    const auto index = static_cast<std::size_t>(kind);
    const std::string label = distance_label(kind);
    if (!first) flow(ui, chip_width(ui, label, true));
    first = false;
    if (chip(ui, distance_key(kind), label, line.shown[index],
             Swatch{ui.theme->distance[index], distance_dash(kind)}))
      edits.set(std::string("shown.") + distance_key(kind), !line.shown[index]);
    probe.mark(std::string("shown.") + distance_key(kind));
  }
  heading(ui, ui.tr("Units"));
  if (auto chosen = segmented(ui, "unit", {ui.tr("nats"), ui.tr("bits")}, static_cast<int>(line.unit)))
    edits.set("unit", std::string(*chosen == 0 ? "nats" : "bits"));
  probe.mark("unit");
}

void recorder_group(const Ui& ui, Scene& copy, const LineScene& line, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("Sweep"));
  std::vector<std::string> paths, names;
  int chosen = -1;
  for (const FieldRef& field : fields(copy)) {
    const bool of_side = field.path().starts_with("p.") || field.path().starts_with("q.");
    if (!of_side || field.info().kind != FieldKind::real) continue;
    if (field.path() == line.recorder.parameter) chosen = static_cast<int>(paths.size());
    paths.push_back(field.path());
    const Result<LineParameter> parameter = LineParameter::find(line, field.path());
    names.push_back(parameter ? parameter->name(*ui.words) : field.path());
  }
  const std::string shown = chosen >= 0 ? names[static_cast<std::size_t>(chosen)] : line.recorder.parameter;
  if (auto pick = drop_down(ui, "recorder.parameter", shown, names, chosen))
    edits.set("recorder.parameter", paths[static_cast<std::size_t>(*pick)]);
  probe.mark("recorder.parameter");
  edit_field(ui, copy, "recorder.low", ui.theme->accent, edits, probe);
  edit_field(ui, copy, "recorder.high", ui.theme->accent, edits, probe);
}

void fit_group(const Ui& ui, Scene& copy, const LineScene& line, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("Fit Q to P by gradient descent"));
  if (auto chosen =
          segmented(ui, "fit.direction", {"KL(P‖Q)", "KL(Q‖P)"}, static_cast<int>(line.fit.direction)))
    edits.set("fit.direction", std::string(*chosen == 0 ? "forward" : "reverse"));
  probe.mark("fit.direction");
  paragraph(ui,
            line.fit.direction == FitDirection::forward
                ? ui.tr("Forward: maximum likelihood. Q must cover every mode of P.")
                : ui.tr("Reverse: Q may forget modes, but must not stray where P is empty."),
            13, ui.theme->text_soft);
  edit_field(ui, copy, "fit.rate", ui.theme->q, edits, probe);
}

void binned_group(const Ui& ui, Scene& copy, const LineScene& line, Edits& edits, Probe& probe) {
  heading(ui, ui.tr("The published illusion"));
  if (chip(ui, "binned.on", ui.tr("as binned, with a floor ε"), line.binned.on,
           Swatch{ui.theme->text_soft, Dash::dotted},
           ui.tr(
               "KL of histograms whose empty bins were raised to ε: flat far away, where the true KL grows")))
    edits.set("binned.on", !line.binned.on);
  probe.mark("binned.on");
  if (!line.binned.on) return;
  for (const char* path : {"binned.bins", "binned.epsilon", "binned.low", "binned.high"})
    edit_field(ui, copy, path, ui.theme->text_soft, edits, probe);
}

void line_inspector(const Ui& ui, const Scene& scene, const LineScene& line, Edits& edits, Probe& probe) {
  Scene copy = scene;  // the widgets bind to fields of a copy; edits go out as actions
  distribution_panel(ui, copy, Side::p, edits, probe);
  distribution_panel(ui, copy, Side::q, edits, probe);
  separator(ui);
  view_group(ui, line, edits, probe);
  distances_group(ui, line, edits, probe);
  separator(ui);
  recorder_group(ui, copy, line, edits, probe);
  fit_group(ui, copy, line, edits, probe);
  binned_group(ui, copy, line, edits, probe);
}

}  // namespace

void inspector(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe) {
  if (const auto* line = std::get_if<LineScene>(&scene.exhibit))
    line_inspector(ui, scene, *line, edits, probe);
}

}  // namespace dlab
