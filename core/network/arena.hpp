// One block of memory from which a trainer takes everything it needs before its first step.
#pragma once
#ifdef __linux__
#include <sys/mman.h>
#endif
#include <cstddef>
#include <memory>
#include <new>

namespace dlab {

// Lay the same things out twice: the first time only measures and gives null pointers; allocate() then makes
// the block, zeroed, and the second time gives places in it, each at the start of a cache line.
class Arena {
 public:
  float* floats(std::size_t count) {
    const std::size_t at = used_;
    used_ += (count + line - 1) / line * line;
    return block_ ? block_.get() + at : nullptr;
  }
  double* doubles(std::size_t count) { return reinterpret_cast<double*>(floats(2 * count)); }
  void allocate() {
    const std::size_t bytes = (used_ + line) * sizeof(float);
    block_.reset(static_cast<float*>(::operator new (bytes, std::align_val_t{huge_page})));
#ifdef __linux__
    // Few entries then map the whole of a wide network, whose rows lie far apart.
    if (bytes >= huge_page) madvise(block_.get(), bytes / huge_page * huge_page, MADV_HUGEPAGE);
#endif
    for (std::size_t i = 0; i < used_ + line; ++i) block_.get()[i] = 0;
    used_ = 0;
  }
  std::size_t size() const { return used_; }  // floats handed out

 private:
  static constexpr std::size_t line = 16;  // floats in a cache line
  static constexpr std::size_t huge_page = std::size_t{1} << 21;
  struct Free {
    void operator()(float* block) const { ::operator delete (block, std::align_val_t{huge_page}); }
  };
  std::unique_ptr<float, Free> block_;
  std::size_t used_ = 0;
};

}  // namespace dlab
