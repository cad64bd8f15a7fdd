// apply(): one function per action, each on a copy; whatever comes out has passed validate().
#include "core/exhibit/action.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/distribution/law.hpp"
#include "core/exhibit/line_solve.hpp"

namespace dlab {
namespace {

LineScene& line_of(Scene& scene) { return std::get<LineScene>(scene.exhibit); }

// --- What a drag may not do to a distribution: the ends of a support cross, or the last weight vanish. ---

void keep_apart(double& low, double& high, double old_low, double old_high) {
  constexpr double narrowest = 0.05;  // unless it was narrower already
  const double least = std::min(narrowest, old_high - old_low);
  if (high - low >= least) return;
  (low != old_low ? low : high) = low != old_low ? high - least : low + least;
}

void keep_sane(Uniform& now, const Uniform& old) { keep_apart(now.low, now.high, old.low, old.high); }
void keep_sane(Histogram& now, const Histogram& old) { keep_apart(now.low, now.high, old.low, old.high); }
void keep_sane(Discrete& now, const Discrete& old) {
  if (std::all_of(now.weights.begin(), now.weights.end(), [](double weight) { return weight == 0; })) {
    now.weights = old.weights;
  }
}
template <class Part>
void keep_sane(Part&, const Part&) {}
void keep_sane(Mixture& now, const Mixture& old) {
  const auto weightless = [](const Component& component) { return component.weight == 0; };
  const bool none_left = std::all_of(now.components.begin(), now.components.end(), weightless);
  for (std::size_t i = 0; i < now.components.size(); ++i) {
    if (none_left) now.components[i].weight = old.components[i].weight;
    std::visit(
        [&](auto& part) {
          keep_sane(part, std::get<std::decay_t<decltype(part)>>(old.components[i].distribution));
        },
        now.components[i].distribution);
  }
}

// --- The recorder follows its parameter through every change of the distributions. ---

// Another parameter than before is followed: over its own range, except for limits that the caller gave. A
// curve that covered its whole range still does; any other begins anew.
void start_recording_afresh(Recorder& recorder, const Recorder& old, const Recorder& fresh) {
  const bool whole = old.recorded && old.visited_low == old.low && old.visited_high == old.high;
  if (recorder.low == old.low) recorder.low = fresh.low;
  if (recorder.high == old.high) recorder.high = fresh.high;
  recorder.recorded = whole;
  recorder.visited_low = whole ? recorder.low : 0;
  recorder.visited_high = whole ? recorder.high : 0;
}

// If the parameter is gone (another kind, a removed component), the side's location takes its place.
void keep_parameter(LineScene& line) {
  if (optional_field(fields(line), line.recorder.parameter)) return;
  const Side side = line.recorder.parameter.starts_with("p.") ? Side::p : Side::q;
  line.recorder = recorder_for(line, location_path(line, side));
}

// The visited part stays within a changed range; a curve that covered all of it still does.
void keep_visited(Recorder& recorder, const Recorder& old) {
  if (!recorder.recorded || (recorder.low == old.low && recorder.high == old.high)) return;
  const bool whole = old.visited_low == old.low && old.visited_high == old.high;
  if (whole) {
    recorder.visited_low = recorder.low;
    recorder.visited_high = recorder.high;
    return;
  }
  recorder.visited_low =
      std::clamp(recorder.visited_low, recorder.low, std::max(recorder.low, recorder.high));
  recorder.visited_high =
      std::clamp(recorder.visited_high, recorder.visited_low, std::max(recorder.visited_low, recorder.high));
}

// Moves a limit out to the next round number that covers `value`.
double widened_to(double value, double low, double high, bool upwards) {
  const double span = (high - low) / 8;
  const double power = std::pow(10, std::floor(std::log10(span)));
  const double step = span < 2 * power ? power : span < 5 * power ? 2 * power : 5 * power;
  return (upwards ? std::ceil(value / step) : std::floor(value / step)) * step;
}

Component bell(double weight, double at, double std) {
  Component component;
  component.weight = weight;
  component.distribution = Normal{at, std};
  return component;
}

// --- One function per action. ---

Status act(Scene& scene, const SetFields& action) {
  const Scene old = scene;
  for (const auto& [path, value] : action.values) {
    const auto field = find_field(fields(scene), path);
    if (!field) return field.error();
    if (const Status status = field->set(action.clamp ? field->clamped(value) : value); !status)
      return status;
  }
  LineScene& line = line_of(scene);
  const auto& before = std::get<LineScene>(old.exhibit);
  if (action.clamp) {
    for (const Side side : {Side::p, Side::q}) {
      std::visit(
          [&](auto& part) { keep_sane(part, std::get<std::decay_t<decltype(part)>>(side_of(before, side))); },
          side_of(line, side));
    }
  }
  if (line.recorder.parameter != before.recorder.parameter) {
    start_recording_afresh(line.recorder, before.recorder, recorder_for(line, line.recorder.parameter));
  } else {
    keep_visited(line.recorder, before.recorder);
  }
  if (line.recorder.recorded &&
      line.recorder.visited_low == line.recorder.visited_high) {  // just switched on
    line.recorder.visited_low = line.recorder.low;
    line.recorder.visited_high = line.recorder.high;
  }
  return Done{};
}

Status act(Scene& scene, const SetKind& action) {
  Distribution& distribution = side_of(line_of(scene), action.side);
  distribution = convert(distribution, action.kind);
  keep_parameter(line_of(scene));
  return Done{};
}

Status act(Scene& scene, const SetDistribution& action) {
  side_of(line_of(scene), action.side) = action.distribution;
  keep_parameter(line_of(scene));
  return Done{};
}

Status act(Scene& scene, const AddComponent& action) {
  if (!std::isfinite(action.at))
    return Error{"", N_("must be a finite number, got %1"), {to_text(action.at)}};
  LineScene& line = line_of(scene);
  Distribution& distribution = side_of(line, action.side);
  const double std = std::sqrt(Law(distribution).variance());
  const double width = std::isfinite(std) && std > smallest_scale ? std : 1;
  const double at = std::clamp(action.at, -location_limit, location_limit);
  if (auto* mixture = std::get_if<Mixture>(&distribution)) {
    double total = 0;
    for (const Component& component : mixture->components) total += component.weight;
    const auto n = static_cast<double>(mixture->components.size());
    mixture->components.push_back(bell(total / n, at, std::min(width / 2, largest_scale)));
    return Done{};
  }
  distribution = Mixture{{{0.5, *narrowed(distribution)}, bell(0.5, at, std::min(width, largest_scale))}};
  // What was followed is now the first component's.
  const std::string prefix = std::string(side_key(action.side)) + ".";
  std::string& parameter = line.recorder.parameter;
  if (parameter.starts_with(prefix)) parameter.insert(prefix.size(), "components.0.");
  return Done{};
}

// Component numbers above `removed` move down by one; a single component left stands alone.
void renumber(std::string& parameter, const std::string& prefix, std::size_t removed, bool alone) {
  const std::string start = prefix + "components.";
  if (!parameter.starts_with(start)) return;
  std::size_t index = 0;
  const char* digits = parameter.data() + start.size();
  const auto end = std::from_chars(digits, parameter.data() + parameter.size(), index).ptr;
  const std::string rest(end);  // ".mean"
  if (index == removed) {
    parameter.clear();
  } else if (alone) {
    parameter = prefix + rest.substr(std::min<std::size_t>(1, rest.size()));
  } else {
    parameter = start + std::to_string(index - (index > removed ? 1 : 0)) + rest;
  }
}

Status act(Scene& scene, const RemoveComponent& action) {
  LineScene& line = line_of(scene);
  Distribution& distribution = side_of(line, action.side);
  auto* mixture = std::get_if<Mixture>(&distribution);
  if (!mixture || action.index >= mixture->components.size() || mixture->components.size() < 2) {
    return Error{side_key(action.side),
                 N_("has no component %1 that could be removed"),
                 {std::to_string(action.index + 1)}};
  }
  mixture->components.erase(mixture->components.begin() + static_cast<std::ptrdiff_t>(action.index));
  const bool alone = mixture->components.size() == 1;
  if (alone) {
    const Simple last = mixture->components.front().distribution;
    distribution = widened(last);
  } else if (std::all_of(mixture->components.begin(), mixture->components.end(),
                         [](const Component& component) { return component.weight == 0; })) {
    for (Component& component : mixture->components) component.weight = 1;
  }
  const std::string prefix = std::string(side_key(action.side)) + ".";
  renumber(line.recorder.parameter, prefix, action.index, alone);
  if (line.recorder.parameter.empty()) line.recorder.parameter = prefix;  // gone; its side is remembered
  keep_parameter(line);
  return Done{};
}

Status act(Scene& scene, const PaintHistogram& action) {
  for (const double value : {action.x0, action.y0, action.x1, action.y1}) {
    if (!std::isfinite(value)) return Error{"", N_("must be a finite number, got %1"), {to_text(value)}};
  }
  LineScene& line = line_of(scene);
  Distribution& distribution = side_of(line, action.side);
  if (!std::holds_alternative<Histogram>(distribution)) {
    distribution = convert(distribution, DistributionKind::histogram);
    keep_parameter(line);
  }
  auto& histogram = std::get<Histogram>(distribution);
  const std::vector<double> old = histogram.heights;
  const double width = (histogram.high - histogram.low) / static_cast<double>(old.size());
  const auto bin_of = [&](double x) { return std::floor((x - histogram.low) / width); };
  const bool rightwards = action.x0 <= action.x1;
  const double x_low = rightwards ? action.x0 : action.x1, y_low = rightwards ? action.y0 : action.y1;
  const double x_high = rightwards ? action.x1 : action.x0, y_high = rightwards ? action.y1 : action.y0;
  const double last = static_cast<double>(old.size()) - 1;
  const double from = std::max(0.0, bin_of(x_low)), to = std::min(last, bin_of(x_high));
  for (double bin = from; bin <= to; ++bin) {
    const double middle = std::clamp(histogram.low + (bin + 0.5) * width, x_low, x_high);
    const double share = x_high > x_low ? (middle - x_low) / (x_high - x_low) : 1;
    const double height = x_high > x_low ? std::lerp(y_low, y_high, share) : action.y1;
    histogram.heights[static_cast<std::size_t>(bin)] = std::clamp(height, 0.0, 1e12);
  }
  // Wiping out the last mass is not possible.
  if (std::all_of(histogram.heights.begin(), histogram.heights.end(), [](double h) { return h == 0; })) {
    histogram.heights = old;
  }
  return Done{};
}

Status act(Scene& scene, const SwapSides&) {
  LineScene& line = line_of(scene);
  std::swap(line.p, line.q);
  std::string& parameter = line.recorder.parameter;
  if (parameter.starts_with("p.")) {
    parameter[0] = 'q';
  } else if (parameter.starts_with("q.")) {
    parameter[0] = 'p';
  }
  return Done{};
}

Status act(Scene& scene, const Record& action) {
  LineScene& line = line_of(scene);
  const auto field = find_field(fields(line), action.parameter);
  if (!field) return field.error();
  if (field->info().kind != FieldKind::real) {
    return Error{"recorder.parameter",
                 N_("must be a number of p or q such as q.mean, got \"%1\""),
                 {action.parameter}};
  }
  if (!std::isfinite(action.from) || !std::isfinite(action.to)) {
    return Error{action.parameter,
                 N_("must be a finite number, got %1"),
                 {to_text(std::isfinite(action.from) ? action.to : action.from)}};
  }
  const double from = std::get<double>(field->clamped(std::min(action.from, action.to)));
  const double to = std::get<double>(field->clamped(std::max(action.from, action.to)));
  if (!(from < to)) return Done{};
  Recorder& recorder = line.recorder;
  if (recorder.parameter != action.parameter) recorder = recorder_for(line, action.parameter);
  if (from < recorder.low) {
    recorder.low = std::get<double>(field->clamped(widened_to(from, recorder.low, recorder.high, false)));
    if (recorder.low <= 0 && field->info().low > 0) recorder.low = from;
  }
  if (to > recorder.high) {
    recorder.high = std::get<double>(field->clamped(widened_to(to, recorder.low, recorder.high, true)));
  }
  recorder.low = std::min(recorder.low, from);  // rounding may have stopped short
  recorder.high = std::max(recorder.high, to);
  recorder.visited_low = recorder.recorded ? std::min(recorder.visited_low, from) : from;
  recorder.visited_high = recorder.recorded ? std::max(recorder.visited_high, to) : to;
  recorder.recorded = true;
  return Done{};
}

Status act(Scene& scene, const ClearRecording&) {
  Recorder& recorder = line_of(scene).recorder;
  recorder.recorded = false;
  recorder.visited_low = recorder.visited_high = 0;
  return Done{};
}

Status act(Scene& scene, const FitStep& action) {
  if (action.steps < 1)
    return Error{"", N_("must be at least %1, got %2"), {"1", std::to_string(action.steps)}};
  auto fitted = fit_step(line_of(scene), action.steps);
  if (!fitted) return fitted.error();
  line_of(scene) = *std::move(fitted);
  return Done{};
}

Status act(Scene&, const LeaveAsIs&) { return Done{}; }

Status act(Scene& scene, const LoadScene& action) {
  scene = action.scene;
  return Done{};
}

}  // namespace

Result<Scene> apply(const Scene& scene, const Action& action) {
  Scene next = scene;
  if (const Status status = std::visit([&](const auto& edit) { return act(next, edit); }, action); !status) {
    return status.error();
  }
  if (const Status status = validate(next); !status) return status.error();
  return next;
}

}  // namespace dlab
