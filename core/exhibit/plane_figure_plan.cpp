// The card beside the plane: the plan as a matrix with its marginals, or the slices' distances.
#include <algorithm>
#include <cmath>

#include "core/exhibit/plane_figure_parts.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr int bins = 24;
constexpr int blur_cells = 64;

// The coordinate that the points are sorted by: the one in which the narrower cloud is wider.
double spread_of(const DiscreteMeasure& measure, double Point::*which) {
  double low = measure.points[0].*which, high = low;
  for (const Point& at : measure.points) low = std::min(low, at.*which), high = std::max(high, at.*which);
  return high - low;
}
double Point::*sorted_by(const PlaneCanvas& c) {
  const auto narrower = [&](double Point::*which) {
    return std::min(spread_of(c.results.points_p, which), spread_of(c.results.points_q, which));
  };
  return narrower(&Point::x) >= 0.1 * narrower(&Point::y) ? &Point::x : &Point::y;
}

double weight_of(const DiscreteMeasure& measure, std::size_t i) {
  return measure.weights.empty() ? 1.0 / static_cast<double>(measure.points.size()) : measure.weights[i];
}

std::pair<double, double> extent(const DiscreteMeasure& measure, double Point::*which) {
  double low = measure.points[0].*which, high = low;
  for (const Point& at : measure.points) low = std::min(low, at.*which), high = std::max(high, at.*which);
  const double margin = std::max(0.04 * (high - low), 1e-6 * (1 + std::abs(low)));
  return {low - margin, high + margin};
}

// Data fall into bins as they are. What stands for a density is as wide as the gaps that its points leave, so
// that an even row of few points gives an even marginal.
std::vector<double> histogram(const DiscreteMeasure& measure, bool sampled, double Point::*which, double low,
                              double high) {
  std::vector<double> heights(bins, 0);
  const double gaps = 2 * bins / static_cast<double>(measure.points.size()) / 1.08;
  const double wide = sampled ? std::clamp(gaps, 1.0, 4.0) : 0;  // in bins
  for (std::size_t i = 0; i < measure.points.size(); ++i) {
    const double at = (measure.points[i].*which - low) / (high - low) * bins;
    const int first = std::clamp(static_cast<int>(at - 0.5 * wide), 0, bins - 1);
    const int last = std::clamp(static_cast<int>(at + 0.5 * wide), first, bins - 1);
    for (int k = first; k <= last; ++k) {
      const double part = std::min(at + 0.5 * wide, k + 1.0) - std::max(at - 0.5 * wide, k + 0.0);
      heights[static_cast<std::size_t>(k)] += weight_of(measure, i) * (first == last ? 1 : part / wide);
    }
  }
  const double most = *std::max_element(heights.begin(), heights.end());
  if (most > 0)
    for (double& height : heights) height /= most;
  return heights;
}

// Q's marginal stands on the square, P's to its left, both by x.
void draw_marginals(PlaneCanvas& c, const Axes& axes, double room) {
  const auto p = histogram(c.results.points_p, c.results.sampled_p, sorted_by(c), axes.y_low, axes.y_high);
  const auto q = histogram(c.results.points_q, c.results.sampled_q, sorted_by(c), axes.x_low, axes.x_high);
  const Rect& r = axes.rect;
  const double gap = 5 * c.e(), wide = r.w / bins, high = r.h / bins;
  for (int i = 0; i < bins; ++i) {
    const auto at = static_cast<std::size_t>(i);
    if (q[at] > 0) {
      const double h = (room - gap) * q[at];
      c.figure.add(Box{{r.x + i * wide, r.y - gap - h, wide - 1, h}, with_alpha(c.theme().q, 0.75)});
    }
    if (p[at] > 0) {
      const double w = (room - gap) * p[at];
      c.figure.add(
          Box{{r.x - gap - w, r.bottom() - (i + 1) * high, w, high - 1}, with_alpha(c.theme().p, 0.75)});
    }
  }
}

