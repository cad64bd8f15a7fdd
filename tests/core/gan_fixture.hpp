// The stored PyTorch runs of fixtures/gan_steps.json: ten rounds of one critic and one generator step each.
#pragma once
#include <string>
#include <vector>

#include "core/gan/settings.hpp"

namespace dlab::gan_fixture {

struct Round {
  std::vector<double> real, noise, between, generator_noise;  // row-major; all of them floats
};
struct Run {
  std::string name;
  GanSettings settings;
  std::vector<double> critic_start, generator_start;  // all of them floats
  std::vector<Round> rounds;
  // What PyTorch had: the critic's loss with its penalty, before each step; the parameters at the end.
  std::vector<double> critic_loss, penalty, estimate, generator_loss;
  std::vector<double> critic, generator;
  std::vector<double> u;  // of the spectral norm at the end, all layers; it began with 1, 2, 3 … / length
};
std::vector<Run> read();

}  // namespace dlab::gan_fixture
