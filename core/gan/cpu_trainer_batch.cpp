// Where the rows of a step come from: a chunk's own, or a whole batch's, ordered so that zeros line up.
#include <algorithm>

#include "core/gan/cpu_trainer.hpp"

namespace dlab {
namespace {

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }

}  // namespace

// Noise → the generator's output, for a chunk of samples.
void CpuTrainer::generate_chunk(const BatchSource& batch, const Place& from, int chunk) {
  const int count = chunk_samples(chunk), start = chunk * chunk_;
  const std::size_t inputs = as_size(settings_.noise.dimension);
  float* noise = from.rows.right[0] + from.first * inputs;
  if (skips_) {
    std::copy_n(ordered_.noise + as_size(start) * inputs, as_size(count) * inputs, noise);
  } else {
    batch.noise(start, count, noise);
  }
  generator_.mlp.forward(from.rows, {from.first, count});
}

// The critic's rows of a chunk: real, fake, and where the penalty looks.
void CpuTrainer::fill_chunk(const BatchSource& batch, int chunk, int thread, float* rows) {
  const int count = chunk_samples(chunk), start = chunk * chunk_;
  const std::size_t d = as_size(settings_.dimension), size = as_size(count) * d, first = as_size(start) * d;
  float *fake = rows + size, *points = rows + 2 * size;
  const bool penalty = penalised(settings_.objective);
  if (skips_) {
    std::copy_n(ordered_.real + first, size, rows);
    std::copy_n(ordered_.fake + first, size, fake);
    if (penalty) std::copy_n(ordered_.points + first, size, points);
    return;
  }
  batch.real(start, count, rows);
  if (batch.has_fake()) {
    batch.fake(start, count, fake);
  } else {
    const Place from = place(generator_, chunk, thread, 1);
    generate_chunk(batch, from, chunk);
    std::copy_n(from.rows.out + from.first * d, size, fake);
  }
  if (penalty) penalty_points(batch, start, count, rows, fake, gradients_[as_size(thread)], points);
}

// Where the penalty looks; `t` is memory for a number a row.
void CpuTrainer::penalty_points(const BatchSource& batch, int start, int count, const float* real,
                                const float* fake, float* t, float* points) const {
  const std::size_t d = as_size(settings_.dimension), size = as_size(count) * d;
  if (settings_.penalty_points != PenaltyPoints::between) {
    std::copy_n(settings_.penalty_points == PenaltyPoints::real ? real : fake, size, points);
    return;
  }
  batch.between(start, count, t);
  for (std::size_t i = 0; i < size; ++i) points[i] = t[i / d] * real[i] + (1 - t[i / d]) * fake[i];
}

void CpuTrainer::order_noise(const BatchSource& batch) {
  Ordered& o = ordered_;
  const int inputs = settings_.noise.dimension;
  batch.noise(0, settings_.batch, o.drawn_noise);
  o.noise_order.sort(o.drawn_noise, inputs);
  o.noise_order.arrange(o.drawn_noise, inputs, o.noise);
}

// The generator sees noise in its own order; what it makes meets the real points by number, as drawn, and
// only then is each part ordered.
void CpuTrainer::order_batch(const BatchSource& batch) {
  Ordered& o = ordered_;
  const int d = settings_.dimension, fakes = batch.has_fake() ? 1 : chunks_;
  if (!batch.has_fake()) order_noise(batch);
  run(
      1 + fakes,
      [&](int task, int thread) {
        if (task == 0) {
          batch.real(0, settings_.batch, o.drawn_real);
          o.real_order.sort(o.drawn_real, d);
          o.real_order.arrange(o.drawn_real, d, o.real);
        } else if (batch.has_fake()) {
          batch.fake(0, settings_.batch, o.drawn_fake);
        } else {
          const int chunk = task - 1;
          const Place from = place(generator_, chunk, thread, 1);
          generate_chunk(batch, from, chunk);
          o.noise_order.put_back(from.rows.out + from.first * as_size(d), d, chunk * chunk_,
                                 chunk_samples(chunk), o.drawn_fake);
        }
      },
      penalised(settings_.objective) ? 2 : 1,
      [&](int task, int) {
        if (task == 0) {
          o.fake_order.sort(o.drawn_fake, d);
          o.fake_order.arrange(o.drawn_fake, d, o.fake);
        } else {
          penalty_points(batch, 0, settings_.batch, o.drawn_real, o.drawn_fake, o.between, o.drawn_points);
          o.points_order.sort(o.drawn_points, d);
          o.points_order.arrange(o.drawn_points, d, o.points);
        }
      });
}

}  // namespace dlab
