// What exhibit F's built-in scenes are made with.
#pragma once
#include "core/exhibit/arena_exhibit.hpp"

namespace dlab {

// Message ids.
struct SceneWords {
  const char *name, *title, *caption;
};
Scene arena_scene(const SceneWords& words, const ArenaScene& arena);

// Both networks alike.
void set_networks(ArenaScene& arena, int width, int depth, Activation activation,
                  const OptimiserSettings& optimiser);
OptimiserSettings adam(double rate);
// A critic held back by its weights' walls.
void clip(GanSettings& gan, double at);

// Gulrajani et al. 2017, figure 1a: the model is the data plus N(0, I), the critic trained to optimality. The
// data are those of the released toy program.
ArenaScene value_surface();
Distribution2d toy_ring(double more_noise = 0);  // the variance of what is added
Distribution2d toy_grid(double more_noise = 0);
Distribution2d toy_roll(double more_noise = 0);

// Arjovsky, Chintala, Bottou 2017, figure 2: real N(−5, 1) and model N(5, 1), both given.
ArenaScene two_given_bells();

std::vector<Scene> race_scenes();

}  // namespace dlab
