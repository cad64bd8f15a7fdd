// Exhibit C's stage as a figure: where the cards stand, and the numbers above them.
#include "core/exhibit/boxes_figure.hpp"

#include <algorithm>
#include <cmath>

#include "core/exhibit/boxes_figure_parts.hpp"

namespace dlab {
namespace {

// How much of the width the table asks for: more columns, more room.
double table_share(const BoxesScene& scene, double inner, double e) {
  const double wanted = (150 + 64 * static_cast<double>(scene.demand.size())) * e;
  const double most = 0.48 + 0.02 * std::max(0.0, static_cast<double>(scene.demand.size()) - 8);
  return std::clamp(wanted / inner, 0.36, most);
}

}  // namespace

// A row of meters, below it the ground and the table: side by side, or one above the other where the stage is
// tall. Heights in whole points, so that hairlines stay sharp.
BoxesLayout boxes_layout(const BoxesScene& scene, double width, double height, const Style& style) {
  const double e = fitted_style(style, width, height).emphasis;
  const double margin = std::clamp(std::round(0.017 * std::min(width, 1.6 * height)), 8.0, 28.0);
  const double gap = std::clamp(std::round(0.6 * margin), 6.0, 16.0);
  const double meter_h = std::round((height >= 560 * e ? 96 : 72) * e);
  const double inner = width - 2 * margin;

  BoxesLayout layout;
  const auto meters = static_cast<double>(layout.meters.size());
  const double meter_w = (inner - (meters - 1) * gap) / meters;
  for (std::size_t i = 0; i < layout.meters.size(); ++i)
    layout.meters[i] = {margin + static_cast<double>(i) * (meter_w + gap), margin, meter_w, meter_h};

  const double top = margin + meter_h + gap, h = height - margin - top;
  if (h > 1.15 * inner) {
    layout.ground = {margin, top, inner, std::round(0.55 * (h - gap))};
    const double y = layout.ground.bottom() + gap;
    layout.table = {margin, y, inner, top + h - y};
    return layout;
  }
  const double left_w = std::round((1 - table_share(scene, inner, e)) * (inner - gap));
  layout.ground = {margin, top, left_w, h};
  const double x = layout.ground.right() + gap;
  layout.table = {x, top, width - margin - x, h};
  return layout;
}

BoxesCanvas::BoxesCanvas(const BoxesScene& scene_, const BoxesResults& results_, const Look& look_,
                         const Style& style_, Figure& figure_, const BoxesLayout& layout_)
    : FigureCanvas(style_, figure_),
      scene(scene_),
      results(results_),
      look(look_),
      layout(layout_),
      ground(boxes_ground(scene_)) {}

std::string BoxesCanvas::name_of(const BoxPlace& place) const {
  return escape_markup(words(place_name(place).c_str()));
}

BoxesCanvas::Label BoxesCanvas::fitted_name(const std::vector<BoxPlace>& side, std::size_t place, double size,
                                            double width) const {
  const std::string name = name_of(side[place]);
  const double wide = width_of(name, size, Weight::semibold);
  if (wide <= width) return {name, size};
  const double smaller = std::max(13.0, size * width / wide);
  if (width_of(name, smaller, Weight::semibold) <= width) return {name, smaller};
  // Semibold runs a little wider than the regular weight that shortened() measures.
  const std::string cut = shortened(words(place_name(side[place]).c_str()), smaller, 0.92 * width);
  if (!cut.empty()) return {escape_markup(cut), smaller};
  const std::string number = std::to_string(place + 1);
  const bool fits = width_of(number, smaller, Weight::semibold) <= width;
  return {fits || place % 2 == 0 ? number : std::string(), smaller};
}

std::string BoxesCanvas::mark_of(std::size_t place) const {
  const auto first_letter = [&](const BoxPlace& any) {
    const std::u32string letters = decode_utf8(words(place_name(any).c_str()));
    return letters.empty() ? std::string() : encode_utf8(letters.front());
  };
  const BoxPlace& own = scene.stock[place];
  if (own.label.empty() && scene.cost != BoxCost::given) return std::to_string(own.at);
  const std::string letter = first_letter(own);
  const auto alike = [&](const BoxPlace& other) { return first_letter(other) == letter; };
  return std::ranges::count_if(scene.stock, alike) == 1 ? escape_markup(letter) : std::to_string(place + 1);
}

// The first place has the pure hue, the others ever paler ones; what lies between, where neither dark nor
// light ink reads well, is left out.
Color BoxesCanvas::tint_of(std::size_t place) const {
  if (place == 0) return theme().p;
  const auto others = static_cast<double>(std::max<std::size_t>(1, scene.stock.size() - 2));
  const double share = 0.38 + 0.4 * static_cast<double>(place - 1) / others;
  const Color pale{255, 255, 255, 255};
  return mixed(theme().p, pale, std::min(share, 0.78));
}

Color BoxesCanvas::ink_on(Color ground_color) const {
  const Color dark{0x14, 0x17, 0x1B, 255}, light{255, 255, 255, 255};
  return contrast(dark, ground_color) > contrast(light, ground_color) ? dark : light;
}

Figure boxes_figure(const BoxesScene& scene, const BoxesResults& results, const Look& look,
                    const Style& style, double width, double height) {
  Figure figure;
  figure.width = width;
  figure.height = height;
  const BoxesLayout layout = boxes_layout(scene, width, height, style);
  const Style fitted = fitted_style(style, width, height);
  BoxesCanvas canvas(scene, results, look, fitted, figure, layout);
  draw_box_meters(canvas);
  draw_table(canvas);
  draw_ground(canvas);  // last: a box in the hand floats above everything
  return figure;
}

}  // namespace dlab
