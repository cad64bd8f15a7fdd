// The recorder's curves as series ready to be drawn: in the scene's unit, cut at the plot's limits, broken at
// jumps.
#include "core/exhibit/recorder_series.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dlab {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

bool is_kl(DistanceKind kind) { return kind == DistanceKind::kl_pq || kind == DistanceKind::kl_qp; }

double largest_finite(const std::vector<double>& values) {
  double most = 0;
  for (double value : values)
    if (std::isfinite(value)) most = std::max(most, std::abs(value));
  return most;
}

// A point mass makes distances jump: where the slope is not defined and the step is far more than the slopes
// on both sides explain, the points are not to be joined. Samples have no slope either where they turn; there
// the steps are small against the curve.
std::vector<bool> find_jumps(const Series& s) {
  std::vector<bool> jump(s.x.size(), false);
  if (s.slope.size() != s.x.size()) return jump;
  const double least = std::max(1e-6, 0.03 * largest_finite(s.y));
  for (std::size_t i = 1; i < s.x.size(); ++i) {
    if (!std::isnan(s.slope[i]) && !std::isnan(s.slope[i - 1])) continue;
    const double step = s.x[i] - s.x[i - 1], rise = std::abs(s.y[i] - s.y[i - 1]);
    double slope = 0;
    for (std::size_t k : {i - 1, i, i + 1, i >= 2 ? i - 2 : i})
      if (k < s.x.size() && std::isfinite(s.slope[k])) slope = std::max(slope, std::abs(s.slope[k]));
    jump[i] = rise > 4 * slope * step + least;
  }
  return jump;
}

// A kink between two positions: the slope's step is far from its neighbours'.
std::vector<bool> find_slope_jumps(const std::vector<double>& slope) {
  const auto step = [&](std::size_t i) {
    const double d = i > 0 && i < slope.size() ? std::abs(slope[i] - slope[i - 1]) : 0.0;
    return std::isfinite(d) ? d : 0.0;
  };
  double largest = 0;
  for (double s : slope)
    if (std::isfinite(s)) largest = std::max(largest, std::abs(s));
  std::vector<bool> jump(slope.size(), false);
  for (std::size_t i = 1; i < slope.size(); ++i)
    jump[i] = step(i) > 6 * std::max(step(i - 1), step(i + 1)) + 0.02 * largest;
  return jump;
}

Series true_series(const DistanceCanvas& c, DistanceKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  Series s{kind, false, {}, {}, {}, {}, {}, undefined, undefined};
  const auto now = c.parameter_now;
  for (const RecorderPoint& point : c.curve()) {
    const Estimate& estimate = point.distances[kind];
    s.x.push_back(point.x);
    s.y.push_back(estimate.defined() ? c.in_unit(kind, estimate.value) : undefined);
    s.slope.push_back(c.in_unit(kind, point.derivative[index]));
    if (now && std::abs(point.x - *now) <= 1e-9 * (c.recorder.high - c.recorder.low))
      s.slope_now = s.slope.back();
  }
  s.jump_before = find_jumps(s);
  s.slope_jump_before = find_slope_jumps(s.slope);
  const Estimate& current = c.distances[kind];
  if (current.defined()) s.now = c.in_unit(kind, current.value);
  return s;
}

Series binned_series(const DistanceCanvas& c, DistanceKind kind) {
  const bool forward = kind == DistanceKind::kl_pq;
  Series s{kind, true, {}, {}, {}, {}, {}, undefined, undefined};
  for (const RecorderPoint& point : c.curve()) {
    s.x.push_back(point.x);
    s.y.push_back(c.in_unit(kind, forward ? point.binned_kl_pq : point.binned_kl_qp));
  }
  s.jump_before.assign(s.x.size(), false);
  s.now = c.in_unit(kind, forward ? c.binned_kl_pq : c.binned_kl_qp);
  return s;
}

}  // namespace

std::vector<Series> recorded_series(const DistanceCanvas& c) {
  std::vector<Series> series;
  for (DistanceKind kind : all_distances) {
    if (!c.shown[static_cast<std::size_t>(kind)]) continue;
    if (is_kl(kind) && c.binned) series.push_back(binned_series(c, kind));
    series.push_back(true_series(c, kind));
  }
  return series;
}

