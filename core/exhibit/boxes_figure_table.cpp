// The plan as a table: a row for each place of the stock, a column for each of the demand, in the cells how
// many boxes go that way and what one of them costs; at the edges what is still missing or too much.
#include <algorithm>
#include <cmath>

#include "core/exhibit/boxes_figure_parts.hpp"

namespace dlab {
namespace {

constexpr double label_size = 15, small_size = 13;

class Table {
 public:
  explicit Table(BoxesCanvas& canvas) : c(canvas), e(canvas.e()) {
    rows = c.scene.stock.size();
    columns = c.scene.demand.size();
    place();
  }

  void draw() {
    c.card(c.layout.table);
    heading();
    names();
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t j = 0; j < columns; ++j) cell(i, j);
    grid();
    focus();
    sums();
    legend();
    Axes axes{"table", cells, 0, static_cast<double>(columns), 0, static_cast<double>(rows)};
    c.figure.axes.push_back(axes);
  }

 private:
  // Names to the left, sums to the right and below; cells no wider than they need be, in whole points so that
  // hairlines stay sharp.
  void place() {
    const Rect& card = c.layout.table;
    const double pad = 14 * e;
    double names = 0;
    for (const BoxPlace& from : c.scene.stock)
      names = std::max(names, c.width_of(c.name_of(from), label_size * e, Weight::semibold));
    left = std::clamp(names + 10 * e, 26 * e, 0.26 * card.w);
    right = c.width_of("12/12", columns > 8 ? 13.0 : label_size * e, Weight::medium) + 10 * e;
    lines = legend_lines();
    foot = static_cast<double>(lines.size()) * 20 * e + (lines.empty() ? 0 : 8 * e);
    const double above = 74 * e, below = 46 * e + foot;
    const double room_w = card.w - 2 * pad - left - right, room_h = card.h - above - below - 6 * e;
    cell_w = std::floor(std::min(room_w / static_cast<double>(columns), 104 * e));
    cell_h = std::floor(std::min({room_h / static_cast<double>(rows), 84 * e, std::max(cell_w, 40 * e)}));
    const double w = cell_w * static_cast<double>(columns), h = cell_h * static_cast<double>(rows);
    cells = {std::round(card.x + pad + left + (room_w - w) / 2),
             std::round(card.y + above + std::min(0.4 * (room_h - h), 80 * e)), w, h};
    left += (room_w - w) / 2;
  }

  Rect cell_rect(std::size_t i, std::size_t j) const {
    return {cells.x + static_cast<double>(j) * cell_w, cells.y + static_cast<double>(i) * cell_h, cell_w,
            cell_h};
  }

  void heading() {
    const Rect& card = c.layout.table;
    const double size = label_size * e, width = card.w - 36 * e;
    const std::string text = c.words("plan γ: how many boxes go from row to column");
    const std::string brief = c.words("plan γ: from row to column");
    const std::string& fitting = c.width_of(text, size) <= width ? text : brief;
    c.text({card.x + 18 * e, card.y + 26 * e}, fitting,
           std::clamp(size * width / c.width_of(fitting, size), 13.0, size), c.theme().text_soft, Align::left,
           Baseline::middle);
  }

  void names() {
    for (std::size_t i = 0; i < rows; ++i) {
      const Rect r = cell_rect(i, 0);
      const BoxesCanvas::Label name = c.fitted_name(c.scene.stock, i, label_size * e, left - 8 * e);
      c.text({r.x - 8 * e, r.y + r.h / 2}, name.text, name.size, c.theme().p_text, Align::right,
             Baseline::middle, Weight::semibold);
    }
    for (std::size_t j = 0; j < columns; ++j) {
      const Rect r = cell_rect(0, j);
      const BoxesCanvas::Label name = c.fitted_name(c.scene.demand, j, label_size * e, r.w - 4);
      c.text({r.x + r.w / 2, r.y - 14 * e}, name.text, name.size, c.theme().q_text, Align::center,
             Baseline::middle, Weight::semibold);
    }
  }

