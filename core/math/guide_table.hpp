// Which part of a mixture a uniform number falls into, without searching.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace dlab {

// The first part whose running sum exceeds u times the whole, as std::upper_bound would find it; each of
// 2^k equal steps of u knows where to begin (Chen, Asau 1974).
class GuideTable {
 public:
  GuideTable() = default;
  explicit GuideTable(std::vector<double> up_to) : up_to_(std::move(up_to)) {
    if (up_to_.empty()) return;
    begins_.resize(std::bit_ceil(std::clamp<std::size_t>(4 * up_to_.size(), 64, 1u << 20)));
    std::uint32_t part = 0;
    for (std::size_t step = 0; step < begins_.size(); ++step) {
      const double share = static_cast<double>(step) / static_cast<double>(begins_.size());
      while (part + 1 < up_to_.size() && up_to_[part] <= share * up_to_.back()) ++part;
      begins_[step] = part;
    }
  }

  bool empty() const { return up_to_.empty(); }

  // u in [0, 1).
  std::size_t find(double u) const {
    const double target = u * up_to_.back();
    std::size_t part = begins_[static_cast<std::size_t>(u * static_cast<double>(begins_.size()))];
    while (part + 1 < up_to_.size() && up_to_[part] <= target) ++part;
    return part;
  }

 private:
  std::vector<double> up_to_;
  std::vector<std::uint32_t> begins_;
};

}  // namespace dlab