double recorder_top(const std::vector<Series>& series) {
  double bounded = 0, wasserstein = 0, kl = 0;
  for (const Series& s : series) {
    const double most = std::max(largest_finite(s.y), largest_finite({s.now}));
    double& group = is_kl(s.kind)                                              ? kl
                    : s.kind == DistanceKind::js || s.kind == DistanceKind::tv ? bounded
                                                                               : wasserstein;
    group = std::max(group, most);
  }
  double top = std::max(bounded, wasserstein);
  if (bounded > 0) top = std::min(top, 60 * bounded);
  if (top <= 0) top = kl;
  return top > 0 ? 1.12 * top : 1;
}

std::pair<double, double> derivative_limits(const std::vector<Series>& series) {
  const auto limits = [&](bool with_kl) {
    double low = 0, high = 0;
    for (const Series& s : series) {
      if (is_kl(s.kind) && !with_kl) continue;
      for (double slope : s.slope)
        if (std::isfinite(slope)) low = std::min(low, slope), high = std::max(high, slope);
    }
    return std::pair{low, high};
  };
  auto [low, high] = limits(false);
  if (high - low < 1e-9) std::tie(low, high) = limits(true);
  if (high - low < 1e-9) return {-1, 1};
  const double margin = 0.12 * (high - low);
  return {low - margin, high + margin};
}

std::vector<std::vector<Vec>> visible_stretches(const Axes& axes, const std::vector<double>& x,
                                                const std::vector<double>& y,
                                                const std::vector<bool>& jump_before) {
  std::vector<std::vector<Vec>> stretches;
  bool open = false;
  const auto add = [&](double at, double value) {
    if (!open) stretches.emplace_back();
    open = true;
    stretches.back().push_back(axes.to_figure({at, value}));
  };
  // Where the segment from point i − 1 to i crosses the limit that `outside` is beyond.
  const auto cross = [&](std::size_t i, double outside) {
    const double limit = outside > axes.y_high ? axes.y_high : axes.y_low;
    const double share = (limit - y[i - 1]) / (y[i] - y[i - 1]);
    add(x[i - 1] + share * (x[i] - x[i - 1]), limit);
  };
  const auto inside = [&](std::size_t i) { return y[i] >= axes.y_low && y[i] <= axes.y_high; };
  for (std::size_t i = 0; i < x.size(); ++i) {
    const bool joined = i > 0 && std::isfinite(y[i]) && std::isfinite(y[i - 1]) && !jump_before[i];
    if (!joined) open = false;
    if (!std::isfinite(y[i])) continue;
    if (inside(i)) {
      if (joined && !inside(i - 1)) cross(i, y[i - 1]);
      add(x[i], y[i]);
    } else if (joined && inside(i - 1)) {
      cross(i, y[i]);
      open = false;
    } else if (joined && (y[i - 1] < axes.y_low) != (y[i] < axes.y_low)) {  // straight through
      cross(i, y[i - 1]);
      cross(i, y[i]);
      open = false;
    }
  }
  return stretches;
}

namespace {
double left_margin(const DistanceCanvas& c) { return std::min(58 * c.e(), 0.2 * c.recorder_card.w); }
double label_margin(const DistanceCanvas& c) {
  const auto width = [&](const std::string& text) {
    return c.width_of(text, c.style.type(end_label_size), Weight::semibold);
  };
  return std::max(width("JS → ln 2"), c.binned ? width(c.words("as binned")) : 0) + 20 * c.e();
}
}  // namespace

bool has_end_labels(const DistanceCanvas& c) {
  return c.recorder_card.w - left_margin(c) - label_margin(c) >= 112 * c.e();
}

Rect recorder_plot(const DistanceCanvas& c) {
  const Rect& card = c.recorder_card;
  const double left = left_margin(c), right = has_end_labels(c) ? label_margin(c) : 18 * c.e();
  const double above = (38 + lane_height) * c.e(), below = 58 * c.e();
  return {card.x + left, card.y + above, card.w - left - right, std::max(8.0, card.h - above - below)};
}

Rect derivative_plot(const DistanceCanvas& c) {
  const Rect& card = c.derivative_card;
  const Rect shared = recorder_plot(c);
  const double above = 42 * c.e(), below = 38 * c.e();
  return {shared.x, card.y + above, shared.w, std::max(8.0, card.h - above - below)};
}

Stroke series_stroke(const DistanceCanvas& c, const Series& series) {
  Stroke stroke = distance_stroke(c.style, series.kind);
  if (series.binned) {
    stroke.dash = Dash::dotted;
    stroke.width = 1.75 * c.e();
  }
  return stroke;
}

}  // namespace dlab
