// What benchmarks of frames measure with: the frame thread's own time, and shares of many times.
#pragma once
#include <time.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace dlab {

// Of this thread alone: workers and a software renderer's threads take the same processors.
inline double thread_milliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

struct Times {
  std::vector<double> all;
  double share(double of) {
    if (all.empty()) return 0;
    std::ranges::sort(all);
    return all[std::min(all.size() - 1, static_cast<std::size_t>(of * static_cast<double>(all.size())))];
  }
};

}  // namespace dlab
