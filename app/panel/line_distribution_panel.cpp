// One side's controls on the line: its kind, its fields, its components, its data.
#include "app/panel/distribution_panel.hpp"

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

Color side_color(const Ui& ui, Side side) { return side == Side::p ? ui.theme->p : ui.theme->q; }

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
  std::string about = ui.tr("%1 values", {std::to_string(samples.values.size())});
  if (samples.skipped > 0) about += " · " + ui.tr("%1 skipped (NA)", {std::to_string(samples.skipped)});
  if (!samples.column.empty()) about += "\n" + samples.column;
  if (!samples.where_column.empty()) about += " (" + samples.where_column + " = " + samples.where_value + ")";
  paragraph(ui, about, 13, ui.theme->text_soft);
  ButtonOptions options;
  options.icon = Icon::open;
  options.hint = ui.tr("A CSV file; or drop one on the window");
  if (button(ui, "choose", ui.tr("Choose data…"), options))
    edits.call(side == Side::p ? Command::choose_data_p : Command::choose_data_q);
  probe.mark(std::string(side_key(side)) + ".choose_data");
}

void kind_row(const Ui& ui, const Distribution& distribution, Side side, Edits& edits, Probe& probe) {
  std::vector<std::string> names;
  for (DistributionKind kind : all_kinds) names.push_back(ui.tr(kind_label(kind)));
  const int now = static_cast<int>(kind_of(distribution));
  if (auto chosen = drop_down(ui, "kind", names[static_cast<std::size_t>(now)], names, now)) {
    const auto kind = static_cast<DistributionKind>(*chosen);
    edits.act(SetKind{side, kind});
    if (kind == DistributionKind::samples)
      edits.call(side == Side::p ? Command::choose_data_p : Command::choose_data_q);
  }
  probe.mark(std::string(side_key(side)) + ".kind");
}

// "q.components.1.mean" → 1; fields outside of components → −1.
int component_of(const std::string& path) {
  const std::size_t at = path.find(".components.");
  if (at == std::string::npos) return -1;
  int index = -1;
  std::from_chars(path.data() + at + 12, path.data() + path.size(), index);
  return index;
}

void component_heading(const Ui& ui, const Mixture& mixture, std::size_t index, Side side, Edits& edits) {
  ImGui::PushID(static_cast<int>(index));
  const Component& component = mixture.components[index];
  const Distribution whole =
      std::visit([](const auto& d) { return Distribution(d); }, component.distribution);
  paragraph(ui, std::to_string(index + 1) + " · " + ui.tr(kind_label(kind_of(whole))), 13,
            ui.theme->text_soft);
  if (mixture.components.size() > 1) {
    ImGui::SameLine(ImGui::GetContentRegionAvail().x - ui.px(28));
    ButtonOptions options;
    options.look = ButtonLook::plain;
    options.icon = Icon::close;
    options.width = 28;
    options.height = 24;
    options.hint = ui.tr("Remove this component");
    if (button(ui, "remove", "", options)) edits.act(RemoveComponent{side, index});
  }
  ImGui::PopID();
}

void field_rows(const Ui& ui, Scene& copy, const Distribution& distribution, Side side, Edits& edits,
                Probe& probe) {
  const std::string prefix = std::string(side_key(side)) + ".";
  int last_component = -1;
  for (const FieldRef& field : fields(copy)) {
    if (!field.path().starts_with(prefix)) continue;
    if (field.info().kind == FieldKind::text)
      continue;  // where samples came from: shown above, chosen in a panel
    const int component = component_of(field.path());
    if (component != last_component && component >= 0)
      component_heading(ui, std::get<Mixture>(distribution), static_cast<std::size_t>(component), side,
                        edits);
    last_component = component;
    ImGui::PushID(field.path().c_str());
    const FieldEdit edit = field_row(ui, field, side_color(ui, side));
    ImGui::PopID();
    probe.mark(field.path());
    take(edit, field.path(), edits);
  }
}

void component_buttons(const Ui& ui, const Distribution& distribution, Side side, Edits& edits,
                       Probe& probe) {
  const DistributionKind kind = kind_of(distribution);
  if (kind == DistributionKind::histogram || kind == DistributionKind::samples ||
      kind == DistributionKind::discrete)
    return;
  ButtonOptions options;
  options.icon = Icon::plus;
  options.height = 32;
  options.hint = ui.tr("Another bell beside this; double-clicking a component's handle types its values");
  if (button(ui, "add", ui.tr("Add a component"), options)) {
    const Law law(distribution);
    edits.act(AddComponent{side, law.mean() + 2 * std::sqrt(std::max(law.variance(), 0.25))});
  }
  probe.mark(std::string(side_key(side)) + ".add_component");
}

}  // namespace

void take(const FieldEdit& edit, const std::string& path, Edits& edits) {
  if (edit.began) edits.gesture_began = true;
  if (edit.value) edits.set(path, *edit.value);
  if (edit.ended) edits.gesture_ended = true;
  if (!edit.problem.empty()) edits.problem = edit.problem;
}

void distribution_panel(const Ui& ui, Scene& copy, Side side, Edits& edits, Probe& probe) {
  const LineScene& line = std::get<LineScene>(copy.exhibit);
  const Distribution distribution = side == Side::p ? line.p : line.q;
  ImGui::PushID(side_key(side));
  heading(ui, side == Side::p ? ui.tr("P · real") : ui.tr("Q · model"),
          side == Side::p ? ui.theme->p_text : ui.theme->q_text);
  kind_row(ui, distribution, side, edits, probe);
  if (const auto* samples = std::get_if<Samples>(&distribution))
    samples_rows(ui, *samples, side, edits, probe);
  if (const auto* discrete = std::get_if<Discrete>(&distribution))
    discrete_rows(ui, *discrete, side, edits, probe);
  if (std::holds_alternative<Histogram>(distribution))
    paragraph(ui, ui.tr("Draw it on the stage: press and move the pointer inside the figure."), 13,
              ui.theme->text_soft);
  field_rows(ui, copy, distribution, side, edits, probe);
  component_buttons(ui, distribution, side, edits, probe);
  ImGui::PopID();
}

}  // namespace dlab
