#include "core/gan/cpu_trainer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/parallel/flush_denormals.hpp"

namespace dlab {
namespace {

constexpr int widest_narrow = 128;  // up to here a chunk's rows and a gradient share fit in the second cache
constexpr int narrow_chunk = 64, wide_chunk = 32;  // samples
constexpr int region_side = 128;                   // of a tile of weights that one thread owns
constexpr double least_parallel_work = 1e6;  // samples · width²: below, threads cost more than they give

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }
std::uint32_t stream(RandomStream which) { return static_cast<std::uint32_t>(which); }

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

}  // namespace

CpuTrainer::CpuTrainer(const GanSettings& settings, Pool& pool, const NetworkKernels& kernels)
    : settings_(settings), pool_(pool), kernels_(kernels) {
  const MlpShape critic = settings.critic_shape(), generator = settings.generator_shape();
  smooth_ = penalised(settings.objective) && !piecewise_linear(critic.activation);
  multiplier_ = !penalised(settings.objective) ? 2 : smooth_ ? 4 : 3;
  critic_.wide = critic.width > widest_narrow;
  generator_.wide = generator.width > widest_narrow;
  critic_.optimiser = settings.critic.optimiser;
  generator_.optimiser = settings.generator.optimiser;
  chunk_ = critic_.wide || generator_.wide ? wide_chunk : narrow_chunk;
  chunks_ = (settings.batch + chunk_ - 1) / chunk_;
  sums_.resize(as_size(chunks_));
  for (int round = 0; round < 2; ++round) {
    lay_out();
    if (round == 0) arena_.allocate();
  }
  for (int c = 0; c < chunks_; ++c) {
    const std::size_t first = as_size(c * chunk_);
    const int parts = smooth_ ? 3 : 2;
    critic_biased_.push_back({first * as_size(multiplier_), parts * chunk_samples(c)});
  }
  generator_biased_ = {{0, settings.batch}};
  critic_.mlp.set_parameters(
      initial_parameters(critic, settings.critic.start, settings.seed, stream(RandomStream::critic_start)));
  generator_.mlp.set_parameters(initial_parameters(generator, settings.generator.start, settings.seed,
                                                   stream(RandomStream::generator_start)));
}

void CpuTrainer::lay_out() {
  const std::size_t threads = as_size(pool_.threads());
  const auto lay_out_net = [&](Net& net, const MlpShape& shape, int multiplier) {
    net.mlp = CpuMlp(shape, arena_, kernels_);
    net.rows.clear();
    net.shares.clear();
    if (net.wide) {
      net.rows.push_back(net.mlp.rows(as_size(multiplier * settings_.batch), arena_));
    } else {
      for (std::size_t t = 0; t < threads; ++t)
        net.rows.push_back(net.mlp.rows(as_size(multiplier * std::min(chunk_, settings_.batch)), arena_));
      net.shares.push_back(net.mlp.gradient());
      for (int c = 1; c < chunks_; ++c) net.shares.push_back(arena_.floats(net.mlp.packed_size()));
    }
    net.layers = net.mlp.whole();
    net.regions = net.mlp.regions(region_side);
  };
  lay_out_net(critic_, settings_.critic_shape(), multiplier_);
  lay_out_net(generator_, settings_.generator_shape(), 1);
  gradients_.clear();
  for (std::size_t t = 0; t < threads; ++t)
    gradients_.push_back(arena_.floats(as_size(chunk_ * settings_.dimension)));
}

bool CpuTrainer::change(const GanSettings& settings) {
  if (settings.critic_shape() != settings_.critic_shape() ||
      settings.generator_shape() != settings_.generator_shape() || settings.batch != settings_.batch ||
      penalised(settings.objective) != penalised(settings_.objective))
    return false;
  settings_ = settings;
  critic_.optimiser = settings.critic.optimiser;
  generator_.optimiser = settings.generator.optimiser;
  return true;
}

