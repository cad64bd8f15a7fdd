// The monotone coupling: both laws' knots merged by level, then quadrature on each segment between two
// levels.
//
// On a segment both quantile functions are smooth or constant. Where both move, the integral is taken over x
// with weight p(x) and y = G⁻¹(F(x)) (or the other way round, along the law that bends more), by
// Gauss–Kronrod 7/15; where one stands still (an atom) only the other moves. Reference: Villani 2003, Topics
// in Optimal Transportation, remark 2.19.
#include "core/divergence/coupling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/math/compensated.hpp"

namespace dlab {
namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double most_panels = 1.6;  // of the second law over a panel of the first
constexpr std::size_t most_segments = 200'000;
constexpr int most_rounds = 50;

double square(double x) { return x * x; }

// End slopes of a cubic on [0, 1] that rises by `rise`, kept where it is monotone (Fritsch and Carlson 1980).
double limited(double slope, double rise) { return slope >= 0 ? std::min(slope, 3 * rise) : 3 * rise; }

// The cubic from 0 to `rise` with these end slopes.
double hermite(double t, double rise, double slope_from, double slope_to) {
  const double a = limited(slope_from, rise), b = limited(slope_to, rise), u = 1 - t;
  return t * t * (3 - 2 * t) * rise + t * u * (u * a - t * b);
}

// Where between two knots a level lies, as a distance from the first: the place is nearly a cubic function of
// the logarithm of the smaller tail.
double guess_between(const Knot& from, const Knot& to, Level level, Level logs) {
  const double width = to.at - from.at;
  const bool left = level.below < level.above;
  const double begin = left ? from.logs.below : -from.logs.above, end = left ? to.logs.below : -to.logs.above;
  const double at = left ? logs.below : -logs.above, rise = end - begin;
  if (!(rise > 0)) return 0.5 * width;
  const auto slope = [&](const Knot& knot) {
    return (left ? knot.level.below : knot.level.above) / knot.density * rise;
  };
  return hermite(std::clamp((at - begin) / rise, 0.0, 1.0), width, slope(from), slope(to));
}

}  // namespace

void Coupling::clear_tasks() {
  for (auto* array : {&base_, &low_, &high_, &guess_, &below_, &above_}) array->clear();
}

void Coupling::add_task(LinePoint base, double high, double guess, Level target) {
  base_.push_back(base.base);
  low_.push_back(base.offset);
  high_.push_back(base.offset + high);
  guess_.push_back(base.offset + guess);
  below_.push_back(target.below);
  above_.push_back(target.above);
}

void Coupling::invert(const LawTable& table) {
  while (base_.size() % lane_block != 0) {
    for (auto* array : {&base_, &low_, &high_, &guess_, &below_, &above_}) array->push_back(array->back());
  }
  const std::size_t n = base_.size();
  offset_.resize(n);
  density_.resize(n);
  slope_.resize(n);
  kernels().invert(table.view(),
                   {base_.data(), low_.data(), high_.data(), guess_.data(), below_.data(), above_.data()}, n,
                   offset_.data(), density_.data(), slope_.data());
}

// All knots by level.
void Coupling::list_events() {
  const std::vector<Knot>&p = knots(0), &q = knots(1);
  events_.resize(p.size() + q.size());
  std::size_t i = 0, j = 0;
  for (Event& event : events_) {
    event.which = j == q.size() || (i < p.size() && !(q[j].level < p[i].level)) ? 0 : 1;
    event.own = event.which == 0 ? &p[i] : &q[j];
    event.knot[0] = i;
    event.knot[1] = j;
    event.place[event.which] = {event.own->at, event.own->density, event.own->slope};
    event.covered = 0;
    ++(event.which == 0 ? i : j);
  }
}

