// What defines a training run, the data apart: objective, networks, optimisers, noise.
#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "core/base/field.hpp"
#include "core/network/mlp.hpp"

namespace dlab {

// The critic's (discriminator's) and generator's losses; f or D are the network's plain outputs, σ the
// sigmoid.
enum class Objective {
  minimax,  // D: −log σ(D(x)) − log(1 − σ(D(G(z)))); G: log(1 − σ(D(G(z)))) (Goodfellow et al. 2014)
  non_saturating,  // G: −log σ(D(G(z)))
  wgan,            // f(G(z)) − f(x) with clipped weights; G: −f(G(z)) (Arjovsky, Chintala, Bottou 2017)
  wgan_gp,         // + λ (‖∇f‖ − 1)² (Gulrajani et al. 2017)
  wgan_lp,         // + λ max(0, ‖∇f‖ − 1)² (Petzka, Fischer, Lukovnikov 2018)
  least_squares,   // ½ (D(x) − 1)² + ½ D(G(z))²; G: ½ (D(G(z)) − 1)² (Mao et al. 2017)
  hinge            // max(0, 1 − D(x)) + max(0, 1 + D(G(z))); G: −D(G(z)) (Lim, Ye 2017)
};
inline constexpr std::array all_objectives{
    Objective::minimax, Objective::non_saturating, Objective::wgan, Objective::wgan_gp,
    Objective::wgan_lp, Objective::least_squares,  Objective::hinge};

constexpr bool penalised(Objective objective) {
  return objective == Objective::wgan_gp || objective == Objective::wgan_lp;
}
// The critic estimates a distance: E f(x) − E f(G(z)).
constexpr bool is_critic(Objective objective) { return objective == Objective::wgan || penalised(objective); }

enum class PenaltyPoints { between, real, fake };
enum class ClipTime { before_step, after_step };

// One step on parameters w with gradient g, as PyTorch does it (torch.optim, defaults but for what is here).
enum class OptimiserKind {
  sgd,      // v ← momentum v + g (v = g at first), w ← w − rate v
  rmsprop,  // s ← beta2 s + (1 − beta2) g², w ← w − rate g/(√s + epsilon)
  adam  // m ← beta1 m + (1 − beta1) g, s as above; w ← w − rate (m/(1 − beta1ᵗ))/(√(s/(1 − beta2ᵗ)) +
        // epsilon)
};
struct OptimiserSettings {
  OptimiserKind kind = OptimiserKind::adam;
  double rate = 1e-4;     // ≥ 0
  double momentum = 0;    // [0, 1): SGD
  double beta1 = 0.5;     // [0, 1): Adam
  double beta2 = 0.9;     // [0, 1): Adam, RMSProp (its alpha)
  double epsilon = 1e-8;  // > 0
  bool operator==(const OptimiserSettings&) const = default;
};

enum class NoiseKind { normal, uniform };  // N(0, I), or uniform in (−1, 1) per coordinate
struct NoiseSettings {
  NoiseKind kind = NoiseKind::normal;
  int dimension = 2;  // 1 or 2
  bool operator==(const NoiseSettings&) const = default;
};

struct NetworkSettings {
  int width = 64, depth = 3;
  Activation activation = Activation::relu;
  Start start = Start::uniform;
  OptimiserSettings optimiser;
  bool operator==(const NetworkSettings&) const = default;
};

inline constexpr int most_batch = 1024, most_n_critic = 100;

struct GanSettings {
  Objective objective = Objective::wgan_gp;
  NetworkSettings critic, generator;
  NoiseSettings noise;
  int n_critic = 5;      // critic steps per generator step, 1 … 100
  int batch = 256;       // 1 … most_batch
  double penalty = 0.1;  // λ ≥ 0
  double clip = 0.01;    // c ≥ 0: every critic parameter within ±c, biases too (WGAN)
  ClipTime clip_time = ClipTime::after_step;
  PenaltyPoints penalty_points = PenaltyPoints::between;
  bool spectral = false;  // critic weights divided by their largest singular value (Miyato et al. 2018)
  std::uint64_t seed = 1;
  int dimension = 2;  // of the data, 1 or 2
  bool operator==(const GanSettings&) const = default;

  MlpShape critic_shape() const { return {dimension, 1, critic.width, critic.depth, critic.activation}; }
  MlpShape generator_shape() const {
    return {noise.dimension, dimension, generator.width, generator.depth, generator.activation};
  }
};

// "objective", "n_critic", "critic.width", "critic.optimiser", "critic.rate", "noise.kind" … under `prefix`;
// without the seed, which is the scene's, and the dimension, which is the data's.
FieldList fields(GanSettings& settings, const std::string& prefix);
Status validate(const GanSettings& settings);

// Philox streams of a run: what is drawn for what.
enum class RandomStream : std::uint32_t {
  critic_start = 16,
  generator_start,
  real,
  noise,
  between,
  spectral,
  fake,  // of a given distribution in the generator's place
  // What a diagnosis looks at, the same at every moment of a run.
  shown_real,
  shown_noise,
  shown_between,
  shown_fake
};

}  // namespace dlab
