// How often the program has asked for memory by operator new.
#pragma once
#include <cstddef>

// Sanitizers bring their own operator new.
#define DLAB_COUNTS_ALLOCATIONS 1
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#undef DLAB_COUNTS_ALLOCATIONS
#define DLAB_COUNTS_ALLOCATIONS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#undef DLAB_COUNTS_ALLOCATIONS
#define DLAB_COUNTS_ALLOCATIONS 0
#endif
#endif

namespace dlab {

inline constexpr bool counts_allocations = DLAB_COUNTS_ALLOCATIONS;
std::size_t allocation_count();

}  // namespace dlab
