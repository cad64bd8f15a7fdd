// Checkpoints of a run to go back to, within a budget of memory: dense lately, sparse long ago.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "core/gan/trainer.hpp"

namespace dlab {

class TimeMachine {
 public:
  struct Moment {
    std::uint64_t iteration;
    std::shared_ptr<const Checkpoint> checkpoint;
    std::vector<std::shared_ptr<const Checkpoint>> rivals = {};  // of a race
    std::size_t bytes() const;
  };

  explicit TimeMachine(std::size_t bytes = std::size_t{256} << 20, std::size_t moments = 1000)
      : budget_(bytes), most_(moments < 2 ? 2 : moments) {}
  // Iterations come in order; one at or before the last moment's takes off what lies behind it. The first
  // moment is never thinned away.
  void add(std::uint64_t iteration, std::shared_ptr<const Checkpoint> checkpoint,
           std::vector<std::shared_ptr<const Checkpoint>> rivals = {});
  void back_to(std::uint64_t iteration);
  void clear();
  // A race's configurations have others' places: the i-th is what was the order[i]-th (0: the moment's own).
  // One that a moment has not is left out there.
  void reorder(const std::vector<std::size_t>& order);
  const std::vector<Moment>& moments() const { return moments_; }
  // The last moment at or before an iteration; null if there is none.
  const Moment* at(std::uint64_t iteration) const;
  std::size_t bytes() const { return bytes_; }

 private:
  void thin();
  std::size_t budget_, most_, bytes_ = 0;
  std::vector<Moment> moments_;
};

}  // namespace dlab
