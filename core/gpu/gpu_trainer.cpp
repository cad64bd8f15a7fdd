// Memory, programs and state; the steps are in gpu_trainer_step.cpp.
#include "core/gpu/gpu_trainer.hpp"

#include <algorithm>

#include "core/gpu/compute_program.hpp"

namespace dlab {
namespace {

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }

const Error& no_memory() {
  static const Error error{"",
                           N_("The graphics card has too little memory for these networks: make them "
                              "narrower or the batch smaller, or train on the processor."),
                           {}};
  return error;
}

}  // namespace

Result<std::unique_ptr<GpuTrainer>> GpuTrainer::make(GpuDevice& device, const GanSettings& settings) {
  std::unique_ptr<GpuTrainer> made(new GpuTrainer(device, settings));
  GpuTrainer& trainer = *made;
  const MlpShape critic = settings.critic_shape();
  trainer.smooth_ = penalised(settings.objective) && !piecewise_linear(critic.activation);
  trainer.multiplier_ = !penalised(settings.objective) ? 2 : trainer.smooth_ ? 4 : 3;
  while (device.gl().GetError() != GL_NO_ERROR) continue;  // of whoever came before
  if (Status status =
          trainer.lay_out(trainer.critic_, critic, trainer.multiplier_, settings.critic.optimiser);
      !status)
    return status.error();
  if (Status status =
          trainer.lay_out(trainer.generator_, settings.generator_shape(), 1, settings.generator.optimiser);
      !status)
    return status.error();
  const std::size_t batch = as_size(settings.batch);
  trainer.between_ = GpuBuffer(device.gl(), batch);
  trainer.terms_ = GpuBuffer(device.gl(), 2 * 3 * batch);
  trainer.losses_ = GpuBuffer(device.gl(), 7);
  trainer.list_ = GpuBuffer(device.gl(), 2 * as_size(trainer.critic_.rows));
  if (settings.spectral) {
    const SpectralNorm<float> norm(critic);
    trainer.spectral_ =
        GpuBuffer(device.gl(), norm.state().u.size() + norm.state().v.size() + as_size(critic.depth) + 1);
    trainer.critic_.weights = GpuBuffer(device.gl(), trainer.critic_.values.size());
    trainer.critic_.normalised = true;
  }
  if (device.gl().GetError() != GL_NO_ERROR) return no_memory();
  if (Status status = trainer.compile(); !status) return status.error();
  return made;
}

Status GpuTrainer::lay_out(Net& net, const MlpShape& shape, int multiplier,
                           const OptimiserSettings& optimiser) {
  net.shape = shape;
  net.optimiser = optimiser;
  net.rows = multiplier * settings_.batch;
  const std::size_t parameters = parameter_count(shape), rows = as_size(net.rows),
                    hidden = rows * as_size(shape.width) * as_size(shape.depth);
  const std::size_t most = static_cast<std::size_t>(device_.limits().storage_block) / sizeof(float);
  if (hidden + rows * as_size(shape.inputs) > most) return no_memory();
  const GlApi& api = gl();
  for (GpuBuffer* buffer : {&net.values, &net.gradient, &net.mean, &net.mean_square})
    *buffer = GpuBuffer(api, parameters);
  net.right = GpuBuffer(api, hidden + rows * as_size(shape.inputs));
  net.left = GpuBuffer(api, hidden);
  net.slopes = GpuBuffer(api, shape.activation == Activation::softplus ? hidden : 1);
  net.heads = GpuBuffer(api, rows * as_size(shape.outputs));
  return Done{};
}

