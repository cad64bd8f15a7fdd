// The recorder card and its derivative: every distance against the dragged parameter.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/exhibit/recorder_series.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// Under the tick labels, at the plot's right end where there is room to its left, else at the card's.
void draw_parameter_name(DistanceCanvas& c, const Rect& plot) {
  const Rect& card = c.recorder_card;
  const double size = c.style.type(15), margin = 12 * c.e();
  const std::string name = c.shortened(c.parameter_name, size, card.w - 2 * margin);
  const bool fits = c.width_of(name, size) <= plot.right() - card.x - margin;
  c.text({fits ? plot.right() : card.right() - margin, plot.bottom() + c.style.type(5) + 1.6 * size}, name,
         size, c.theme().text_soft, Align::right, Baseline::top);
}

// The lane above the plot where infinite stretches run; each direction of KL has its own height.
Rect lane_of(const DistanceCanvas& c, const Rect& plot) {
  return {plot.x, plot.y - lane_height * c.e(), plot.w, lane_height * c.e()};
}
double lane_y(const Rect& lane, DistanceKind kind) {
  return lane.y + (kind == DistanceKind::kl_pq ? 0.24 : 0.66) * lane.h;
}

void draw_lane(DistanceCanvas& c, const Axes& axes, const std::vector<Series>& series) {
  const Rect lane = lane_of(c, axes.rect);
  bool any = false;
  for (const Series& s : series) {
    const double y = lane_y(lane, s.kind);
    const auto x = [&](std::size_t i) { return axes.to_figure({s.x[i], 0}).x; };
    for (std::size_t i = 0; i < s.y.size();) {
      if (!std::isinf(s.y[i])) {
        ++i;
        continue;
      }
      const std::size_t first = i;
      while (i < s.y.size() && std::isinf(s.y[i])) ++i;
      const double stub = i - first == 1 ? 2 * c.e() : 0;
      c.line({x(first) - stub, y}, {x(i - 1) + stub, y}, series_stroke(c, s));
      any = true;
    }
    any = any || std::isinf(s.now);
  }
  if (any) {
    const double size = c.style.type(15);
    c.text({lane.x - 0.7 * size, lane.y + 0.46 * lane.h}, "∞", size, c.theme().text_soft, Align::right,
           Baseline::middle);
    c.line({lane.x, lane.bottom() - 2 * c.e()}, {lane.right(), lane.bottom() - 2 * c.e()},
           {c.theme().grid, c.e(), Dash::solid});
  }
}

void draw_stretches(DistanceCanvas& c, const Axes& axes, const Series& s, const std::vector<double>& y,
                    const std::vector<bool>& jump_before) {
  const Stroke stroke = series_stroke(c, s);
  for (auto& points : visible_stretches(axes, s.x, y, jump_before))
    if (points.size() > 1) c.figure.add(Polyline{std::move(points), stroke});
}

// Values that stand alone, as every distance at the one place where two point masses meet; above all lines.
void draw_lone_points(DistanceCanvas& c, const Axes& axes, const Series& s) {
  for (const auto& points : visible_stretches(axes, s.x, s.y, s.jump_before))
    if (points.size() == 1)
      c.figure.add(
          Marker{points[0], Shape::circle, 7 * c.e(), c.theme().distance[static_cast<std::size_t>(s.kind)]});
}

void draw_marker(DistanceCanvas& c, Vec at, Color color, double size) {
  c.figure.add(Marker{at, Shape::circle, size * c.e(), color, {c.theme().card, 2 * c.e(), Dash::solid}});
}

void draw_now(DistanceCanvas& c, const Axes& axes, const std::vector<Series>& series, bool slopes) {
  const auto now = c.parameter_now;
  if (!now) return;
  const double x = axes.to_figure({*now, 0}).x;
  const bool infinite =
      !slopes && std::any_of(series.begin(), series.end(), [](const auto& s) { return std::isinf(s.now); });
  const double top = infinite ? lane_of(c, axes.rect).y : axes.rect.y;
  c.line({x, top}, {x, axes.rect.bottom()}, {c.theme().text, 1.5 * c.e(), Dash::dotted});
  for (const Series& s : series) {
    const double y = slopes ? s.slope_now : s.now;
    const Color color = c.theme().distance[static_cast<std::size_t>(s.kind)];
    if (s.binned) continue;
    if (y >= axes.y_low && y <= axes.y_high) draw_marker(c, axes.to_figure({*now, y}), color, 10);
    if (!slopes && std::isinf(y)) draw_marker(c, {x, lane_y(lane_of(c, axes.rect), s.kind)}, color, 8);
  }
}

