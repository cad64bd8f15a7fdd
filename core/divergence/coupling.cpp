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
constexpr double tolerance = 1e-10;  // of W2²
constexpr std::size_t most_segments = 200'000, segment_nodes = 16;
constexpr int most_rounds = 50;

double square(double x) { return x * x; }

// Cubic Hermite interpolation on [0, 1] from 0 to `rise`, with end slopes kept in the monotone range (Fritsch
// and Carlson 1980).
double hermite(double t, double rise, double slope_from, double slope_to) {
  const auto limited = [rise](double slope) { return slope >= 0 ? std::min(slope, 3 * rise) : 3 * rise; };
  const double a = limited(slope_from), b = limited(slope_to);
  const double u = 1 - t;
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

void Coupling::add_task(Point base, double high, double guess, Level target) {
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
  kernels().invert(table.view(),
                   {base_.data(), low_.data(), high_.data(), guess_.data(), below_.data(), above_.data()}, n,
                   offset_.data(), density_.data());
}

void Coupling::list_events(const std::vector<Knot>& p, const std::vector<Knot>& q) {
  events_.clear();
  std::size_t i = 0, j = 0;
  while (i < p.size() || j < q.size()) {
    const bool is_p = j == q.size() || (i < p.size() && !(q[j].level < p[i].level));
    const Knot& knot = is_p ? p[i] : q[j];
    Event& event = events_.emplace_back(Event{knot.level, is_p, {i, j}, {}});
    event.place[is_p ? 0 : 1] = {knot.at, knot.density};
    ++(is_p ? i : j);
  }
}

// Finds where the law number `on` has the levels of the other law's knots.
void Coupling::place_events(std::size_t on, const LawTable& table, const std::vector<Knot>& knots) {
  chosen_.clear();
  clear_tasks();
  for (std::size_t k = 0; k < events_.size(); ++k) {
    Event& event = events_[k];
    if (event.is_p == (on == 0)) continue;
    const std::size_t next = event.knot[on];
    const Knot& from = knots[next == 0 ? 0 : next - 1];
    event.place[on] = {from.at, from.density};
    if (next == 0 || next == knots.size() || from.next != Knot::Next::smooth) continue;
    const Knot& to = knots[next];
    const Level target{event.level.below - from.atoms.below, event.level.above - from.atoms.above};
    const Level logs{std::log(std::max(event.level.below, 1e-300)),
                     std::log(std::max(event.level.above, 1e-300))};
    add_task(from.at, to.at - from.at, guess_between(from, to, event.level, logs), target);
    chosen_.push_back(k);
  }
  if (chosen_.empty()) return;
  invert(table);
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    events_[chosen_[i]].place[on] = {Point{base_[i], 0} + offset_[i], density_[i]};
  }
}

Coupling::Side Coupling::side_between(const Event& from, const Event& to, std::size_t which,
                                      const std::vector<Knot>& knots) const {
  const std::size_t ahead = to.knot[which];
  const Knot& last = knots[ahead == 0 ? 0 : ahead - 1];
  if (ahead == 0 || ahead == knots.size() || last.next != Knot::Next::smooth) {
    const Place still{last.at, last.density};
    return {still, still, false, {}, 0};
  }
  const double moved = to.place[which].at - from.place[which].at;
  return {from.place[which], to.place[which], moved > 0, last.atoms, moved / (knots[ahead].at - last.at)};
}

void Coupling::list_segments(const std::vector<Knot>& p, const std::vector<Knot>& q) {
  segments_.clear();
  open_.clear();
  unresolved_ = 0;
  for (std::size_t k = 1; k < events_.size(); ++k) {
    const Event &from = events_[k - 1], &to = events_[k];
    const double mass = to.level - from.level;
    if (!(mass > 0)) continue;
    Segment segment{{side_between(from, to, 0, p), side_between(from, to, 1, q)}, mass, 0};
    const Side &x = segment.side[0], &y = segment.side[1];
    const double noise = 4 * epsilon * std::min(to.level.below, from.level.above);
    if (mass <= noise) {  // the levels differ by rounding only
      unresolved_ += noise * std::max(square(x.from.at - y.from.at), square(x.to.at - y.to.at));
      continue;
    }
    if (!x.smooth && !y.smooth) {
      segment.value = mass * square(x.from.at - y.from.at);
      segments_.push_back(segment);
      continue;
    }
    segment.along = x.smooth && (!y.smooth || x.share >= y.share) ? 0 : 1;
    open_.push_back(segments_.size());
    segments_.push_back(segment);
  }
}

