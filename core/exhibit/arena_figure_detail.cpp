// What is inside a critic at a moment: its slopes, its gradient by layer, its weights; and the run's time.
#include <algorithm>
#include <cmath>

#include "core/exhibit/arena_figure_layers.hpp"
#include "core/exhibit/arena_figure_parts.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

Rect plot_in(const ArenaCanvas& c) {
  const Rect& card = c.layout.detail;
  const double left = 22 * c.e(), right = 18 * c.e(), above = 44 * c.e(), below = 40 * c.e();
  return {card.x + left, card.y + above, std::max(8.0, card.w - left - right),
          std::max(8.0, card.h - above - below)};
}

void bars(ArenaCanvas& c, const Axes& axes, const std::vector<double>& heights, Color fill) {
  const double each = axes.rect.w / static_cast<double>(heights.size());
  for (std::size_t i = 0; i < heights.size(); ++i) {
    const double top = axes.to_figure({0, heights[i]}).y;
    if (!(axes.rect.bottom() - top > 0.2)) continue;
    c.figure.add(Box{{axes.rect.x + static_cast<double>(i) * each + 0.08 * each, top, 0.84 * each,
                      axes.rect.bottom() - top},
                     fill});
  }
}

void title(ArenaCanvas& c, const Rect& plot, const std::vector<std::string>& ways) {
  const double size = c.style.type(15);
  const Rect head = head_of(c.layout.detail, plot, c.e());
  c.heading(head, {{c.fitting(ways, size, head.w), {{}, 0, Dash::solid}, c.theme().text}}, "",
            c.theme().text);
}

void upright(ArenaCanvas& c, const Axes& axes, double x, Dash dash) {
  const double at = axes.to_figure({x, 0}).x;
  c.line({at, axes.rect.y}, {at, axes.rect.bottom()}, {c.theme().text, 1.3 * c.e(), dash});
}

// An axis below bars whose heights need no numbers.
void draw_x_axis(ArenaCanvas& c, const Axes& axes) {
  const double size = c.style.type(15);
  const Rect& r = axes.rect;
  c.line({r.x, r.bottom()}, {r.right(), r.bottom()}, {c.theme().axis, 1.25 * c.e(), Dash::solid});
  const int most = std::clamp(static_cast<int>(r.w / (3.6 * size)) + 1, 2, 6);
  for (const Tick& tick : nice_ticks(axes.x_low, axes.x_high, most)) {
    const double x = axes.to_figure({tick.at, 0}).x;
    c.line({x, r.bottom()}, {x, r.bottom() + 0.3 * size}, {c.theme().axis, 1.25 * c.e(), Dash::solid});
    c.text({x, r.bottom() + 0.45 * size}, tick.label, size, c.theme().text_soft, Align::center,
           Baseline::top);
  }
  c.figure.axes.push_back(axes);
}

void draw_slopes(ArenaCanvas& c, const Rect& plot) {
  constexpr int bins = 40;
  const std::vector<float>& slopes = c.moment().slopes;
  double most = 2;
  if (!penalised(c.results.settings.objective)) {
    std::vector<float> sorted;
    for (const float slope : slopes)
      if (std::isfinite(slope)) sorted.push_back(slope);
    std::ranges::sort(sorted);
    if (!sorted.empty())
      most = nice_limits(0, 1.1 * static_cast<double>(sorted[sorted.size() * 98 / 100]) + 1e-12, 4).second;
  }
  std::vector<double> counts(bins, 0.0);
  for (const float slope : slopes)
    if (std::isfinite(slope))
      counts[static_cast<std::size_t>(std::min(bins - 1.0, static_cast<double>(slope) / most * bins))] += 1;
  const double tallest = std::max(1.0, *std::ranges::max_element(counts));
  const Axes axes{"detail", plot, 0, most, 0, 1.06 * tallest};
  draw_x_axis(c, axes);
  bars(c, axes, counts, c.theme().mixture);
  if (most > 1) upright(c, axes, 1, Dash::dashed);
  title(c, plot,
        {penalised(c.results.settings.objective) ? c.words("slope ‖∇*f*‖ where the penalty looks")
                                                 : c.words("slope ‖∇*f*‖ between real and generated"),
         c.words("slope ‖∇*f*‖")});
}

