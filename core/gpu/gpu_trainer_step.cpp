// The steps, dispatch by dispatch.
#include <algorithm>

#include "core/gan/batch.hpp"
#include "core/gan/optimiser.hpp"
#include "core/gpu/compute_program.hpp"
#include "core/gpu/gpu_trainer.hpp"

namespace dlab {
namespace {

// As in the shaders.
enum Binding : GLuint {
  at_weights,
  at_gradient,
  at_right,
  at_left,
  at_slopes,
  at_heads,
  at_between,
  at_other,
  at_terms,
  at_losses
};
constexpr int side = 64;
enum Role { to_generate, to_criticise, to_please, to_list };
enum InputRole { to_penalise, to_teach };
enum Normalisation { iterate, effective, pull_back };

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }
int groups(int count, int size) { return (count + size - 1) / size; }
std::uint32_t low(std::uint64_t number) { return static_cast<std::uint32_t>(number); }
std::uint32_t high(std::uint64_t number) { return static_cast<std::uint32_t>(number >> 32); }

}  // namespace

void GpuTrainer::bind(const Net& net) const {
  (net.normalised ? net.weights : net.values).bind(at_weights);
  net.gradient.bind(at_gradient);
  net.right.bind(at_right);
  net.left.bind(at_left);
  net.slopes.bind(at_slopes);
  net.heads.bind(at_heads);
}

ComputeProgram& GpuTrainer::with(ComputeProgram* program, const Net& net) const {
  program->use();
  program->set("inputs", net.shape.inputs);
  program->set("outputs", net.shape.outputs);
  program->set("width", net.shape.width);
  program->set("depth", net.shape.depth);
  program->set("rows", net.rows);
  return *program;
}

void GpuTrainer::dispatch(int x, int y, int z) const {
  gl().DispatchCompute(static_cast<GLuint>(x), static_cast<GLuint>(y), static_cast<GLuint>(z));
  gl().MemoryBarrier(GL_SHADER_STORAGE_BARRIER_BIT);
}

void GpuTrainer::run_product(const Net& net, Kind kind, int layer, const Passed& rows, int layers) const {
  ComputeProgram& program = with(net.product[kind], net);
  program.set("layer", layer);
  program.set("first", rows.first);
  program.set("count", rows.count);
  program.set("reference", rows.reference);
  program.set("curved", rows.curved);
  if (kind == gradient) {
    const int units = layer == net.shape.depth ? net.shape.outputs : net.shape.width;
    dispatch(groups(layer == 0 ? net.shape.inputs : net.shape.width, side), groups(units, side), layers);
  } else {
    dispatch(groups(net.shape.width, side), groups(rows.count, side));
  }
}

void GpuTrainer::run_forward(const Net& net, int first, int count) const {
  for (int l = 0; l < net.shape.depth; ++l) run_product(net, forward, l, {first, count, first});
}

void GpuTrainer::run_backward(const Net& net, const Passed& rows) const {
  ComputeProgram& program = with(net.last_delta, net);
  program.set("first", rows.first);
  program.set("count", rows.count);
  program.set("reference", rows.reference);
  program.set("curved", rows.curved);
  dispatch(groups(rows.count * net.shape.width, 64));
  for (int l = net.shape.depth - 1; l > 0; --l) run_product(net, backward, l, rows);
}

// Over the first rows; the biases' over the first `parts` batches of them.
void GpuTrainer::run_gradient(const Net& net, int count, int parts) const {
  run_product(net, gradient, 0, {0, count, 0});
  if (net.shape.depth > 1) run_product(net, gradient, 1, {0, count, 0}, net.shape.depth - 1);
  run_product(net, gradient, net.shape.depth, {0, count, 0});
  ComputeProgram& program = with(bias_sums_, net);
  program.set("batch", settings_.batch);
  program.set("parts", parts);
  dispatch(groups(net.shape.width, 64), net.shape.depth + 1);
}

