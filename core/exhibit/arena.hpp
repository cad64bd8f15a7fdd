// Exhibit F, the arena: what trains against what, what is shown of it, and which moment is looked at. The run
// itself goes on beneath (arena_live.hpp) or is made at once (solve()).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/exhibit/recorder.hpp"
#include "core/gan/trainer.hpp"
#include "core/gan/training_lane.hpp"

namespace dlab {

// What the generator is: a network that learns, or the distribution q, against which a critic alone trains.
enum class ArenaModel { network, fixed };

struct ArenaShown {
  bool contours = true, real = true, fake = true, gradients = true;
  bool arrows = false;     // the field on a grid
  bool manifold = false;   // the generator's warped grid of noise
  bool steepness = false;  // ‖∇f‖ instead of f
  bool optimal = true;     // on the line: D* or f*
  bool landscape = true;
  bool operator==(const ArenaShown&) const = default;
};

// What the curves over the iterations are, and what the last card draws.
enum class ArenaCurves { distance, losses, ratio, modes, steep };
enum class ArenaDetail { slopes, layers, weights };

// A further configuration, which runs a race with the first: on the same seed, and on the same data unless it
// has its own.
struct ArenaRival {
  GanSettings gan;
  std::optional<GanData> p, q;
  bool operator==(const ArenaRival&) const = default;
};
inline constexpr std::size_t most_rivals = 5;

struct ArenaScene {
  GanData p = Distribution2d(Ring2d{{0, 0}, 1.4142, 0.05, 8, 0});  // real
  GanData q = Distribution2d(Normal2d{});                          // the model where it is fixed
  ArenaModel model = ArenaModel::network;
  GanSettings gan;                 // its seed and dimension follow the scene's and p's
  std::vector<ArenaRival> rivals;  // 0 … most_rivals; none: no race
  int lane = 0;                    // which configuration is edited; 0: the first
  ArenaShown show;
  ArenaCurves curves = ArenaCurves::distance;
  ArenaDetail detail = ArenaDetail::slopes;
  double yaw = 30, pitch = 38;    // of the landscape, degrees
  std::int64_t iterations = 300;  // trained before a picture is made; the window begins at 0
  std::int64_t moment = -1;       // the iteration looked at; −1: the newest
  double speed = 0;               // iterations a second at most; 0: as fast as can be
  bool freeze = false;            // the generator rests, the critic trains on
  // The map's limits; equal = fitted to the data.
  double x_low = 0, x_high = 0, y_low = 0, y_high = 0;
  bool operator==(const ArenaScene&) const = default;
};

FieldList fields(ArenaScene& scene);
Status validate(const ArenaScene& scene);

inline int dimension_of(const ArenaScene& scene) { return dimension_of(scene.p); }
GanData& side_of(ArenaScene& scene, Side side);
const GanData& side_of(const ArenaScene& scene, Side side);
// A race's configurations, each as a scene of its own; lane_scene(scene, 0) is the first one's.
inline std::size_t lanes(const ArenaScene& scene) { return 1 + scene.rivals.size(); }
ArenaScene lane_scene(const ArenaScene& scene, std::size_t lane);
GanSettings& settings_of(ArenaScene& scene, std::size_t lane);
const GanSettings& settings_of(const ArenaScene& scene, std::size_t lane);
std::vector<TrainingSetup> setups_of(const ArenaScene& scene, std::int64_t seed);
// Where a configuration's fields are: "" or "rivals.0.".
std::string lane_path(std::size_t lane);
// Of the first configuration: the data, and where the model is fixed, what it is.
GanProblem problem_of(const ArenaScene& scene);
// The settings with the seed and the dimension that belong to them.
GanSettings gan_settings(const ArenaScene& scene, std::int64_t seed);
// Whether two scenes train alike: nothing but what is shown differs.
bool same_training(const ArenaScene& a, const ArenaScene& b);

}  // namespace dlab