void draw_entries(PlaneCanvas& c, const Axes& axes) {
  double Point::*const which = sorted_by(c);
  const Color green = c.theme().distance[static_cast<std::size_t>(DistanceKind::w1)];
  double heaviest = 0;
  for (const PlanEntry& entry : c.results.plan.plan) heaviest = std::max(heaviest, entry.mass);
  const std::size_t n = c.results.plan.plan.size();
  const double base = (n <= 30 ? 10 : n <= 200 ? 5 : n <= 600 ? 3.6 : 2.6) * c.e();
  for (const PlanEntry& entry : c.results.plan.plan) {
    const Vec at = axes.to_figure({c.results.points_q.points[static_cast<std::size_t>(entry.j)].*which,
                                   c.results.points_p.points[static_cast<std::size_t>(entry.i)].*which});
    c.figure.add(Marker{at, Shape::circle, base * std::max(0.4, std::sqrt(entry.mass / heaviest)), green});
  }
}

// An entropic plan touches every cell: summed on a coarse grid and shown as an image.
void draw_blurred(PlaneCanvas& c, const Axes& axes) {
  double Point::*const which = sorted_by(c);
  std::vector<double> cells(blur_cells * blur_cells, 0);
  for (const PlanEntry& entry : c.results.plan.plan) {
    const double x = (c.results.points_q.points[static_cast<std::size_t>(entry.j)].*which - axes.x_low) /
                     (axes.x_high - axes.x_low);
    const double y = (c.results.points_p.points[static_cast<std::size_t>(entry.i)].*which - axes.y_low) /
                     (axes.y_high - axes.y_low);
    const int column = std::clamp(static_cast<int>(x * blur_cells), 0, blur_cells - 1);
    const int row = blur_cells - 1 - std::clamp(static_cast<int>(y * blur_cells), 0, blur_cells - 1);
    cells[static_cast<std::size_t>(row * blur_cells + column)] += entry.mass;
  }
  const double most = std::max(1e-300, *std::max_element(cells.begin(), cells.end()));
  const Color green = c.theme().distance[static_cast<std::size_t>(DistanceKind::w1)];
  auto rgba = std::make_shared<std::vector<std::uint8_t>>();
  for (double mass : cells) {
    const Color color = with_alpha(green, std::sqrt(mass / most));
    rgba->insert(rgba->end(), {color.r, color.g, color.b, color.a});
  }
  c.figure.add(Raster{axes.rect, blur_cells, blur_cells, std::move(rgba), false});
}

std::string ruled_text(const PlaneCanvas& c) {
  const std::string value = number_text(c.results.ruled);
  switch (c.scene.ruler) {
    case Ruler::exact:
      return cost_name(c.scene.cost) + " = " + value;
    case Ruler::sinkhorn:
      return c.words("Sinkhorn divergence") + " " + value;
    case Ruler::sliced:
      return c.words("sliced") + (c.scene.cost == GroundCost::squared_euclidean ? " W_{2} = " : " W_{1} = ") +
             value;
  }
  return {};
}

// "110 arrows, each carries 1/110", or how it stands with the plan.
std::string plan_words(const PlaneCanvas& c) {
  const Transport& plan = c.results.plan;
  if (plan.status != TransportStatus::optimal) return c.words("not optimal: stopped early");
  if (c.scene.ruler == Ruler::sinkhorn) return ruled_text(c) + " · ε = " + number_text(c.scene.epsilon, 3);
  const std::string count = std::to_string(plan.plan.size());
  const double mass = plan.plan.empty() ? 0 : plan.plan.front().mass;
  const bool equal = std::all_of(plan.plan.begin(), plan.plan.end(),
                                 [&](const PlanEntry& e) { return std::abs(e.mass - mass) <= 1e-9 * mass; });
  if (equal && plan.plan.size() == c.results.points_p.points.size())
    return c.words("%1 arrows, each carries 1/%1", {count});
  return c.words("%1 arrows · gap %2", {count, small_text(plan.gap)});
}

