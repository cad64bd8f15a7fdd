// Exhibit F's built-in races: the same data, seed and batches, and one thing that differs.
#include "core/exhibit/arena_scene_parts.hpp"

namespace dlab {
namespace {

// Another configuration: the first one's settings but for what is changed.
template <class Change>
ArenaRival& rival(ArenaScene& arena, Change change) {
  arena.rivals.push_back({arena.gan, {}, {}});
  change(arena.rivals.back().gan);
  return arena.rivals.back();
}

Scene figure_2() {
  ArenaScene arena = two_given_bells();
  arena.gan.objective = Objective::minimax;
  rival(arena, [](GanSettings& gan) { clip(gan, 0.1); });
  return arena_scene(
      {"figure-2", N_("WGAN, figure 2: D and f between the same two bells"),
       N_("A: the better the discriminator, the flatter it is where the generated samples are. "
          "B: the clipped critic is nearly a straight line between the bells and has a slope "
          "wherever samples are.")},
      arena);
}

Scene six_critics() {
  ArenaScene arena = value_surface();
  arena.gan.penalty = 10;
  const GanSettings penalised = arena.gan;
  clip(arena.gan, 0.1);
  const GanSettings clipped = arena.gan;
  arena.rivals = {{clipped, toy_grid(), toy_grid(1)},
                  {clipped, toy_roll(), toy_roll(1)},
                  {penalised, {}, {}},
                  {penalised, toy_grid(), toy_grid(1)},
                  {penalised, toy_roll(), toy_roll(1)}};
  arena.show.real = arena.show.landscape = false;
  arena.iterations = 1000;
  return arena_scene(
      {"figure-1a", N_("WGAN-GP, figure 1a: six critics"),
       N_("Above, held back by clipped weights; below, by a gradient penalty. The model is the data "
          "plus N(0, I). Clipped critics see its coarse shape; the penalised one of the ring finds "
          "all eight bells.")},
      arena);
}

Scene parallel_lines() {
  ArenaScene arena;
  arena.p = Distribution2d(Segments2d{{0, 0}, 2.4, 90, 4, 0.9});
  set_networks(arena, 64, 3, Activation::relu, adam(1e-3));
  arena.gan.objective = Objective::minimax;
  arena.gan.penalty = 1;
  arena.iterations = 1500;
  arena.x_low = arena.y_low = -2.4;
  arena.x_high = arena.y_high = 2.4;
  arena.show.gradients = arena.show.landscape = false;
  rival(arena, [](GanSettings& gan) { gan.objective = Objective::wgan_gp; });
  return arena_scene({"race-lines", N_("Parallel lines: minimax GAN against WGAN"),
                      N_("The same noise, the same data, the same rates: A leaves lines out and jumps "
                         "between them, B lies down "
                         "on all four. These are runs, not laws: try other seeds.")},
                     arena);
}

Scene activations() {
  ArenaScene arena;
  set_networks(arena, 64, 3, Activation::relu, adam(3e-4));
  arena.gan.penalty = 1;
  arena.iterations = 800;
  arena.curves = ArenaCurves::steep;
  arena.show.landscape = false;
  rival(arena, [](GanSettings& gan) { gan.critic.activation = Activation::leaky_relu; });
  return arena_scene(
      {"race-activations", N_("ReLU against leaky ReLU under the penalty"),
       N_("A unit of ReLU passes on a slope or none, so its norm is said to be hard to hold at 1. Here both "
          "critics teach the ring; compare the share of slopes above 1, and the exact distance.")},
      arena);
}

Scene penalty_points() {
  ArenaScene arena;
  set_networks(arena, 64, 3, Activation::leaky_relu, adam(3e-4));
  arena.gan.penalty = 1;
  arena.iterations = 800;
  rival(arena, [](GanSettings& gan) { gan.penalty_points = PenaltyPoints::real; });
  rival(arena, [](GanSettings& gan) { gan.penalty_points = PenaltyPoints::fake; });
  return arena_scene(
      {"race-penalty", N_("Where the penalty looks: between, on real, on fake"),
       N_("Three critics whose slope is held to 1 at different places: on the ways between real and "
          "generated samples, on the real ones, on the generated ones.")},
      arena);
}

// Gulrajani et al. 2017, figure 1b: twelve layers of ReLU on the Swiss roll.
Scene deep_critics() {
  ArenaScene arena = value_surface();
  arena.p = toy_roll();
  arena.q = toy_roll(1);
  set_networks(arena, 32, 12, Activation::relu, adam(1e-3));
  for (NetworkSettings* network : {&arena.gan.critic, &arena.gan.generator}) network->start = Start::he;
  arena.gan.penalty = 10;
  arena.gan.n_critic = 1;
  const GanSettings penalised = arena.gan;
  clip(arena.gan, 0.1);
  const GanSettings first = arena.gan;
  for (const double at : {0.01, 0.001}) {
    arena.rivals.push_back({first, {}, {}});
    arena.rivals.back().gan.clip = at;
  }
  arena.rivals.push_back({penalised, {}, {}});
  arena.show.real = arena.show.landscape = false;
  arena.iterations = 1000;
  arena.detail = ArenaDetail::layers;
  return arena_scene(
      {"figure-1b", N_("WGAN-GP, figure 1b: twelve layers deep"),
       N_("Twelve layers, and clipped weights: with c = 0.01 and 0.001 nothing of the gradient is left on "
          "its way "
          "back to the first layer, and the critic stays flat. Under the penalty it arrives as it set out.")},
      arena);
}

}  // namespace

std::vector<Scene> race_scenes() {
  return {figure_2(), parallel_lines(), penalty_points(), activations(), six_critics(), deep_critics()};
}

}  // namespace dlab