// Noise, and where it is asked for what lies between, through the generator to the critic's rows.
void GpuTrainer::run_generator(const GpuBatch& batch, int fake_first, int points_first) {
  const int n = settings_.batch;
  bind(generator_);
  between_.bind(at_between);
  if (!batch.noise.empty()) generator_.right.write(batch.noise);
  if (!batch.between.empty()) between_.write(batch.between);
  if (batch.noise.empty()) {
    draw_->use();
    draw_->set("count", n);
    draw_->set("dimension", settings_.noise.dimension);
    draw_->set("normal", settings_.noise.kind == NoiseKind::normal ? 1 : 0);
    draw_->set("with_between", points_first >= 0 && batch.between.empty() ? 1 : 0);
    draw_->set("seed_low", low(settings_.seed));
    draw_->set("seed_high", high(settings_.seed));
    draw_->set("noise_stream", static_cast<std::uint32_t>(RandomStream::noise));
    draw_->set("between_stream", static_cast<std::uint32_t>(RandomStream::between));
    const std::uint64_t noise = first_block_of_draw(batch.noise_number),
                        between = first_block_of_draw(batch.real_number);
    draw_->set("noise_low", low(noise));
    draw_->set("noise_high", high(noise));
    draw_->set("between_low", low(between));
    draw_->set("between_high", high(between));
    dispatch(groups(n, 64));
  }
  run_forward(generator_, 0, n);
  critic_.right.bind(at_other);
  ComputeProgram& program = with(output_[to_generate], generator_);
  program.set("batch", n);
  program.set("first", 0);
  program.set("fake_first", fake_first);
  program.set("points_first", points_first);
  program.set("penalty_points", static_cast<int>(settings_.penalty_points));
  dispatch(n);
}

// The critic's inputs: real, fake, and where the penalty looks.
void GpuTrainer::set_inputs(const GpuBatch& batch) {
  const int n = settings_.batch;
  const bool penalty = penalised(settings_.objective);
  critic_.right.write(batch.real);
  if (batch.fake.empty()) return run_generator(batch, n, penalty ? 2 * n : -1);
  critic_.right.write(batch.fake, batch.real.size());
  if (!penalty) return;
  std::vector<float> points(batch.real.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    const float t = settings_.penalty_points == PenaltyPoints::real ? 1
                    : settings_.penalty_points == PenaltyPoints::fake
                        ? 0
                        : batch.between[i / as_size(settings_.dimension)];
    points[i] = t * batch.real[i] + (1 - t) * batch.fake[i];
  }
  critic_.right.write(points, 2 * batch.real.size());
}

void GpuTrainer::critic_step(const GpuBatch& batch) {
  const int n = settings_.batch;
  const bool clipped = settings_.objective == Objective::wgan, penalty = penalised(settings_.objective);
  const auto bound = static_cast<float>(settings_.clip);
  if (clipped && settings_.clip_time == ClipTime::before_step) clip(critic_, bound);
  if (critic_.normalised) {
    normalise(iterate);
    normalise(effective);
  }
  set_inputs(batch);
  bind(critic_);
  terms_.bind(at_terms);
  const int seen = penalty ? 3 * n : 2 * n;
  run_forward(critic_, 0, seen);
  ComputeProgram& program = with(output_[to_criticise], critic_);
  program.set("batch", n);
  program.set("first", 0);
  program.set("tangent_first", smooth_ ? 3 * n : -1);
  dispatch(seen);
  if (penalty) {
    penalise();
  } else {
    run_backward(critic_, {0, seen, 0});
  }
  run_gradient(critic_, multiplier_ * n, smooth_ ? 3 : 2);
  sum_losses(penalty ? 3 : 2, 0);
  if (critic_.normalised) normalise(pull_back);
  descend(critic_, clipped && settings_.clip_time == ClipTime::after_step ? bound : -1);
}

// The way back for all rows, ∇f where the penalty looks, and the penalty's own gradient: as in CpuTrainer.
void GpuTrainer::penalise() const {
  const int n = settings_.batch, looked = 2 * n, own = smooth_ ? 3 * n : looked;
  if (smooth_) {
    run_backward(critic_, {0, 2 * n, 0});
    run_backward(critic_, {own, n, looked, looked});
  } else {
    run_backward(critic_, {0, 3 * n, 0});
  }
  ComputeProgram& program = with(input_gradient_[to_penalise], critic_);
  program.set("first", own);
  program.set("term_first", looked);
  program.set("share", static_cast<float>(settings_.penalty / n));
  dispatch(n);
  for (int l = 0; l < critic_.shape.depth; ++l)
    run_product(critic_, tangent, l, {own, n, looked, smooth_ ? looked : -1});
  for (int l = critic_.shape.depth - 1; smooth_ && l > 0; --l)
    run_product(critic_, reverse, l, {looked, n, looked});
}