void draw_layers(ArenaCanvas& c) {
  const Diagnosis& m = c.moment();
  std::vector<LayerLine> lines{{&m.critic_layers,
                                {c.theme().p, 2 * c.e(), Dash::solid},
                                c.theme().p_text,
                                c.estimates_distance() ? c.words("critic") : c.words("discriminator")}};
  if (!m.generator_layers.empty())
    lines.push_back({&m.generator_layers,
                     {c.theme().q, 2 * c.e(), Dash::solid},
                     c.theme().q_text,
                     c.words("generator"),
                     Shape::diamond});
  draw_layer_lines(c, c.layout.detail, lines, "detail");
}

void draw_weights(ArenaCanvas& c, const Rect& plot) {
  const WeightHistogram& weights = c.moment().critic_weights;
  if (weights.counts.empty() || !(weights.high > weights.low)) return;
  std::vector<double> counts;
  for (const std::size_t count : weights.counts) counts.push_back(std::sqrt(static_cast<double>(count)));
  const double tallest = std::max(1.0, *std::ranges::max_element(counts));
  const Axes axes{"detail", plot, weights.low, weights.high, 0, 1.06 * tallest};
  draw_x_axis(c, axes);
  bars(c, axes, counts, c.theme().p);
  const double clip = c.results.settings.clip;
  if (c.results.settings.objective == Objective::wgan && clip < weights.high) {
    upright(c, axes, clip, Dash::dashed);
    upright(c, axes, -clip, Dash::dashed);
  }
  title(c, plot, {c.words("critic's weights (root of the count)"), c.words("critic's weights")});
}

}  // namespace

void draw_arena_detail(ArenaCanvas& c) {
  const Rect plot = plot_in(c);
  if (c.look.part == Look::Part::axes) return;
  if (c.scene.detail == ArenaDetail::layers) return draw_layers(c);
  c.card(c.layout.detail);
  switch (c.scene.detail) {
    case ArenaDetail::slopes:
      return draw_slopes(c, plot);
    case ArenaDetail::layers:
      return;
    case ArenaDetail::weights:
      return draw_weights(c, plot);
  }
}

// The run's time: what was trained, and the moment that is looked at.
void draw_timeline(ArenaCanvas& c) {
  const Rect& strip = c.layout.timeline;
  const double size = c.style.type(15), middle = strip.y + 0.5 * strip.h;
  const double end = static_cast<double>(std::max<std::uint64_t>(1, c.results.iterations));
  const std::string widest = c.words("%1 / %2", {"00 000", "00 000"});
  const std::string invitation = " · " + c.words("scrub to go back, change anything to branch");
  const std::string now = std::to_string(c.moment().iteration), all = std::to_string(c.results.iterations);
  std::string label = c.words("%1 / %2", {now, all});
  double room = c.width_of(widest, size);
  if (c.style.invites && room + c.width_of(invitation, size) < 0.5 * strip.w) {
    room += c.width_of(invitation, size);
    label += invitation;
  }
  Axes axes;
  axes.name = "timeline";
  axes.rect = {strip.x + 22 * c.e(), middle - 14 * c.e(), std::max(8.0, strip.w - room - 62 * c.e()),
               28 * c.e()};
  axes.x_high = end;
  axes.y_low = -1;
  c.figure.axes.push_back(axes);
  if (c.look.part == Look::Part::axes) return;
  c.card(strip);
  const double height = 6 * c.e();
  const double shown =
      c.results.iterations == 0 ? 0.0 : std::min(end, static_cast<double>(c.moment().iteration));
  const Vec knob = axes.to_figure({shown, 0});
  Box track;
  track.rect = {axes.rect.x, middle - 0.5 * height, axes.rect.w, height};
  track.fill = mixed(c.theme().control, c.theme().axis, 0.25);
  track.radius = 0.5 * height;
  c.figure.add(track);
  track.rect.w = std::max(0.1, knob.x - axes.rect.x);
  track.fill = c.theme().accent;
  c.figure.add(track);
  c.figure.add(Marker{{knob.x, middle},
                      Shape::circle,
                      19 * c.e(),
                      c.theme().card,
                      {c.theme().accent, 3 * c.e(), Dash::solid}});
  c.text({strip.right() - 16 * c.e() - room, middle}, label, size, c.theme().text_soft, Align::left,
         Baseline::middle);
}

}  // namespace dlab
