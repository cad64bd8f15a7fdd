// The recorder's curve: every distance, its derivative and the binned illusion along one parameter.
#include "core/exhibit/line_solve_curve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <span>

#include "core/exhibit/line_solve_binned.hpp"
#include "core/exhibit/line_solve_cost.hpp"
#include "core/exhibit/line_solve_parameter.hpp"
#include "core/exhibit/line_solve_slope.hpp"

namespace dlab {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double slow = 5000;  // microseconds: no second looks above
constexpr double finer = 16;   // how much closer the second look at a slope is

struct Sample {
  bool admissible = false;
  Distances distances;
  double binned_kl_pq = 0, binned_kl_qp = 0;
};
using SampleMap = std::map<double, Sample>;  // by the parameter's value

// Evaluates the scene at values of its parameter; the side that stands still is built once.
class CurveSampler {
 public:
  CurveSampler(const LineScene& scene, const Law& p, const Law& q, const LineParameter& parameter)
      : scene_(scene), parameter_(parameter), fixed_(parameter.side() == Side::p ? q : p) {
    const Law& moved = parameter.side() == Side::p ? p : q;
    moved_size_ = moved.pieces().size() + moved.atoms().size();
    if (scene.binned.on) fixed_bins_ = binned_masses(fixed_, scene.binned);
  }

  void keep(double x, const Sample& sample) { known_.emplace(x, sample); }
  const Sample& at(double x) const { return known_.at(x); }

  // Afterwards at(x) holds for every x. False if stopped.
  bool evaluate(std::vector<double> xs, const std::stop_token& stop) {
    std::sort(xs.begin(), xs.end());
    xs.erase(std::unique(xs.begin(), xs.end()), xs.end());
    std::erase_if(xs, [&](double x) { return known_.contains(x); });
    // A million samples at two hundred places would not fit into memory at once.
    const std::size_t size = moved_size_ + 1, chunk = std::max<std::size_t>(1, 400'000 / size);
    for (std::size_t first = 0; first < xs.size(); first += chunk)
      if (!evaluate_chunk(std::span(xs).subspan(first, std::min(chunk, xs.size() - first)), stop))
        return false;
    return true;
  }

 private:
  bool evaluate_chunk(std::span<const double> xs, const std::stop_token& stop) {
    std::vector<double> admissible;
    std::vector<Law> laws;
    for (double x : xs) {
      if (stop.stop_requested()) return false;
      if (const auto moved = parameter_.at(x)) {
        admissible.push_back(x);
        laws.emplace_back(*moved);
      } else {
        known_.emplace(x, Sample{});
      }
    }
    const bool moves_p = parameter_.side() == Side::p;
    const auto found = distance_sweep(
        laws.size(),
        [&](std::size_t i) {
          return moves_p ? LawPair{&laws[i], &fixed_} : LawPair{&fixed_, &laws[i]};
        },
        stop);
    if (found.size() < laws.size() || stop.stop_requested()) return false;
    for (std::size_t i = 0; i < laws.size(); ++i) store(admissible[i], laws[i], found[i]);
    return true;
  }

  void store(double x, const Law& moved, const Distances& distances) {
    Sample sample{true, distances};
    if (scene_.binned.on) {
      const auto bins = binned_masses(moved, scene_.binned);
      const bool moves_p = parameter_.side() == Side::p;
      sample.binned_kl_pq = moves_p ? binned_kl(bins, fixed_bins_) : binned_kl(fixed_bins_, bins);
      sample.binned_kl_qp = moves_p ? binned_kl(fixed_bins_, bins) : binned_kl(bins, fixed_bins_);
    }
    known_.emplace(x, std::move(sample));
  }

  const LineScene& scene_;
  const LineParameter& parameter_;
  const Law& fixed_;
  std::size_t moved_size_ = 0;
  std::vector<double> fixed_bins_;
  SampleMap known_;
};

// The five positions of a point's stencil.
using Positions = std::array<double, 5>;

struct Node {
  double x;
  Positions coarse;
  double spacing;
};

class Grid {
 public:
  Grid(const Recorder& r, std::int64_t stride)
      : low_(r.low), high_(r.high), steps_(std::max<std::int64_t>(1, r.steps / stride)) {}
  double spacing() const { return (high_ - low_) / static_cast<double>(steps_); }
  double at(std::int64_t i) const {
    return i == steps_ ? high_ : low_ + (high_ - low_) * static_cast<double>(i) / static_cast<double>(steps_);
  }
  // The grid's position next to x if x is on the grid but for rounding.
  std::optional<double> snapped(double x) const {
    const double nearest = at(std::llround((x - low_) / spacing()));
    if (std::abs(x - nearest) <= 1e-9 * spacing()) return nearest;
    return std::nullopt;
  }
  std::vector<Node> nodes(double from, double to) const {
    const double slack = 1e-9;
    const auto first = static_cast<std::int64_t>(std::ceil((from - low_) / spacing() - slack));
    const auto last = static_cast<std::int64_t>(std::floor((to - low_) / spacing() + slack));
    std::vector<Node> found;
    for (std::int64_t i = std::max<std::int64_t>(0, first); i <= std::min(steps_, last); ++i)
      found.push_back({at(i), {at(i - 2), at(i - 1), at(i), at(i + 1), at(i + 2)}, spacing()});
    return found;
  }

