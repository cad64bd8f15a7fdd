#include "app/panel/distribution_rows.hpp"

#include <charconv>

namespace dlab {
namespace {

std::string prefix_of(Side side) { return std::string(side_key(side)) + "."; }

// "q.components.1.mean" → 1; fields outside of components → −1.
int component_of(const std::string& path) {
  const std::size_t at = path.find(".components.");
  if (at == std::string::npos) return -1;
  int index = -1;
  std::from_chars(path.data() + at + 12, path.data() + path.size(), index);
  return index;
}

void component_heading(const Ui& ui, const std::vector<std::string>& components, std::size_t index, Side side,
                       Edits& edits) {
  ImGui::PushID(static_cast<int>(index));
  paragraph(ui, std::to_string(index + 1) + " · " + components[index], 13, ui.theme->text_soft);
  if (components.size() > 1) {
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

}  // namespace

void take(const FieldEdit& edit, const std::string& path, Edits& edits) {
  if (edit.began) edits.gesture_began = true;
  if (edit.value) edits.set(path, *edit.value);
  if (edit.ended) edits.gesture_ended = true;
  if (!edit.problem.empty()) edits.problem = edit.problem;
}

void choose_data(Side side, Edits& edits) {
  edits.call(side == Side::p ? Command::choose_data_p : Command::choose_data_q);
}

void side_heading(const Ui& ui, Side side) {
  heading(ui, side == Side::p ? ui.tr("P · real") : ui.tr("Q · model"),
          side == Side::p ? ui.theme->p_text : ui.theme->q_text);
}

std::optional<int> kind_row(const Ui& ui, const std::vector<std::string>& names, int now, Side side,
                            Probe& probe) {
  const std::optional<int> chosen = drop_down(ui, "kind", names[static_cast<std::size_t>(now)], names, now);
  probe.mark(prefix_of(side) + "kind");
  return chosen;
}

void choose_button(const Ui& ui, Side side, const std::string& label, const std::string& hint, Edits& edits,
                   Probe& probe) {
  ButtonOptions options;
  options.icon = Icon::open;
  options.hint = hint;
  if (button(ui, "choose", label, options)) choose_data(side, edits);
  probe.mark(prefix_of(side) + "choose_data");
}

void data_row(const Ui& ui, std::string count, std::size_t skipped, const std::string& column,
              const std::string& where, Side side, Edits& edits, Probe& probe) {
  if (skipped > 0) count += " · " + ui.tr("%1 skipped (NA)", {std::to_string(skipped)});
  if (!column.empty()) count += "\n" + column;
  paragraph(ui, count + where, 13, ui.theme->text_soft);
  choose_button(ui, side, ui.tr("Choose data…"), ui.tr("A CSV file; or drop one on the window"), edits,
                probe);
}

void word_row(const Ui& ui, std::string word, const std::string& path, Edits& edits, Probe& probe) {
  if (text_box(ui, "text", word, ui.tr("a word"))) edits.set(path, word);
  probe.mark(path);
}

void field_rows(const Ui& ui, Scene& copy, const std::vector<std::string>& components, Side side,
                Edits& edits, Probe& probe) {
  int last_component = -1;
  for (const FieldRef& field : fields(copy)) {
    if (!field.path().starts_with(prefix_of(side))) continue;
    const int component = component_of(field.path());
    if (component != last_component && component >= 0)
      component_heading(ui, components, static_cast<std::size_t>(component), side, edits);
    last_component = component;
    if (field.info().kind == FieldKind::text) {
      // Of one distribution they are where data came from, or the word in the row above.
      if (component < 0 || !field.path().ends_with(".text")) continue;
      ImGui::PushID(field.path().c_str());
      word_row(ui, std::get<std::string>(field.get()), field.path(), edits, probe);
      ImGui::PopID();
      continue;
    }
    ImGui::PushID(field.path().c_str());
    const FieldEdit edit = field_row(ui, field, side == Side::p ? ui.theme->p : ui.theme->q);
    ImGui::PopID();
    probe.mark(field.path());
    take(edit, field.path(), edits);
  }
}

bool add_component_button(const Ui& ui, Side side, const std::string& hint, Probe& probe) {
  ButtonOptions options;
  options.icon = Icon::plus;
  options.height = 32;
  options.hint = hint;
  const bool pressed = button(ui, "add", ui.tr("Add a component"), options);
  probe.mark(prefix_of(side) + "add_component");
  return pressed;
}

}  // namespace dlab
