// A training run on some device: two networks, their optimisers and counters, advanced step by step.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/error.hpp"
#include "core/distribution/distribution.hpp"
#include "core/distribution/distribution_2d.hpp"
#include "core/gan/optimiser.hpp"
#include "core/gan/settings.hpp"
#include "core/gan/spectral_norm.hpp"

namespace dlab {

using GanData = std::variant<Distribution, Distribution2d>;
inline int dimension_of(const GanData& data) { return std::holds_alternative<Distribution>(data) ? 1 : 2; }

// What a run is about: the data and, unless a generator makes them, the distribution of the fakes. A critic
// is then trained between two given distributions; a generator's step does nothing, and a round is the
// critic's steps alone.
struct GanProblem {
  GanData real;
  std::optional<GanData> fake;  // of the same dimension

  GanProblem() = default;
  GanProblem(GanData data) : real(std::move(data)) {}
  GanProblem(Distribution data) : real(std::move(data)) {}
  GanProblem(Distribution2d data) : real(std::move(data)) {}
  GanProblem(GanData data, GanData instead) : real(std::move(data)), fake(std::move(instead)) {}
  bool operator==(const GanProblem&) const = default;
};

// All that a run goes on from, on whatever device: the same checkpoint and data, the same future.
struct Checkpoint {
  GanSettings settings;
  std::vector<float> critic, generator;  // mlp.hpp's order; the critic's before spectral normalisation
  OptimiserState<float> critic_state, generator_state;
  SpectralNorm<float>::State spectral;
  // Steps taken since the first weights. They number the batches: step s of the critic sees real batch s.
  std::uint64_t critic_steps = 0, generator_steps = 0;
  // Rounds of n_critic critic steps and one generator step that are completed, and how far the next one is:
  // kept by whoever drives the trainer.
  std::uint64_t iterations = 0;
  int critic_in_round = 0;
  bool operator==(const Checkpoint&) const = default;
  std::size_t bytes() const;
};

// The losses of the last critic step and the last generator step; 0 before the first.
struct StepLosses {
  double critic = 0, penalty = 0;  // the critic's loss with its penalty, and the penalty's share
  double estimate = 0;             // E f(x) − E f(G(z)): for a critic minus its loss without the penalty
  double generator = 0;
};

// Throws nothing; what it is given is valid (see validate()).
class Trainer {
 public:
  virtual ~Trainer() = default;
  // So many steps of the critic, then so many of the generator; a critic step leaves the generator as it is.
  // Where fakes are given the generator takes no step.
  virtual StepLosses advance(int critic_steps, int generator_steps) = 0;
  virtual Checkpoint checkpoint() const = 0;
  // The checkpoint's settings, weights and counters. The problem has the settings' dimension.
  virtual void restore(const Checkpoint& from, const GanProblem& problem) = 0;
  virtual std::string device() const = 0;  // "CPU, 2 threads, AVX-512"
  // Why the run cannot go on on this device, if it cannot: from then on steps do nothing.
  virtual std::optional<Error> failure() const { return std::nullopt; }
};

// Fresh weights, drawn from the settings' seed.
Checkpoint first_checkpoint(const GanSettings& settings);
// `now` under other settings: weights are kept where the network's shape stays, and the optimiser's memory
// where its kind does, too; the rest starts anew.
Checkpoint adapted(const Checkpoint& now, const GanSettings& settings);

}  // namespace dlab
