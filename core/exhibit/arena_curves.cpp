// The curves over a run's iterations, made of what was measured and recorded.
#include "core/exhibit/arena_curves.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>
#include <tuple>

#include "core/exhibit/arena_lanes.hpp"
#include "core/exhibit/arena_runs.hpp"

namespace dlab {
namespace {

// At most so many points: beyond what can be told apart, every k-th.
constexpr std::size_t most_points = 600;

using Measured = std::function<double(const ArenaMeasure&)>;

double ratio(const ArenaMeasure& m) {
  return m.w1 > 0 ? m.estimate / m.w1 : std::numeric_limits<double>::quiet_NaN();
}

// From the last measure that is not behind `from`.
void measure(ArenaCurve& curve, const std::vector<ArenaMeasure>& measures, const Measured& what,
             std::uint64_t from = 0) {
  const std::size_t step = measures.size() / most_points + 1;
  const auto after = std::ranges::upper_bound(measures, from, {}, &ArenaMeasure::iteration);
  const auto first = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - measures.begin(), 1) - 1);
  for (std::size_t i = first; i < measures.size(); i += i + step < measures.size() ? step : 1) {
    curve.x.push_back(static_cast<double>(measures[i].iteration));
    curve.y.push_back(what(measures[i]));
  }
}

void record(ArenaCurve& curve, const std::vector<LossRecord::Row>& rows, double StepLosses::*what) {
  const std::size_t step = rows.size() / most_points + 1;
  for (std::size_t i = 0; i + step <= rows.size(); i += step) {  // the mean of each stretch
    double sum = 0;
    for (std::size_t k = i; k < i + step; ++k) sum += rows[k].losses.*what;
    curve.x.push_back(static_cast<double>(rows[i + step - 1].iteration));
    curve.y.push_back(sum / static_cast<double>(step));
  }
}

// What nearly all values lie within: the first steps' spikes would flatten the rest.
std::optional<std::pair<double, double>> reach(const std::vector<ArenaCurve>& curves, bool of_others) {
  std::vector<double> all;
  for (const ArenaCurve& curve : curves)
    for (const double y : curve.y)
      if (curve.other == of_others && std::isfinite(y)) all.push_back(y);
  if (all.empty()) return std::nullopt;
  std::ranges::sort(all);
  const auto at = [&](double share) {
    return all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
  };
  return std::pair{at(0.01), at(0.98)};
}

// Other runs have their say, but do not flatten the one that is shown.
void fit(ArenaCurveSet& set, bool from_zero) {
  const auto own = reach(set.curves, false), others = reach(set.curves, true);
  if (!own && !others) return;
  std::tie(set.low, set.high) = own ? *own : *others;
  if (from_zero) set.low = std::min(0.0, set.low);
  for (const ArenaCurveMark& mark : set.marks) {
    set.low = std::min(set.low, mark.y);
    set.high = std::max(set.high, mark.y);
  }
  if (own && others) {
    const double most = 1.5 * (set.high - set.low);
    set.low = std::min(set.low, std::max(others->first, set.low - most));
    set.high = std::max(set.high, std::min(others->second, set.high + most));
  }
  const double room = 0.12 * (set.high - set.low);
  set.high += room;
  if (!from_zero || set.low < 0) set.low -= room;
  if (!(set.high > set.low)) set.low -= 0.5, set.high = set.low + 1;
}

class Maker {
 public:
  explicit Maker(const ArenaCanvas& c) : c_(c) {}

  ArenaCurveSet make() {
    if (!c_.results.rivals.empty()) {
      race();
      return end();
    }
    switch (c_.scene.curves) {
      case ArenaCurves::distance:
        distance();
        break;
      case ArenaCurves::losses:
        losses();
        break;
      case ArenaCurves::ratio:
        ratios();
        break;
      case ArenaCurves::modes:
        modes();
        break;
      case ArenaCurves::steep:
        steep();
        break;
    }
    return end();
  }

 private:
  ArenaCurveSet end() {
    set_.last = static_cast<double>(std::max<std::uint64_t>(c_.results.iterations, 20));
    for (const ArenaCurve& curve : set_.curves)
      if (!curve.x.empty()) set_.last = std::max(set_.last, curve.x.back());
    return std::move(set_);
  }

