// Text, cards, headings, axes and crosshair boxes as all exhibits draw them.
#include "core/exhibit/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr double label_size = 15;
constexpr double smallest_size = 13;

}  // namespace

void FigureCanvas::text(Vec at, const std::string& what, double size, Color color, Align align,
                        Baseline baseline, Weight weight) {
  if (what.empty()) return;
  Text t;
  t.at = at;
  t.text = what;
  t.size = size;
  t.color = color;
  t.weight = weight;
  t.align = align;
  t.baseline = baseline;
  figure.add(std::move(t));
}

double FigureCanvas::width_of(const std::string& what, double size, Weight weight) const {
  return text_width(what, size, weight, *style.measurer);
}

std::string FigureCanvas::shortened(const std::string& what, double size, double width) const {
  if (width_of(what, size) <= width) return what;
  std::u32string letters = decode_utf8(what);
  while (letters.size() > 3) {
    letters.pop_back();
    std::string cut;
    for (char32_t letter : letters) cut += encode_utf8(letter);
    while (!cut.empty() && cut.back() == ' ') cut.pop_back();
    cut += "…";
    if (width_of(cut, size) <= width) return cut;
  }
  return {};
}

std::string FigureCanvas::fitting(const std::vector<std::string>& ways, double size, double width) const {
  for (const std::string& way : ways)
    if (width_of(way, size) <= width) return way;
  return ways.back();
}

std::vector<std::string> FigureCanvas::wrapped(const std::string& what, double size, double width) const {
  const auto encoded = [](const std::u32string& letters) {
    std::string plain;
    for (const char32_t letter : letters) plain += encode_utf8(letter);
    return plain;
  };
  const auto closes = [](char32_t letter) {
    return std::u32string_view(U"，。；：、）”？！").find(letter) != std::u32string_view::npos;
  };
  std::vector<std::string> lines;
  std::u32string line, word;
  const auto place = [&] {
    if (!line.empty() && width_of(encoded(line + word), size) > width) {
      while (line.back() == U' ') line.pop_back();
      lines.push_back(encoded(line));
      line.clear();
    }
    line += word;
    word.clear();
  };
  const std::u32string letters = decode_utf8(what);
  for (std::size_t i = 0; i < letters.size(); ++i) {
    word += letters[i];
    const bool chinese = letters[i] >= 0x2E80 && (i + 1 == letters.size() || !closes(letters[i + 1]));
    if (letters[i] == U' ' || chinese) place();
  }
  place();
  if (!line.empty()) lines.push_back(encoded(line));
  return lines;
}

void FigureCanvas::card(const Rect& rect) {
  Box box;
  box.rect = rect;
  if (!style.transparent) box.fill = theme().card;
  box.stroke = {theme().card_border, 1, Dash::solid};
  box.radius = 12;
  figure.add(box);
}

void FigureCanvas::heading(const Rect& plot, const std::vector<Entry>& left, const std::string& right,
                           Color right_color) {
  const double y = plot.y - 0.8 * style.type(label_size);
  double size = style.type(label_size);
  const auto width = [&] {
    double sum = 0;
    for (const Entry& entry : left)
      sum += width_of(entry.text, size) + (entry.stroke.width > 0 ? 2.2 * size : 0) + 1.2 * size;
    return sum - 1.2 * size;
  };
  if (width() + 1.5 * size + width_of(right, size, Weight::semibold) <= plot.w)
    text({plot.right(), y}, right, size, right_color, Align::right, Baseline::alphabetic, Weight::semibold);
  size = std::clamp(size * plot.w / std::max(1.0, width()), smallest_size, size);
  double x = plot.x;
  for (const Entry& entry : left) {
    const double sample = entry.stroke.width > 0 ? 2.2 * size : 0, wide = width_of(entry.text, size);
    if (x + sample + wide > plot.right() + 0.5 * size) return;
    if (sample > 0) line({x, y - 0.32 * size}, {x + 1.8 * size, y - 0.32 * size}, entry.stroke);
    x += sample;
    text({x, y}, entry.text, size,
         entry.color.a == 0 || entry.color == Color{} ? theme().text_soft : entry.color);
    x += wide + 1.2 * size;
  }
}

