// How the configurations of a race stand: a row for each, the best number of a column set in bold.
#include <algorithm>
#include <cmath>
#include <optional>

#include "core/exhibit/arena_lanes.hpp"
#include "core/exhibit/arena_race.hpp"
#include "core/exhibit/arena_race_parts.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

struct Cell {
  std::string text;
  std::optional<double> goodness;  // the highest of a column is the best; none: not to be compared
};

struct Column {
  const char* id;
  std::vector<std::string> names;  // mark-up, the longest first
  Cell (*cell)(const ArenaCanvas&, const ArenaResults&);
};

std::string percent(double share) { return std::to_string(std::lround(100 * share)) + " %"; }

// To be compared at a glance: three digits, of small numbers three places.
std::string brief(double value) {
  return std::abs(value) < 1 ? number_text(std::round(1000 * value) / 1000, 4) : number_text(value, 3);
}

Cell estimate(const ArenaCanvas&, const ArenaResults& lane) {
  const Diagnosis& m = *lane.diagnosis;
  if (!is_critic(lane.settings.objective)) return {m.js ? "JS " + brief(*m.js) : "–", {}};
  return {brief(m.estimate), {}};
}
Cell exact(const ArenaCanvas& c, const ArenaResults& lane) {
  const Estimate& w1 = lane.diagnosis->w1;
  if (!w1.defined()) return {"–", {}};
  // Between given distributions nobody comes closer.
  return {brief(w1.value), c.scene.model == ArenaModel::network ? std::optional(-w1.value) : std::nullopt};
}
Cell modes(const ArenaCanvas& c, const ArenaResults& lane) {
  const ModeCoverage& m = lane.diagnosis->modes;
  if (m.modes < 2) return {"–", {}};
  return {c.words("%1 / %2", {std::to_string(m.covered), std::to_string(m.modes)}),
          static_cast<double>(m.covered)};
}
Cell steep(const ArenaCanvas&, const ArenaResults& lane) {
  return {percent(lane.diagnosis->steep_share), {}};
}
Cell cosine(const ArenaCanvas&, const ArenaResults& lane) {
  const double value = lane.diagnosis->cosine;
  return {std::isfinite(value) ? brief(value) : "–",
          std::isfinite(value) ? std::optional(value) : std::nullopt};
}

constexpr double least_size = 13, wide = 4.1;  // of type; of a column, in its size

// The type that so many columns leave room for.
double width_for(const Rect& card, std::size_t columns, const FigureCanvas& c) {
  return (card.w - 28 * c.e()) / (2.2 + wide * static_cast<double>(columns));
}

// What there is room for, in legible type: the last ones go first.
std::vector<Column> columns_of(const ArenaCanvas& c) {
  std::vector<Column> columns{{"estimate", {c.words("estimate of W_{1}"), c.words("estimate")}, estimate},
                              {"w1_exact", {c.words("exact W_{1}"), "W_{1}"}, exact}};
  const bool network = c.scene.model == ArenaModel::network;
  if (network && c.moment().modes.modes > 1)
    columns.push_back({"modes_covered", {c.words("modes")}, modes});
  else
    columns.push_back({"cosine", {c.words("cosine"), "cos"}, cosine});
  columns.push_back({"steep_share", {c.words("slope > 1"), "> 1"}, steep});
  while (columns.size() > 2 && width_for(c.layout.detail, columns.size(), c) < least_size * c.e())
    columns.pop_back();
  return columns;
}

// Where row `row` and column `column` meet; row −1 are the names.
struct Grid {
  Rect inside;
  double size = 0, letters = 0, line = 0;
  std::size_t columns = 0;
  Rect cell(int row, std::size_t column) const {
    const double w = (inside.w - letters) / static_cast<double>(columns);
    return {inside.x + letters + static_cast<double>(column) * w, inside.y + (row + 1) * line, w, line};
  }
};

Grid grid_of(const Rect& card, std::size_t rows, std::size_t columns, const FigureCanvas& c) {
  Grid grid;
  const double above = 8 * c.e();
  const auto tall = static_cast<double>(rows + 1);
  grid.size = std::min(c.style.type(16), std::max(least_size * c.e(), (card.h - 2 * above) / tall / 1.75));
  grid.size = std::max(least_size * c.e(), std::min(grid.size, width_for(card, columns, c)));
  grid.line = std::min(2.1 * grid.size, (card.h - 2 * above) / tall);
  grid.letters = 2.2 * grid.size;
  grid.columns = columns;
  grid.inside = {card.x + 14 * c.e(), card.y + above, card.w - 28 * c.e(), card.h - 2 * above};
  return grid;
}

}  // namespace

