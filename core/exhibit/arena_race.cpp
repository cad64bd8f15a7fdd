// Where a race's cards stand: maps as large as can be, the curves and the table below or beside them.
#include "core/exhibit/arena_race.hpp"

#include <algorithm>
#include <cmath>

#include "core/exhibit/arena_figure_layers.hpp"
#include "core/exhibit/arena_lanes.hpp"
#include "core/exhibit/arena_race_parts.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

struct Plan {
  int columns = 1, rows = 1;
  bool beside = false;
  double size = 0;  // of a map's side
};

}  // namespace

RaceLayout race_layout(const ArenaScene& scene, double width, double height, const Style& style) {
  const double e = fitted_style(style, width, height).emphasis;
  const double margin = std::clamp(std::round(0.017 * std::min(width, 1.6 * height)), 8.0, 28.0);
  const double gap = std::clamp(std::round(0.6 * margin), 6.0, 16.0);
  const double inset = 8 * e;
  RaceLayout layout;
  layout.heading = std::round(38 * e);
  const Rect all{margin, margin, width - 2 * margin, height - 2 * margin};
  double h = all.h;
  if (style.invites) {
    const double strip = std::round(40 * e);
    layout.timeline = {all.x, all.bottom() - strip, all.w, strip};
    h -= strip + gap;
  }
  const int count = static_cast<int>(lanes(scene));
  const double least_beside = std::max(250 * e, 0.25 * all.w), least_below = std::max(170 * e, 0.27 * h);
  const double aspect = dimension_of(scene) == 2 ? 1 : 1.25;  // of a card's picture
  Plan best;
  for (int columns = 1; columns <= count; ++columns) {
    const int rows = (count + columns - 1) / columns;
    for (const bool beside : {false, true}) {
      const double w = beside ? all.w - least_beside - gap : all.w, tall = beside ? h : h - least_below - gap;
      const double cell_w = (w - (columns - 1) * gap) / columns, cell_h = (tall - (rows - 1) * gap) / rows;
      const double size = std::min((cell_w - 2 * inset) / aspect, cell_h - layout.heading - inset);
      if (size > best.size + 0.5) best = {columns, rows, beside, size};
    }
  }
  // The cards take what their pictures need, the rest is the curves'.
  double card_w = aspect * best.size + 2 * inset, card_h = best.size + layout.heading + inset;
  const double needed_w = best.columns * card_w + (best.columns - 1) * gap,
               needed_h = best.rows * card_h + (best.rows - 1) * gap;
  if (best.beside) {
    card_h = (h - (best.rows - 1) * gap) / best.rows;
    const Rect rest{all.x + needed_w + gap, all.y, all.w - needed_w - gap, h};
    const double upper = std::round(0.54 * (rest.h - gap));
    layout.curves = {rest.x, rest.y, rest.w, upper};
    layout.table = {rest.x, rest.y + upper + gap, rest.w, rest.h - upper - gap};
  } else {
    card_w = (all.w - (best.columns - 1) * gap) / best.columns;
    const Rect rest{all.x, all.y + needed_h + gap, all.w, h - needed_h - gap};
    const double left = std::round(0.56 * (rest.w - gap));
    layout.curves = {rest.x, rest.y, left, rest.h};
    layout.table = {rest.x + left + gap, rest.y, rest.w - left - gap, rest.h};
  }
  for (int i = 0; i < count; ++i)
    layout.lanes.push_back({all.x + i % best.columns * (card_w + gap),
                            all.y + i / best.columns * (card_h + gap), card_w, card_h});
  return layout;
}

