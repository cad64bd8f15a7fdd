// One critic step and one generator step, term by term.
#include "core/gan/reference_trainer.hpp"

#include <cassert>
#include <cmath>

namespace dlab {
namespace {

std::vector<double> first_parameters(const GanSettings& settings, bool critic) {
  const std::vector<float> start =
      critic ? initial_parameters(settings.critic_shape(), settings.critic.start, settings.seed,
                                  static_cast<std::uint32_t>(RandomStream::critic_start))
             : initial_parameters(settings.generator_shape(), settings.generator.start, settings.seed,
                                  static_cast<std::uint32_t>(RandomStream::generator_start));
  return {start.begin(), start.end()};
}

std::vector<double> copy(std::span<const double> values) { return {values.begin(), values.end()}; }

// The mean of a term over the outputs; `slope` gets its derivative by each of them.
template <class Term>
double mean_term(std::span<const double> output, std::vector<double>& slope, const Term& term) {
  const auto rows = static_cast<double>(output.size());
  slope.resize(output.size());
  double sum = 0;
  for (std::size_t i = 0; i < output.size(); ++i) {
    const LossTerm<double> at = term(output[i]);
    sum += at.value;
    slope[i] = at.slope / rows;
  }
  return sum / rows;
}
double mean(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

ReferenceTrainer::ReferenceTrainer(const GanSettings& settings)
    : ReferenceTrainer(settings, first_parameters(settings, true), first_parameters(settings, false)) {}

ReferenceTrainer::ReferenceTrainer(const GanSettings& settings, std::vector<double> critic,
                                   std::vector<double> generator)
    : settings_(settings),
      critic_(std::move(critic)),
      generator_(std::move(generator)),
      critic_state_(critic_.size()),
      generator_state_(generator_.size()),
      critic_net_(settings.critic_shape()),
      generator_net_(settings.generator_shape()) {
  assert(critic_.size() == parameter_count(settings.critic_shape()));
  assert(generator_.size() == parameter_count(settings.generator_shape()));
  if (!settings.spectral) return;
  spectral_.emplace(settings.critic_shape());
  spectral_->start(critic_.data(), settings.seed);
}

const std::vector<double>& ReferenceTrainer::effective() {
  if (!spectral_) return critic_;
  effective_.resize(critic_.size());
  spectral_->effective(critic_.data(), effective_.data());
  return effective_;
}

CriticLosses ReferenceTrainer::critic_gradient(std::span<const double> real, std::span<const double> noise,
                                               std::span<const double> between,
                                               std::vector<double>& gradient) {
  const std::vector<double>& parameters = effective();
  const std::span<const double> generated = generator_net_.forward(generator_, noise);
  assert(generated.size() == real.size());
  fake_.assign(generated.begin(), generated.end());
  gradient.assign(critic_.size(), 0.0);
  CriticLosses losses;

  std::span<const double> output = critic_net_.forward(parameters, real);
  losses.mean_real = mean(output);
  losses.real = mean_term(output, slope_, [&](double f) { return critic_term_real(settings_.objective, f); });
  critic_net_.backward(slope_, gradient);

  output = critic_net_.forward(parameters, fake_);
  losses.mean_fake = mean(output);
  losses.fake = mean_term(output, slope_, [&](double f) { return critic_term_fake(settings_.objective, f); });
  critic_net_.backward(slope_, gradient);

  if (penalised(settings_.objective)) penalise(real, fake_, between, parameters, losses, gradient);
  if (spectral_) spectral_->pull_back(critic_.data(), gradient.data());
  return losses;
}

void ReferenceTrainer::penalise(std::span<const double> real, std::span<const double> fake,
                                std::span<const double> between, const std::vector<double>& parameters,
                                CriticLosses& losses, std::vector<double>& gradient) {
  const auto dimension = static_cast<std::size_t>(settings_.dimension);
  const std::size_t rows = real.size() / dimension;
  points_ = copy(settings_.penalty_points == PenaltyPoints::real ? real : fake);
  if (settings_.penalty_points == PenaltyPoints::between) {
    assert(between.size() == rows);
    for (std::size_t i = 0; i < points_.size(); ++i) {
      const double t = between[i / dimension];
      points_[i] = t * real[i] + (1 - t) * fake[i];
    }
  }
  critic_net_.forward(parameters, points_);
  const std::span<const double> g = critic_net_.input_gradient();
  const double share = settings_.penalty / static_cast<double>(rows);
  pull_.resize(points_.size());
  for (std::size_t row = 0; row < rows; ++row) {
    double square = 0;
    for (std::size_t i = row * dimension; i < (row + 1) * dimension; ++i) square += g[i] * g[i];
    const double norm = std::sqrt(square);
    const PenaltyTerm<double> term = penalty_term(settings_.objective, norm);
    losses.mean_slope += norm / static_cast<double>(rows);
    losses.penalty += share * term.value;
    for (std::size_t i = row * dimension; i < (row + 1) * dimension; ++i) pull_[i] = share * term.pull * g[i];
  }
  critic_net_.penalty_backward(pull_, gradient);
}

CriticLosses ReferenceTrainer::critic_step(std::span<const double> real, std::span<const double> noise,
                                           std::span<const double> between) {
  const bool clipped = settings_.objective == Objective::wgan;
  if (clipped && settings_.clip_time == ClipTime::before_step)
    clip(critic_.data(), critic_.size(), settings_.clip);
  if (spectral_) spectral_->iterate(critic_.data());
  const CriticLosses losses = critic_gradient(real, noise, between, gradient_);
  descend(settings_.critic.optimiser, critic_, gradient_, critic_state_);
  if (clipped && settings_.clip_time == ClipTime::after_step)
    clip(critic_.data(), critic_.size(), settings_.clip);
  return losses;
}

double ReferenceTrainer::generator_gradient(std::span<const double> noise, std::vector<double>& gradient) {
  const std::span<const double> generated = generator_net_.forward(generator_, noise);
  fake_.assign(generated.begin(), generated.end());
  gradient.assign(generator_.size(), 0.0);
  const std::span<const double> output = critic_net_.forward(effective(), fake_);
  const double loss =
      mean_term(output, slope_, [&](double f) { return generator_term(settings_.objective, f); });
  pull_.resize(fake_.size());
  critic_net_.backward(slope_, {}, pull_);
  generator_net_.backward(pull_, gradient);
  return loss;
}

double ReferenceTrainer::generator_step(std::span<const double> noise) {
  const double loss = generator_gradient(noise, gradient_);
  descend(settings_.generator.optimiser, generator_, gradient_, generator_state_);
  return loss;
}

std::vector<double> ReferenceTrainer::generate(std::span<const double> noise) {
  return copy(generator_net_.forward(generator_, noise));
}
std::vector<double> ReferenceTrainer::criticise(std::span<const double> points) {
  return copy(critic_net_.forward(effective(), points));
}
std::vector<double> ReferenceTrainer::slopes(std::span<const double> points) {
  critic_net_.forward(effective(), points);
  return copy(critic_net_.input_gradient());
}

}  // namespace dlab
