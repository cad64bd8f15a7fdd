// Buttons, chips, segments and the words between them.
#include "app/panel/widgets.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

#include "app/draw/stroke.hpp"
#include "app/panel/control_parts.hpp"
#include "core/figure/text.hpp"

namespace dlab {
namespace {

constexpr double type_size = 15;
constexpr double button_padding = 13, icon_size = 16, icon_gap = 7;
constexpr double chip_height = 32, chip_padding = 13, swatch_width = 24, swatch_gap = 8;

struct Look {
  Color ground, border, ink;
  Weight weight = Weight::medium;
};

Look look_of(const Ui& ui, const ButtonOptions& options, const Area& area) {
  const Theme& theme = *ui.theme;
  Look look;
  switch (options.look) {
    case ButtonLook::plain:
      look = {clear, clear, theme.text};
      if (area.hovered || area.held) look.ground = with_alpha(theme.text, area.held ? 0.12 : 0.07);
      break;
    case ButtonLook::outlined:
      look = {touched(ui, theme.card, area), theme.card_border, theme.text};
      break;
    case ButtonLook::primary:
      look = {touched(ui, theme.accent, area), clear, theme.on_accent, Weight::semibold};
      break;
    case ButtonLook::chosen:
      look = {touched(ui, theme.control, area), clear, theme.text, Weight::semibold};
      break;
  }
  if (!options.enabled) {
    look.ink = with_alpha(look.ink, 0.38);
    if (options.look == ButtonLook::primary) look.ground = mixed(theme.accent, theme.card, 0.55);
  }
  return look;
}

Weight weight_of(ButtonLook look) {
  return look == ButtonLook::primary || look == ButtonLook::chosen ? Weight::semibold : Weight::medium;
}

// The line's pattern, stretched so that it begins and ends with a dash.
std::vector<float> swatch_pattern(Dash dash, float length) {
  std::vector<double> steps = dash_pattern(dash);
  double period = 0;
  for (const double step : steps) period += step;
  if (steps.empty()) return {};
  const double gap = steps.back();
  const double repeats = dash == Dash::dotted ? 6 : dash == Dash::dashed ? 3 : 2;
  std::vector<float> pattern;
  for (const double step : steps)
    pattern.push_back(static_cast<float>(step * length / (repeats * period - gap)));
  return pattern;
}

// Capitals where the script has them, spaced a little: how small headings are set.
std::string capitals(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace

double button_width(const Ui& ui, const std::string& label, const ButtonOptions& options) {
  if (options.width > 0) return options.width;
  const double words =
      label.empty() ? 0
                    : static_cast<double>(text_width(ui, label, ui.type(type_size), weight_of(options.look)) /
                                          ui.scale);
  const double icon = options.icon ? ui.type(icon_size) + (label.empty() ? 0 : ui.type(icon_gap)) : 0;
  return std::ceil(words + icon + 2 * ui.type(button_padding));
}

bool button(const Ui& ui, const char* id, const std::string& label, const ButtonOptions& options) {
  const ImVec2 size{ui.px(button_width(ui, label, options)), ui.px(options.height)};
  const Area area = press_area(ui, id, size, Takes::press, options.enabled);
  const Look look = look_of(ui, options, area);
  const float radius = ui.px(8);
  surface(area.list, area.low, area.high, radius, look.ground, look.border, hairline(ui));
  const double icon = options.icon ? ui.type(icon_size) : 0,
               gap = options.icon && !label.empty() ? ui.type(icon_gap) : 0;
  const float words = label.empty() ? 0 : text_width(ui, label, ui.type(type_size), look.weight);
  float x = options.align == Align::left ? area.low.x + ui.px(ui.type(8))
                                         : (area.low.x + area.high.x - words - ui.px(icon + gap)) / 2;
  const float y = (area.low.y + area.high.y) / 2;
  if (options.icon) draw_icon(ui, area.list, *options.icon, {x + ui.px(icon / 2), y}, icon, look.ink);
  x += ui.px(icon + gap);
  if (!label.empty())
    draw_text(ui, area.list, {x, y}, label, ui.type(type_size), look.weight, look.ink, Align::left,
              Baseline::middle);
  focus_ring(ui, area, radius);
  if (!options.hint.empty()) tooltip(ui, options.hint);
  return area.clicked && options.enabled;
}

double chip_width(const Ui& ui, const std::string& label, bool swatch) {
  const double words =
      static_cast<double>(text_width(ui, label, ui.type(type_size), Weight::regular) / ui.scale);
  return std::ceil(words + 2 * ui.type(chip_padding) + (swatch ? ui.type(swatch_width + swatch_gap) : 0));
}

bool chip(const Ui& ui, const char* id, const std::string& label, bool on, std::optional<Swatch> swatch,
          const std::string& hint) {
  const Theme& theme = *ui.theme;
  const ImVec2 size{ui.px(chip_width(ui, label, swatch.has_value())), ui.px(ui.type(chip_height))};
  const Area area = press_area(ui, id, size, Takes::press);
  // With a swatch the ground stays quiet, or the line's colour could not be seen: on and off differ by the
  // swatch and the words' strength.
  const bool inverted = on && !swatch;
  const Color ground = touched(ui, inverted ? theme.accent : theme.card, area);
  const Color border = inverted       ? clear
                       : on && swatch ? mixed(theme.card_border, theme.text, 0.12)
                                      : theme.card_border;
  const float radius = (area.high.y - area.low.y) / 2;
  surface(area.list, area.low, area.high, radius, ground, border, hairline(ui));
  const Color ink = inverted ? theme.on_accent : on || !swatch ? theme.text : theme.text_soft;
  float x = area.low.x + ui.px(ui.type(chip_padding));
  const float y = (area.low.y + area.high.y) / 2;
  if (swatch) {
    const float width = ui.px(ui.type(on ? 4 : 3)), right = x + ui.px(ui.type(swatch_width));
    const std::vector<float> pattern = swatch_pattern(swatch->dash, right - x);
    const float line = std::round(y - width / 2) + width / 2;
    const ImVec2 ends[] = {{x, line}, {right, line}};
    stroke_line(area.list, ends, false, width, to_imgui(on ? swatch->color : with_alpha(swatch->color, 0.45)),
                pattern);
    x = right + ui.px(ui.type(swatch_gap));
  }
  draw_text(ui, area.list, {x, y}, label, ui.type(type_size), Weight::regular, ink, Align::left,
            Baseline::middle);
  focus_ring(ui, area, radius);
  if (!hint.empty()) tooltip(ui, hint);
  return area.clicked;
}

void flow(const Ui& ui, double next_width) {
  const float gap = ui.px(8);
  const float limit = ImGui::GetCursorScreenPos().x + ImGui::GetContentRegionAvail().x;
  if (ImGui::GetItemRectMax().x + gap + ui.px(next_width) <= limit) ImGui::SameLine(0, gap);
}

std::optional<int> segmented(const Ui& ui, const char* id, const std::vector<std::string>& labels, int chosen,
                             double width) {
  if (labels.empty()) return std::nullopt;
  const Theme& theme = *ui.theme;
  const float whole = width > 0 ? ui.px(width) : ImGui::GetContentRegionAvail().x;
  const Area area = press_area(ui, id, {whole, ui.px(ui.type(40))}, Takes::choice);
  const int count = static_cast<int>(labels.size());
  const float margin = std::round(ui.px(4));
  const float each = (area.high.x - area.low.x - 2 * margin) / static_cast<float>(count);
  surface(area.list, area.low, area.high, ui.px(10), theme.control, clear);
  const int under =
      std::clamp(static_cast<int>((ImGui::GetIO().MousePos.x - area.low.x - margin) / each), 0, count - 1);
  for (int i = 0; i < count; ++i) {
    const float left = area.low.x + margin + each * static_cast<float>(i);
    const ImVec2 low{left, area.low.y + margin}, high{left + each, area.high.y - margin};
    const bool lit = area.hovered && under == i;
    if (i == chosen) {
      const Color thumb =
          theme.kind == ThemeKind::light ? theme.card : mixed(theme.control, theme.text, 0.16);
      const float drop = ui.px(1);
      surface(area.list, {low.x, low.y + drop}, {high.x, high.y + drop}, ui.px(7),
              with_alpha({0, 0, 0, 255}, 0.10), clear);
      surface(area.list, low, high, ui.px(7), thumb, clear);
    } else if (lit) {
      surface(area.list, low, high, ui.px(7), with_alpha(theme.text, area.held ? 0.10 : 0.05), clear);
    }
    draw_text(ui, area.list, {(low.x + high.x) / 2, (low.y + high.y) / 2},
              labels[static_cast<std::size_t>(i)], ui.type(type_size),
              i == chosen ? Weight::semibold : Weight::regular,
              i == chosen || lit ? theme.text : theme.text_soft, Align::center, Baseline::middle);
  }
  focus_ring(ui, area, ui.px(10));
  std::optional<int> picked;
  if (area.clicked) picked = under;
  if (area.focus.on) {
    const int from = std::max(chosen, 0);
    for (const int key : {GLFW_KEY_LEFT, GLFW_KEY_UP})
      if (ui.controls->take(key)) picked = std::max(from - 1, 0);
    for (const int key : {GLFW_KEY_RIGHT, GLFW_KEY_DOWN})
      if (ui.controls->take(key)) picked = std::min(from + 1, count - 1);
    if (ui.controls->take(GLFW_KEY_HOME)) picked = 0;
    if (ui.controls->take(GLFW_KEY_END)) picked = count - 1;
    if (ui.controls->take_activation()) picked = (from + 1) % count;
  }
  return picked == chosen ? std::nullopt : picked;
}

void heading(const Ui& ui, const std::string& text, std::optional<Color> color) {
  const double size = ui.type(13), tracking = 0.06 * size;
  const bool first = ImGui::GetCursorPosY() <= ImGui::GetStyle().WindowPadding.y + 1;
  if (!first) ImGui::Dummy({0, ui.px(6)});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float height = ui.px(size * 1.4);
  ImGui::Dummy({ImGui::GetContentRegionAvail().x, height});
  float x = at.x;
  for (const char32_t code : decode_utf8(capitals(text)))
    x += draw_text(ui, ImGui::GetWindowDrawList(), {x, at.y + height / 2}, escape_markup(encode_utf8(code)),
                   size, Weight::semibold, color.value_or(ui.theme->text_soft), Align::left,
                   Baseline::middle) +
         ui.px(tracking);
}

void paragraph(const Ui& ui, const std::string& text, double size, Color color) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const double type = ui.type(size);
  const float width = ImGui::GetContentRegionAvail().x, line = ui.px(type * 1.4);
  const std::vector<std::string> lines = wrapped(ui, text, type, Weight::regular, width);
  float longest = 0, y = at.y;
  for (const std::string& words : lines) {
    const float drawn = draw_text(ui, ImGui::GetWindowDrawList(), {at.x, y + line / 2}, words, type,
                                  Weight::regular, color, Align::left, Baseline::middle);
    longest = std::max(longest, drawn);
    y += line;
  }
  ImGui::Dummy({std::min(longest, width), y - at.y});
}

void separator(const Ui& ui) {
  ImGui::Dummy({0, ui.px(6)});
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, thick = hairline(ui), y = std::round(at.y);
  ImGui::GetWindowDrawList()->AddRectFilled({at.x, y}, {at.x + width, y + thick},
                                            to_imgui(ui.theme->card_border));
  ImGui::Dummy({width, thick});
}

}  // namespace dlab
