#include "core/gan/trainer.hpp"

namespace dlab {
namespace {

SpectralNorm<float>::State first_spectral(const GanSettings& settings, const std::vector<float>& critic) {
  if (!settings.spectral) return {};
  SpectralNorm<float> norm(settings.critic_shape());
  norm.start(critic.data(), settings.seed);
  return norm.state();
}

// Of one network: true if its weights were drawn anew.
bool adapt(std::vector<float>& weights, OptimiserState<float>& state, const MlpShape& was, const MlpShape& is,
           const NetworkSettings& before, const NetworkSettings& after, std::uint64_t seed,
           RandomStream stream) {
  // Another activation makes another function of the same weights, which is a fair place to go on from.
  MlpShape same = was;
  same.activation = is.activation;
  const bool anew = same != is;
  if (anew) weights = initial_parameters(is, after.start, seed, static_cast<std::uint32_t>(stream));
  if (anew || before.optimiser.kind != after.optimiser.kind) state = OptimiserState<float>(weights.size());
  return anew;
}

}  // namespace

std::size_t Checkpoint::bytes() const {
  return sizeof *this +
         sizeof(float) * (critic.size() + generator.size() + critic_state.mean.size() +
                          critic_state.mean_square.size() + generator_state.mean.size() +
                          generator_state.mean_square.size() + spectral.u.size() + spectral.v.size());
}

Checkpoint first_checkpoint(const GanSettings& settings) {
  Checkpoint first;
  first.settings = settings;
  first.critic = initial_parameters(settings.critic_shape(), settings.critic.start, settings.seed,
                                    static_cast<std::uint32_t>(RandomStream::critic_start));
  first.generator = initial_parameters(settings.generator_shape(), settings.generator.start, settings.seed,
                                       static_cast<std::uint32_t>(RandomStream::generator_start));
  first.critic_state = OptimiserState<float>(first.critic.size());
  first.generator_state = OptimiserState<float>(first.generator.size());
  first.spectral = first_spectral(settings, first.critic);
  return first;
}

Checkpoint adapted(const Checkpoint& now, const GanSettings& settings) {
  Checkpoint next = now;
  const GanSettings& before = now.settings;
  const bool critic = adapt(next.critic, next.critic_state, before.critic_shape(), settings.critic_shape(),
                            before.critic, settings.critic, settings.seed, RandomStream::critic_start);
  adapt(next.generator, next.generator_state, before.generator_shape(), settings.generator_shape(),
        before.generator, settings.generator, settings.seed, RandomStream::generator_start);
  if (critic || settings.spectral != before.spectral) next.spectral = first_spectral(settings, next.critic);
  next.settings = settings;
  return next;
}

}  // namespace dlab