  // One number of all configurations, each in its own colour and dash.
  void race() {
    set_.title = race_title();
    const std::size_t count = std::min(lanes(c_.scene), 1 + c_.results.rivals.size());
    for (std::size_t lane = 0; lane < count; ++lane) {
      const ArenaResults& one = lane_of(c_.results, lane);
      ArenaCurve curve{{lane_letter(lane)},
                       lane_stroke(c_.theme(), lane, 2 * c_.e()),
                       lane_text(c_.theme(), lane),
                       {},
                       {}};
      switch (c_.scene.curves) {
        case ArenaCurves::distance:
          measure(curve, *one.measures,
                  !between_given()                    ? &ArenaMeasure::w1
                  : is_critic(one.settings.objective) ? &ArenaMeasure::estimate
                                                      : &ArenaMeasure::js);
          break;
        case ArenaCurves::losses:
          record(curve, *one.record, &StepLosses::critic);
          break;
        case ArenaCurves::ratio:
          if (is_critic(one.settings.objective)) measure(curve, *one.measures, ratio);
          break;
        case ArenaCurves::modes:
          measure(curve, *one.measures, [](const ArenaMeasure& m) { return static_cast<double>(m.modes); });
          curve.steps = true;
          break;
        case ArenaCurves::steep:
          measure(curve, *one.measures, [](const ArenaMeasure& m) { return m.steep_share; });
          break;
      }
      set_.curves.push_back(std::move(curve));
    }
    if (c_.scene.curves == ArenaCurves::ratio) set_.marks.push_back({1, ""});
    fit(set_, c_.scene.curves != ArenaCurves::losses);
    if (c_.scene.curves == ArenaCurves::modes) set_.high = 1.08 * std::max(1, c_.moment().modes.modes);
    if (c_.scene.curves == ArenaCurves::steep) set_.low = 0, set_.high = 1.06;
  }

  // Then only the critics move: what is exact stays.
  bool between_given() const { return c_.scene.model == ArenaModel::fixed; }

  std::vector<std::string> race_title() const {
    switch (c_.scene.curves) {
      case ArenaCurves::distance:
        return between_given() ? std::vector{c_.words("what each estimates"), c_.words("estimate")}
                               : std::vector{c_.words("exact W_{1}"), c_.words("exact")};
      case ArenaCurves::losses:
        return {c_.words("critic's loss")};
      case ArenaCurves::ratio:
        return {c_.words("estimate / exact W_{1}"), c_.words("estimate / exact")};
      case ArenaCurves::modes:
        return {c_.words("modes covered"), c_.words("modes")};
      case ArenaCurves::steep:
        return {c_.words("share of slopes > 1"), c_.words("slope > 1")};
    }
    return {};
  }

  Color hue(DistanceKind kind) const { return c_.theme().distance[static_cast<std::size_t>(kind)]; }
  Color hue_text(DistanceKind kind) const { return c_.theme().distance_text[static_cast<std::size_t>(kind)]; }

  ArenaCurve& add(std::vector<std::string> names, Color line, double width, Dash dash, Color text) {
    set_.curves.push_back({std::move(names), {line, width * c_.e(), dash}, text, {}, {}});
    return set_.curves.back();
  }

  // Runs that were left, in grey and dashed each in its way; below the present one.
  void left_runs(const std::function<Measured(const LeftRun&)>& what,
                 const std::function<bool(const LeftRun&)>& exact = {}) {
    if (!c_.results.left) return;
    static constexpr Dash dashes[] = {Dash::dashed, Dash::dash_dot, Dash::solid};
    for (const LeftRun& run : *c_.results.left) {
      const Catalog& words = *c_.style.words;
      std::vector<std::string> names = run_labels(run, c_.results.settings, words);
      if (exact && exact(run)) names = {words("%1, exact", {names.back()})};
      ArenaCurve& curve =
          add(std::move(names), c_.theme().mixture, 1.5,
              dashes[static_cast<std::size_t>(run.number - 1) % std::size(dashes)], c_.theme().text_soft);
      curve.other = true;
      measure(curve, *run.measures, what(run), run.parted);
    }
  }

  void present(ArenaCurve& curve, const Measured& what) { measure(curve, *c_.results.measures, what); }