// Finds where the law number `on` has the levels of the other law's knots.
void Coupling::place_events(std::size_t on) {
  chosen_.clear();
  clear_tasks();
  for (std::size_t k = 0; k < events_.size(); ++k) {
    Event& event = events_[k];
    if (event.which == on) continue;
    const std::size_t next = event.knot[on];
    const Knot& from = knots(on)[next == 0 ? 0 : next - 1];
    event.place[on] = {from.at, from.density, from.slope};
    if (next == 0 || next == knots(on).size() || from.next != Knot::Next::smooth) continue;
    const Knot& to = knots(on)[next];
    const Level level = event.own->level;
    const Level target{level.below - from.atoms.below, level.above - from.atoms.above};
    add_task(from.at, to.at - from.at, guess_between(from, to, level, event.own->logs), target);
    chosen_.push_back(k);
  }
  if (chosen_.empty()) return;
  invert(*law_[on].table);
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    Event& event = events_[chosen_[i]];
    event.place[on] = {LinePoint{base_[i], 0} + offset_[i], density_[i], slope_[i]};
    event.covered = (offset_[i] - low_[i]) / (high_[i] - low_[i]);
  }
}

Coupling::Side Coupling::side_between(const Event& from, const Event& to, std::size_t which) const {
  const std::size_t ahead = to.knot[which];
  const Knot& last = knots(which)[ahead == 0 ? 0 : ahead - 1];
  if (ahead == 0 || ahead == knots(which).size() || last.next != Knot::Next::smooth) {
    const Place still{last.at, last.density, last.slope};
    return {still, still, false, {}, 0};
  }
  const double moved = to.place[which].at - from.place[which].at;
  return {from.place[which], to.place[which], moved > 0, last.atoms,
          moved / (knots(which)[ahead].at - last.at)};
}

// From knot to knot of the first law, passing over soft knots of the second where not much more than one of
// its panels is covered; the quadrature asks for a cut if that was too much.
void Coupling::list_segments() {
  segments_.clear();
  for (std::size_t k = 0; k + 1 < events_.size();) {
    std::size_t next = k + 1, ahead = next;
    while (ahead < events_.size() && events_[ahead].which == 1 && !events_[ahead].own->hard) ++ahead;
    if (ahead < events_.size() && events_[k].which == 0 && events_[ahead].which == 0) {
      const double panels = static_cast<double>(ahead - next) + events_[ahead].covered - events_[k].covered;
      if (panels <= most_panels) next = ahead;
    }
    add_segment(events_[k], events_[next]);
    k = next;
  }
}

void Coupling::add_segment(const Event& from, const Event& to) {
  const double mass = to.own->level - from.own->level;
  if (!(mass > 0)) return;
  Segment& segment = segments_.emplace_back();
  segment.side[0] = side_between(from, to, 0);
  segment.side[1] = side_between(from, to, 1);
  const Side &x = segment.side[0], &y = segment.side[1];
  // Levels that differ by rounding only, and slivers in the tails that are not worth their nodes.
  const double noise = 4 * epsilon * std::min(to.own->level.below, from.own->level.above);
  const double farthest = std::max(square(x.from.at - y.to.at), square(x.to.at - y.from.at));
  if (mass <= noise || (mass < 1e-12 && mass * farthest < 1e-3 * tolerance_ * square(spread_))) {
    unresolved_ += std::max(mass, noise) * farthest;
    segments_.pop_back();
    return;
  }
  if (!x.smooth && !y.smooth) {
    segment.value = mass * square(x.from.at - y.from.at);
    return;
  }
  const bool whole_panel = x.smooth && from.which == 0 && to.which == 0;
  segment.along = whole_panel || (x.smooth && (!y.smooth || x.share >= y.share)) ? 0 : 1;
  evaluate(segment, whole_panel ? &law_[0].quantiles->levels(from.knot[0], *law_[0].table) : nullptr);
}

