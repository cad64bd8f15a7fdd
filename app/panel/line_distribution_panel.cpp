// One side's controls on the line: its kind, its fields, its components, its data.
#include "app/panel/distribution_rows.hpp"

#include <charconv>
#include <cmath>

#include "core/distribution/law.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr DistributionKind all_kinds[] = {
    DistributionKind::normal,      DistributionKind::laplace, DistributionKind::uniform,
    DistributionKind::exponential, DistributionKind::dirac,   DistributionKind::discrete,
    DistributionKind::histogram,   DistributionKind::samples, DistributionKind::mixture};

// "0, 1.5, 2" → numbers; nothing at all if a word stands among them.
std::optional<std::vector<double>> parse_list(const std::string& text) {
  std::vector<double> values;
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    while (at < end && (*at == ' ' || *at == ',' || *at == ';' || *at == '\t')) ++at;
    if (at == end) break;
    double value = 0;
    const auto [next, code] = std::from_chars(at, end, value);
    if (code != std::errc{} || next == at) return std::nullopt;
    values.push_back(value);
    at = next;
  }
  return values;
}

std::string list_text(const std::vector<double>& values) {
  std::string text;
  for (double value : values) text += (text.empty() ? "" : ", ") + to_text(FieldValue{value});
  return text;
}

// Points and weights are lists, not fields: two text boxes.
void discrete_rows(const Ui& ui, const Discrete& discrete, Side side, Edits& edits, Probe& probe) {
  const auto row = [&](const char* id, const std::string& label, const std::vector<double>& values,
                       bool points) {
    paragraph(ui, label, 15, ui.theme->text);
    std::string text = list_text(values);
    if (!text_box(ui, id, text, "0, 1, 2")) return;
    const std::optional<std::vector<double>> parsed = parse_list(text);
    if (!parsed) {
      edits.problem = ui.tr("A list of numbers is expected, separated by commas: 0, 1, 2.5");
      return;
    }
    Discrete changed = discrete;
    (points ? changed.points : changed.weights) = *parsed;
    if (points) changed.weights.resize(changed.points.size(), 1.0);
    edits.act(SetDistribution{side, changed});
  };
  row("points", ui.tr("points"), discrete.points, true);
  probe.mark(std::string(side_key(side)) + ".points");
  row("weights", ui.tr("weights"), discrete.weights, false);
  probe.mark(std::string(side_key(side)) + ".weights");
}

void samples_rows(const Ui& ui, const Samples& samples, Side side, Edits& edits, Probe& probe) {
  const std::string where =
      samples.where_column.empty() ? "" : " (" + samples.where_column + " = " + samples.where_value + ")";
  data_row(ui, ui.tr("%1 values", {std::to_string(samples.values.size())}),
           static_cast<std::size_t>(samples.skipped), samples.column, where, side, edits, probe);
}

void kind_of_side(const Ui& ui, const Distribution& distribution, Side side, Edits& edits, Probe& probe) {
  std::vector<std::string> names;
  for (DistributionKind kind : all_kinds) names.push_back(ui.tr(kind_label(kind)));
  const auto chosen = kind_row(ui, names, static_cast<int>(kind_of(distribution)), side, probe);
  if (!chosen) return;
  const auto kind = static_cast<DistributionKind>(*chosen);
  edits.act(SetKind{side, kind});
  if (kind == DistributionKind::samples) choose_data(side, edits);
}

std::vector<std::string> component_kinds(const Ui& ui, const Distribution& distribution) {
  std::vector<std::string> names;
  if (const auto* mixture = std::get_if<Mixture>(&distribution))
    for (const Component& component : mixture->components)
      names.push_back(ui.tr(kind_label(
          kind_of(std::visit([](const auto& d) { return Distribution(d); }, component.distribution)))));
  return names;
}

void add_component(const Ui& ui, const Distribution& distribution, Side side, Edits& edits, Probe& probe) {
  const DistributionKind kind = kind_of(distribution);
  if (kind == DistributionKind::histogram || kind == DistributionKind::samples ||
      kind == DistributionKind::discrete)
    return;
  if (add_component_button(
          ui, side, ui.tr("Another bell beside this; double-clicking a component's handle types its values"),
          probe)) {
    const Law law(distribution);
    edits.act(AddComponent{side, law.mean() + 2 * std::sqrt(std::max(law.variance(), 0.25))});
  }
}

}  // namespace

void distribution_panel(const Ui& ui, Scene& copy, Side side, Edits& edits, Probe& probe) {
  const Distribution distribution = *line_side(copy, side);
  ImGui::PushID(side_key(side));
  side_heading(ui, side);
  kind_of_side(ui, distribution, side, edits, probe);
  if (const auto* samples = std::get_if<Samples>(&distribution))
    samples_rows(ui, *samples, side, edits, probe);
  if (const auto* discrete = std::get_if<Discrete>(&distribution))
    discrete_rows(ui, *discrete, side, edits, probe);
  if (std::holds_alternative<Histogram>(distribution))
    paragraph(ui, ui.tr("Draw it on the stage: press and move the pointer inside the figure."), 13,
              ui.theme->text_soft);
  field_rows(ui, copy, component_kinds(ui, distribution), side, edits, probe);
  add_component(ui, distribution, side, edits, probe);
  ImGui::PopID();
}

}  // namespace dlab