void FigureCanvas::right_axis(const Axes& axes, const std::string& label, Color color) {
  const Rect& r = axes.rect;
  const double size = style.type(label_size);
  const int most = std::clamp(static_cast<int>(r.h / (3 * size)) + 1, 2, 6);
  for (const Tick& tick : nice_ticks(axes.y_low, axes.y_high, most)) {
    const double y = axes.to_figure({axes.x_low, tick.at}).y;
    line({r.right(), y}, {r.right() + 0.3 * size, y}, {theme().axis, 1.25 * e(), Dash::solid});
    text({r.right() + 0.6 * size, y}, tick.label, size, color, Align::left, Baseline::middle);
  }
  text({r.right() + 2.6 * size, r.y - 0.8 * size}, label, size, color, Align::right);
  figure.axes.push_back(axes);
}

void FigureCanvas::reading(const Rect& card, const Rect& plot, double x, const std::vector<Row>& rows) {
  const double size = style.type(14), pad = 9 * e(), line = 1.4 * size;
  double labels = 0, values = 0;
  for (const Row& r : rows) {
    labels = std::max(labels, width_of(r.label, size, Weight::medium));
    values = std::max(values, width_of(r.value, size));
  }
  values = std::max(values, width_of("−0.0000", size));  // does not shrink and grow with the digits
  const double w = labels + values + size + 2 * pad;
  const double h = line * static_cast<double>(rows.size()) + 2 * pad - 0.3 * size;
  Rect box{x + 12 * e(), plot.y, w, h};
  if (box.right() > card.right() - 6) box.x = x - 12 * e() - w;
  box.x = std::max(box.x, card.x + 6);
  box.y = std::max(card.y + 6, std::min(box.y, card.bottom() - 6 - h));
  Box ground;
  ground.rect = box;
  ground.fill = with_alpha(theme().card, 0.94);
  ground.stroke = {theme().card_border, 1, Dash::solid};
  ground.radius = 8;
  figure.add(ground);
  double y = box.y + pad + 0.78 * size;
  for (const Row& r : rows) {
    text({box.x + pad, y}, r.label, size, r.color, Align::left, Baseline::alphabetic, Weight::medium);
    text({box.right() - pad, y}, r.value, size, theme().text, Align::right);
    y += line;
  }
}

void FigureCanvas::hair(const Axes& axes, double data_x) {
  const double x = axes.to_figure({data_x, 0}).x;
  line({x, axes.rect.y}, {x, axes.rect.bottom()}, {with_alpha(theme().text, 0.55), e(), Dash::solid});
}

Style fitted_style(Style style, double width, double height) {
  const double large = std::clamp(std::min(width / 1300, height / 850), 1.0, 1.75);
  const double room = std::max(1.0, std::min(width / 640, height / 430));
  style.emphasis =
      std::max(style.emphasis < 1 ? style.emphasis : 1.0, std::min(style.emphasis * large, room));
  return style;
}

std::vector<double> spread(const std::vector<double>& wanted, const std::vector<double>& sizes, double low,
                           double high) {
  // With s_i the room that the ones before i take, wanted_i − s_i must be made non-decreasing.
  std::vector<double> offset(wanted.size());
  for (std::size_t i = 1; i < wanted.size(); ++i) offset[i] = offset[i - 1] + 0.5 * (sizes[i - 1] + sizes[i]);
  struct Pool {
    double sum;
    std::size_t count;
    double mean() const { return sum / static_cast<double>(count); }
  };
  std::vector<Pool> pools;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    pools.push_back({wanted[i] - offset[i], 1});
    while (pools.size() > 1 && pools[pools.size() - 2].mean() > pools.back().mean()) {
      pools[pools.size() - 2].sum += pools.back().sum;
      pools[pools.size() - 2].count += pools.back().count;
      pools.pop_back();
    }
  }
  std::vector<double> placed;
  if (wanted.empty()) return placed;
  const double first = low + 0.5 * sizes.front(), last = high - 0.5 * sizes.back() - offset.back();
  for (const Pool& pool : pools)
    for (std::size_t k = 0; k < pool.count; ++k)
      placed.push_back(std::max(first, std::min(pool.mean(), last)) + offset[placed.size()]);
  return placed;
}

}  // namespace dlab
