// Memory, state and evaluation; the steps are in cpu_trainer_step.cpp.
#include "core/gan/cpu_trainer.hpp"

#include <algorithm>

#include "core/parallel/flush_denormals.hpp"

namespace dlab {
namespace {

constexpr int widest_narrow = 128;  // up to here a chunk's rows and a gradient share fit in the second cache
constexpr int narrow_chunk = 64;    // samples, at most; of wide networks, two tiles
constexpr int region_side = 128;    // of a tile of weights that one thread owns

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }
std::uint32_t stream(RandomStream which) { return static_cast<std::uint32_t>(which); }

}  // namespace

CpuTrainer::CpuTrainer(const GanSettings& settings, Pool& pool, const NetworkKernels& kernels)
    : settings_(settings), pool_(pool), kernels_(kernels) {
  construct();
  NetworkState start;
  start.parameters = initial_parameters(settings.critic_shape(), settings.critic.start, settings.seed,
                                        stream(RandomStream::critic_start));
  start.optimiser = OptimiserState<float>(start.parameters.size());
  set_critic(start);
  generator_.mlp.set_parameters(initial_parameters(settings.generator_shape(), settings.generator.start,
                                                   settings.seed, stream(RandomStream::generator_start)));
}

CpuTrainer::CpuTrainer(const GanSettings& settings, Pool& pool, const NetworkState& critic,
                       const SpectralNorm<float>::State& spectral, const NetworkState& generator)
    : settings_(settings), pool_(pool), kernels_(network_kernels()) {
  construct();
  set_critic(critic, spectral);
  set_generator(generator);
}

void CpuTrainer::construct() {
  const MlpShape critic = settings_.critic_shape(), generator = settings_.generator_shape();
  smooth_ = penalised(settings_.objective) && !piecewise_linear(critic.activation);
  multiplier_ = !penalised(settings_.objective) ? 2 : smooth_ ? 4 : 3;
  critic_.wide = critic.width > widest_narrow;
  generator_.wide = generator.width > widest_narrow;
  critic_.optimiser = settings_.critic.optimiser;
  generator_.optimiser = settings_.generator.optimiser;
  tile_rows_ = kernels_.active_rows;
  block_rows_ = 4 * tile_rows_;
  const int most = critic_.wide || generator_.wide ? 2 * tile_rows_ : narrow_chunk;
  chunk_ = parts_of(settings_.batch, parts_of(settings_.batch, most));  // of nearly equal size
  chunks_ = parts_of(settings_.batch, chunk_);
  sums_.resize(as_size(chunks_));
  for (int round = 0; round < 2; ++round) {
    lay_out();
    if (round == 0) arena_.allocate();
  }
  if (skips_) lay_out_tiles();
  for (int c = 0; c < chunks_; ++c) {
    const std::size_t first = as_size(c * chunk_);
    for (const RowRange& range : critic_biased(first * as_size(multiplier_), chunk_samples(c)))
      if (range.count > 0) critic_biased_.push_back(range);
  }
  generator_biased_ = {{0, settings_.batch}};
}

void CpuTrainer::lay_out() {
  const std::size_t threads = as_size(pool_.threads());
  const auto lay_out_net = [&](Net& net, const MlpShape& shape, int multiplier) {
    net.mlp = CpuMlp(shape, arena_, kernels_);
    net.rows.clear();
    net.shares.clear();
    const int parts = net.mlp.skips() ? multiplier : 0;
    const std::size_t tiles = as_size(parts * parts_of(chunk_, tile_rows_)),
                      blocks = as_size(parts * parts_of(chunk_, block_rows_));
    if (net.wide) {
      net.rows.push_back(net.mlp.rows(as_size(multiplier * settings_.batch), arena_, as_size(chunks_) * tiles,
                                      as_size(chunks_) * blocks));
    } else {
      for (std::size_t t = 0; t < threads; ++t)
        net.rows.push_back(
            net.mlp.rows(as_size(multiplier * std::min(chunk_, settings_.batch)), arena_, tiles, blocks));
      net.shares.push_back(net.mlp.gradient());
      for (int c = 1; c < chunks_; ++c) net.shares.push_back(arena_.floats(net.mlp.packed_size()));
    }
    net.layers = net.mlp.whole();
    net.regions = net.mlp.regions(region_side);
  };
  lay_out_net(critic_, settings_.critic_shape(), multiplier_);
  lay_out_net(generator_, settings_.generator_shape(), 1);
  skips_ = critic_.mlp.skips() || generator_.mlp.skips();
  if (skips_) lay_out_ordered();
  gradients_.clear();
  for (std::size_t t = 0; t < threads; ++t)
    gradients_.push_back(arena_.floats(as_size(chunk_ * settings_.dimension)));
}

void CpuTrainer::lay_out_ordered() {
  const std::size_t points = as_size(settings_.batch * settings_.dimension),
                    noise = as_size(settings_.batch * settings_.noise.dimension);
  for (float** part : {&ordered_.noise, &ordered_.drawn_noise}) *part = arena_.floats(noise);
  for (float** part : {&ordered_.real, &ordered_.drawn_real, &ordered_.fake, &ordered_.drawn_fake,
                       &ordered_.points, &ordered_.drawn_points})
    *part = arena_.floats(points);
  ordered_.between = arena_.floats(as_size(settings_.batch));
}

