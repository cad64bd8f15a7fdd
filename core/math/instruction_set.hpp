// Which of the tables compiled for several instruction sets this processor can run.
#pragma once
#include <vector>

namespace dlab {

// From the baseline up; null where the compiler made none.
template <class Table>
std::vector<const Table*> runnable(const Table* baseline, [[maybe_unused]] const Table* avx2,
                                   [[maybe_unused]] const Table* avx512) {
  std::vector<const Table*> sets{baseline};
#if defined(__x86_64__) || defined(__i386__)
  if (avx2 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
    sets.push_back(avx2);
    if (avx512 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl"))
      sets.push_back(avx512);
  }
#endif
  return sets;
}

}  // namespace dlab