namespace {

void draw_lane(ArenaCanvas& whole, const RaceLayout& layout, std::size_t lane,
               const std::vector<std::string>& differences) {
  const ArenaScene one = lane_scene(whole.scene, lane);
  const ArenaResults& results = lane_of(whole.results, lane);
  const Rect& card = layout.lanes[lane];
  ArenaLayout places;
  places.map = {card.x, card.y + layout.heading - 6 * whole.e(), card.w,
                card.h - layout.heading + 6 * whole.e()};
  places.landscape = places.map;
  ArenaCanvas c(one, results, whole.look, whole.style, whole.figure, places);
  c.lane = lane;
  c.framed = false;
  if (c.look.part != Look::Part::axes) {
    c.card(card);
    const double size = c.style.type(15), middle = card.y + 0.5 * layout.heading;
    double x = card.x + 12 * c.e();
    x += draw_lane_letter(c, {x, middle}, lane, size) + 0.6 * size;
    double room = card.right() - 12 * c.e() - x;
    if (results.divergence) {
      const std::string out = c.fitting(
          {c.words("broke off at %1", {std::to_string(results.divergence->iteration)}), c.words("broke off")},
          size, 0.6 * room);
      c.text({card.right() - 12 * c.e(), middle}, out, size, c.theme().error, Align::right, Baseline::middle);
      room -= c.width_of(out, size) + size;
    }
    const auto joined = [](auto first, auto last) {
      std::string text;
      for (; first != last; ++first) text += (text.empty() ? "" : " · ") + *first;
      return text;
    };
    const std::string whole_text = joined(differences.begin(), differences.end());
    if (differences.size() == 1 || c.width_of(whole_text, size, Weight::medium) <= room) {
      c.text({x, middle}, c.shortened(whole_text, size, room), size, c.theme().text, Align::left,
             Baseline::middle, Weight::medium);
    } else {  // in two lines
      const double small = c.style.type(13);
      std::vector<std::string> ways;
      for (auto last = differences.end(); last != differences.begin() + 1; --last)
        ways.push_back(joined(differences.begin() + 1, last));
      c.text({x, middle - 0.62 * small}, c.shortened(differences.front(), small, room), small, c.theme().text,
             Align::left, Baseline::middle, Weight::medium);
      c.text({x, middle + 0.62 * small}, c.shortened(c.fitting(ways, small, room), small, room), small,
             c.theme().text_soft, Align::left, Baseline::middle);
    }
  }
  if (results.settings.dimension != 2)
    draw_arena_line(c);
  else if (one.show.landscape)
    draw_landscape(c);
  else
    draw_arena_map(c);
}

// What is inside each critic, over one another.
void draw_race_insides(ArenaCanvas& c, std::size_t count,
                       const std::vector<std::vector<std::string>>& differences) {
  if (c.look.part == Look::Part::axes) return;
  std::vector<LayeredRun> runs;
  for (std::size_t lane = 0; lane < count; ++lane) {
    const ArenaResults& one = lane_of(c.results, lane);
    const bool clipped = one.settings.objective == Objective::wgan;
    const std::string what = clipped ? "c = " + number_text(one.settings.clip, 2) : differences[lane].front();
    runs.push_back({one.diagnosis.get(), lane_stroke(c.theme(), lane, 2 * c.e()), lane_text(c.theme(), lane),
                    lane_letter(lane) + " " + what, clipped ? one.settings.clip : 0});
  }
  c.scene.detail == ArenaDetail::layers ? draw_gradients_by_layer(c, c.layout.detail, runs, "detail")
                                        : draw_weight_outlines(c, c.layout.detail, runs, "detail");
}

}  // namespace

Figure race_figure(const ArenaScene& scene, const ArenaResults& results, const Look& look, const Style& style,
                   double width, double height) {
  Figure figure;
  figure.width = width;
  figure.height = height;
  const RaceLayout layout = race_layout(scene, width, height, style);
  const Style fitted = fitted_style(style, width, height);
  ArenaLayout places;
  places.curves = layout.curves;
  places.detail = layout.table;
  places.timeline = layout.timeline;
  ArenaCanvas canvas(scene, results, look, fitted, figure, places);
  const std::size_t count = std::min(lanes(scene), 1 + results.rivals.size());
  const auto differences = lane_differences(scene, *style.words);
  if (look.part == Look::Part::crosshair) {
    draw_arena_crosshair(canvas);
    return figure;
  }
  for (std::size_t lane = 0; lane < count; ++lane) draw_lane(canvas, layout, lane, differences[lane]);
  draw_arena_curves(canvas);
  if (scene.detail == ArenaDetail::slopes)
    draw_race_table(canvas, count);
  else
    draw_race_insides(canvas, count, differences);
  if (layout.timeline.w > 0) draw_timeline(canvas);
  return figure;
}

}  // namespace dlab
