// How the loss's gradient and the critic's weights are spread over a network.
#include <algorithm>
#include <cmath>

#include "core/gan/cpu_trainer.hpp"
#include "core/gan/diagnosis_parts.hpp"

namespace dlab {
namespace {

constexpr std::size_t histogram_bins = 40;
constexpr int most_rows = 128;  // of the batch: enough for a root mean square, half of the time of 256

// A batch of its own, the same at every moment: its first rows are the samples that are shown.
class ShownBatch : public BatchSource {
 public:
  explicit ShownBatch(const DiagnosedMoment& moment) : moment_(moment), settings_(moment.settings) {}
  void real(int first, int count, float* out) const override {
    moment_.real.draw(settings_.seed, RandomStream::shown_real, 0, first, count, out);
  }
  void noise(int first, int count, float* out) const override {
    draw_noise(settings_.noise, settings_.seed, 0, first, count, out, RandomStream::shown_noise);
  }
  void between(int first, int count, float* out) const override {
    draw_between(settings_.seed, 0, first, count, out, RandomStream::shown_between);
  }
  bool has_fake() const override { return moment_.fake.has_value(); }
  void fake(int first, int count, float* out) const override {
    moment_.fake->draw(settings_.seed, RandomStream::shown_fake, 0, first, count, out);
  }

 private:
  const DiagnosedMoment& moment_;
  const GanSettings& settings_;
};

// 1, 2 or 5 times a power of ten, at least x > 0: the axis stays while weights grow a little.
double round_up(double x) {
  const double power = std::pow(10, std::floor(std::log10(x)));
  for (const double step : {1.0, 2.0, 5.0})
    if (step * power >= x) return step * power;
  return 10 * power;
}

// From wall to wall where weights are clipped and within.
WeightHistogram histogram_of(const DiagnosedMoment& moment) {
  double most = 0;
  for (const float w : moment.weights)
    if (std::isfinite(w)) most = std::max(most, std::abs(static_cast<double>(w)));
  const double clip = moment.settings.clip;
  const bool walls = moment.settings.objective == Objective::wgan && !moment.settings.spectral && clip > 0 &&
                     most <= clip * (1 + 1e-6);
  const double side = walls ? clip : most > 0 ? round_up(most) : 1;
  return weight_histogram(moment.weights, -side, side, histogram_bins);
}

}  // namespace

// The gradients that steps on that batch would follow, by steps of length 0; before the generator's, nothing
// moves that a step of the critic moves (clipping, the power iteration).
bool diagnose_layers(const DiagnosedMoment& moment, Diagnosis& found) {
  const Checkpoint& now = moment.checkpoint;
  GanSettings still = moment.settings;
  for (NetworkSettings* network : {&still.critic, &still.generator}) {
    network->optimiser = {};
    network->optimiser.kind = OptimiserKind::sgd;
    network->optimiser.rate = 0;
  }
  still.batch = std::min(still.batch, most_rows);
  Pool pool(1);
  CpuTrainer trainer(still, pool, {now.critic, OptimiserState<float>(now.critic.size())}, now.spectral,
                     {now.generator, OptimiserState<float>(now.generator.size())});
  const ShownBatch batch(moment);
  if (moment.stopped()) return false;
  if (!moment.fake) {
    trainer.generator_step(batch);
    found.generator_layers = rms_by_layer(still.generator_shape(), trainer.generator_gradient());
  }
  if (moment.stopped()) return false;
  trainer.critic_step(batch);
  found.critic_layers = rms_by_layer(still.critic_shape(), trainer.critic_gradient());
  found.critic_weights = histogram_of(moment);
  return true;
}

}  // namespace dlab
