// The steps: chunks of samples on any thread, then regions of weights.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/gan/cpu_trainer.hpp"

namespace dlab {
namespace {

constexpr double least_parallel_work = 1e6;  // samples · width²: below, threads cost more than they give

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }

UpdateRule update_rule(const OptimiserSettings& settings, std::uint64_t step, float bound) {
  const OptimiserStep<float> numbers = optimiser_step<float>(settings, step);
  const auto kind = settings.kind == OptimiserKind::sgd       ? UpdateRule::Kind::sgd
                    : settings.kind == OptimiserKind::rmsprop ? UpdateRule::Kind::rmsprop
                                                              : UpdateRule::Kind::adam;
  return {.kind = kind,
          .rate = numbers.rate,
          .momentum = numbers.keep,
          .beta1 = numbers.keep,
          .beta2 = numbers.keep_square,
          .rest1 = numbers.add,
          .rest2 = numbers.add_square,
          .root_scale = numbers.root,
          .epsilon = numbers.epsilon,
          .bound = bound};
}

// Batches that lie in memory.
struct StoredBatch : BatchSource {
  StoredBatch(const GanSettings& settings, const float* x, const float* z, const float* t)
      : dimension(as_size(settings.dimension)), inputs(as_size(settings.noise.dimension)), x(x), z(z), t(t) {}
  void real(int first, int count, float* out) const override {
    std::copy_n(x + as_size(first) * dimension, as_size(count) * dimension, out);
  }
  void noise(int first, int count, float* out) const override {
    std::copy_n(z + as_size(first) * inputs, as_size(count) * inputs, out);
  }
  void between(int first, int count, float* out) const override {
    std::copy_n(t + as_size(first), as_size(count), out);
  }
  std::size_t dimension, inputs;
  const float *x, *z, *t;
};

}  // namespace

int CpuTrainer::chunk_samples(int chunk) const { return std::min(chunk_, settings_.batch - chunk * chunk_); }

CpuTrainer::Place CpuTrainer::place(Net& net, int chunk, int thread, int multiplier) {
  if (net.wide) return {net.rows.front(), as_size(chunk * chunk_ * multiplier)};
  MlpRows& rows = net.rows[as_size(thread)];
  if (skips_) net.mlp.set_tiles(rows, net.tiles[as_size(chunk)], net.blocks[as_size(chunk)]);
  return {rows, 0};
}

bool CpuTrainer::alone() const {
  const double width = std::max(settings_.critic.width, settings_.generator.width);
  return pool_.threads() == 1 || settings_.batch * width * width < least_parallel_work;
}

void CpuTrainer::prepare(Net& net, float bound) { net.rule = update_rule(net.optimiser, ++net.steps, bound); }

void CpuTrainer::share_gradient(Net& net, const Place& at, int chunk, RowRange all,
                                std::span<const RowRange> biased) {
  if (skips_) {
    const int tangents = &net == &critic_ && multiplier_ == 3 ? all.count / 3 : 0;
    const RowRange values{all.first, all.count - tangents};
    net.mlp.pack_blocks(at.rows, values, false);
    net.mlp.pack_blocks(at.rows, {all.first + as_size(values.count), tangents}, true);
  }
  if (net.wide) return;
  for (const WeightRegion& layer : net.layers)
    net.mlp.weight_gradient(at.rows, all, biased, layer, net.shares[as_size(chunk)]);
}

void CpuTrainer::finish_region(Net& net, const WeightRegion& region, int multiplier,
                               std::span<const RowRange> biased) {
  if (net.wide) {
    net.mlp.weight_gradient(net.rows.front(), {0, multiplier * settings_.batch}, biased, region,
                            net.mlp.gradient());
  } else {
    // ((0 + 1) + (2 + 3)) + …, whoever made them.
    net.mlp.each_run(region, [&](std::size_t at, std::size_t n) {
      const std::size_t count = net.shares.size();
      for (std::size_t step = 1; step < count; step *= 2)
        for (std::size_t c = 0; c + step < count; c += 2 * step)
          kernels_.add(n, net.shares[c + step] + at, net.shares[c] + at);
    });
  }
  if (&net != &critic_ || !spectral_) net.mlp.update(net.rule, region);
}

