#include "app/panel/inspector_parts.hpp"

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

}  // namespace

void line_inspector(const Ui& ui, const Scene& scene, const LineScene& line, Edits& edits, Probe& probe) {
  Scene copy = scene;  // the widgets bind to fields of a copy; edits go out as actions
  distribution_panel(ui, copy, Side::p, edits, probe);
  distribution_panel(ui, copy, Side::q, edits, probe);
  separator(ui);
  view_group(ui, line, edits, probe);
  distances_group(ui, line.shown, line.unit, edits, probe);
  separator(ui);
  const auto name = [&](const std::string& path) {
    const Result<LineParameter> parameter = LineParameter::find(line, path);
    return parameter ? parameter->name(*ui.words) : path;
  };
  recorder_group(ui, copy, name, edits, probe);
  fit_group(ui, copy, line, edits, probe);
  binned_group(ui, copy, line, edits, probe);
}

}  // namespace dlab