NetworkState CpuTrainer::state(const Net& net) const {
  NetworkState state;
  const std::size_t count = parameter_count(net.mlp.shape());
  state.parameters.resize(count);
  state.optimiser = OptimiserState<float>(count);
  state.optimiser.steps = net.steps;
  net.mlp.unpack(net.mlp.values(), state.parameters);
  net.mlp.unpack(net.mlp.first_moment(), state.optimiser.mean);
  net.mlp.unpack(net.mlp.second_moment(), state.optimiser.mean_square);
  return state;
}
void CpuTrainer::restore(Net& net, const NetworkState& state) {
  net.mlp.set_parameters(state.parameters);
  net.mlp.pack(state.optimiser.mean, net.mlp.first_moment());
  net.mlp.pack(state.optimiser.mean_square, net.mlp.second_moment());
  net.steps = state.optimiser.steps;
}

int CpuTrainer::chunk_samples(int chunk) const { return std::min(chunk_, settings_.batch - chunk * chunk_); }

CpuTrainer::Place CpuTrainer::place(Net& net, int chunk, int thread, int multiplier) {
  if (net.wide) return {net.rows.front(), as_size(chunk * chunk_ * multiplier)};
  return {net.rows[as_size(thread)], 0};
}

// Every chunk on some thread, then, when all are done, every region. Which thread it is, chance decides.
template <class Chunk, class Region>
void CpuTrainer::run(int regions, const Chunk& chunk, const Region& region) {
  const double width = std::max(settings_.critic.width, settings_.generator.width);
  if (pool_.threads() == 1 || settings_.batch * width * width < least_parallel_work) {
    const FlushDenormals flush;
    for (int c = 0; c < chunks_; ++c) chunk(c, 0);
    for (int i = 0; i < regions; ++i) region(i);
    return;
  }
  next_chunk_.store(0, std::memory_order_relaxed);
  next_region_.store(0, std::memory_order_relaxed);
  pool_.run([&](int thread) {
    for (int c; (c = next_chunk_.fetch_add(1, std::memory_order_relaxed)) < chunks_;) chunk(c, thread);
    pool_.barrier();
    for (int i; (i = next_region_.fetch_add(1, std::memory_order_relaxed)) < regions;) region(i);
  });
}

void CpuTrainer::prepare(Net& net, float bound) { net.rule = update_rule(net.optimiser, ++net.steps, bound); }

const float* CpuTrainer::generate_chunk(const Place& at, const float* noise, int count) {
  const std::size_t inputs = as_size(settings_.noise.dimension);
  std::copy_n(noise, as_size(count) * inputs, at.rows.right[0] + at.first * inputs);
  generator_.mlp.forward(at.rows, {at.first, count});
  return at.rows.out + at.first * as_size(settings_.dimension);
}

void CpuTrainer::share_gradient(Net& net, const Place& at, int chunk, RowRange all, RowRange biased) {
  if (net.wide) return;
  for (const WeightRegion& layer : net.layers)
    net.mlp.weight_gradient(at.rows, all, {&biased, 1}, layer, net.shares[as_size(chunk)]);
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
  net.mlp.update(net.rule, region);
}

