// A run made at once, for pictures and films.
#include <algorithm>
#include <bit>

#include "core/exhibit/arena_results.hpp"
#include "core/gan/cpu_run.hpp"
#include "core/gan/noise_floor.hpp"

namespace dlab {
namespace {

constexpr std::uint64_t most_measures = 64;  // of a run made at once

// A power of two: what a longer run measures at, a shorter one has measured too.
std::uint64_t measured_every(std::uint64_t iterations) {
  return std::bit_ceil(std::max<std::uint64_t>(1, (iterations + most_measures - 1) / most_measures));
}

bool same_moment(const ArenaScene& scene, std::int64_t seed, const ArenaResults& before) {
  return before.seed == seed && before.checkpoint && same_training(scene, lane_scene(before.inputs, 0)) &&
         before.inputs.iterations == scene.iterations && !before.looking_back;
}

bool goes_on(const ArenaScene& scene, std::int64_t seed, const ArenaResults& before) {
  return before.seed == seed && before.checkpoint && same_training(scene, lane_scene(before.inputs, 0)) &&
         before.inputs.iterations <= scene.iterations && before.status != TrainingStatus::diverged;
}

}  // namespace

Bounds map_view(const ArenaScene& scene, std::size_t lane) {
  Bounds view = natural_view(problem_of(lane == 0 ? scene : lane_scene(scene, lane)));
  if (scene.x_low != scene.x_high) view.x_low = scene.x_low, view.x_high = scene.x_high;
  if (scene.y_low != scene.y_high) view.y_low = scene.y_low, view.y_high = scene.y_high;
  return view;
}

DiagnosisRequest diagnosis_request(const ArenaScene& scene, std::size_t lane) {
  DiagnosisRequest request;
  request.view = map_view(scene, lane);
  const NetworkSettings& critic = settings_of(scene, lane).critic;
  // Large networks take their time at every node, and so do several.
  const double work = static_cast<double>(critic.width) * critic.width * critic.depth;
  const bool race = !scene.rivals.empty(), large = race || work > 2e5;
  request.columns = request.rows = large ? 64 : 96;
  if (dimension_of(scene) == 1) request.columns = 512, request.rows = 1;
  request.points = race ? 256 : 512;
  request.arrows = scene.show.arrows ? 17 : 0;
  request.manifold = scene.show.manifold ? (race ? 17 : 25) : 0;
  return request;
}

ArenaMeasure measure_of(const Diagnosis& diagnosis) {
  ArenaMeasure measure;
  measure.iteration = diagnosis.iteration;
  measure.estimate = diagnosis.estimate;
  measure.w1 = diagnosis.w1.value;
  measure.js = diagnosis.js.value_or(std::nan(""));
  measure.cosine = diagnosis.cosine;
  measure.steep_share = diagnosis.steep_share;
  measure.modes = diagnosis.modes.covered;
  return measure;
}

namespace {

// `scene`: of one configuration.
std::shared_ptr<const ArenaResults> solve_lane(const ArenaScene& scene, const DiagnosisRequest& request,
                                               std::int64_t seed, const ArenaResults* previous,
                                               const std::stop_token& stop) {
  if (previous && same_moment(scene, seed, *previous)) {
    auto again = std::make_shared<ArenaResults>(*previous);
    again->rivals.clear();
    again->inputs = scene;
    again->view = request.view;
    if (previous->diagnosis->request == request) return again;
  }
  auto results = std::make_shared<ArenaResults>();
  results->inputs = scene;
  results->seed = seed;
  results->settings = gan_settings(scene, seed);
  results->view = request.view;
  CpuRun run(spare_threads() + 1);
  const GanProblem problem = problem_of(scene);
  // A run that has come part of the way goes on from there.
  const bool further = previous && goes_on(scene, seed, *previous);
  Checkpoint good = further ? *previous->checkpoint : first_checkpoint(results->settings);
  run.restore(good, problem);

  DiagnosisRequest brief = request;  // what a measure needs
  brief.columns = brief.rows = 2;
  if (dimension_of(scene) == 1) brief.rows = 1;
  brief.arrows = brief.manifold = 0;
  brief.layers = false;
  LossRecord record;
  std::vector<ArenaMeasure> measures;
  const auto last = static_cast<std::uint64_t>(scene.iterations);
  const std::uint64_t every = measured_every(last);
  const auto checkpoint = [&](std::uint64_t iteration) {
    Checkpoint now = run.checkpoint();
    now.iterations = iteration;
    return now;
  };
  if (further) {
    record.resume(*previous->record);
    for (const ArenaMeasure& measure : *previous->measures)
      if (measure.iteration % every == 0) measures.push_back(measure);
    results->losses = previous->losses;
  }
  for (std::uint64_t i = good.iterations; i < last && results->status != TrainingStatus::diverged; ++i) {
    if (i % every == 0 && (measures.empty() || measures.back().iteration < i)) {
      good = checkpoint(i);
      const auto seen = diagnose(good, problem, brief, stop);
      if (!seen) return nullptr;
      measures.push_back(measure_of(*seen));
    }
    if (stop.stop_requested()) return nullptr;
    results->losses = run.advance(results->settings.n_critic, scene.freeze ? 0 : 1);
    if (has_diverged(results->losses)) {
      results->divergence = divergence_in(run.checkpoint(), i + 1);
      results->status = TrainingStatus::diverged;
    } else {
      record.add(i + 1, results->losses);
    }
  }
  if (results->status != TrainingStatus::diverged) good = checkpoint(last);
  results->diagnosis = diagnose(good, problem, request, stop);
  if (!results->diagnosis) return nullptr;
  if (measures.empty() || measures.back().iteration < good.iterations)
    measures.push_back(measure_of(*results->diagnosis));
  results->w1_floor = previous && previous->seed == seed && previous->inputs.p == scene.p
                          ? previous->w1_floor
                          : noise_floor(scene.p, request.points, results->settings.seed, stop);
  results->iterations = good.iterations;
  results->checkpoint = std::make_shared<const Checkpoint>(std::move(good));
  results->record = std::make_shared<const std::vector<LossRecord::Row>>(record.rows());
  results->measures = std::make_shared<const std::vector<ArenaMeasure>>(std::move(measures));
  return results;
}

}  // namespace

std::shared_ptr<const ArenaResults> solve(const ArenaScene& scene, std::int64_t seed,
                                          const ArenaResults* previous, std::stop_token stop, bool) {
  std::shared_ptr<ArenaResults> results;
  for (std::size_t lane = 0; lane < lanes(scene); ++lane) {
    const bool known = previous && lane <= previous->rivals.size();
    auto one = solve_lane(lane_scene(scene, lane), diagnosis_request(scene, lane), seed,
                          known ? &lane_of(*previous, lane) : nullptr, stop);
    if (!one) return nullptr;
    if (lane == 0)
      results = std::make_shared<ArenaResults>(*one);
    else
      results->rivals.push_back(std::move(one));
  }
  results->inputs = scene;
  return results;
}

}  // namespace dlab
