// The batches of a training run: real samples, noise, and the places between, each a function of (seed, step,
// row) alone: the same bits whichever thread asks for which rows.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "core/distribution/distribution.hpp"
#include "core/distribution/distribution_2d.hpp"
#include "core/gan/settings.hpp"

namespace dlab {

class Law;
class Law2d;
class Law2dSampler;

// A distribution prepared for drawing batches; nothing is allocated by a draw, and any number of threads may
// draw at once. A sample moves continuously with the distribution's parameters, so that data may be moved
// while a run goes on. Precondition: validate() holds.
class DataSource {
 public:
  explicit DataSource(const Distribution& distribution);
  explicit DataSource(const Distribution2d& distribution);
  ~DataSource();
  DataSource(DataSource&&) noexcept;
  DataSource& operator=(DataSource&&) noexcept;

  int dimension() const { return plane_ ? 2 : 1; }

  // Rows first … first + count − 1 of batch number `step`, (count, dimension), row-major; rows are numbered
  // below most_batch. Samples are independent across rows, steps, seeds and streams.
  void draw(std::uint64_t seed, RandomStream stream, std::uint64_t step, int first, int count,
            float* out) const;
  void real(std::uint64_t seed, std::uint64_t step, int first, int count, float* out) const {
    draw(seed, RandomStream::real, step, first, count, out);
  }

 private:
  struct Line;
  struct Plane;
  std::unique_ptr<const Line> line_;  // one of the two
  std::unique_ptr<const Plane> plane_;
};

// Rows of noise number `step`, (count, dimension). A run numbers its draws: critic and generator steps alike.
void draw_noise(const NoiseSettings& noise, std::uint64_t seed, std::uint64_t step, int first, int count,
                float* out, RandomStream stream = RandomStream::noise);
// Both take their numbers, four from a block of the Philox stream, from here on.
constexpr std::uint64_t first_block_of_draw(std::uint64_t step) { return step * (most_batch / 2); }
// Uniform numbers in [0, 1), one a row: where between a real and a fake sample the penalty looks.
void draw_between(std::uint64_t seed, std::uint64_t step, int first, int count, float* out,
                  RandomStream stream = RandomStream::between);

}  // namespace dlab
