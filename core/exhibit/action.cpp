// apply(): one function per action, each on a copy; whatever comes out has passed validate().
#include "core/exhibit/action.hpp"

#include <algorithm>
#include <cmath>

#include "core/exhibit/action_parts.hpp"
#include "core/exhibit/boxes_plan.hpp"
#include "core/exhibit/line_solve.hpp"

namespace dlab {
namespace {

LineScene* line_of(Scene& scene) { return std::get_if<LineScene>(&scene.exhibit); }
BoxesScene* boxes_of(Scene& scene) { return std::get_if<BoxesScene>(&scene.exhibit); }

Error elsewhere() { return {"", N_("this edit belongs to another exhibit"), {}}; }

// Moves a limit out to the next round number that covers `value`.
double widened_to(double value, double low, double high, bool upwards) {
  const double span = (high - low) / 8;
  const double power = std::pow(10, std::floor(std::log10(span)));
  const double step = span < 2 * power ? power : span < 5 * power ? 2 * power : 5 * power;
  return (upwards ? std::ceil(value / step) : std::floor(value / step)) * step;
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
  std::visit(
      [&](auto& now) {
        const auto& before = std::get<std::decay_t<decltype(now)>>(old.exhibit);
        if (action.clamp) keep_sane(now, before);
        follow(now, before);
      },
      scene.exhibit);
  return Done{};
}

// Another distribution takes the side's place.
void replace(Scene& scene, Side side, Distribution by) {
  *line_side(scene, side) = std::move(by);
  keep_parameter(scene);
}
void replace(Scene& scene, Side side, Distribution2d by) {
  *plane_side(scene, side) = std::move(by);
  keep_parameter(scene);
}

Status act(Scene& scene, const SetKind& action) {
  const Distribution* now = line_side(scene, action.side);
  if (!now) return elsewhere();
  replace(scene, action.side, convert(*now, action.kind));
  return Done{};
}

Status act(Scene& scene, const SetDistribution& action) {
  if (!line_side(scene, action.side)) return elsewhere();
  replace(scene, action.side, action.distribution);
  return Done{};
}

Status act(Scene& scene, const SetKind2d& action) {
  const Distribution2d* now = plane_side(scene, action.side);
  if (!now) return elsewhere();
  replace(scene, action.side, convert(*now, action.kind));
  return Done{};
}

Status act(Scene& scene, const SetDistribution2d& action) {
  if (!plane_side(scene, action.side)) return elsewhere();
  replace(scene, action.side, action.distribution);
  return Done{};
}

// edit(distribution, the parameter that is followed or null).
template <class Edit>
Status change_components(Scene& scene, Side side, const Edit& edit) {
  Recorder* recorder = recorder_of(scene);
  std::string* parameter = recorder ? &recorder->parameter : nullptr;
  Distribution* line = line_side(scene, side);
  Distribution2d* plane = plane_side(scene, side);
  if (!line && !plane) return elsewhere();
  const Status status = line ? edit(*line, parameter) : edit(*plane, parameter);
  if (status) keep_parameter(scene);
  return status;
}

Status act(Scene& scene, const AddComponent& action) {
  return change_components(scene, action.side, [&](auto& distribution, std::string* parameter) {
    return add_component(distribution, action, parameter);
  });
}

Status act(Scene& scene, const RemoveComponent& action) {
  return change_components(scene, action.side, [&](auto& distribution, std::string* parameter) {
    return remove_component(distribution, action, parameter);
  });
}

Status act(Scene& scene, const PaintHistogram& action) {
  for (const double value : {action.x0, action.y0, action.x1, action.y1}) {
    if (!std::isfinite(value)) return Error{"", N_("must be a finite number, got %1"), {to_text(value)}};
  }
  if (!line_side(scene, action.side)) return elsewhere();
  Distribution& distribution = *line_side(scene, action.side);
  if (!std::holds_alternative<Histogram>(distribution))
    replace(scene, action.side, convert(distribution, DistributionKind::histogram));
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

Status act(Scene& scene, const PaintCells& action) {
  if (!plane_side(scene, action.side)) return elsewhere();
  for (const double value :
       {action.from.x, action.from.y, action.to.x, action.to.y, action.radius, action.amount})
    if (!std::isfinite(value)) return Error{"", N_("must be a finite number, got %1"), {to_text(value)}};
  Distribution2d& distribution = *plane_side(scene, action.side);
  if (!std::holds_alternative<Painted2d>(distribution))
    replace(scene, action.side, convert(distribution, Kind2d::painted));
  distribution =
      painted(std::get<Painted2d>(distribution), action.from, action.to, action.radius, action.amount);
  return Done{};
}

Status act(Scene& scene, const SwapSides&) {
  if (!recorder_of(scene)) return elsewhere();
  std::visit(
      [](auto& exhibit) {
        if constexpr (requires { exhibit.recorder; }) {
          std::swap(exhibit.p, exhibit.q);
          std::string& parameter = exhibit.recorder.parameter;
          if (of_side(parameter)) parameter[0] = parameter[0] == 'p' ? 'q' : 'p';
        }
      },
      scene.exhibit);
  return Done{};
}

Status act(Scene& scene, const Record& action) {
  if (!recorder_of(scene)) return elsewhere();
  const FieldList list = fields(scene);
  const auto field = find_field(list, action.parameter);
  if (!field) return field.error();
  if (field->info().kind != FieldKind::real || !of_side(action.parameter)) {
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
  Recorder& recorder = *recorder_of(scene);
  if (recorder.parameter != action.parameter) recorder = recorder_for(list, action.parameter, recorder.steps);
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
  if (Recorder* recorder = recorder_of(scene)) {
    recorder->recorded = false;
    recorder->visited_low = recorder->visited_high = 0;
  }
  return Done{};
}

Status act(Scene& scene, const FitStep& action) {
  if (action.steps < 1)
    return Error{"", N_("must be at least %1, got %2"), {"1", std::to_string(action.steps)}};
  LineScene* line = line_of(scene);
  if (!line) return elsewhere();
  auto fitted = fit_step(*line, action.steps);
  if (!fitted) return fitted.error();
  *line = *std::move(fitted);
  return Done{};
}

// What changes the plan brings whatever was on its way to where it belongs first: nowhere.
template <class Edit>
Status act_on_boxes(Scene& scene, Edit edit) {
  BoxesScene* boxes = boxes_of(scene);
  if (!boxes) return elsewhere();
  boxes->flight = 0;
  return edit(*boxes);
}

Status act(Scene& scene, const CarryBox& action) {
  return act_on_boxes(scene, [&](BoxesScene& boxes) { return carry(boxes, action.box, action.destination); });
}
Status act(Scene& scene, const SetPlanEntry& action) {
  return act_on_boxes(scene, [&](BoxesScene& boxes) {
    return set_plan_entry(boxes, action.place, action.destination, action.count);
  });
}
Status act(Scene& scene, const CarryNext&) { return act_on_boxes(scene, carry_next); }
Status act(Scene& scene, const LoadOptimum&) { return act_on_boxes(scene, load_optimum); }
Status act(Scene& scene, const BringBackAll&) { return act_on_boxes(scene, bring_back_all); }
Status act(Scene& scene, const AddBoxPlace& action) {
  return act_on_boxes(scene, [&](BoxesScene& boxes) { return add_place(boxes, action.side); });
}
Status act(Scene& scene, const RemoveBoxPlace& action) {
  return act_on_boxes(scene,
                      [&](BoxesScene& boxes) { return remove_place(boxes, action.side, action.index); });
}

Status act(Scene& scene, const AddRival&) {
  auto* arena = std::get_if<ArenaScene>(&scene.exhibit);
  if (!arena) return elsewhere();
  if (arena->rivals.size() >= most_rivals)
    return Error{"", N_("a race has at most %1 configurations"), {std::to_string(1 + most_rivals)}};
  const auto edited = static_cast<std::size_t>(arena->lane);
  arena->rivals.push_back(edited == 0 ? ArenaRival{arena->gan, {}, {}} : arena->rivals[edited - 1]);
  arena->lane = static_cast<int>(arena->rivals.size());
  return Done{};
}
Status act(Scene& scene, const RemoveLane& action) {
  auto* arena = std::get_if<ArenaScene>(&scene.exhibit);
  if (!arena || action.lane > arena->rivals.size() || arena->rivals.empty()) return elsewhere();
  if (action.lane == 0) {
    const ArenaRival next = arena->rivals.front();
    for (ArenaRival& rival : arena->rivals) {  // who shared the first one's data keeps them
      if (next.p && !rival.p) rival.p = arena->p;
      if (next.q && !rival.q) rival.q = arena->q;
    }
    arena->p = next.p.value_or(arena->p);
    arena->q = next.q.value_or(arena->q);
    arena->gan = next.gan;
  }
  arena->rivals.erase(arena->rivals.begin() +
                      static_cast<std::ptrdiff_t>(action.lane == 0 ? 0 : action.lane - 1));
  const auto edited = static_cast<std::size_t>(arena->lane);
  if (edited > action.lane || edited > arena->rivals.size()) --arena->lane;
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
  if (auto* arena = std::get_if<ArenaScene>(&next.exhibit);
      arena && !std::holds_alternative<LoadScene>(action))
    follow(*arena, std::get<ArenaScene>(scene.exhibit), next.seed == scene.seed);
  if (const Status status = validate(next); !status) return status.error();
  return next;
}

}  // namespace dlab
