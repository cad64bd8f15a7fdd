#include "core/exhibit/scene_solver.hpp"

namespace dlab {

SceneSolver::SceneSolver(std::function<void()> wake, bool whole)
    : whole_(whole),
      worker_(
          [](const Request& request, std::stop_token stop) -> std::optional<Answer> {
            Results results = solve(request.scene, request.previous, stop);
            if (!results) return std::nullopt;
            return Answer{std::move(results), request.revision};
          },
          std::move(wake), Superseded::publish) {}

void SceneSolver::update(const Scene& scene, std::uint64_t revision) {
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
