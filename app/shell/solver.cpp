#include "app/shell/solver.hpp"

namespace dlab {

LineSolver::LineSolver(std::function<void()> wake)
    : worker_(
          [](const Request& request, std::stop_token stop) -> std::optional<Answer> {
            auto results = solve(request.scene, request.previous.get(), stop);
            if (!results) return std::nullopt;
            return Answer{std::move(results), request.revision};
          },
          std::move(wake)) {}

void LineSolver::update(const LineScene& scene, std::uint64_t revision) {
  if (std::optional<Answer> answer = worker_.poll()) {
    results_ = std::move(answer->results);
    solved_ = answer->revision;
  }
  if (solved_ != revision && asked_ != revision) {
    asked_ = revision;
    if (!results_ || cheap(scene)) {  // the very first picture is waited for
      worker_.cancel();
      results_ = solve(scene, results_.get());
      solved_ = revision;
    } else {
      worker_.submit({scene, revision, results_});
    }
  }
  stale_ = solved_ != revision;
}

}  // namespace dlab
