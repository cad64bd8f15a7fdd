// What the figures of all exhibits are drawn with: text, cards, headings, axes, crosshair boxes.
#pragma once
#include <string>
#include <vector>

#include "core/figure/style.hpp"

namespace dlab {

inline constexpr double meter_note_size = 13;  // times the emphasis

class FigureCanvas {
 public:
  FigureCanvas(const Style& style_, Figure& figure_) : style(style_), figure(figure_) {}

  const Style& style;
  Figure& figure;

  const Theme& theme() const { return *style.theme; }
  double e() const { return style.emphasis; }
  // xgettext finds these by name.
  std::string words(const char* id) const { return (*style.words)(id); }
  std::string words(const char* id, const std::vector<std::string>& arguments) const {
    return (*style.words)(id, arguments);
  }

  void line(Vec from, Vec to, const Stroke& stroke) { figure.add(Polyline{{from, to}, stroke}); }
  void text(Vec at, const std::string& what, double size, Color color, Align align = Align::left,
            Baseline baseline = Baseline::alphabetic, Weight weight = Weight::regular);
  double width_of(const std::string& what, double size, Weight weight = Weight::regular) const;
  // The text cut with an ellipsis to `width`; "" if not even a few letters fit. For plain text.
  std::string shortened(const std::string& what, double size, double width) const;

  // The first of several ways to say it that fits; the last if none does.
  std::string fitting(const std::vector<std::string>& ways, double size, double width) const;

  // The lines that plain text takes within `width`; Chinese breaks between any two characters.
  std::vector<std::string> wrapped(const std::string& what, double size, double width) const;

  void card(const Rect& rect);
  // One of the numbers above the stage. The note says how it came about; a low card has no room for it.
  struct Meter {
    std::string name, unit, value, note;
    Color stripe = {};
    std::string widest = "0.0000";  // of all values that may come: type keeps its size
  };
  void meter(const Rect& rect, const Meter& meter);
  double meter_width(const Rect& rect) const;  // what its texts have
  // The heading above a plot: what its curves are, at the left, and a value (may be empty) at its right end.
  // What does not fit goes: first the right one, then the left ones get smaller.
  struct Entry {
    std::string text;                   // mark-up
    Stroke stroke{{}, 0, Dash::solid};  // a sample of the line; none if its width is 0
    Color color = {};                   // of the text; transparent: the soft text's
  };
  void heading(const Rect& plot, const std::vector<Entry>& left, const std::string& right, Color right_color);
  // Ticks and label on the right, for a second scale; `axes` is registered.
  void right_axis(const Axes& axes, const std::string& label, Color color);

  // What the crosshair reads: a box of labels and values beside `x`, inside the card, away from the edge that
  // x is near.
  struct Row {
    std::string label, value;
    Color color;
  };
  void reading(const Rect& card, const Rect& plot, double x, const std::vector<Row>& rows);
  void hair(const Axes& axes, double data_x);
};

// Type and lines grow with a large stage, and the presenter's larger type gives way where there is no room
// for it.
Style fitted_style(Style style, double width, double height);

// Centers for things of these sizes in the order of `wanted`, so that none overlap, each as near to its wish
// as possible, within [low, high] if there is room (pool adjacent violators: Barlow et al. 1972).
std::vector<double> spread(const std::vector<double>& wanted, const std::vector<double>& sizes, double low,
                           double high);

}  // namespace dlab
