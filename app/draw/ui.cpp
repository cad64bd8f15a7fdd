// Text for panels and stages: mark-up laid out by the figure's own rules, drawn with the program's type.
#include "app/draw/ui.hpp"

#include <cstdint>

#include "core/figure/text.hpp"

namespace dlab {

ImU32 to_imgui(Color color) { return IM_COL32(color.r, color.g, color.b, color.a); }

ImTextureID to_imgui_texture(unsigned texture) {
#if IMGUI_VERSION_NUM >= 19140  // an integer from there on
  return static_cast<ImTextureID>(texture);
#else
  return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture));
#endif
}

float draw_text(const Ui& ui, ImDrawList* list, ImVec2 at, const std::string& text, double size,
                Weight weight, Color color, Align align, Baseline baseline) {
  // Laid out in pixels, so that the one rounding is that of the baseline.
  Text whole;
  whole.at = {at.x, at.y};
  whole.text = text;
  whole.size = size * ui.scale;
  whole.weight = weight;
  whole.align = align;
  whole.baseline = baseline;
  whole.color = color;
  return draw_text(ui, list, whole);
}

float draw_text(const Ui& ui, ImDrawList* list, const Text& text) {
  const FontBook& book = ui.fonts->book();
  const std::vector<Run> runs = lay_out(text, book);
  const double width = runs_width(runs);
  const Vec origin = text_origin(text, width, book);
  const bool upward = text.turn > 45 && text.turn < 135;
  for (const Run& run : runs) {
    const double rise = run.rise * text.size;
    const Vec pen = upward ? Vec{origin.x - rise, origin.y - run.x} : Vec{origin.x + run.x, origin.y - rise};
    ui.fonts->draw(list, {static_cast<float>(pen.x), static_cast<float>(pen.y)}, run.text,
                   static_cast<float>(text.size * run.scale), text.weight, run.italic, to_imgui(text.color),
                   upward);
  }
  return static_cast<float>(width);
}

float text_width(const Ui& ui, const std::string& text, double size, Weight weight) {
  return static_cast<float>(text_width(text, size * ui.scale, weight, ui.fonts->book()));
}

}  // namespace dlab