void GpuTrainer::generator_step(const GpuBatch& batch) {
  const int n = settings_.batch;
  if (critic_.normalised) normalise(effective);
  run_generator(batch, 0, -1);
  bind(critic_);
  terms_.bind(at_terms);
  run_forward(critic_, 0, n);
  ComputeProgram& program = with(output_[to_please], critic_);
  program.set("batch", n);
  program.set("first", 0);
  dispatch(n);
  run_backward(critic_, {0, n, 0});
  generator_.heads.bind(at_other);
  ComputeProgram& inputs = with(input_gradient_[to_teach], critic_);
  inputs.set("first", 0);
  dispatch(n);
  sum_losses(1, 6);
  bind(generator_);
  run_backward(generator_, {0, n, 0});
  run_gradient(generator_, n, 1);
  descend(generator_, -1);
}

// The outputs of the first rows → list_.
void GpuTrainer::run_list(const Net& net, std::span<const float> points) const {
  const int count = static_cast<int>(points.size()) / net.shape.inputs;
  net.right.write(points);
  bind(net);
  list_.bind(at_other);
  run_forward(net, 0, count);
  with(output_[to_list], net).set("first", 0);
  dispatch(count);
}

void GpuTrainer::criticise(std::span<const float> points, std::span<float> values,
                           std::span<float> gradients) {
  const std::size_t d = as_size(settings_.dimension), most = as_size(critic_.rows);
  if (critic_.normalised) normalise(effective);
  for (std::size_t first = 0; first < values.size(); first += most) {
    const std::size_t count = std::min(most, values.size() - first);
    run_list(critic_, points.subspan(first * d, count * d));
    list_.read(values.subspan(first, count));
    if (gradients.empty()) continue;
    const int n = static_cast<int>(count);
    run_backward(critic_, {0, n, 0});
    with(input_gradient_[to_teach], critic_).set("first", 0);
    dispatch(n);
    list_.read(gradients.subspan(first * d, count * d));
  }
}

void GpuTrainer::generate(std::span<const float> noise, std::span<float> samples) {
  const std::size_t d = as_size(settings_.dimension), z = as_size(settings_.noise.dimension),
                    most = as_size(generator_.rows);
  for (std::size_t first = 0; first * d < samples.size(); first += most) {
    const std::size_t count = std::min(most, samples.size() / d - first);
    run_list(generator_, noise.subspan(first * z, count * z));
    list_.read(samples.subspan(first * d, count * d));
  }
}

void GpuTrainer::sum_losses(int parts, int at) const {
  losses_.bind(at_losses);
  losses_program_->use();
  losses_program_->set("batch", settings_.batch);
  losses_program_->set("at", at);
  losses_program_->set("outputs_at", at == 0 ? 3 : -1);
  dispatch(parts);
}

void GpuTrainer::normalise(int operation) const {
  bind(critic_);
  critic_.values.bind(at_between);
  spectral_.bind(at_other);
  with(normalise_[as_size(operation)], critic_);
  dispatch(critic_.shape.depth + 1);
}

void GpuTrainer::descend(Net& net, float bound) const {
  const OptimiserStep<float> step = optimiser_step<float>(net.optimiser, ++net.steps);
  net.values.bind(0);
  net.gradient.bind(1);
  net.mean.bind(2);
  net.mean_square.bind(3);
  ComputeProgram& program = *net.update;
  program.use();
  program.set("count", static_cast<int>(net.values.size()));
  program.set("rate", step.rate);
  program.set("keep", step.keep);
  program.set("add", step.add);
  program.set("keep_square", step.keep_square);
  program.set("add_square", step.add_square);
  program.set("root", step.root);
  program.set("epsilon", step.epsilon);
  program.set("bound", bound);
  dispatch(groups(static_cast<int>(net.values.size()), 64));
}

void GpuTrainer::clip(const Net& net, float bound) const {
  net.values.bind(0);
  clip_->use();
  clip_->set("count", static_cast<int>(net.values.size()));
  clip_->set("bound", bound);
  dispatch(groups(static_cast<int>(net.values.size()), 64));
}

}  // namespace dlab
