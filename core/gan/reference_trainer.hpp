// Steps of every objective in double precision: what the fast trainers are held to.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/gan/objective.hpp"
#include "core/gan/optimiser.hpp"
#include "core/gan/settings.hpp"
#include "core/gan/spectral_norm.hpp"
#include "core/network/reference_mlp.hpp"

namespace dlab {

// Batches are row-major, a row a sample: `real` (rows, dimension), `noise` (rows, noise dimension),
// `between` one number a row: the penalty looks at t x + (1 − t) G(z). All have as many rows.
class ReferenceTrainer {
 public:
  // With the settings' own starts, or with given parameters.
  explicit ReferenceTrainer(const GanSettings& settings);
  ReferenceTrainer(const GanSettings& settings, std::vector<double> critic, std::vector<double> generator);

  // One step each; the other network stays as it is. A critic step clips and iterates the spectral norm.
  CriticLosses critic_step(std::span<const double> real, std::span<const double> noise,
                           std::span<const double> between);
  double generator_step(std::span<const double> noise);

  // The gradient that a step would follow, at the parameters as they are; nothing changes.
  CriticLosses critic_gradient(std::span<const double> real, std::span<const double> noise,
                               std::span<const double> between, std::vector<double>& gradient);
  double generator_gradient(std::span<const double> noise, std::vector<double>& gradient);

  std::vector<double> generate(std::span<const double> noise);    // G(z), row by row
  std::vector<double> criticise(std::span<const double> points);  // f or D
  std::vector<double> slopes(std::span<const double> points);     // ∇f, row by row

  const GanSettings& settings() const { return settings_; }
  std::vector<double>& critic() { return critic_; }  // before spectral normalisation
  std::vector<double>& generator() { return generator_; }
  SpectralNorm<double>* spectral() { return spectral_ ? &*spectral_ : nullptr; }

 private:
  const std::vector<double>& effective();  // what the critic is evaluated with
  void penalise(std::span<const double> real, std::span<const double> fake, std::span<const double> between,
                const std::vector<double>& parameters, CriticLosses& losses, std::vector<double>& gradient);

  GanSettings settings_;
  std::vector<double> critic_, generator_;
  OptimiserState<double> critic_state_, generator_state_;
  std::optional<SpectralNorm<double>> spectral_;
  ReferenceMlp critic_net_, generator_net_;
  std::vector<double> effective_, gradient_, fake_, slope_, points_, pull_;
};

}  // namespace dlab
