// One side's controls in the plane: its kind, its fields, its components, its data, words or paint.
#include <charconv>
#include <cmath>

#include "app/panel/distribution_panel.hpp"
#include "core/distribution/law_2d.hpp"

namespace dlab {
namespace {

Color hue(const Ui& ui, Side side) { return side == Side::p ? ui.theme->p : ui.theme->q; }
std::string prefix_of(Side side) { return std::string(side_key(side)) + "."; }

void kind_row(const Ui& ui, const Distribution2d& distribution, Side side, Edits& edits, Probe& probe) {
  std::vector<std::string> names;
  for (int i = 0; i < kinds_2d; ++i) names.push_back(ui.tr(kind_label(static_cast<Kind2d>(i))));
  const int now = static_cast<int>(kind_of(distribution));
  if (auto chosen = drop_down(ui, "kind", names[static_cast<std::size_t>(now)], names, now)) {
    const auto kind = static_cast<Kind2d>(*chosen);
    edits.act(SetKind2d{side, kind});
    if (kind == Kind2d::points || kind == Kind2d::image)
      edits.call(side == Side::p ? Command::choose_data_p : Command::choose_data_q);
  }
  probe.mark(prefix_of(side) + "kind");
}

void choose_button(const Ui& ui, Side side, const std::string& label, const std::string& hint, Edits& edits,
                   Probe& probe) {
  ButtonOptions options;
  options.icon = Icon::open;
  options.hint = hint;
  if (button(ui, "choose", label, options))
    edits.call(side == Side::p ? Command::choose_data_p : Command::choose_data_q);
  probe.mark(prefix_of(side) + "choose_data");
}

void points_rows(const Ui& ui, const Points2d& points, Side side, Edits& edits, Probe& probe) {
  std::string about = ui.tr("%1 points", {std::to_string(points.xs.size())});
  if (points.skipped > 0) about += " · " + ui.tr("%1 skipped (NA)", {std::to_string(points.skipped)});
  if (!points.column_x.empty()) about += "\n" + points.column_x + " × " + points.column_y;
  if (!points.where_column.empty()) about += "\n(" + points.where_column + " = " + points.where_value + ")";
  paragraph(ui, about, 13, ui.theme->text_soft);
  choose_button(ui, side, ui.tr("Choose data…"), ui.tr("A CSV file; or drop one on the window"), edits,
                probe);
}

void text_row(const Ui& ui, const Text2d& words, Side side, Edits& edits, Probe& probe) {
  std::string text = words.text;
  if (text_box(ui, "text", text, ui.tr("a word"))) edits.set(prefix_of(side) + "text", text);
  probe.mark(prefix_of(side) + "text");
}

int component_of(const std::string& path) {
  const std::size_t at = path.find(".components.");
  if (at == std::string::npos) return -1;
  int index = -1;
  std::from_chars(path.data() + at + 12, path.data() + path.size(), index);
  return index;
}

void component_heading(const Ui& ui, const Mixture2d& mixture, std::size_t index, Side side, Edits& edits) {
  ImGui::PushID(static_cast<int>(index));
  const Distribution2d whole = widened(mixture.components[index].distribution);
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

void field_rows(const Ui& ui, Scene& copy, const Distribution2d& distribution, Side side, Edits& edits,
                Probe& probe) {
  int last_component = -1;
  for (const FieldRef& field : fields(copy)) {
    if (!field.path().starts_with(prefix_of(side)) || field.info().kind == FieldKind::text) continue;
    const int component = component_of(field.path());
    if (component != last_component && component >= 0)
      component_heading(ui, std::get<Mixture2d>(distribution), static_cast<std::size_t>(component), side,
                        edits);
    last_component = component;
    ImGui::PushID(field.path().c_str());
    const FieldEdit edit = field_row(ui, field, hue(ui, side));
    ImGui::PopID();
    probe.mark(field.path());
    take(edit, field.path(), edits);
  }
}

void add_button(const Ui& ui, const Distribution2d& distribution, Side side, Edits& edits, Probe& probe) {
  const Kind2d kind = kind_of(distribution);
  if (kind == Kind2d::painted || kind == Kind2d::points || kind == Kind2d::image || kind == Kind2d::text)
    return;
  ButtonOptions options;
  options.icon = Icon::plus;
  options.height = 32;
  options.hint = ui.tr("Another bell beside this");
  if (button(ui, "add", ui.tr("Add a component"), options)) {
    const Law2d law(distribution);
    const Covariance cov = law.covariance();
    const double away = 1.5 * std::sqrt(std::max(0.05, cov.xx + cov.yy));
    edits.act(AddComponent{side, law.mean().x + away, law.mean().y});
  }
  probe.mark(prefix_of(side) + "add_component");
}

}  // namespace

void plane_distribution_panel(const Ui& ui, Scene& copy, Side side, Edits& edits, Probe& probe) {
  const Distribution2d distribution = side_of(std::get<PlaneScene>(copy.exhibit), side);
  ImGui::PushID(side_key(side));
  heading(ui, side == Side::p ? ui.tr("P · real") : ui.tr("Q · model"),
          side == Side::p ? ui.theme->p_text : ui.theme->q_text);
  kind_row(ui, distribution, side, edits, probe);
  if (const auto* points = std::get_if<Points2d>(&distribution)) points_rows(ui, *points, side, edits, probe);
  if (const auto* words = std::get_if<Text2d>(&distribution)) text_row(ui, *words, side, edits, probe);
  if (std::holds_alternative<Image2d>(distribution))
    choose_button(ui, side, ui.tr("Choose a picture…"), ui.tr("A PNG file; or drop one on the window"), edits,
                  probe);
  if (std::holds_alternative<Painted2d>(distribution))
    paragraph(ui,
              side == Side::p
                  ? ui.tr("Paint it on the stage with Shift held; with Ctrl, too, the brush rubs out.")
                  : ui.tr("Paint it on the stage; with Ctrl held the brush rubs out."),
              13, ui.theme->text_soft);
  field_rows(ui, copy, distribution, side, edits, probe);
  add_button(ui, distribution, side, edits, probe);
  ImGui::PopID();
}

}  // namespace dlab
