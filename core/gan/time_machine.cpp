#include "core/gan/time_machine.hpp"

#include <algorithm>

namespace dlab {

std::size_t TimeMachine::Moment::bytes() const {
  std::size_t sum = checkpoint->bytes();
  for (const auto& rival : rivals) sum += rival->bytes();
  return sum;
}

void TimeMachine::clear() {
  moments_.clear();
  bytes_ = 0;
}

void TimeMachine::reorder(const std::vector<std::size_t>& order) {
  bytes_ = 0;
  for (Moment& moment : moments_) {
    std::vector<std::shared_ptr<const Checkpoint>> all{moment.checkpoint}, now;
    all.insert(all.end(), moment.rivals.begin(), moment.rivals.end());
    for (const std::size_t from : order)
      if (from < all.size()) now.push_back(all[from]);
    if (now.empty()) now.push_back(all.front());
    moment.checkpoint = now.front();
    moment.rivals.assign(now.begin() + 1, now.end());
    bytes_ += moment.bytes();
  }
}

void TimeMachine::back_to(std::uint64_t iteration) {
  while (!moments_.empty() && moments_.back().iteration > iteration) {
    bytes_ -= moments_.back().bytes();
    moments_.pop_back();
  }
}

void TimeMachine::add(std::uint64_t iteration, std::shared_ptr<const Checkpoint> checkpoint,
                      std::vector<std::shared_ptr<const Checkpoint>> rivals) {
  if (iteration == 0) {
    clear();
  } else {
    back_to(iteration - 1);
  }
  moments_.push_back({iteration, std::move(checkpoint), std::move(rivals)});
  bytes_ += moments_.back().bytes();
  while ((bytes_ > budget_ || moments_.size() > most_) && moments_.size() > 2) thin();
}

// Takes off the moment whose neighbours are closest in proportion to their age: what is left is spaced evenly
// on a logarithmic scale of age, so that a step back of any length finds something near.
void TimeMachine::thin() {
  const std::uint64_t now = moments_.back().iteration;
  std::size_t worst = 1;
  double least = -1;
  for (std::size_t i = 1; i + 1 < moments_.size(); ++i) {
    const auto gap = static_cast<double>(moments_[i + 1].iteration - moments_[i - 1].iteration);
    const auto age = static_cast<double>(now - moments_[i].iteration);
    const double share = gap / age;
    if (least < 0 || share < least) least = share, worst = i;
  }
  bytes_ -= moments_[worst].bytes();
  moments_.erase(moments_.begin() + static_cast<std::ptrdiff_t>(worst));
}

const TimeMachine::Moment* TimeMachine::at(std::uint64_t iteration) const {
  const auto after = std::upper_bound(moments_.begin(), moments_.end(), iteration,
                                      [](std::uint64_t at, const Moment& m) { return at < m.iteration; });
  return after == moments_.begin() ? nullptr : &*std::prev(after);
}

}  // namespace dlab
