// Exhibit F's built-in scenes; each caption says where to look.
#include <cmath>

#include "core/exhibit/arena_scene_parts.hpp"

namespace dlab {

Scene arena_scene(const SceneWords& words, const ArenaScene& arena) {
  Scene made;
  made.name = words.name;
  made.title = words.title;
  made.caption = words.caption;
  made.exhibit = arena;
  return made;
}

void set_networks(ArenaScene& arena, int width, int depth, Activation activation,
                  const OptimiserSettings& optimiser) {
  for (NetworkSettings* network : {&arena.gan.critic, &arena.gan.generator}) {
    network->width = width;
    network->depth = depth;
    network->activation = activation;
    network->optimiser = optimiser;
  }
}

OptimiserSettings adam(double rate) {
  OptimiserSettings optimiser;
  optimiser.rate = rate;
  return optimiser;
}

void clip(GanSettings& gan, double at) {
  gan.objective = Objective::wgan;
  gan.clip = at;
  for (NetworkSettings* network : {&gan.critic, &gan.generator})
    network->optimiser = {.kind = OptimiserKind::rmsprop, .rate = 5e-4, .beta2 = 0.99};
}

Distribution2d toy_ring(double more_noise) {
  const double std = 0.02 / 1.414;
  return Ring2d{{0, 0}, 2 / 1.414, std::sqrt(std * std + more_noise), 8, 0};
}
Distribution2d toy_grid(double more_noise) {
  const double std = 0.05 / 2.828;
  return Grid2d{{0, 0}, 2 / 2.828, std::sqrt(std * std + more_noise), 5};
}
Distribution2d toy_roll(double more_noise) {
  const double noise = 0.25 / 7.5;
  return SwissRoll2d{{0, 0}, 2, std::sqrt(noise * noise + more_noise)};
}

ArenaScene value_surface() {
  ArenaScene arena;
  arena.p = toy_ring();
  arena.q = toy_ring(1);
  arena.model = ArenaModel::fixed;
  set_networks(arena, 96, 3, Activation::relu, adam(1e-3));
  arena.iterations = 1500;
  arena.x_low = arena.y_low = -2.5;
  arena.x_high = arena.y_high = 2.5;
  arena.show.fake = arena.show.gradients = false;
  return arena;
}

ArenaScene two_given_bells() {
  ArenaScene arena;
  arena.p = Distribution(Normal{-5, 1});
  arena.q = Distribution(Normal{5, 1});
  arena.model = ArenaModel::fixed;
  set_networks(arena, 32, 2, Activation::relu, adam(1e-3));
  arena.gan.batch = 256;
  arena.gan.n_critic = 1;
  arena.x_low = -8;
  arena.x_high = 8;
  arena.iterations = 2000;
  return arena;
}

namespace {

// A size that any machine trains faster than the eye follows.
Scene ring() {
  ArenaScene arena;
  set_networks(arena, 64, 3, Activation::leaky_relu, adam(3e-4));
  arena.gan.penalty = 1;
  arena.iterations = 600;
  return arena_scene(
      {"arena-ring", N_("Eight bells in a ring"),
       N_("Press Play: the critic builds a hill at every bell, its slope pulls the samples uphill, and "
          "the estimate follows the exact {W1}. Drag the ring while it trains.")},
      arena);
}

// The released toy program of Gulrajani et al. 2017: three hidden layers of 512, λ = 0.1, Adam 1e-4.
ArenaScene released() {
  ArenaScene arena;
  set_networks(arena, 512, 3, Activation::relu, adam(1e-4));
  arena.gan.penalty = 0.1;
  arena.gan.batch = 256;
  arena.gan.n_critic = 5;
  arena.iterations = 60;
  arena.x_low = arena.y_low = -3;
  arena.x_high = arena.y_high = 3;
  return arena;
}

constexpr const char* released_caption = N_(
    "The settings of WGAN-GP's released toy program: three layers of 512, λ = 0.1, Adam at 1e-4. A round is "
    "16 billion operations, so give it a minute.");

Scene released_ring() {
  ArenaScene arena = released();
  arena.p = toy_ring();
  return arena_scene({"toy-8", N_("WGAN-GP's toy: 8 bells"), released_caption}, arena);
}
Scene released_grid() {
  ArenaScene arena = released();
  arena.p = toy_grid();
  return arena_scene({"toy-25", N_("WGAN-GP's toy: 25 bells"), released_caption}, arena);
}
Scene released_roll() {
  ArenaScene arena = released();
  arena.p = toy_roll();
  return arena_scene({"toy-swiss-roll", N_("WGAN-GP's toy: the Swiss roll"), released_caption}, arena);
}

Scene surface_clipped() {
  ArenaScene arena = value_surface();
  clip(arena.gan, 0.1);
  arena.detail = ArenaDetail::weights;
  return arena_scene(
      {"surface-clipped", N_("Value surface: clipped weights"),
       N_("WGAN-GP, figure 1a, above: a critic held back by clipping between eight bells and the same "
          "bells blurred. Its weights crowd at the walls ±c, and it sees only the coarse shape.")},
      arena);
}
Scene surface_penalised() {
  ArenaScene arena = value_surface();
  arena.gan.penalty = 10;
  return arena_scene(
      {"surface-penalised", N_("Value surface: gradient penalty"),
       N_("WGAN-GP, figure 1a, below: held back by its slope instead of its weights, the critic finds "
          "all eight bells.")},
      arena);
}

Scene discriminator_saturates() {
  ArenaScene arena = two_given_bells();
  arena.gan.objective = Objective::minimax;
  return arena_scene(
      {"figure-2-discriminator", N_("Why a GAN stalls: D between two bells"),
       N_("WGAN, figure 2: the better the discriminator, the flatter it is where the generated samples "
          "are. D* is a step, and log(1 − D) has no slope left to learn from.")},
      arena);
}
Scene critic_stays_linear() {
  ArenaScene arena = two_given_bells();
  clip(arena.gan, 0.1);
  arena.detail = ArenaDetail::weights;
  return arena_scene(
      {"figure-2-critic", N_("Why a WGAN does not: f between two bells"),
       N_("The same two bells: the clipped critic is nearly a straight line between them and has a slope "
          "wherever samples are. Higher is more real here; the paper draws it the other way up.")},
      arena);
}

Points2d point(double x, double y) {
  Points2d one;
  one.xs = SharedValues({x});
  one.ys = SharedValues({y});
  return one;
}

// In the plane, where a slope can turn: on the line half of all first weights begin with the wrong sign, and
// a penalty on ‖∇f‖ ≠ 1 does not let them pass 0.
Scene two_points() {
  ArenaScene arena;
  arena.p = Distribution2d(point(-1, -0.4));
  arena.q = Distribution2d(point(1, 1.1));
  arena.model = ArenaModel::fixed;
  set_networks(arena, 32, 2, Activation::leaky_relu, adam(5e-4));
  arena.gan.penalty = 200;
  arena.gan.n_critic = 1;
  arena.gan.batch = 64;
  arena.iterations = 4000;
  arena.x_low = arena.y_low = -2.5;
  arena.x_high = arena.y_high = 2.5;
  return arena_scene(
      {"two-points", N_("Two points: the critic measures |a − b|"),
       N_("All of the data at a, all of the model at b: the critic becomes a slope from one to the "
          "other, and its estimate goes to |a − b| = 2.5. Drag a point, and it follows.")},
      arena);
}

Scene pure_shift() {
  ArenaScene arena;
  Mixture2d p;
  for (const auto& [x, y] : {std::pair{-1.0, -0.6}, std::pair{0.2, 0.5}, std::pair{-0.9, 0.9}})
    p.components.push_back({1, Normal2d{{x - 0.6, y - 0.1}, 0.22, 0.22, 0}});
  Mixture2d q = p;
  for (Component2d& part : q.components) {
    auto& bell = std::get<Normal2d>(part.distribution);
    bell.mean.x += 1.4;
    bell.mean.y += 0.5;
  }
  arena.p = Distribution2d(p);
  arena.q = Distribution2d(q);
  arena.model = ArenaModel::fixed;
  set_networks(arena, 64, 3, Activation::leaky_relu, adam(1e-3));
  arena.gan.penalty = 100;
  arena.gan.n_critic = 1;
  arena.iterations = 2000;
  return arena_scene(
      {"pure-shift", N_("A pure shift: every arrow points home"),
       N_("The model is the data, moved. Every grain's best way is the same, so the critic becomes a "
          "plane, and the cosine of its slope with those ways goes to 1.")},
      arena);
}

Scene chase() {
  ArenaScene arena;
  Mixture2d p;
  for (const auto& [x, y] : {std::pair{-1.2, -0.7}, std::pair{1.2, -0.7}, std::pair{0.0, 1.2}})
    p.components.push_back({1, Normal2d{{x, y}, 0.15, 0.15, 0}});
  arena.p = Distribution2d(p);
  set_networks(arena, 64, 3, Activation::leaky_relu, adam(5e-4));
  arena.gan.penalty = 1;
  arena.iterations = 600;
  arena.x_low = arena.y_low = -2.6;
  arena.x_high = arena.y_high = 2.6;
  return arena_scene(
      {"chase", N_("Chase: drag the data while it trains"),
       N_("Press Play and drag a bell away: the critic's hill goes after it first, then the samples "
          "climb after the hill.")},
      arena);
}

}  // namespace

std::vector<Scene> arena_scenes() {
  std::vector<Scene> all{ring(), chase()};
  for (Scene& race : race_scenes()) all.push_back(std::move(race));
  for (Scene& one :
       std::vector{discriminator_saturates(), critic_stays_linear(), two_points(), pure_shift(),
                   surface_clipped(), surface_penalised(), released_ring(), released_grid(), released_roll()})
    all.push_back(std::move(one));
  return all;
}

}  // namespace dlab