 private:
  double low_, high_;
  std::int64_t steps_;
};

Positions around(double x, double h) { return {x - 2 * h, x - h, x, x + h, x + 2 * h}; }

// Grid nodes, then whatever else must be on the curve exactly.
std::vector<Node> curve_nodes(const LineScene& scene, double value) {
  const Recorder& recorder = scene.recorder;
  const Grid grid(recorder, recorder_stride(scene));
  const double from = std::clamp(recorder.visited_low, recorder.low, recorder.high);
  const double to = std::clamp(recorder.visited_high, from, recorder.high);
  std::vector<Node> nodes = grid.nodes(from, to);
  std::vector<double> extra{from, to};
  if (value >= from && value <= to) extra.push_back(value);
  for (double x : extra) {
    const bool there = std::any_of(nodes.begin(), nodes.end(), [&](const Node& n) { return n.x == x; });
    if (there || grid.snapped(x)) continue;
    const double h = grid.spacing() / finer;
    nodes.push_back({x, around(x, h), h});
  }
  std::sort(nodes.begin(), nodes.end(), [](const Node& a, const Node& b) { return a.x < b.x; });
  return nodes;
}

SlopeStencil stencil(const CurveSampler& sampler, const Positions& positions, double spacing,
                     DistanceKind kind) {
  SlopeStencil s{{}, spacing};
  for (std::size_t i = 0; i < positions.size(); ++i) {
    const Sample& sample = sampler.at(positions[i]);
    s.values[i] =
        sample.admissible && sample.distances[kind].defined() ? sample.distances[kind].value : undefined;
  }
  return s;
}

RecorderPoint point_at(const CurveSampler& sampler, double x) {
  const Sample& sample = sampler.at(x);
  RecorderPoint point{x, sample.distances, {}, sample.binned_kl_pq, sample.binned_kl_qp};
  point.derivative.fill(undefined);
  return point;
}

// Nodes where some distance's slope was not decided by the coarse stencil get a second one, 16 times finer,
// if `look_closer`; else they have none.
bool add_slopes(CurveSampler& sampler, const std::vector<Node>& nodes, std::vector<RecorderPoint>& points,
                bool look_closer, const std::stop_token& stop) {
  struct Open {
    std::size_t index;
    DistanceKind kind;
  };
  std::vector<Open> open;
  std::vector<double> closer;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    bool looked = false;
    for (DistanceKind kind : all_distances) {
      const auto slope = coarse_slope(stencil(sampler, nodes[i].coarse, nodes[i].spacing, kind));
      if (slope) {
        points[i].derivative[static_cast<std::size_t>(kind)] = *slope;
        continue;
      }
      if (!look_closer) continue;
      open.push_back({i, kind});
      if (looked) continue;
      for (double x : around(nodes[i].x, nodes[i].spacing / finer)) closer.push_back(x);
      looked = true;
    }
  }
  if (!closer.empty() && !sampler.evaluate(closer, stop)) return false;
  for (const Open& o : open) {
    const Node& node = nodes[o.index];
    const double h = node.spacing / finer;
    points[o.index].derivative[static_cast<std::size_t>(o.kind)] = fine_slope(
        stencil(sampler, node.coarse, node.spacing, o.kind), stencil(sampler, around(node.x, h), h, o.kind));
  }
  return true;
}

bool close(double a, double b) { return std::abs(a - b) <= 1e-11 * (1 + std::abs(a) + std::abs(b)); }

// Equal but for what moving to and fro does to the last digits.
bool same_law(const Law& a, const Law& b) {
  return std::equal(a.pieces().begin(), a.pieces().end(), b.pieces().begin(), b.pieces().end(),
                    [](const Piece& x, const Piece& y) {
                      return x.shape == y.shape && close(x.weight, y.weight) && close(x.a, y.a) &&
                             close(x.b, y.b);
                    }) &&
         std::equal(a.atoms().begin(), a.atoms().end(), b.atoms().begin(), b.atoms().end(),
                    [](const Atom& x, const Atom& y) { return close(x.at, y.at) && close(x.mass, y.mass); });
}

// Does a curve of `before` hold for `scene`? Its points do not depend on where the parameter stands now.
bool same_curve(const LineScene& before, const LineScene& scene, const LineParameter& parameter,
                const Law& law) {
  if (before.recorder.parameter != scene.recorder.parameter || before.recorder.low != scene.recorder.low ||
      before.recorder.high != scene.recorder.high || before.recorder.steps != scene.recorder.steps ||
      !(before.binned == scene.binned))
    return false;
  const bool moves_p = parameter.side() == Side::p;
  if (moves_p ? !(before.q == scene.q) : !(before.p == scene.p)) return false;
  const auto then = LineParameter::find(before, scene.recorder.parameter);
  if (!then) return false;
  const auto moved = then->at(parameter.value());
  return moved && same_law(Law(*moved), law);
}

}  // namespace

