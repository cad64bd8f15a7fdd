// Results for the scene on screen: in the frame where that is cheap, else from a worker that works on the
// latest.
#pragma once
#include <functional>
#include <memory>

#include "core/exhibit/line_solve.hpp"
#include "core/parallel/latest_worker.hpp"

namespace dlab {

class LineSolver {
 public:
  explicit LineSolver(std::function<void()> wake);

  // Call each frame; `revision` changes with every change of the scene.
  void update(const LineScene& scene, std::uint64_t revision);
  const std::shared_ptr<const LineResults>& results() const { return results_; }
  bool stale() const { return stale_; }  // results belong to an earlier scene and are being renewed

 private:
  struct Request {
    LineScene scene;
    std::uint64_t revision;
    std::shared_ptr<const LineResults> previous;  // what still holds of it is kept
  };
  struct Answer {
    std::shared_ptr<const LineResults> results;
    std::uint64_t revision;
  };
  std::shared_ptr<const LineResults> results_;
  std::uint64_t solved_ = 0, asked_ = 0;
  bool stale_ = false;
  LatestWorker<Request, Answer> worker_;
};

}  // namespace dlab
