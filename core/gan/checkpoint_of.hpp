// A checkpoint from what a device's trainer holds.
#pragma once
#include <cstdint>
#include <utility>

#include "core/gan/network_state.hpp"
#include "core/gan/trainer.hpp"

namespace dlab {

template <class DeviceTrainer>
Checkpoint checkpoint_of(const DeviceTrainer& trainer, std::uint64_t critic_steps,
                         std::uint64_t generator_steps) {
  Checkpoint now;
  now.settings = trainer.settings();
  NetworkState critic = trainer.critic(), generator = trainer.generator();
  now.critic = std::move(critic.parameters);
  now.critic_state = std::move(critic.optimiser);
  now.generator = std::move(generator.parameters);
  now.generator_state = std::move(generator.optimiser);
  now.spectral = trainer.spectral();
  now.critic_steps = critic_steps;
  now.generator_steps = generator_steps;
  return now;
}

}  // namespace dlab