Status GpuTrainer::compile() {
  Status status = Done{};
  const auto get = [&](const char* file, const GpuDevice::Defines& defines) -> ComputeProgram* {
    if (!status) return nullptr;
    const Result<ComputeProgram*> program = device_.program(file, defines);
    if (program) return *program;
    status = program.error();
    return nullptr;
  };
  const int objective = static_cast<int>(settings_.objective);
  for (Net* net : {&critic_, &generator_}) {
    const int activation = static_cast<int>(net->shape.activation);
    for (int kind = 0; kind < kinds; ++kind)
      net->product[as_size(kind)] = get("product.comp", {{"KIND", kind}, {"ACTIVATION", activation}});
    net->last_delta = get("last_delta.comp", {{"ACTIVATION", activation}});
    net->update = get("update.comp", {{"RULE", static_cast<int>(net->optimiser.kind)}});
  }
  const int activation = static_cast<int>(critic_.shape.activation);
  for (int role = 0; role < 4; ++role)
    output_[as_size(role)] =
        get("output.comp", {{"ROLE", role}, {"ACTIVATION", activation}, {"OBJECTIVE", objective}});
  for (int role = 0; role < 2; ++role)
    input_gradient_[as_size(role)] =
        get("input_gradient.comp", {{"ROLE", role}, {"ACTIVATION", activation}, {"OBJECTIVE", objective}});
  draw_ = get("draw.comp", {});
  bias_sums_ = get("bias_sums.comp", {});
  losses_program_ = get("losses.comp", {});
  clip_ = get("update.comp", {{"RULE", 3}});
  for (int op = 0; settings_.spectral && op < 3; ++op)
    normalise_[as_size(op)] = get("spectral.comp", {{"OP", op}});
  return status;
}

bool GpuTrainer::change(const GanSettings& settings) {
  if (settings.critic_shape() != settings_.critic_shape() ||
      settings.generator_shape() != settings_.generator_shape() || settings.batch != settings_.batch ||
      settings.objective != settings_.objective || settings.spectral != settings_.spectral ||
      settings.critic.optimiser.kind != settings_.critic.optimiser.kind ||
      settings.generator.optimiser.kind != settings_.generator.optimiser.kind)
    return false;
  settings_ = settings;
  critic_.optimiser = settings.critic.optimiser;
  generator_.optimiser = settings.generator.optimiser;
  return true;
}

std::vector<float> GpuTrainer::all_of(const GpuBuffer& buffer) const {
  std::vector<float> values(buffer.size());
  buffer.read(values);
  return values;
}
std::vector<float> GpuTrainer::drawn_noise() const {
  std::vector<float> values(as_size(settings_.batch * settings_.noise.dimension));
  generator_.right.read(values);
  return values;
}
std::vector<float> GpuTrainer::drawn_between() const { return all_of(between_); }

NetworkState GpuTrainer::state(const Net& net) const {
  NetworkState state;
  state.parameters = all_of(net.values);
  state.optimiser.steps = net.steps;
  state.optimiser.mean = all_of(net.mean);
  state.optimiser.mean_square = all_of(net.mean_square);
  return state;
}
void GpuTrainer::restore(Net& net, const NetworkState& state) {
  net.values.write(state.parameters);
  net.mean.write(state.optimiser.mean);
  net.mean_square.write(state.optimiser.mean_square);
  net.steps = state.optimiser.steps;
}

SpectralNorm<float>::State GpuTrainer::spectral() const {
  if (!settings_.spectral) return {};
  SpectralNorm<float>::State state = SpectralNorm<float>(critic_.shape).state();
  spectral_.read(state.u);
  spectral_.read(state.v, state.u.size());
  return state;
}
void GpuTrainer::set_critic(const NetworkState& state, const SpectralNorm<float>::State& spectral) {
  restore(critic_, state);
  if (!settings_.spectral) return;
  spectral_.write(spectral.u);
  spectral_.write(spectral.v, spectral.u.size());
}

CriticLosses GpuTrainer::critic_losses() const {
  std::array<float, 6> means{};
  losses_.read(means);
  CriticLosses losses;
  losses.real = static_cast<double>(means[0]);
  losses.fake = static_cast<double>(means[1]);
  losses.mean_real = static_cast<double>(means[3]);
  losses.mean_fake = static_cast<double>(means[4]);
  if (penalised(settings_.objective)) {
    losses.penalty = settings_.penalty * static_cast<double>(means[2]);
    losses.mean_slope = static_cast<double>(means[5]);
  }
  return losses;
}
double GpuTrainer::generator_loss() const {
  std::array<float, 1> mean{};
  losses_.read(mean, 6);
  return static_cast<double>(mean[0]);
}

}  // namespace dlab