void draw_matrix(PlaneCanvas& c) {
  const Rect& card = c.layout.plan;
  const double size = c.style.type(14), foot = 34 * c.e(), head = 44 * c.e(), margin = 18 * c.e();
  const double room = std::clamp(0.12 * std::min(card.w, card.h), 18 * c.e(), 44 * c.e());
  const double side = std::max(8.0, std::min(card.w - 2 * margin - room, card.h - head - foot - room));
  const double x = card.x + 0.5 * (card.w - side - room) + room, y = card.y + head + room;
  const auto [p_low, p_high] = extent(c.results.points_p, sorted_by(c));
  const auto [q_low, q_high] = extent(c.results.points_q, sorted_by(c));
  const Axes axes{"plan", {x, y, side, side}, q_low, q_high, p_low, p_high};
  const std::string what =
      sorted_by(c) == &Point::x ? c.words("transport plan γ, by x") : c.words("transport plan γ, by y");
  c.heading({card.x + margin, card.y + head, card.w - 2 * margin, side}, {{what}},
            c.scene.ruler == Ruler::exact ? ruled_text(c) : "",
            c.theme().distance_text[static_cast<std::size_t>(DistanceKind::w1)]);
  c.figure.add(Box{axes.rect, {0, 0, 0, 0}, {c.theme().card_border, c.e(), Dash::solid}});
  if (c.look.part != Look::Part::all) {
    c.figure.axes.push_back(axes);
    return;
  }
  c.figure.add(PushClip{axes.rect});
  if (c.scene.ruler == Ruler::sinkhorn) {
    draw_blurred(c, axes);
  } else {
    draw_entries(c, axes);
  }
  c.figure.add(PopClip{});
  draw_marginals(c, axes, room);
  c.figure.axes.push_back(axes);
  const double middle = card.x + 0.5 * card.w;
  c.text({middle, card.bottom() - 12 * c.e()}, c.shortened(plan_words(c), size, card.w - 20 * c.e()), size,
         c.theme().text_soft, Align::center);
}

// W of the projections against the angle of the line that is projected on.
void draw_slices(PlaneCanvas& c) {
  const Rect& card = c.layout.plan;
  const double left = 58 * c.e(), foot = 62 * c.e(), head = 44 * c.e();
  double most = 0;
  for (double w : c.results.slices) most = std::max(most, w);
  Axes axes{"slices",
            {card.x + left, card.y + head, std::max(8.0, card.w - left - 22 * c.e()),
             std::max(8.0, card.h - head - foot)},
            0,
            180,
            0,
            most > 0 ? 1.12 * most : 1};
  AxesOptions options;
  options.x_label = c.words("angle of the slice, °");
  draw_axes(c.figure, axes, options, c.style);
  const Color color = c.theme().distance_text[static_cast<std::size_t>(DistanceKind::w1)];
  c.heading(axes.rect, {{ruled_text(c), {{}, 0, Dash::solid}, color}}, "", {});
  const DistanceKind kind =
      c.scene.cost == GroundCost::squared_euclidean ? DistanceKind::w2 : DistanceKind::w1;
  Polyline line;
  line.stroke = distance_stroke(c.style, kind);
  const std::size_t n = c.results.slices.size();
  for (std::size_t i = 0; i <= n; ++i)
    line.points.push_back(
        axes.to_figure({180.0 * static_cast<double>(i) / static_cast<double>(n), c.results.slices[i % n]}));
  c.figure.add(std::move(line));
  const double mean = c.results.ruled;
  c.line(axes.to_figure({0, mean}), axes.to_figure({180, mean}),
         {c.theme().text_soft, 1.25 * c.e(), Dash::dashed});
}

}  // namespace

void draw_plan(PlaneCanvas& c) {
  c.card(c.layout.plan);
  if (c.scene.ruler == Ruler::sliced) {
    if (!c.results.slices.empty()) draw_slices(c);
  } else {
    draw_matrix(c);
  }
}

void draw_plane_crosshair(PlaneCanvas& c) {
  if (!c.look.crosshair) return;
  const Vec at = *c.look.crosshair;
  const Axes* axes = c.figure.find_axes(c.look.crosshair_axes);
  if (!axes || !axes->rect.contains(at)) return;
  const Vec data = axes->to_data(at);
  if (axes->name == "recorder") {
    const auto rows = recorder_rows(c, data.x, false);
    const Axes copy = *axes;
    c.hair(copy, data.x);
    if (!rows.empty()) c.reading(c.layout.recorder, copy.rect, at.x, rows);
    return;
  }
  if (axes->name != "plane") return;
  std::vector<FigureCanvas::Row> rows{
      {"*x*, *y*", number_text(data.x, 3) + ", " + number_text(data.y, 3), c.theme().text}};
  if (!c.results.p->singular())
    rows.push_back({"*p*", number_text(c.results.p->density({data.x, data.y})), c.ink(Side::p)});
  if (!c.results.q->singular())
    rows.push_back({"*q*", number_text(c.results.q->density({data.x, data.y})), c.ink(Side::q)});
  Rect near = axes->rect;
  near.y = std::clamp(at.y - 20 * c.e(), near.y, std::max(near.y, near.bottom() - 90 * c.e()));
  c.reading(c.layout.plane, near, at.x, rows);
}

}  // namespace dlab
