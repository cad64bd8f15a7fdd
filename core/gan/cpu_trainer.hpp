// Steps of a training run in float on the processor's cores; after construction a step allocates nothing. The
// number of threads changes the time that a step takes, never a bit of its result.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/gan/network_state.hpp"
#include "core/gan/objective.hpp"
#include "core/gan/optimiser.hpp"
#include "core/gan/place_order.hpp"
#include "core/gan/settings.hpp"
#include "core/gan/spectral_norm.hpp"
#include "core/network/cpu_mlp.hpp"
#include "core/parallel/flush_denormals.hpp"
#include "core/parallel/pool.hpp"

namespace dlab {

// Where batches come from, row-major: `real` (rows, dimension), `noise` (rows, noise dimension), `between`
// one number a row: the penalty looks at t x + (1 − t) G(z). A source may have the fakes themselves, like
// `real`: the critic's steps then ask for them instead of noise. Any thread asks for any rows of a step.
class BatchSource {
 public:
  virtual ~BatchSource() = default;
  virtual void real(int first, int count, float* out) const = 0;
  virtual void noise(int first, int count, float* out) const = 0;
  virtual void between(int first, int count, float* out) const = 0;  // asked by PenaltyPoints::between only
  virtual bool has_fake() const { return false; }
  virtual void fake(int, int, float*) const {}
};

class CpuTrainer {
 public:
  // With the settings' own starts. The pool is shared with whoever else works between the steps.
  CpuTrainer(const GanSettings& settings, Pool& pool, const NetworkKernels& kernels = network_kernels());
  // From given states; the spectral vectors are asked for only where weights are normalised.
  CpuTrainer(const GanSettings& settings, Pool& pool, const NetworkState& critic,
             const SpectralNorm<float>::State& spectral, const NetworkState& generator);

  const GanSettings& settings() const { return settings_; }
  // What needs no other memory changes at once: true. Else the caller makes another trainer: false. An
  // optimiser of another kind begins with nothing to remember.
  bool change(const GanSettings& settings);

  // settings().batch rows from the source, or from arrays of as many.
  CriticLosses critic_step(const BatchSource& batch);
  double generator_step(const BatchSource& batch);
  CriticLosses critic_step(const float* real, const float* noise, const float* between);
  double generator_step(const float* noise);

  // The critic's parameters are those before spectral normalisation, whose vectors belong to them.
  NetworkState critic() const;
  NetworkState generator() const { return state(generator_); }
  SpectralNorm<float>::State spectral() const;
  void set_critic(const NetworkState& state);  // its spectral vectors start anew
  void set_critic(const NetworkState& state, const SpectralNorm<float>::State& spectral);
  void set_generator(const NetworkState& state) { restore(generator_, state); }

  // What the last step of either network followed, by its parameters (those before spectral normalisation).
  std::vector<float> critic_gradient() const;
  std::vector<float> generator_gradient() const { return gradient(generator_); }

  // The critic's values, and ∇f (dimension numbers a point) unless empty, at points of `dimension` numbers.
  void criticise(std::span<const float> points, std::span<float> values, std::span<float> gradients = {});
  void generate(std::span<const float> noise, std::span<float> samples);

  // Of the sums of the critic's last weight gradient (of a narrow one: in some chunk), the share that was
  // taken row by row: neither skipped as zeros nor summed once for a block of rows.
  double active_share() const { return critic_.mlp.active_share(critic_.rows.front()); }