CriticLosses CpuTrainer::critic_step(const float* real, const float* noise, const float* between) {
  const bool clipped = settings_.objective == Objective::wgan;
  const auto clip = static_cast<float>(settings_.clip);
  if (clipped && settings_.clip_time == ClipTime::before_step) {
    for (const WeightRegion& layer : critic_.layers) critic_.mlp.clamp(clip, layer);
  }
  prepare(critic_, clipped && settings_.clip_time == ClipTime::after_step
                       ? clip
                       : std::numeric_limits<float>::infinity());
  const Batch batch{real, noise, between};
  run(
      static_cast<int>(critic_.regions.size()),
      [&](int chunk, int thread) { critic_chunk(batch, chunk, thread); },
      [&](int i) { finish_region(critic_, critic_.regions[as_size(i)], multiplier_, critic_biased_); });
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
void CpuTrainer::critic_chunk(const Batch& batch, int chunk, int thread) {
  const int count = chunk_samples(chunk);
  const std::size_t n = as_size(count), d = as_size(settings_.dimension), start = as_size(chunk * chunk_);
  const bool penalty = penalised(settings_.objective);
  const float* fake = generate_chunk(place(generator_, chunk, thread, 1),
                                     batch.noise + start * as_size(settings_.noise.dimension), count);
  const Place at = place(critic_, chunk, thread, multiplier_);
  float* x = at.rows.right[0] + at.first * d;
  std::copy_n(batch.real + start * d, n * d, x);
  std::copy_n(fake, n * d, x + n * d);
  if (penalty) {
    float* points = x + 2 * n * d;
    const bool real = settings_.penalty_points == PenaltyPoints::real;
    if (settings_.penalty_points != PenaltyPoints::between) {
      std::copy_n(real ? x : fake, n * d, points);
    } else {
      for (std::size_t i = 0; i < n; ++i) {
        const float t = batch.between[start + i];
        for (std::size_t k = i * d; k < (i + 1) * d; ++k) points[k] = t * x[k] + (1 - t) * fake[k];
      }
    }
  }
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
  share_gradient(critic_, at, chunk, {at.first, multiplier_ * count}, {at.first, (smooth_ ? 3 : 2) * count});
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

double CpuTrainer::generator_step(const float* noise) {
  prepare(generator_, std::numeric_limits<float>::infinity());
  run(
      static_cast<int>(generator_.regions.size()),
      [&](int chunk, int thread) { generator_chunk(noise, chunk, thread); },
      [&](int i) { finish_region(generator_, generator_.regions[as_size(i)], 1, generator_biased_); });
  double loss = 0;
  for (const ChunkSums& sums : sums_) loss += sums.fake;
  return loss / settings_.batch;
}

void CpuTrainer::generator_chunk(const float* noise, int chunk, int thread) {
  const int count = chunk_samples(chunk);
  const std::size_t n = as_size(count), d = as_size(settings_.dimension), start = as_size(chunk * chunk_);
  const Place from = place(generator_, chunk, thread, 1), at = place(critic_, chunk, thread, 1);
  const float* fake = generate_chunk(from, noise + start * as_size(settings_.noise.dimension), count);
  std::copy_n(fake, n * d, at.rows.right[0] + at.first * d);
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
  share_gradient(generator_, from, chunk, {from.first, count}, {from.first, count});
  sums_[as_size(chunk)] = sums;
}

void CpuTrainer::criticise(std::span<const float> points, std::span<float> values,
                           std::span<float> gradients) {
  const FlushDenormals flush;
  const std::size_t d = as_size(settings_.dimension);
  MlpRows& rows = critic_.rows.front();
  const std::size_t at_once = as_size(std::min(chunk_, settings_.batch));
  for (std::size_t first = 0; first < values.size(); first += at_once) {
    const std::size_t count = std::min(at_once, values.size() - first);
    const RowRange range{0, static_cast<int>(count)};
    std::copy_n(points.data() + first * d, count * d, rows.right[0]);
    critic_.mlp.forward(rows, range);
    std::copy_n(rows.out, count, values.data() + first);
    if (gradients.empty()) continue;
    std::fill_n(rows.out_gradient, count, 1.f);
    critic_.mlp.backward(rows, range, 0);
    critic_.mlp.input_gradient(rows, range, gradients.data() + first * d);
  }
}

void CpuTrainer::generate(std::span<const float> noise, std::span<float> samples) {
  const FlushDenormals flush;
  const std::size_t inputs = as_size(settings_.noise.dimension), d = as_size(settings_.dimension);
  const std::size_t at_once = as_size(std::min(chunk_, settings_.batch)), total = samples.size() / d;
  for (std::size_t first = 0; first < total; first += at_once) {
    const std::size_t count = std::min(at_once, total - first);
    const float* fake =
        generate_chunk({generator_.rows.front(), 0}, noise.data() + first * inputs, static_cast<int>(count));
    std::copy_n(fake, count * d, samples.data() + first * d);
  }
}

}  // namespace dlab