// y′ = p/q and y″ = (p′ − q′ y′²)/q at both ends. If the cubic with those slopes would not be monotone, they
// are limited and the bends are those of the cubic.
void Coupling::set_guess(CouplingTask& task, const Side& side, const Side& partner, double width,
                         double rise) {
  const auto ends = [&](const Place& x, const Place& y, double& slope, double& bend) {
    slope = x.density / y.density * width;
    bend = (x.slope * width * width - y.slope * slope * slope) / y.density;
  };
  ends(side.from, partner.from, task.rise_low, task.bend_low);
  ends(side.to, partner.to, task.rise_high, task.bend_high);
  const double a = limited(task.rise_low, rise), b = limited(task.rise_high, rise);
  if (a == task.rise_low && b == task.rise_high && std::isfinite(task.bend_low + task.bend_high)) return;
  task.rise_low = a;
  task.rise_high = b;
  task.bend_low = 6 * rise - 4 * a - 2 * b;
  task.bend_high = 2 * a + 4 * b - 6 * rise;
}

void Coupling::evaluate(Segment& segment, const PanelLevels* known) const {
  const Side &side = segment.side[segment.along], &partner = segment.side[1 - segment.along];
  const double width = side.to.at - side.from.at, rise = partner.to.at - partner.from.at;
  const LinePoint center = side.from.at + 0.5 * width;
  const LinePoint start = partner.from.at;
  CouplingTask task{};
  task.panel = {center.base, center.offset, 0.5 * width};
  task.known = known;
  task.other_moves = partner.smooth;
  task.base = start.base;
  task.low = start.offset;
  task.high = start.offset + rise;
  if (partner.smooth) {
    set_guess(task, side, partner, width, rise);
    task.shift_below = side.atoms.below - partner.atoms.below;
    task.shift_above = side.atoms.above - partner.atoms.above;
  }
  CouplingSum sum;
  kernels().couple(law_[segment.along].table->view(), law_[1 - segment.along].table->view(), task, sum);
  segment.value = sum.value;
  segment.difference = sum.difference;
  segment.middle[segment.along] = {center, sum.along_density, sum.along_slope};
  segment.middle[1 - segment.along] = {LinePoint{start.base, 0} + sum.middle, sum.other_density,
                                       sum.other_slope};
}

// Halves the segments whose difference exceeds the limit.
void Coupling::refine(double limit) {
  refined_.clear();
  for (const Segment& segment : segments_) {
    if (segment.difference <= limit) {
      refined_.push_back(segment);
      continue;
    }
    for (const bool upper : {false, true}) {
      Segment& part = refined_.emplace_back(segment);
      for (std::size_t which = 0; which < 2; ++which) {
        Side& side = part.side[which];
        if (!side.smooth) continue;
        (upper ? side.from : side.to) = segment.middle[which];
        side.smooth = side.from.at < side.to.at;
      }
      evaluate(part, nullptr);
    }
  }
  segments_.swap(refined_);
}

Bounded Coupling::mean_square(Marginal first, Marginal second, double spread) {
  law_[0] = first;
  law_[1] = second;
  spread_ = spread;
  unresolved_ = 0;
  list_events();
  place_events(0);
  place_events(1);
  list_segments();

  const double floor = square(1e-13 * spread);
  // Left out: the tails before the first and behind the last event.
  const Event &low = events_.front(), &high = events_.back();
  const double tails =
      2 * low.own->level.below * (square(low.place[0].at - low.place[1].at) + square(spread)) +
      2 * high.own->level.above * (square(high.place[0].at - high.place[1].at) + square(spread));
  for (int round = 0;; ++round) {
    CompensatedSum value;
    double difference = 0;
    for (const Segment& segment : segments_) {
      value.add(segment.value);
      difference += segment.difference;
    }
    // Places are off by a few roundings, distances with them; refining below that finds only noise.
    const double rounding = 32 * epsilon * value.value() + 8 * epsilon * spread * std::sqrt(value.value());
    const double allowed = std::max({tolerance_ * value.value(), floor, rounding});
    if (difference <= allowed || round == most_rounds || segments_.size() > most_segments) {
      return {value.value(), difference + rounding + unresolved_ + tails + floor};
    }
    refine(allowed / static_cast<double>(segments_.size()));
  }
}

}  // namespace dlab
