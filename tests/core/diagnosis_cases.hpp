// Networks that compute known functions, and problems to look at them in.
#pragma once
#include <vector>

#include "core/gan/diagnosis.hpp"
#include "core/gan/reference_trainer.hpp"

namespace dlab {

// x → A x + b by ReLUs: relu(x) − relu(−x) = x. Needs width ≥ 2 inputs and depth 1; A is row-major (outputs,
// inputs).
inline std::vector<float> linear(const MlpShape& shape, const std::vector<float>& a,
                                 const std::vector<float>& b) {
  const std::vector<LayerPlace> places = layers(shape);
  std::vector<float> flat(parameter_count(shape), 0.f);
  const auto n = static_cast<std::size_t>(shape.inputs), width = static_cast<std::size_t>(shape.width);
  for (std::size_t i = 0; i < n; ++i) {
    flat[places[0].weights + 2 * i * n + i] = 1;
    flat[places[0].weights + (2 * i + 1) * n + i] = -1;
  }
  for (std::size_t o = 0; o < b.size(); ++o) {
    for (std::size_t i = 0; i < n; ++i) {
      flat[places[1].weights + o * width + 2 * i] = a[o * n + i];
      flat[places[1].weights + o * width + 2 * i + 1] = -a[o * n + i];
    }
    flat[places[1].biases + o] = b[o];
  }
  return flat;
}

inline GanSettings linear_settings(int dimension, int noise) {
  GanSettings settings;
  settings.dimension = dimension;
  settings.noise.dimension = noise;
  settings.critic.width = settings.generator.width = 4;
  settings.critic.depth = settings.generator.depth = 1;
  settings.batch = 16;
  settings.seed = 3;
  return settings;
}

inline Checkpoint with_linear_critic(const std::vector<float>& slope, float offset,
                                     const GanSettings& settings) {
  Checkpoint now = first_checkpoint(settings);
  now.critic = linear(settings.critic_shape(), slope, {offset});
  return now;
}

// The same networks in double, spectral vectors included.
inline ReferenceTrainer reference(const Checkpoint& now) {
  ReferenceTrainer oracle(now.settings, {now.critic.begin(), now.critic.end()},
                          {now.generator.begin(), now.generator.end()});
  if (oracle.spectral())
    oracle.spectral()->restore(
        {{now.spectral.u.begin(), now.spectral.u.end()}, {now.spectral.v.begin(), now.spectral.v.end()}});
  return oracle;
}

inline DiagnosisRequest quick(const Bounds& view) {
  DiagnosisRequest request;
  request.view = view;
  request.columns = request.rows = 16;
  request.points = 64;
  return request;
}

inline Distribution2d bell_at(double x, double y) {
  Normal2d bell;
  bell.mean = {x, y};
  return bell;
}
inline Distribution2d point_at(double x, double y) {
  Points2d point;
  point.xs = SharedValues{x};
  point.ys = SharedValues{y};
  return point;
}

}  // namespace dlab
