// One side's controls in the plane: its kind, its fields, its components, its data, words or paint.
#include <cmath>

#include "app/panel/distribution_rows.hpp"
#include "core/distribution/law_2d.hpp"

namespace dlab {
namespace {

std::string prefix_of(Side side) { return std::string(side_key(side)) + "."; }

void kind_of_side(const Ui& ui, const Distribution2d& distribution, Side side, Edits& edits, Probe& probe) {
  std::vector<std::string> names;
  for (int i = 0; i < kinds_2d; ++i) names.push_back(ui.tr(kind_label(static_cast<Kind2d>(i))));
  const auto chosen = kind_row(ui, names, static_cast<int>(kind_of(distribution)), side, probe);
  if (!chosen) return;
  const auto kind = static_cast<Kind2d>(*chosen);
  edits.act(SetKind2d{side, kind});
  if (kind == Kind2d::points || kind == Kind2d::image) choose_data(side, edits);
}

void points_rows(const Ui& ui, const Points2d& points, Side side, Edits& edits, Probe& probe) {
  const std::string column = points.column_x.empty() ? "" : points.column_x + " × " + points.column_y;
  const std::string where =
      points.where_column.empty() ? "" : "\n(" + points.where_column + " = " + points.where_value + ")";
  data_row(ui,
           points.xs.size() == 1 ? ui.tr("1 point") : ui.tr("%1 points", {std::to_string(points.xs.size())}),
           static_cast<std::size_t>(points.skipped), column, where, side, edits, probe);
}

std::vector<std::string> component_kinds(const Ui& ui, const Distribution2d& distribution) {
  std::vector<std::string> names;
  if (const auto* mixture = std::get_if<Mixture2d>(&distribution))
    for (const auto& component : mixture->components)
      names.push_back(ui.tr(kind_label(kind_of(widened(component.distribution)))));
  return names;
}

void add_component(const Ui& ui, const Distribution2d& distribution, Side side, Edits& edits, Probe& probe) {
  const Kind2d kind = kind_of(distribution);
  if (kind == Kind2d::painted || kind == Kind2d::points || kind == Kind2d::image || kind == Kind2d::text)
    return;
  if (add_component_button(ui, side, ui.tr("Another bell beside this"), probe)) {
    const Law2d law(distribution);
    const Covariance cov = law.covariance();
    const double away = 1.5 * std::sqrt(std::max(0.05, cov.xx + cov.yy));
    edits.act(AddComponent{side, law.mean().x + away, law.mean().y});
  }
}

}  // namespace

void plane_distribution_panel(const Ui& ui, Scene& copy, Side side, Edits& edits, Probe& probe) {
  const Distribution2d distribution = *plane_side(copy, side);
  ImGui::PushID(side_key(side));
  side_heading(ui, side);
  kind_of_side(ui, distribution, side, edits, probe);
  if (const auto* points = std::get_if<Points2d>(&distribution)) points_rows(ui, *points, side, edits, probe);
  if (const auto* words = std::get_if<Text2d>(&distribution))
    word_row(ui, words->text, prefix_of(side) + "text", edits, probe);
  if (std::holds_alternative<Image2d>(distribution))
    choose_button(ui, side, ui.tr("Choose a picture…"), ui.tr("A PNG file; or drop one on the window"), edits,
                  probe);
  if (std::holds_alternative<Painted2d>(distribution))
    paragraph(ui,
              side == Side::p
                  ? ui.tr("Paint it on the stage with Shift held; with Ctrl, too, the brush rubs out.")
                  : ui.tr("Paint it on the stage; with Ctrl held the brush rubs out."),
              13, ui.theme->text_soft);
  field_rows(ui, copy, component_kinds(ui, distribution), side, edits, probe);
  add_component(ui, distribution, side, edits, probe);
  ImGui::PopID();
}

}  // namespace dlab