// All open segments that are integrated over this law's x.
void Coupling::evaluate(std::size_t along, const LawTable& table, const LawTable& other) {
  chosen_.clear();
  nodes_.clear();
  for (const std::size_t i : open_) {
    if (segments_[i].along != along) continue;
    chosen_.push_back(i);
    const Side& side = segments_[i].side[along];
    const double half = 0.5 * (side.to.at - side.from.at);
    const Point center = side.from.at + half;
    for (std::size_t k = 0; k < segment_nodes; ++k) {
      nodes_.add({center.base, center.offset + half * kronrod_rule().node[k]});
    }
  }
  if (chosen_.empty()) return;
  values_.evaluate(table, nodes_);
  clear_tasks();
  for (std::size_t c = 0; c < chosen_.size(); ++c) {
    const Segment& segment = segments_[chosen_[c]];
    if (segment.side[1 - along].smooth) add_tasks(segment, c * segment_nodes);
  }
  if (!base_.empty()) invert(other);
  std::size_t task = 0;
  for (std::size_t c = 0; c < chosen_.size(); ++c) {
    Segment& segment = segments_[chosen_[c]];
    const std::size_t first = c * segment_nodes;
    const Side& still = segment.side[1 - along];
    double distance[segment_nodes];
    for (std::size_t k = 0; k < segment_nodes; ++k) {
      const Point x{nodes_.base()[first + k], nodes_.offset()[first + k]};
      const Point y = still.smooth ? Point{base_[task + k], offset_[task + k]} : still.from.at;
      distance[k] = x - y;
    }
    constexpr std::size_t center = panel_nodes / 2;
    segment.middle[along] = {{nodes_.base()[first + center], nodes_.offset()[first + center]},
                             values_.density[first + center]};
    segment.middle[1 - along] =
        still.smooth ? Place{Point{base_[task + center], 0} + offset_[task + center], density_[task + center]}
                     : still.from;
    if (still.smooth) task += segment_nodes;
    integrate(segment, first, distance);
  }
}

// The other law's levels at the nodes of a segment.
void Coupling::add_tasks(const Segment& segment, std::size_t first_node) {
  const Side &side = segment.side[segment.along], &other = segment.side[1 - segment.along];
  const double width = side.to.at - side.from.at, rise = other.to.at - other.from.at;
  const double slope_from = side.from.density / other.from.density * width;
  const double slope_to = side.to.density / other.to.density * width;
  for (std::size_t k = 0; k < segment_nodes; ++k) {
    const double t = 0.5 + 0.5 * kronrod_rule().node[k];
    const Level target{values_.below[first_node + k] + side.atoms.below - other.atoms.below,
                       values_.above[first_node + k] + side.atoms.above - other.atoms.above};
    add_task(other.from.at, rise, hermite(t, rise, slope_from, slope_to), target);
  }
}

void Coupling::integrate(Segment& segment, std::size_t first_node, const double* distance) const {
  const KronrodRule& rule = kronrod_rule();
  const Side& side = segment.side[segment.along];
  double kronrod = 0, gauss = 0;
  for (std::size_t k = 0; k < segment_nodes; ++k) {
    const double term = square(distance[k]) * values_.density[first_node + k];
    kronrod += rule.kronrod[k] * term;
    gauss += rule.gauss[k] * term;
  }
  const double half = 0.5 * (side.to.at - side.from.at);
  segment.value = half * kronrod;
  segment.difference = std::abs(half * (kronrod - gauss));
}

// Halves the segments whose difference exceeds the limit.
void Coupling::refine(double limit) {
  refined_.clear();
  open_.clear();
  for (const Segment& segment : segments_) {
    if (segment.difference <= limit) {
      refined_.push_back(segment);
      continue;
    }
    for (const bool upper : {false, true}) {
      open_.push_back(refined_.size());
      Segment& part = refined_.emplace_back(segment);
      for (std::size_t which = 0; which < 2; ++which) {
        Side& side = part.side[which];
        (upper ? side.from : side.to) = segment.middle[which];
        side.smooth = side.smooth && side.from.at < side.to.at;
      }
    }
  }
  segments_.swap(refined_);
}

Bounded Coupling::mean_square(const LawTable& p_table, const QuantileTable& p, const LawTable& q_table,
                              const QuantileTable& q, double spread) {
  list_events(p.knots(), q.knots());
  place_events(0, p_table, p.knots());
  place_events(1, q_table, q.knots());
  list_segments(p.knots(), q.knots());
  const double floor = square(1e-13 * spread);
  for (int round = 0;; ++round) {
    evaluate(0, p_table, q_table);
    evaluate(1, q_table, p_table);
    CompensatedSum value;
    double difference = 0;
    for (const Segment& segment : segments_) {
      value.add(segment.value);
      difference += segment.difference;
    }
    // Places are off by a few roundings, distances with them; refining below that finds only noise.
    const double rounding = 32 * epsilon * value.value() + 8 * epsilon * spread * std::sqrt(value.value());
    const double allowed = std::max({tolerance * value.value(), floor, rounding});
    if (difference <= allowed || round == most_rounds || segments_.size() > most_segments) {
      return {value.value(), difference + rounding + unresolved_ + floor};
    }
    refine(allowed / static_cast<double>(segments_.size()));
  }
}

}  // namespace dlab