  Color ground_of(std::size_t i, std::int64_t count) const {
    if (count == 0) return {0, 0, 0, 0};
    const double most = static_cast<double>(std::max<std::int64_t>(1, c.scene.stock[i].amount));
    return with_alpha(c.theme().p, 0.12 + 0.2 * static_cast<double>(count) / most);
  }

  void cell(std::size_t i, std::size_t j) {
    const std::size_t at = c.results.entry(i, j);
    const std::int64_t count = c.results.plan[at];
    const Rect r = cell_rect(i, j);
    Box ground;
    ground.rect = r;
    ground.fill = ground_of(i, count);
    const std::string id = cell_id({i, j});
    if (c.look.hovered == id || c.look.held == id)
      ground.fill = with_alpha(c.theme().p, count > 0 ? 0.4 : 0.1);
    if (ground.fill.a > 0) c.figure.add(ground);
    const std::int64_t best = c.optimum_shown() ? c.results.optimum->plan[at] : 0;
    if (best > 0) {
      Box frame;
      frame.rect = r.inset(3 * e);
      frame.stroke = {c.best_line(), 2 * e, Dash::solid};
      frame.radius = 5 * e;
      c.figure.add(frame);
    }
    const double small = small_size * e;
    const bool tall = corners(), low = !tall && r.h >= 40 * e && r.w >= 34 * e;
    const double number = std::clamp(0.5 * (tall || low ? r.h - 18 * e : r.h), 13.0, 30 * e);
    const Vec middle{r.x + r.w / 2, low ? r.y + 0.5 * (r.h - 14 * e) : r.y + r.h / 2};
    if (count > 0)
      c.text(middle, std::to_string(count), number, c.theme().text, Align::center, Baseline::middle,
             Weight::semibold);
    if (best > 0 && best != count && tall)
      c.text({r.right() - 8 * e, r.y + 9 * e + 0.73 * small}, std::to_string(best), small, c.best_text(),
             Align::right, Baseline::alphabetic, Weight::semibold);
    if (tall && c.priced()) slack(i, j, {r.x + 8 * e, r.y + 9 * e + 0.73 * small}, small, r.w, Align::left);
    const Vec bottom{r.x + r.w / 2, r.bottom() - 8 * e};
    if (low && c.priced())
      slack(i, j, bottom, small, r.w, Align::center);
    else if (tall || low)
      cost(at, bottom, small, r.w);
  }

  // Is there room for the slack and the best plan's number in a cell's upper corners?
  bool corners() const { return cell_h >= 60 * e && cell_w >= 50 * e; }

  void cost(std::size_t entry, Vec at, double size, double width) {
    const std::string text = whole_or_decimal(c.results.costs[entry]);
    if (c.width_of(text, size) <= width - 4) c.text(at, text, size, c.theme().text_soft, Align::center);
  }

  // By how much a way costs more than it earns.
  void slack(std::size_t i, std::size_t j, Vec at, double size, double width, Align align) {
    const bool tight = c.results.tight(i, j);
    const std::string text = tight ? "=" : "+" + whole_or_decimal(c.results.slack(i, j));
    const Weight weight = tight ? Weight::semibold : Weight::regular;
    if (c.width_of(text, size, weight) <= width - 4)
      c.text(at, text, size, tight ? c.best_text() : c.theme().text_soft, align, Baseline::alphabetic,
             weight);
  }

  void grid() {
    const Stroke thin{c.theme().card_border, 1, Dash::solid};
    for (std::size_t i = 0; i <= rows; ++i) {
      const double y = cells.y + static_cast<double>(i) * cell_h;
      c.line({cells.x, y}, {cells.right(), y}, thin);
    }
    for (std::size_t j = 0; j <= columns; ++j) {
      const double x = cells.x + static_cast<double>(j) * cell_w;
      c.line({x, cells.y}, {x, cells.bottom()}, thin);
    }
  }