std::optional<std::vector<RecorderPoint>> record_curve(const LineScene& scene, const Law& p, const Law& q,
                                                       const LineResults* previous, std::stop_token stop) {
  std::vector<RecorderPoint> points;
  const auto parameter = LineParameter::find(scene, scene.recorder.parameter);
  if (!scene.recorder.recorded || !parameter || !(scene.recorder.low < scene.recorder.high)) return points;

  CurveSampler sampler(scene, p, q, *parameter);
  std::map<double, const RecorderPoint*> kept;
  if (previous && same_curve(previous->inputs, scene, *parameter, parameter->side() == Side::p ? p : q))
    for (const RecorderPoint& point : previous->curve) {
      kept.emplace(point.x, &point);
      sampler.keep(point.x, {true, point.distances, point.binned_kl_pq, point.binned_kl_qp});
    }

  std::vector<Node> fresh;
  std::vector<double> wanted;
  for (const Node& node : curve_nodes(scene, parameter->value())) {
    if (const auto found = kept.find(node.x); found != kept.end()) {
      points.push_back(*found->second);
      continue;
    }
    fresh.push_back(node);
    wanted.insert(wanted.end(), node.coarse.begin(), node.coarse.end());
  }
  if (!sampler.evaluate(std::move(wanted), stop)) return std::nullopt;
  std::erase_if(fresh, [&](const Node& node) { return !sampler.at(node.x).admissible; });
  std::vector<RecorderPoint> added;
  for (const Node& node : fresh) added.push_back(point_at(sampler, node.x));
  if (!add_slopes(sampler, fresh, added, evaluation_cost(scene) < slow, stop)) return std::nullopt;
  points.insert(points.end(), added.begin(), added.end());
  std::sort(points.begin(), points.end(), [](const auto& a, const auto& b) { return a.x < b.x; });
  return points;
}

}  // namespace dlab