void CpuTrainer::lay_out_tiles() {
  // Of nearly equal height.
  const auto split = [](std::size_t first, int count, int most, std::vector<RowRange>& tiles) {
    const int parts = parts_of(count, most);
    for (int t = 0; t < parts; ++t) {
      const int begin = t * count / parts, end = (t + 1) * count / parts;
      tiles.push_back({first + as_size(begin), end - begin});
    }
  };
  std::vector<RowRange> batch;
  for (int c = 0; c < chunks_; ++c) split(as_size(c * chunk_), chunk_samples(c), tile_rows_, batch);
  std::vector<int> starts;
  for (const RowRange& tile : batch) starts.push_back(static_cast<int>(tile.first));
  for (PlaceOrder* order :
       {&ordered_.noise_order, &ordered_.real_order, &ordered_.fake_order, &ordered_.points_order})
    *order = PlaceOrder(settings_.batch, starts);
  const auto set = [&](Net& net, int multiplier) {
    net.tiles.assign(as_size(chunks_), {});
    net.blocks.assign(as_size(chunks_), {});
    if (!net.mlp.skips()) return;
    for (int c = 0; c < chunks_; ++c) {
      const std::size_t to = net.wide ? 0 : as_size(c),
                        first = net.wide ? as_size(c * chunk_ * multiplier) : 0;
      const int n = chunk_samples(c);
      for (int part = 0; part < multiplier; ++part) {
        split(first + as_size(part * n), n, tile_rows_, net.tiles[to]);
        split(first + as_size(part * n), n, block_rows_, net.blocks[to]);
      }
    }
    if (net.wide) net.mlp.set_tiles(net.rows.front(), net.tiles.front(), net.blocks.front());
  };
  set(critic_, multiplier_);
  set(generator_, 1);
}

bool CpuTrainer::change(const GanSettings& settings) {
  if (settings.critic_shape() != settings_.critic_shape() ||
      settings.generator_shape() != settings_.generator_shape() || settings.batch != settings_.batch ||
      penalised(settings.objective) != penalised(settings_.objective) ||
      settings.spectral != settings_.spectral)
    return false;
  const auto fresh = [](NetworkState state) {
    state.optimiser = OptimiserState<float>(state.parameters.size());
    return state;
  };
  const bool critic_anew = settings.critic.optimiser.kind != settings_.critic.optimiser.kind;
  const bool generator_anew = settings.generator.optimiser.kind != settings_.generator.optimiser.kind;
  settings_ = settings;
  critic_.optimiser = settings.critic.optimiser;
  generator_.optimiser = settings.generator.optimiser;
  if (critic_anew) set_critic(fresh(critic()), spectral());
  if (generator_anew) set_generator(fresh(generator()));
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

std::vector<float> CpuTrainer::gradient(const Net& net) const {
  std::vector<float> flat(parameter_count(net.mlp.shape()));
  net.mlp.unpack(net.mlp.gradient(), flat);
  return flat;
}
std::vector<float> CpuTrainer::critic_gradient() const {
  return spectral_ ? spectral_->gradient : gradient(critic_);
}

NetworkState CpuTrainer::critic() const {
  if (spectral_) return {spectral_->parameters, spectral_->optimiser};
  return state(critic_);
}
SpectralNorm<float>::State CpuTrainer::spectral() const {
  return spectral_ ? spectral_->norm.state() : SpectralNorm<float>::State{};
}
void CpuTrainer::set_critic(const NetworkState& state) {
  restore(critic_, state);
  spectral_.reset();
  if (!settings_.spectral) return;
  spectral_.emplace(Spectral{SpectralNorm<float>(critic_.mlp.shape()), state.optimiser, state.parameters,
                             state.parameters, state.parameters});
  spectral_->norm.start(state.parameters.data(), settings_.seed);
  normalise(false);
}
void CpuTrainer::set_critic(const NetworkState& state, const SpectralNorm<float>::State& spectral) {
  set_critic(state);
  if (!spectral_) return;
  spectral_->norm.restore(spectral);
  normalise(false);
}

// The network's weights from the parameters; one power iteration before a step of the critic.
void CpuTrainer::normalise(bool iterate) {
  Spectral& s = *spectral_;
  if (iterate) s.norm.iterate(s.parameters.data());
  s.norm.effective(s.parameters.data(), s.effective.data());
  critic_.mlp.set_parameters(s.effective);
}
void CpuTrainer::descend_spectrally() {
  Spectral& s = *spectral_;
  critic_.mlp.unpack(critic_.mlp.gradient(), s.gradient);
  s.norm.pull_back(s.parameters.data(), s.gradient.data());
  descend(settings_.critic.optimiser, s.parameters, s.gradient, s.optimiser);
  if (settings_.objective == Objective::wgan && settings_.clip_time == ClipTime::after_step)
    clip(s.parameters.data(), s.parameters.size(), static_cast<float>(settings_.clip));
  normalise(false);
}

void CpuTrainer::criticise(std::span<const float> points, std::span<float> values,
                           std::span<float> gradients) {
  const FlushDenormals flush;
  critic_.mlp.evaluate(critic_.rows.front(), as_size(std::min(chunk_, settings_.batch)), points, values,
                       gradients);
}

void CpuTrainer::generate(std::span<const float> noise, std::span<float> samples) {
  const FlushDenormals flush;
  generator_.mlp.evaluate(generator_.rows.front(), as_size(std::min(chunk_, settings_.batch)), noise, samples,
                          {});
}

}  // namespace dlab
