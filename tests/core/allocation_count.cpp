// Counts every operator new of the test program.
#include "tests/core/allocation_count.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> count{0};

}  // namespace

std::size_t dlab::allocation_count() { return count; }

#if DLAB_COUNTS_ALLOCATIONS

void* operator new(std::size_t bytes) {
  ++count;
  if (void* place = std::malloc(bytes > 0 ? bytes : 1)) return place;
  throw std::bad_alloc();
}
void* operator new(std::size_t bytes, std::align_val_t alignment) {
  ++count;
  const auto step = static_cast<std::size_t>(alignment);
  if (void* place = std::aligned_alloc(step, (bytes + step - 1) / step * step)) return place;
  throw std::bad_alloc();
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
void operator delete(void* place, std::align_val_t) noexcept { std::free(place); }
void operator delete(void* place, std::size_t, std::align_val_t) noexcept { std::free(place); }

#endif