// "JS → ln 2" where the curve has come to its bound, else the name.
std::string end_text(const DistanceCanvas& c, const Series& s) {
  const std::string name = short_label(s.kind);
  if (s.binned) return c.words("as binned");
  const double bits = c.unit == Unit::bits ? std::numbers::ln2 : 1;
  const double bound = s.kind == DistanceKind::js ? std::numbers::ln2 / bits : 1;
  if (s.kind != DistanceKind::js && s.kind != DistanceKind::tv) return name;
  if (!(s.y.back() >= 0.99 * bound)) return name;
  // It is only reached where the laws share nothing.
  const Distances& last = c.curve().back().distances;
  const bool apart = last[DistanceKind::kl_pq].infinite() && last[DistanceKind::kl_qp].infinite();
  const char* relation = apart && s.y.back() >= bound * (1 - 1e-9) ? " = " : " → ";
  return name + relation + (s.kind == DistanceKind::js && bits == 1 ? "ln 2" : "1");
}

struct EndLabel {
  std::string text;
  Color color;
  Vec at;  // the curve's end, or where it leaves through the top
};

void place_beside(DistanceCanvas& c, std::vector<EndLabel> labels, double low, double high) {
  std::stable_sort(labels.begin(), labels.end(),
                   [](const auto& a, const auto& b) { return a.at.y < b.at.y; });
  const double size = c.style.type(end_label_size);
  std::vector<double> wanted;
  for (const EndLabel& label : labels) wanted.push_back(label.at.y);
  const std::vector<double> y = spread(wanted, std::vector<double>(labels.size(), 1.22 * size), low, high);
  for (std::size_t i = 0; i < labels.size(); ++i)
    c.text({labels[i].at.x + 9 * c.e(), y[i]}, labels[i].text, size, labels[i].color, Align::left,
           Baseline::middle, Weight::semibold);
}

// `backed`: on a ground of their own, for they stand in the plot.
void place_above(DistanceCanvas& c, std::vector<EndLabel> labels, double y, double low, double high,
                 bool backed) {
  std::stable_sort(labels.begin(), labels.end(),
                   [](const auto& a, const auto& b) { return a.at.x < b.at.x; });
  const double size = c.style.type(end_label_size);
  std::vector<double> wanted, sizes;
  for (const EndLabel& label : labels) {
    wanted.push_back(label.at.x);
    sizes.push_back(c.width_of(label.text, size, Weight::semibold) + 0.7 * size);
  }
  const std::vector<double> x = spread(wanted, sizes, low, high);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (backed) {
      Box ground;
      ground.rect = {x[i] - 0.5 * sizes[i], y - 0.62 * size, sizes[i], 1.24 * size};
      ground.fill = with_alpha(c.theme().card, 0.85);
      ground.radius = 4;
      c.figure.add(ground);
    }
    c.text({x[i], y}, labels[i].text, size, labels[i].color, Align::center, Baseline::middle,
           Weight::semibold);
  }
}

void draw_end_labels(DistanceCanvas& c, const Axes& axes, const std::vector<Series>& series) {
  if (!has_end_labels(c)) return;
  const Rect lane = lane_of(c, axes.rect);
  std::vector<EndLabel> beside, above;
  for (const Series& s : series) {
    if (s.y.empty()) continue;
    const Color color = c.theme().distance_text[static_cast<std::size_t>(s.kind)];
    const double end = s.y.back(), x_end = axes.to_figure({s.x.back(), 0}).x;
    if (std::isinf(end)) {
      beside.push_back({end_text(c, s), color, {x_end, lane_y(lane, s.kind)}});
    } else if (end <= axes.y_high) {
      beside.push_back({end_text(c, s), color, axes.to_figure({s.x.back(), end})});
    } else if (end > axes.y_high) {
      const auto stretches = visible_stretches(axes, s.x, s.y, s.jump_before);
      if (!stretches.empty())
        above.push_back({end_text(c, s), color, stretches.back().back()});
      else
        above.push_back({end_text(c, s) + " ↑", color, {x_end, axes.rect.y}});
    }
  }
  place_beside(c, std::move(beside), lane.y, axes.rect.bottom());
  // Above the plot, unless infinite stretches run there.
  const bool lane_taken = std::any_of(series.begin(), series.end(), [](const Series& s) {
    return std::any_of(s.y.begin(), s.y.end(), [](double y) { return std::isinf(y); });
  });
  place_above(c, std::move(above),
              lane_taken ? axes.rect.y + 0.75 * c.style.type(end_label_size) : lane.y + 0.5 * lane.h,
              axes.rect.x, c.recorder_card.right() - 6 * c.e(), lane_taken && !c.style.transparent);
}