  void focus() {
    const std::optional<Cell> focused = cell_of(c.look.focused);
    if (!focused || focused->i >= rows || focused->j >= columns) return;
    Box ring;
    ring.rect = cell_rect(focused->i, focused->j);
    ring.stroke = {c.theme().accent, 2 * e, Dash::solid};
    ring.radius = 3 * e;
    c.figure.add(ring);
  }

  void sums() {
    for (std::size_t i = 0; i < rows; ++i) {
      const Rect r = cell_rect(i, columns - 1);
      const Vec at{r.right() + right / 2 + 2 * e, r.y + r.h / 2};
      one_sum(at, r.h, right, c.results.row_sums[i], c.scene.stock[i].amount);
    }
    for (std::size_t j = 0; j < columns; ++j) {
      const Rect r = cell_rect(rows - 1, j);
      one_sum({r.x + r.w / 2, cells.bottom() + 22 * e}, 40 * e, r.w, c.results.column_sums[j],
              c.scene.demand[j].amount);
    }
  }

  // Both lines where there is room for them; else only the mark, which says all.
  void one_sum(Vec at, double height, double width, std::int64_t have, std::int64_t wanted) {
    const double size = label_size * e;
    const std::string text = std::to_string(have) + "/" + std::to_string(wanted);
    const std::int64_t off = have - wanted;
    const std::string mark = off == 0 ? "" : off > 0 ? "+" + std::to_string(off) : "−" + std::to_string(-off);
    const Color color = off > 0 ? c.theme().error : c.theme().distance_text[2];
    const double fit =
        std::clamp(size * (width - 3) / std::max(1.0, c.width_of(text, size, Weight::medium)), 13.0, size);
    const bool wide_enough = c.width_of(text, fit, Weight::medium) <= width - 2;
    const bool both = !mark.empty() && wide_enough && height >= 2.3 * fit;
    const double step = both ? 0.6 * fit : 0;
    const std::string brief = std::to_string(have);
    const bool any = wide_enough || c.width_of(brief, fit, Weight::medium) <= width - 1;
    if (both || (mark.empty() && any))
      c.text({at.x, at.y - step}, wide_enough ? text : brief, fit,
             off == 0 ? c.theme().text : c.theme().text_soft, Align::center, Baseline::middle,
             Weight::medium);
    if (!mark.empty())
      c.text({at.x, at.y + step}, mark, fit, color, Align::center, Baseline::middle, Weight::semibold);
  }

  std::vector<std::string> legend_lines() const {
    const double size = small_size * e, width = c.layout.table.w - 36 * e;
    std::vector<std::string> wanted{c.words("Small: the cost of one box.")};
    if (c.priced()) wanted.push_back(c.words("“=”: earns what it costs. “+5”: costs 5 more."));
    if (c.optimum_shown()) wanted.push_back(c.words("Green frames: a best plan."));
    std::vector<std::string> all;
    for (const std::string& sentence : wanted)
      for (std::string& line : c.wrapped(sentence, size, width)) all.push_back(std::move(line));
    return all;
  }

  void legend() {
    const Rect& card = c.layout.table;
    double y = card.bottom() - foot + 4 * e;
    for (const std::string& line : lines) {
      c.text({card.x + 18 * e, y}, line, small_size * e, c.theme().text_soft, Align::left, Baseline::middle);
      y += 20 * e;
    }
  }

  BoxesCanvas& c;
  const double e;
  std::size_t rows = 0, columns = 0;
  double left = 0, right = 0, foot = 0, cell_w = 0, cell_h = 0;
  std::vector<std::string> lines;
  Rect cells;
};

}  // namespace

void draw_table(BoxesCanvas& c) { Table(c).draw(); }

}  // namespace dlab
