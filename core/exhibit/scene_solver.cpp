#include "core/exhibit/scene_solver.hpp"

namespace dlab {

SceneSolver::SceneSolver(std::function<void()> wake, bool whole)
    : whole_(whole),
      wake_(wake),
      worker_(
          [](const Request& request, std::stop_token stop) -> std::optional<Answer> {
            Results results = solve(request.scene, request.previous, stop);
            if (!results) return std::nullopt;
            return Answer{std::move(results), request.revision};
          },
          std::move(wake), Superseded::publish) {}

ArenaLive* SceneSolver::live(const Scene& scene) {
  if (whole_ || !std::holds_alternative<ArenaScene>(scene.exhibit)) return nullptr;
  if (!live_) live_ = std::make_unique<ArenaLive>(wake_);
  return live_.get();
}

void SceneSolver::update_live(const Scene& scene, std::uint64_t revision) {
  const auto& arena = std::get<ArenaScene>(scene.exhibit);
  live_->follow(arena, scene.name, scene.seed);
  if (auto newest = live_->poll()) results_ = Results{std::move(newest)};
  if (!same_exhibit(scene, results_)) {
    Scene first = scene;  // until the run has something to show: its beginning
    std::get<ArenaScene>(first.exhibit).iterations = 0;
    results_ = solve(first, {});
    live_began_ = live_->run();
  }
  solved_ = asked_ = revision;
  const std::uint64_t shown = results_.get<ArenaResults>()->run;
  stale_ = (shown == 0 ? live_began_ : shown) != live_->run();
}

void SceneSolver::update(const Scene& scene, std::uint64_t revision) {
  if (live(scene)) {
    update_live(scene, revision);
    return;
  }
  if (live_ && live_->playing()) live_->pause();  // nobody looks on
  if (std::optional<Answer> answer = worker_.poll()) {
    // Of an earlier revision it is still news, unless the frame has gone on by itself or changed the exhibit.
    if (answer->revision >= solved_ && same_exhibit(scene, answer->results)) {
      results_ = std::move(answer->results);
      solved_ = answer->revision;
    }
  }
  if (solved_ != revision && asked_ != revision) {
    asked_ = revision;
    const bool first = !same_exhibit(scene, results_);  // the very first picture is waited for
    const Effort fits = effort(scene, results_);
    if (first || fits != Effort::none) {
      results_ = solve(scene, results_, {}, fits == Effort::all || (first && whole_));
      solved_ = revision;
    }
    if (solved_ == revision && curve_current(results_))
      worker_.cancel();
    else
      worker_.submit({scene, revision, results_});
  }
  stale_ = solved_ != revision;
}

}  // namespace dlab