double draw_lane_letter(FigureCanvas& c, Vec left_middle, std::size_t lane, double size) {
  const double side = 1.45 * size;
  Box box;
  box.rect = {left_middle.x, left_middle.y - 0.5 * side, side, side};
  box.fill = lane_text(c.theme(), lane);
  box.radius = 0.25 * side;
  c.figure.add(box);
  c.text({left_middle.x + 0.5 * side, left_middle.y}, lane_letter(lane), size, c.theme().card, Align::center,
         Baseline::middle, Weight::semibold);
  return side;
}

void draw_race_table(ArenaCanvas& c, std::size_t count) {
  if (c.look.part == Look::Part::axes) return;
  const Rect& card = c.layout.detail;
  c.card(card);
  const std::vector<Column> columns = columns_of(c);
  const Grid grid = grid_of(card, count, columns.size(), c);
  for (std::size_t k = 0; k < columns.size(); ++k) {
    const Rect head = grid.cell(-1, k);
    const double small = std::max(least_size * c.e(), 0.88 * grid.size);
    c.text({head.right(), head.y + 0.5 * head.h}, c.fitting(columns[k].names, small, head.w - 0.6 * small),
           small, c.theme().text_soft, Align::right, Baseline::middle);
    std::optional<double> best;
    std::vector<Cell> cells;
    std::size_t compared = 0;
    for (std::size_t lane = 0; lane < count; ++lane) {
      const ArenaResults& one = lane_of(c.results, lane);
      cells.push_back(columns[k].cell(c, one));
      if (one.divergence) cells.back().goodness.reset();
      if (const auto& good = cells.back().goodness) best = std::max(best.value_or(*good), *good), ++compared;
    }
    for (std::size_t lane = 0; lane < count; ++lane) {
      const Rect at = grid.cell(static_cast<int>(lane), k);
      const bool first = compared > 1 && cells[lane].goodness && *cells[lane].goodness >= *best;
      const bool out = lane_of(c.results, lane).divergence.has_value();
      c.text({at.right(), at.y + 0.5 * at.h}, cells[lane].text, grid.size,
             out ? c.theme().text_soft : c.theme().text, Align::right, Baseline::middle,
             first ? Weight::semibold : Weight::regular);
    }
  }
  for (std::size_t lane = 0; lane < count; ++lane) {
    const Rect at = grid.cell(static_cast<int>(lane), 0);
    c.line({grid.inside.x, at.y}, {grid.inside.right(), at.y}, {c.theme().grid, c.e(), Dash::solid});
    draw_lane_letter(c, {grid.inside.x, at.y + 0.5 * at.h}, lane, 0.92 * grid.size);
  }
}

std::vector<MeterPlace> race_meter_places(const ArenaScene& scene, const ArenaResults& results,
                                          const Style& style, double width, double height) {
  if (scene.detail != ArenaDetail::slopes) return {};
  const RaceLayout layout = race_layout(scene, width, height, style);
  const Style fitted = fitted_style(style, width, height);
  Figure none;
  ArenaLayout places;
  places.detail = layout.table;
  const ArenaCanvas c(scene, results, {}, fitted, none, places);
  const std::size_t count = std::min(lanes(scene), 1 + results.rivals.size());
  const std::vector<Column> columns = columns_of(c);
  const Grid grid = grid_of(layout.table, count, columns.size(), c);
  std::vector<MeterPlace> all;
  for (std::size_t lane = 0; lane < count; ++lane)
    for (std::size_t k = 0; k < columns.size(); ++k) {
      const ArenaResults& one = lane_of(results, lane);
      for (const auto& [id, estimate, hint] : arena_numbers(one, style)) {
        if (id != columns[k].id) continue;
        all.push_back({lane == 0 ? id : id + "." + std::to_string(lane), grid.cell(static_cast<int>(lane), k),
                       estimate, hint});
      }
    }
  return all;
}

}  // namespace dlab