 private:
  struct Net {
    CpuMlp mlp;
    OptimiserSettings optimiser;
    std::uint64_t steps = 0;
    bool wide = false;           // threads share one network's gradient; else each takes whole samples
    std::vector<MlpRows> rows;   // wide: one for all samples, else one per thread
    std::vector<float*> shares;  // narrow: a gradient per chunk, the first being the network's own
    std::vector<WeightRegion> layers, regions;
    std::vector<std::vector<RowRange>> tiles, blocks;  // skipping zeros, narrow: of each chunk
    UpdateRule rule{};
  };
  struct Place {  // of a chunk in a network's rows
    MlpRows& rows;
    std::size_t first;
  };
  // Spectral normalisation: the networks' weights are those divided by their norms.
  struct Spectral {
    SpectralNorm<float> norm;
    OptimiserState<float> optimiser;
    std::vector<float> parameters, effective, gradient;
  };
  // A whole batch, each part ordered by place, so that zeros can be skipped.
  struct Ordered {
    float *noise = nullptr, *real = nullptr, *fake = nullptr, *points = nullptr;
    float *drawn_noise = nullptr, *drawn_real = nullptr, *drawn_fake = nullptr, *drawn_points = nullptr;
    float* between = nullptr;
    PlaceOrder noise_order, real_order, fake_order, points_order;
  };
  struct alignas(64) ChunkSums {
    double real = 0, fake = 0, penalty = 0, mean_real = 0, mean_fake = 0, mean_slope = 0;
  };

  void construct();
  void lay_out();
  void lay_out_ordered();
  void lay_out_tiles();
  static int parts_of(int rows, int most) { return (rows + most - 1) / most; }
  void prepare(Net& net, float bound);
  int chunk_samples(int chunk) const;
  Place place(Net& net, int chunk, int thread, int multiplier);
  void order_noise(const BatchSource& batch);
  void order_batch(const BatchSource& batch);
  void generate_chunk(const BatchSource& batch, const Place& from, int chunk);
  void fill_chunk(const BatchSource& batch, int chunk, int thread, float* rows);
  void critic_chunk(const BatchSource& batch, int chunk, int thread);
  void generator_chunk(const BatchSource& batch, int chunk, int thread);
  void penalty_points(const BatchSource& batch, int start, int count, const float* real, const float* fake,
                      float* t, float* points) const;
  void penalise(const Place& at, int count, int thread, ChunkSums& sums);
  // A chunk's rows whose δ belongs to the critic's biases: real, fake, a of a smooth penalty. Summed apart,
  // real and fake cancel exactly where a unit treats them alike.
  std::array<RowRange, 3> critic_biased(std::size_t first, int count) const {
    const auto n = static_cast<std::size_t>(count);
    return {RowRange{first, count}, {first + n, count}, {first + 2 * n, smooth_ ? count : 0}};
  }
  void share_gradient(Net& net, const Place& at, int chunk, RowRange all, std::span<const RowRange> biased);
  // Sums what the chunks gave, or takes the product over all rows, and steps.
  void finish_region(Net& net, const WeightRegion& region, int multiplier, std::span<const RowRange> biased);
  bool alone() const;  // as steps are too short for more than one thread
  // first(task, thread) for all tasks, then, when all are done, second. Which thread it is, chance decides.
  template <class First, class Second>
  void run(int firsts, const First& first, int seconds, const Second& second) {
    if (!alone()) return pool_.run_phases(firsts, first, seconds, second);
    const FlushDenormals flush;
    for (int i = 0; i < firsts; ++i) first(i, 0);
    for (int i = 0; i < seconds; ++i) second(i, 0);
  }
  void normalise(bool iterate);
  void descend_spectrally();
  NetworkState state(const Net& net) const;
  std::vector<float> gradient(const Net& net) const;
  void restore(Net& net, const NetworkState& state);

  GanSettings settings_;
  Pool& pool_;
  const NetworkKernels& kernels_;
  Arena arena_;
  Net critic_, generator_;
  int chunk_ = 64, chunks_ = 1;  // samples in one; how many
  int multiplier_ = 2;           // rows of the critic per sample: real, fake, penalty (and its tangent)
  bool smooth_ = false;          // the penalty's tangent needs rows of its own
  bool skips_ = false;           // zeros, so batches are ordered
  int tile_rows_ = 0, block_rows_ = 0;  // at most: of passes, and of the weights' gradient
  Ordered ordered_;
  std::vector<float*> gradients_;  // per thread, a chunk's ∇f, or its places between
  std::optional<Spectral> spectral_;
  std::vector<RowRange> critic_biased_, generator_biased_;  // wide: rows whose δ belongs to biases
  std::vector<ChunkSums> sums_;
};

}  // namespace dlab