// On the wider side of the present value's line.
void draw_invitation(DistanceCanvas& c, const Axes& axes) {
  if (!c.style.invites || !c.curve().empty()) return;
  const Rect& plot = axes.rect;
  double left = plot.x, right = plot.right();
  if (const auto now = c.parameter_now) {
    const double x = axes.to_figure({*now, 0}).x, gap = 14 * c.e();
    (x - left > right - x ? right : left) = x - left > right - x ? x - gap : x + gap;
  }
  const std::string sentence = c.words("Drag a handle, or press Sweep");
  double size = c.style.type(15);
  size = std::max(13.0, std::min(size, size * (right - left) / c.width_of(sentence, size)));
  if (c.width_of(sentence, size) > right - left) return;
  c.text({0.5 * (left + right), plot.y + 0.5 * plot.h}, sentence, size, c.theme().text_soft, Align::center,
         Baseline::middle);
}

// "distance", and the unit of those that have one.
std::string value_heading(const DistanceCanvas& c, const std::vector<Series>& series) {
  const bool unit =
      std::any_of(series.begin(), series.end(), [](const auto& s) { return measured_in_nats(s.kind); });
  return unit ? c.words("distance (KL and JS in %1)", {c.words(c.unit_label())}) : c.words("distance");
}

}  // namespace

void draw_recorder(DistanceCanvas& c) {
  c.card(c.recorder_card);
  const Rect plot = recorder_plot(c);
  const std::vector<Series> series = recorded_series(c);
  const Recorder& recorder = c.recorder;
  const Axes* shown = c.shown_look->find("recorder");
  const Axes axes{"recorder",    plot, recorder.low,
                  recorder.high, 0,    shown ? shown->y_high : recorder_top(series)};
  draw_axes(c.figure, axes, {}, c.style);
  draw_parameter_name(c, plot);
  const Rect lane = lane_of(c, plot);
  const Rect head{plot.x, lane.y + 4 * c.e(), c.recorder_card.right() - 14 * c.e() - plot.x, plot.h};
  c.heading(head, {{value_heading(c, series)}}, "", {});

  draw_lane(c, axes, series);
  for (const Series& s : series) draw_stretches(c, axes, s, s.y, s.jump_before);
  for (const Series& s : series) draw_lone_points(c, axes, s);
  draw_end_labels(c, axes, series);
  draw_now(c, axes, series, false);
  draw_invitation(c, axes);
}

void draw_derivative(DistanceCanvas& c) {
  c.card(c.derivative_card);
  const Rect plot = derivative_plot(c);
  const std::vector<Series> series = recorded_series(c);
  auto [low, high] = derivative_limits(series);
  if (const Axes* shown = c.shown_look->find("derivative")) {
    low = shown->y_low;
    high = shown->y_high;
  }
  const Recorder& recorder = c.recorder;
  const Axes axes{"derivative", plot, recorder.low, recorder.high, low, high};
  draw_axes(c.figure, axes, {}, c.style);
  const Rect head{plot.x, plot.y, c.derivative_card.right() - 14 * c.e() - plot.x, plot.h};
  const std::string full = c.words("derivative by the %1", {c.parameter_name});
  c.heading(head, {{c.width_of(full, 13) <= head.w ? full : c.words("derivative")}}, "", {});
  if (axes.y_low < 0 && axes.y_high > 0)
    c.line(axes.to_figure({axes.x_low, 0}), axes.to_figure({axes.x_high, 0}),
           {c.theme().axis, c.e(), Dash::solid});
  for (const Series& s : series)
    if (!s.slope.empty()) draw_stretches(c, axes, s, s.slope, s.slope_jump_before);
  draw_now(c, axes, series, true);
}

std::vector<FigureCanvas::Row> recorder_rows(const DistanceCanvas& c, double x, bool slopes) {
  const auto& curve = c.curve();
  const auto nearest = std::min_element(curve.begin(), curve.end(), [&](const auto& a, const auto& b) {
    return std::abs(a.x - x) < std::abs(b.x - x);
  });
  const Recorder& recorder = c.recorder;
  if (nearest == curve.end() || std::abs(nearest->x - x) > 0.02 * (recorder.high - recorder.low)) return {};
  std::vector<FigureCanvas::Row> rows{{"*θ*", number_text(nearest->x), c.theme().text}};
  for (DistanceKind kind : all_distances) {
    const auto index = static_cast<std::size_t>(kind);
    if (!c.shown[index]) continue;
    const Estimate& estimate = nearest->distances[kind];
    const double slope = c.in_unit(kind, nearest->derivative[index]);
    rows.push_back({short_label(kind), slopes ? number_text(slope) : c.value_text(estimate, kind),
                    c.theme().distance_text[index]});
  }
  return rows;
}

}  // namespace dlab
