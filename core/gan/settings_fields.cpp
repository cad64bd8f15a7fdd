// The parameters of a training run, declared once: key, label, limits, slider range, help; and its rules.
#include "core/gan/objective.hpp"
#include "core/gan/settings.hpp"

namespace dlab {
namespace {

constexpr Choice starts[] = {
    {"uniform", N_("uniform ±1/√n")}, {"he", N_("He normal")}, {"xavier", N_("Glorot uniform")}};
constexpr Choice optimisers[] = {{"sgd", N_("SGD")}, {"rmsprop", N_("RMSProp")}, {"adam", N_("Adam")}};
constexpr Choice noises[] = {{"normal", N_("normal")}, {"uniform", N_("uniform")}};
constexpr Choice clip_times[] = {{"before_step", N_("before the step")},
                                 {"after_step", N_("after the step")}};
constexpr Choice points[] = {
    {"between", N_("between real and fake")}, {"real", N_("on real")}, {"fake", N_("on fake")}};

FieldInfo choice(const char* key, const char* label, std::span<const Choice> choices, const char* help) {
  return {.key = key, .kind = FieldKind::choice, .label = label, .help = help, .choices = choices};
}
FieldInfo count(const char* key, const char* label, double most, double soft_low, double soft_high,
                const char* help) {
  return {.key = key,
          .kind = FieldKind::integer,
          .label = label,
          .help = help,
          .low = 1,
          .high = most,
          .soft_low = soft_low,
          .soft_high = soft_high};
}
FieldInfo real(const char* key, const char* label, double low, double high, double soft_low, double soft_high,
               bool logarithmic, const char* help) {
  return {.key = key,
          .kind = FieldKind::real,
          .label = label,
          .help = help,
          .low = low,
          .high = high,
          .soft_low = soft_low,
          .soft_high = soft_high,
          .logarithmic = logarithmic};
}

// What the critic and the generator have alike.
struct NetworkFields {
  FieldInfo width = count("width", N_("width"), most_width, 1, 128, N_("Units in each hidden layer."));
  FieldInfo depth = count("depth", N_("depth"), most_depth, 1, 6, N_("Hidden layers."));
  FieldInfo activation = choice("activation", N_("activation"), activation_choices(),
                                N_("The nonlinearity of the hidden layers."));
  FieldInfo start = choice("start", N_("first weights"), starts, N_("How the weights are drawn at first."));
  FieldInfo optimiser =
      choice("optimiser", N_("optimizer"), optimisers, N_("How a gradient becomes a step."));
  FieldInfo rate =
      real("rate", N_("learning rate"), 0, 1000, 1e-6, 0.1, true, N_("The length of a step; 0 rests."));
  FieldInfo momentum = real("momentum", N_("momentum"), 0, nearly_one, 0, 0.99, false,
                            N_("How much of its velocity SGD keeps from step to step."));
  FieldInfo beta1 = real("beta1", N_("β₁"), 0, nearly_one, 0, 0.99, false,
                         N_("How much of its mean gradient Adam keeps from step to step."));
  FieldInfo beta2 = real("beta2", N_("β₂"), 0, nearly_one, 0, 0.999, false,
                         N_("How much of their mean squared gradient Adam and RMSProp keep."));
  FieldInfo epsilon = real("epsilon", N_("ε"), 1e-12, 1, 1e-10, 1e-2, true,
                           N_("What Adam and RMSProp add to the root that they divide by."));
  static constexpr double nearly_one = 0.99999;
};

struct GanFields {
  FieldInfo objective = choice("objective", N_("objective"), objective_choices(),
                               N_("What critic and generator are trained towards."));
  FieldInfo n_critic = count("n_critic", N_("critic steps"), most_n_critic, 1, 20,
                             N_("Steps of the critic for each step of the generator."));
  FieldInfo batch = count("batch", N_("batch"), most_batch, 1, 512, N_("Samples in each step."));
  FieldInfo penalty = real("penalty", N_("penalty λ"), 0, 1e6, 0.01, 100, true,
                           N_("The weight of the gradient penalty; 0 leaves it out."));
  FieldInfo penalty_points =
      choice("penalty_points", N_("penalty at"), points, N_("Where the slope of the critic is held to 1."));
  FieldInfo clip = real("clip", N_("clip c"), 0, 1000, 1e-4, 1, true,
                        N_("Every weight and bias of the critic is held within ±c."));
  FieldInfo clip_time =
      choice("clip_time", N_("clip"), clip_times,
             N_("Whether the weights are clipped ahead of a step's gradient or once it is made."));
  FieldInfo spectral = {
      .key = "spectral",
      .kind = FieldKind::boolean,
      .label = N_("spectral normalization"),
      .help = N_("Divides each weight matrix of the critic by its largest singular value.")};
  FieldInfo noise_kind = choice("kind", N_("noise"), noises, N_("What the generator makes its samples of."));
  FieldInfo noise_dimension = {.key = "dimension",
                               .kind = FieldKind::integer,
                               .label = N_("noise dimension"),
                               .help = N_("How many numbers the generator makes a sample of."),
                               .low = 1,
                               .high = 2,
                               .soft_low = 1,
                               .soft_high = 2};
  NetworkFields network;
};
const GanFields& infos() {
  static const GanFields all;
  return all;
}

}  // namespace

FieldList fields(GanSettings& settings, const std::string& prefix) {
  FieldList list;
  std::string group = prefix.empty() ? "" : prefix + ".";
  const std::string outer = group;
  const auto add = [&](const FieldInfo& info, auto& target) {
    list.push_back(FieldRef(info, target).at(group + info.key));
  };
  const GanFields& info = infos();
  add(info.objective, settings.objective);
  add(info.n_critic, settings.n_critic);
  add(info.batch, settings.batch);
  add(info.penalty, settings.penalty);
  add(info.penalty_points, settings.penalty_points);
  add(info.clip, settings.clip);
  add(info.clip_time, settings.clip_time);
  add(info.spectral, settings.spectral);
  for (const auto& [key, network] :
       {std::pair("critic.", &settings.critic), std::pair("generator.", &settings.generator)}) {
    group = outer + key;
    add(info.network.width, network->width);
    add(info.network.depth, network->depth);
    add(info.network.activation, network->activation);
    add(info.network.start, network->start);
    add(info.network.optimiser, network->optimiser.kind);
    add(info.network.rate, network->optimiser.rate);
    add(info.network.momentum, network->optimiser.momentum);
    add(info.network.beta1, network->optimiser.beta1);
    add(info.network.beta2, network->optimiser.beta2);
    add(info.network.epsilon, network->optimiser.epsilon);
  }
  group = outer + "noise.";
  add(info.noise_kind, settings.noise.kind);
  add(info.noise_dimension, settings.noise.dimension);
  return list;
}

Status validate(const GanSettings& settings) {
  GanSettings copy = settings;
  for (const FieldRef& field : fields(copy, ""))
    if (const Status status = field.check(); !status) return status;
  if (settings.dimension != 1 && settings.dimension != 2)
    return Error{"dimension",
                 N_("must lie between %1 and %2, got %3"),
                 {"1", "2", std::to_string(settings.dimension)}};
  return Done{};
}

}  // namespace dlab