CriticLosses CpuTrainer::critic_step(const float* real, const float* noise, const float* between) {
  return critic_step(StoredBatch(settings_, real, noise, between));
}
double CpuTrainer::generator_step(const float* noise) {
  return generator_step(StoredBatch(settings_, nullptr, noise, nullptr));
}

CriticLosses CpuTrainer::critic_step(const BatchSource& batch) {
  const bool clipped = settings_.objective == Objective::wgan;
  const auto clip = static_cast<float>(settings_.clip);
  if (clipped && settings_.clip_time == ClipTime::before_step) {
    if (spectral_) {
      dlab::clip(spectral_->parameters.data(), spectral_->parameters.size(), clip);
    } else {
      for (const WeightRegion& layer : critic_.layers) critic_.mlp.clamp(clip, layer);
    }
  }
  if (spectral_) normalise(true);
  prepare(critic_, clipped && settings_.clip_time == ClipTime::after_step
                       ? clip
                       : std::numeric_limits<float>::infinity());
  if (skips_) order_batch(batch);
  run(
      chunks_, [&](int chunk, int thread) { critic_chunk(batch, chunk, thread); },
      static_cast<int>(critic_.regions.size()),
      [&](int i, int) { finish_region(critic_, critic_.regions[as_size(i)], multiplier_, critic_biased_); });
  if (spectral_) descend_spectrally();
  CriticLosses losses;
  for (const ChunkSums& sums : sums_) {
    losses.real += sums.real;
    losses.fake += sums.fake;
    losses.penalty += sums.penalty;
    losses.mean_real += sums.mean_real;
    losses.mean_fake += sums.mean_fake;
    losses.mean_slope += sums.mean_slope;
  }
  const double share = 1.0 / settings_.batch;
  losses.penalty *= settings_.penalty;
  for (double* sum : {&losses.real, &losses.fake, &losses.penalty, &losses.mean_real, &losses.mean_fake,
                      &losses.mean_slope})
    *sum *= share;
  return losses;
}

// The critic's rows of a chunk: real, fake, where the penalty looks, and for smooth activations its tangent.
void CpuTrainer::critic_chunk(const BatchSource& batch, int chunk, int thread) {
  const int count = chunk_samples(chunk);
  const std::size_t n = as_size(count);
  const bool penalty = penalised(settings_.objective);
  const Place at = place(critic_, chunk, thread, multiplier_);
  fill_chunk(batch, chunk, thread, at.rows.right[0] + at.first * as_size(settings_.dimension));
  critic_.mlp.forward(at.rows, {at.first, penalty ? 3 * count : 2 * count});

  ChunkSums sums;
  const float* out = at.rows.out + at.first;
  float* slopes = at.rows.out_gradient + at.first;
  const double share = 1.0 / settings_.batch;
  for (std::size_t i = 0; i < n; ++i) {
    const LossTerm<double> term = critic_term_real(settings_.objective, static_cast<double>(out[i]));
    sums.real += term.value;
    sums.mean_real += static_cast<double>(out[i]);
    slopes[i] = static_cast<float>(term.slope * share);
  }
  for (std::size_t i = n; i < 2 * n; ++i) {
    const LossTerm<double> term = critic_term_fake(settings_.objective, static_cast<double>(out[i]));
    sums.fake += term.value;
    sums.mean_fake += static_cast<double>(out[i]);
    slopes[i] = static_cast<float>(term.slope * share);
  }
  if (penalty) {
    penalise(at, count, thread, sums);
  } else {
    critic_.mlp.backward(at.rows, {at.first, 2 * count}, at.first);
  }
  share_gradient(critic_, at, chunk, {at.first, multiplier_ * count}, critic_biased(at.first, count));
  sums_[as_size(chunk)] = sums;
}

