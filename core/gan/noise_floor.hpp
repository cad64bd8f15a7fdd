// What the exact distance between samples reads where there is no distance: samples of equal distributions
// are not at 0 from each other.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <stop_token>

#include "core/gan/trainer.hpp"

namespace dlab {

// Exact W1 between the `points` real samples that a diagnosis of a run with this seed shows and as many other
// ones of the same distribution. Its mean over draws is E W1(P_n, P'_n) > 0, of order n^(−1/2) in one
// dimension and n^(−1/2) √log n in two (Fournier, Guillin 2015). NaN if stopped or where samples are not
// finite.
double noise_floor(const GanData& real, int points, std::uint64_t seed, std::stop_token stop = {});

// The floor of the data that are looked at, worked out once; while they are being moved there is none.
class NoiseFloor {
 public:
  double of(const GanData& real, int points, std::uint64_t seed, std::stop_token stop = {});

 private:
  struct Asked {
    GanData real;
    int points;
    std::uint64_t seed;
    bool operator==(const Asked&) const = default;
  };
  std::optional<Asked> asked_;
  std::optional<double> floor_;
};

}  // namespace dlab
