// Steps of a training run on a graphics card: the networks stay in its memory, every step is a row of
// dispatches. The same device and seed give the same bits; every sum has its order.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/gan/network_state.hpp"
#include "core/gan/objective.hpp"
#include "core/gan/settings.hpp"
#include "core/gan/spectral_norm.hpp"
#include "core/gpu/gpu_buffer.hpp"
#include "core/gpu/gpu_device.hpp"

namespace dlab {

// What a step sees, row-major. Noise and the places between are drawn on the device where none are given;
// `fake` are samples in the generator's place.
struct GpuBatch {
  std::span<const float> real{}, fake{};            // (batch, dimension)
  std::span<const float> noise{}, between{};        // (batch, noise dimension), (batch)
  std::uint64_t noise_number = 0, real_number = 0;  // of the draw: see draw_noise() and draw_between()
};

// All calls with the device current on the calling thread.
class GpuTrainer {
 public:
  // Both networks and optimisers are zero until they are set. Errors: the driver compiles a shader not, or
  // has no memory left (sentence with a remedy).
  static Result<std::unique_ptr<GpuTrainer>> make(GpuDevice& device, const GanSettings& settings);

  const GanSettings& settings() const { return settings_; }
  // What needs no other memory or programs changes at once: true. Else the caller makes another trainer:
  // false.
  bool change(const GanSettings& settings);

  void critic_step(const GpuBatch& batch);
  void generator_step(const GpuBatch& batch);
  // Of the last steps; waits for them.
  CriticLosses critic_losses() const;
  double generator_loss() const;

  NetworkState critic() const { return state(critic_); }
  NetworkState generator() const { return state(generator_); }
  SpectralNorm<float>::State spectral() const;
  void set_critic(const NetworkState& state, const SpectralNorm<float>::State& spectral);
  void set_generator(const NetworkState& state) { restore(generator_, state); }
  // What the last step of either network followed.
  std::vector<float> critic_gradient() const { return all_of(critic_.gradient); }
  std::vector<float> generator_gradient() const { return all_of(generator_.gradient); }

  // The critic's values, and ∇f (dimension numbers a point) unless empty, at points of `dimension` numbers;
  // what the generator makes of noise. A step has to come before the next losses are asked for.
  void criticise(std::span<const float> points, std::span<float> values, std::span<float> gradients = {});
  void generate(std::span<const float> noise, std::span<float> samples);

  // The noise and places between of the last step, for tests.
  std::vector<float> drawn_noise() const;
  std::vector<float> drawn_between() const;

 private:
  enum Kind { forward, tangent, backward, reverse, gradient, kinds };
  struct Net {
    MlpShape shape;
    OptimiserSettings optimiser;
    std::uint64_t steps = 0;
    int rows = 0;
    GpuBuffer values, weights, gradient, mean, mean_square, right, left, slopes, heads;
    bool normalised = false;  // `weights` are not `values`
    std::array<ComputeProgram*, kinds> product{};
    ComputeProgram *last_delta = nullptr, *update = nullptr;
  };
  struct Passed {  // rows of a pass
    int first, count, reference, curved = -1;
  };

  GpuTrainer(GpuDevice& device, const GanSettings& settings) : device_(device), settings_(settings) {}
  Status lay_out(Net& net, const MlpShape& shape, int multiplier, const OptimiserSettings& optimiser);
  Status compile();
  const GlApi& gl() const { return device_.gl(); }

  void bind(const Net& net) const;
  // The program, in use, with the network's numbers.
  ComputeProgram& with(ComputeProgram* program, const Net& net) const;
  void dispatch(int x, int y = 1, int z = 1) const;
  void run_product(const Net& net, Kind kind, int layer, const Passed& rows, int layers = 1) const;
  void run_forward(const Net& net, int first, int count) const;
  void run_backward(const Net& net, const Passed& rows) const;
  void run_gradient(const Net& net, int count, int parts) const;
  void run_list(const Net& net, std::span<const float> points) const;
  void run_generator(const GpuBatch& batch, int fake_first, int points_first);
  void set_inputs(const GpuBatch& batch);
  void penalise() const;
  void normalise(int operation) const;
  void sum_losses(int parts, int at) const;
  void descend(Net& net, float bound) const;
  void clip(const Net& net, float bound) const;
  NetworkState state(const Net& net) const;
  void restore(Net& net, const NetworkState& state);
  std::vector<float> all_of(const GpuBuffer& buffer) const;

  GpuDevice& device_;
  GanSettings settings_;
  int multiplier_ = 2;   // rows of the critic per sample, as in CpuTrainer
  bool smooth_ = false;  // the penalty's tangent needs rows of its own
  Net critic_, generator_;
  GpuBuffer between_, terms_, losses_, spectral_, list_;
  std::array<ComputeProgram*, 4> output_{};
  std::array<ComputeProgram*, 3> normalise_{};
  std::array<ComputeProgram*, 2> input_gradient_{};
  ComputeProgram *draw_ = nullptr, *bias_sums_ = nullptr, *losses_program_ = nullptr, *clip_ = nullptr;
};

}  // namespace dlab