// The way back for all rows, ∇f where the penalty looks, and the penalty's own gradient.
void CpuTrainer::penalise(const Place& at, int count, int thread, ChunkSums& sums) {
  const std::size_t n = as_size(count), d = as_size(settings_.dimension);
  const std::size_t looked = at.first + 2 * n, tangent = smooth_ ? looked + n : looked;
  float* slopes = at.rows.out_gradient;
  const long curved = smooth_ ? static_cast<long>(looked) : -1;
  if (smooth_) {
    std::fill_n(slopes + looked, n, 0.f);
    std::fill_n(slopes + tangent, n, 1.f);
    critic_.mlp.backward(at.rows, {at.first, 2 * count}, at.first);
    critic_.mlp.backward(at.rows, {tangent, count}, looked, curved);
  } else {
    std::fill_n(slopes + looked, n, 1.f);
    critic_.mlp.backward(at.rows, {at.first, 3 * count}, at.first);
  }
  float* g = gradients_[as_size(thread)];
  critic_.mlp.input_gradient(at.rows, {tangent, count}, g);
  float* u = at.rows.right[0] + tangent * d;
  const double share = settings_.penalty / settings_.batch;
  for (std::size_t i = 0; i < n; ++i) {
    double square = 0;
    for (std::size_t k = i * d; k < (i + 1) * d; ++k)
      square += static_cast<double>(g[k]) * static_cast<double>(g[k]);
    const double norm = std::sqrt(square);
    const PenaltyTerm<double> term = penalty_term(settings_.objective, norm);
    sums.penalty += term.value;
    sums.mean_slope += norm;
    for (std::size_t k = i * d; k < (i + 1) * d; ++k)
      u[k] = static_cast<float>(share * term.pull * static_cast<double>(g[k]));
  }
  critic_.mlp.tangent(at.rows, {tangent, count}, looked, curved);
  if (smooth_) critic_.mlp.reverse(at.rows, {looked, count}, looked);
}

double CpuTrainer::generator_step(const BatchSource& batch) {
  prepare(generator_, std::numeric_limits<float>::infinity());
  if (skips_) order_noise(batch);
  run(
      chunks_, [&](int chunk, int thread) { generator_chunk(batch, chunk, thread); },
      static_cast<int>(generator_.regions.size()),
      [&](int i, int) { finish_region(generator_, generator_.regions[as_size(i)], 1, generator_biased_); });
  double loss = 0;
  for (const ChunkSums& sums : sums_) loss += sums.fake;
  return loss / settings_.batch;
}

void CpuTrainer::generator_chunk(const BatchSource& batch, int chunk, int thread) {
  const int count = chunk_samples(chunk);
  const std::size_t n = as_size(count), d = as_size(settings_.dimension);
  const Place from = place(generator_, chunk, thread, 1), at = place(critic_, chunk, thread, multiplier_);
  generate_chunk(batch, from, chunk);
  std::copy_n(from.rows.out + from.first * d, n * d, at.rows.right[0] + at.first * d);
  critic_.mlp.forward(at.rows, {at.first, count});
  ChunkSums sums;
  const double share = 1.0 / settings_.batch;
  for (std::size_t i = at.first; i < at.first + n; ++i) {
    const LossTerm<double> term = generator_term(settings_.objective, static_cast<double>(at.rows.out[i]));
    sums.fake += term.value;
    at.rows.out_gradient[i] = static_cast<float>(term.slope * share);
  }
  critic_.mlp.backward(at.rows, {at.first, count}, at.first);
  critic_.mlp.input_gradient(at.rows, {at.first, count}, from.rows.out_gradient + from.first * d);
  generator_.mlp.backward(from.rows, {from.first, count}, from.first);
  share_gradient(generator_, from, chunk, {from.first, count}, {{{from.first, count}}});
  sums_[as_size(chunk)] = sums;
}

}  // namespace dlab
