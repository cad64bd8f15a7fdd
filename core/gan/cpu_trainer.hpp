// Steps of a training run in float on the processor's cores; after construction a step allocates nothing. The
// number of threads changes the time that a step takes, never a bit of its result.
#pragma once
#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "core/gan/objective.hpp"
#include "core/gan/optimiser.hpp"
#include "core/gan/settings.hpp"
#include "core/network/cpu_mlp.hpp"
#include "core/parallel/pool.hpp"

namespace dlab {

// A network and its optimiser's memory, in mlp.hpp's order of parameters.
struct NetworkState {
  std::vector<float> parameters;
  OptimiserState<float> optimiser;
  bool operator==(const NetworkState&) const = default;
};

// Batches are row-major, settings().batch rows: `real` (rows, dimension), `noise` (rows, noise dimension),
// `between` one number a row: the penalty looks at t x + (1 − t) G(z), and is not read without one.
class CpuTrainer {
 public:
  // With the settings' own starts. The pool is shared with whoever else works between the steps.
  CpuTrainer(const GanSettings& settings, Pool& pool, const NetworkKernels& kernels = network_kernels());

  const GanSettings& settings() const { return settings_; }
  // What needs no other memory changes at once: true. Else the caller makes another trainer: false.
  bool change(const GanSettings& settings);

  CriticLosses critic_step(const float* real, const float* noise, const float* between);
  double generator_step(const float* noise);

  NetworkState critic() const { return state(critic_); }
  NetworkState generator() const { return state(generator_); }
  void set_critic(const NetworkState& state) { restore(critic_, state); }
  void set_generator(const NetworkState& state) { restore(generator_, state); }

  // The critic's values, and ∇f (dimension numbers a point) unless empty, at points of `dimension` numbers.
  void criticise(std::span<const float> points, std::span<float> values, std::span<float> gradients = {});
  void generate(std::span<const float> noise, std::span<float> samples);

 private:
  struct Net {
    CpuMlp mlp;
    OptimiserSettings optimiser;
    std::uint64_t steps = 0;
    bool wide = false;           // threads share one network's gradient; else each takes whole samples
    std::vector<MlpRows> rows;   // wide: one for all samples, else one per thread
    std::vector<float*> shares;  // narrow: a gradient per chunk, the first being the network's own
    std::vector<WeightRegion> layers, regions;
    UpdateRule rule{};
  };
  struct Place {  // of a chunk in a network's rows
    MlpRows& rows;
    std::size_t first;
  };
  struct Batch {
    const float *real, *noise, *between;
  };
  struct alignas(64) ChunkSums {
    double real = 0, fake = 0, penalty = 0, mean_real = 0, mean_fake = 0, mean_slope = 0;
  };

  void lay_out();
  void prepare(Net& net, float bound);
  int chunk_samples(int chunk) const;
  Place place(Net& net, int chunk, int thread, int multiplier);
  const float* generate_chunk(const Place& at, const float* noise, int count);
  void critic_chunk(const Batch& batch, int chunk, int thread);
  void generator_chunk(const float* noise, int chunk, int thread);
  void penalise(const Place& at, int count, int thread, ChunkSums& sums);
  void share_gradient(Net& net, const Place& at, int chunk, RowRange all, RowRange biased);
  // Sums what the chunks gave, or takes the product over all rows, and steps.
  void finish_region(Net& net, const WeightRegion& region, int multiplier, std::span<const RowRange> biased);
  template <class Chunk, class Region>
  void run(int regions, const Chunk& chunk, const Region& region);
  NetworkState state(const Net& net) const;
  void restore(Net& net, const NetworkState& state);

  GanSettings settings_;
  Pool& pool_;
  const NetworkKernels& kernels_;
  Arena arena_;
  Net critic_, generator_;
  int chunk_ = 64, chunks_ = 1;    // samples in one; how many
  int multiplier_ = 2;             // rows of the critic per sample: real, fake, penalty (and its tangent)
  bool smooth_ = false;            // the penalty's tangent needs rows of its own
  std::vector<float*> gradients_;  // per thread, a chunk's ∇f
  std::vector<RowRange> critic_biased_, generator_biased_;  // wide: rows whose δ belongs to biases
  std::vector<ChunkSums> sums_;
  alignas(64) std::atomic<int> next_chunk_{0};
  alignas(64) std::atomic<int> next_region_{0};
};

}  // namespace dlab
