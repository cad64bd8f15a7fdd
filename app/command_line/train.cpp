#include "app/command_line/train.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/command_line/load_scene.hpp"
#include "app/command_line/scene_settings.hpp"
#include "app/host/compute_devices.hpp"
#include "core/base/field.hpp"
#include "core/base/file.hpp"
#include "core/gan/cpu_run.hpp"
#include "core/gan/train_run.hpp"
#include "core/gpu/gpu_run.hpp"

namespace dlab {
namespace {

constexpr std::int64_t most_iterations = 1'000'000'000;

Status within(const char* option, std::int64_t value, std::int64_t low, std::int64_t high) {
  if (value >= low && value <= high) return Done{};
  return Error{option,
               N_("must lie between %1 and %2, got %3"),
               {std::to_string(low), std::to_string(high), std::to_string(value)}};
}

// What can be refused before the scene is read.
Status check_request(const TrainRequest& request) {
  if (const Status known = within("--iterations", request.iterations, 0, most_iterations); !known)
    return known;
  if (const Status known = within("--every", request.every, 0, most_iterations); !known) return known;
  if (const Status known = within("--threads", request.threads, 0, most_threads); !known) return known;
  if (request.backend != "cpu" && request.backend != "gl")
    return unknown_name(Noun::value, "--backend", request.backend, {"cpu", "gl"});
  return request.csv.empty() ? Status(Done{}) : check_target(request.csv);
}

Result<Scene> scene_of(const TrainRequest& request) {
  Result<Scene> loaded = load_scene(request.scene);
  if (!loaded) return loaded;
  if (!std::holds_alternative<ArenaScene>(loaded->exhibit))
    return Error{request.scene, N_("nothing is trained there; give a scene of the arena"), {}};
  std::vector<std::string> settings = request.set;
  if (request.seed) settings.push_back("seed=" + std::to_string(*request.seed));
  return with_settings(*loaded, settings);
}

void show_progress(std::uint64_t done, std::uint64_t all) {
  constexpr std::uint64_t width = 30;
  const std::uint64_t full = all == 0 ? width : done * width / all;
  const std::string bar = std::string(full, '#') + std::string(width - full, '.');
  std::fprintf(stderr, "\r[%s] %llu/%llu%s", bar.c_str(), static_cast<unsigned long long>(done),
               static_cast<unsigned long long>(all), done == all ? "\n" : "");
}

std::string answer(const TrainReport& report) {
  nlohmann::ordered_json out;  // what is not a number is null
  out["iterations"] = report.end.iterations;
  out["iterations_per_second"] = report.iterations_per_second;
  out["critic_estimate"] = report.last.estimate;
  out["w1_exact"] = report.last.w1.value;
  out["modes_covered"] = report.last.modes_covered;
  out["modes"] = report.last.modes;
  out["status"] = report.divergence ? "diverged" : "ok";
  out["diverged_at"] = nullptr;
  if (report.divergence) out["diverged_at"] = report.divergence->iteration;
  return out.dump() + "\n";
}

Result<TrainReport> train_on_processor(const TrainRequest& request, const GanSettings& settings,
                                       const GanProblem& problem, const TrainRunOptions& options) {
  const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  CpuRun trainer(request.threads > 0 ? static_cast<int>(request.threads) : std::min(cores, most_threads));
  return train_run(trainer, settings, problem, options);
}

Result<TrainReport> train_on_card(const GanSettings& settings, const GanProblem& problem,
                                  const TrainRunOptions& options) {
  GpuRun trainer(best_compute_device());
  TrainReport report = train_run(trainer, settings, problem, options);
  if (trainer.failure()) return *trainer.failure();
  return report;
}

}  // namespace

Result<std::string> run_train(const TrainRequest& request) {
  if (const Status known = check_request(request); !known) return known.error();
  const Result<Scene> scene = scene_of(request);
  if (!scene) return scene.error();
  const auto& arena = std::get<ArenaScene>(scene->exhibit);

  const auto all = static_cast<std::uint64_t>(request.iterations);
  TrainRunOptions options{.iterations = all, .freeze_generator = arena.freeze};
  if (!request.csv.empty())
    options.every = request.every > 0 ? static_cast<std::uint64_t>(request.every) : usual_spacing(all);
  if (isatty(STDERR_FILENO)) options.progress = [all](std::uint64_t done) { show_progress(done, all); };
  Result<TrainReport> done =
      request.backend == "gl"
          ? train_on_card(gan_settings(arena, scene->seed), problem_of(arena), options)
          : train_on_processor(request, gan_settings(arena, scene->seed), problem_of(arena), options);
  if (!done) return done.error().in_field("--backend gl");
  const TrainReport& report = *done;
  if (!request.csv.empty()) {
    if (const Status written = write_file(request.csv, train_csv(report.rows)); !written)
      return written.error();
  }
  return answer(report);
}

}  // namespace dlab