  void distance() {
    const bool critic = c_.estimates_distance();
    // Of two numbers that mean the same, the estimate where both runs have one.
    const auto exact = [critic](const LeftRun& run) { return !critic || !is_critic(run.settings.objective); };
    left_runs(
        [&](const LeftRun& run) -> Measured {
          return exact(run) ? &ArenaMeasure::w1 : &ArenaMeasure::estimate;
        },
        [&](const LeftRun& run) { return critic && exact(run); });
    if (critic)
      present(add({c_.words("critic's estimate"), c_.words("estimate")}, c_.green(), 2.4, Dash::solid,
                  c_.green_text()),
              &ArenaMeasure::estimate);
    present(add({c_.words("exact W_{1}"), c_.words("exact")}, c_.theme().text, 1.8, Dash::dotted,
                c_.theme().text),
            &ArenaMeasure::w1);
    if (!critic && c_.moment().js)
      present(
          add({c_.words("JS says *D*")}, hue(DistanceKind::js), 2.4, Dash::solid, hue_text(DistanceKind::js)),
          &ArenaMeasure::js);
    if (std::isfinite(c_.results.w1_floor) && c_.results.w1_floor > 0 && c_.moment().w1.defined())
      set_.marks.push_back({c_.results.w1_floor, c_.words("floor"), Dash::dotted});
    fit(set_, true);
  }

  void losses() {
    record(add({c_.estimates_distance() ? c_.words("critic's loss") : c_.words("discriminator's loss"),
                c_.estimates_distance() ? c_.words("critic") : c_.words("discriminator")},
               c_.theme().p, 1.8, Dash::solid, c_.theme().p_text),
           *c_.results.record, &StepLosses::critic);
    if (c_.scene.model == ArenaModel::network)
      record(add({c_.words("generator's loss"), c_.words("generator")}, c_.theme().q, 1.8, Dash::solid,
                 c_.theme().q_text),
             *c_.results.record, &StepLosses::generator);
    fit(set_, false);
  }

  void ratios() {
    std::vector<std::string> names{c_.words("estimate / exact W_{1}"), c_.words("estimate / exact"),
                                   c_.words("ratio")};
    if (!c_.estimates_distance()) {
      set_.heading = std::move(names);
      set_.instead =
          c_.words("A discriminator estimates no distance: there is nothing to hold against the exact one.");
      return;
    }
    left_runs([](const LeftRun& run) -> Measured {
      if (is_critic(run.settings.objective)) return ratio;
      return [](const ArenaMeasure&) { return std::numeric_limits<double>::quiet_NaN(); };
    });
    present(add(std::move(names), c_.green(), 2.4, Dash::solid, c_.green_text()), ratio);
    set_.marks.push_back({1, ""});
    fit(set_, true);
  }

  void modes() {
    const int all = c_.moment().modes.modes;
    const std::string number = std::to_string(all);
    if (c_.scene.model == ArenaModel::fixed || all < 2) {
      set_.heading = {c_.words("modes covered"), c_.words("modes")};
      set_.instead = c_.scene.model == ArenaModel::fixed
                         ? c_.words("The model is given: no generator has modes to find.")
                         : c_.words("These data have no separate modes to be covered.");
      return;
    }
    const auto covered = [](const ArenaMeasure& m) { return static_cast<double>(m.modes); };
    left_runs([&](const LeftRun&) -> Measured { return covered; });
    for (ArenaCurve& curve : set_.curves) curve.steps = true;
    ArenaCurve& curve = add({c_.words("modes covered"), c_.words("modes")}, c_.theme().p, 2.4, Dash::solid,
                            c_.theme().p_text);
    curve.steps = true;
    present(curve, covered);
    set_.marks.push_back({static_cast<double>(all), c_.words("all %1", {number})});
    set_.high = 1.08 * all;
  }

  // Both are pure numbers of at most 1 and share the axis.
  void steep() {
    const auto share = [](const ArenaMeasure& m) { return m.steep_share; };
    left_runs([&](const LeftRun&) -> Measured { return share; });
    present(add({c_.words("share of slopes > 1"), c_.words("slope > 1")}, hue(DistanceKind::kl_pq), 2.2,
                Dash::solid, hue_text(DistanceKind::kl_pq)),
            share);
    present(add({c_.words("cosine of ∇*f* with the plan"), c_.words("cosine")}, hue(DistanceKind::w2), 1.8,
                Dash::dashed, hue_text(DistanceKind::w2)),
            [](const ArenaMeasure& m) { return m.cosine; });
    double least = 0;
    for (const double y : set_.curves.back().y)
      if (std::isfinite(y)) least = std::min(least, y);
    set_.low = least < 0 ? std::max(-1.06, 1.15 * least - 0.1) : 0;
    set_.high = 1.06;
    if (least < 0) set_.marks.push_back({0, ""});
  }

  const ArenaCanvas& c_;
  ArenaCurveSet set_;
};

}  // namespace

ArenaCurveSet arena_curves(const ArenaCanvas& canvas) { return Maker(canvas).make(); }

}  // namespace dlab
