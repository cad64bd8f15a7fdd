// `divergence-lab train`: a run of the arena without a window; a table of it, and how it ended as JSON.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.hpp"

namespace dlab {

struct TrainRequest {
  std::string scene;
  std::int64_t iterations = 0;
  std::string csv;              // where the table goes; empty: nowhere
  std::int64_t every = 0;       // iterations between its rows; 0: about a hundred rows
  std::string backend = "cpu";  // or "gl"
  std::int64_t threads = 0;     // 0: one for each of the processor's
  std::optional<std::int64_t> seed;
  std::vector<std::string> set;  // KEY=VALUE
};

// The last line of the answer is JSON. A run that diverged is an answer, too.
Result<std::string> run_train(const TrainRequest& request);

}  // namespace dlab
