// The inspector of exhibit F: objective, data, networks, what is shown, how the run goes on.
#include "app/panel/distribution_panel.hpp"
#include "app/panel/inspector_parts.hpp"
#include "core/gan/objective.hpp"

namespace dlab {
namespace {

class Panel {
 public:
  Panel(const Ui& ui, const Scene& scene, const ArenaScene& arena, Edits& edits, Probe& probe)
      : ui_(ui), copy_(scene), arena_(arena), edits_(edits), probe_(probe) {}

  void draw() {
    objective();
    separator(ui_);
    data();
    separator(ui_);
    network("critic", arena_.gan.critic,
            is_critic(arena_.gan.objective) ? ui_.tr("Critic") : ui_.tr("Discriminator"));
    if (arena_.model == ArenaModel::network) {
      separator(ui_);
      network("generator", arena_.gan.generator, ui_.tr("Generator"));
      row("noise.kind");
      row("noise.dimension");
    }
    separator(ui_);
    show();
    separator(ui_);
    run();
  }

 private:
  void row(const std::string& path, std::optional<Color> color = {}) {
    edit_field(ui_, copy_, path, color.value_or(ui_.theme->accent), edits_, probe_);
  }

  void chips(const std::vector<std::tuple<const char*, std::string, std::string, bool>>& all) {
    bool first = true;
    for (const auto& [path, label, hint, on] : all) {
      if (!first) flow(ui_, chip_width(ui_, label, false));
      first = false;
      if (chip(ui_, path, label, on, {}, hint)) edits_.set(path, !on);
      probe_.mark(path);
    }
  }

  void choose(const char* path, const std::vector<std::string>& labels, std::span<const char* const> keys,
              int now) {
    if (auto chosen = segmented(ui_, path, labels, now))
      edits_.set(path, std::string(keys[static_cast<std::size_t>(*chosen)]));
    probe_.mark(path);
  }

  void objective() {
    heading(ui_, ui_.tr("Objective"));
    row("objective");
    const Objective objective = arena_.gan.objective;
    if (penalised(objective)) {
      row("penalty");
      static constexpr const char* keys[] = {"between", "real", "fake"};
      choose("penalty_points", {ui_.tr("between"), ui_.tr("real"), ui_.tr("fake")}, keys,
             static_cast<int>(arena_.gan.penalty_points));
    }
    if (objective == Objective::wgan) {
      row("clip");
      static constexpr const char* keys[] = {"before_step", "after_step"};
      choose("clip_time", {ui_.tr("before the step"), ui_.tr("after the step")}, keys,
             static_cast<int>(arena_.gan.clip_time));
    }
    row("n_critic");
    row("batch");
    chips({{"spectral", ui_.tr("spectral normalization"),
            ui_.tr("Divides each weight matrix of the critic by its largest singular value"),
            arena_.gan.spectral}});
  }

  void data() {
    const bool plane = dimension_of(arena_) == 2;
    plane ? plane_distribution_panel(ui_, copy_, Side::p, edits_, probe_)
          : distribution_panel(ui_, copy_, Side::p, edits_, probe_);
    heading(ui_, ui_.tr("Model"));
    static constexpr const char* keys[] = {"network", "fixed"};
    choose("model", {ui_.tr("a network"), ui_.tr("given: Q")}, keys, static_cast<int>(arena_.model));
    if (arena_.model == ArenaModel::fixed)
      plane ? plane_distribution_panel(ui_, copy_, Side::q, edits_, probe_)
            : distribution_panel(ui_, copy_, Side::q, edits_, probe_);
  }

  void network(const std::string& key, const NetworkSettings& settings, const std::string& title) {
    heading(ui_, title);
    row(key + ".width");
    row(key + ".depth");
    row(key + ".activation");
    row(key + ".rate");
    static constexpr const char* keys[] = {"sgd", "rmsprop", "adam"};
    const std::string path = key + ".optimiser";
    choose(path.c_str(), {ui_.tr("SGD"), ui_.tr("RMSProp"), ui_.tr("Adam")}, keys,
           static_cast<int>(settings.optimiser.kind));
    if (settings.optimiser.kind == OptimiserKind::sgd) row(key + ".momentum");
    if (settings.optimiser.kind == OptimiserKind::adam) row(key + ".beta1");
    if (settings.optimiser.kind != OptimiserKind::sgd) row(key + ".beta2");
  }

  void show() {
    heading(ui_, ui_.tr("Show"));
    const ArenaShown& show = arena_.show;
    if (dimension_of(arena_) == 1) {
      chips(
          {{"show.optimal", ui_.tr("optimum"), ui_.tr("The best possible critic, D* or f*"), show.optimal}});
    } else {
      chips(
          {{"show.gradients", ui_.tr("gradient"), ui_.tr("Where the critic pulls the generated samples"),
            show.gradients},
           {"show.contours", ui_.tr("contours"), ui_.tr("Lines of equal value of the critic"), show.contours},
           {"show.manifold", ui_.tr("manifold"), ui_.tr("The grid of noise as the generator warps it"),
            show.manifold},
           {"show.arrows", ui_.tr("field"), ui_.tr("The critic's gradient on a grid"), show.arrows},
           {"show.steepness", ui_.tr("‖∇f‖"), ui_.tr("The steepness of the critic instead of its value"),
            show.steepness},
           {"show.real", ui_.tr("real"), ui_.tr("Samples of the data"), show.real},
           {"show.fake", ui_.tr("generated"), ui_.tr("Samples of the model"), show.fake},
           {"show.landscape", ui_.tr("landscape"), ui_.tr("The critic in three dimensions, turned by hand"),
            show.landscape}});
    }
    heading(ui_, ui_.tr("Curves"));
    row("curves");
    static constexpr const char* details[] = {"slopes", "layers", "weights"};
    choose("detail", {ui_.tr("slopes"), ui_.tr("layers"), ui_.tr("weights")}, details,
           static_cast<int>(arena_.detail));
  }

  void act(const char* id, const std::string& label, const std::string& hint, Command command, bool first) {
    ButtonOptions options;
    options.height = 34;
    options.hint = hint;
    if (!first) flow(ui_, button_width(ui_, label, options));
    if (button(ui_, id, label, options)) edits_.call(command);
    probe_.mark(id);
  }

  void run() {
    heading(ui_, ui_.tr("Run"));
    const bool network = arena_.model == ArenaModel::network;
    act("step_critic", ui_.tr("Critic's step"), ui_.tr("One step of the critic alone"), Command::step_critic,
        true);
    if (network)
      act("step_generator", ui_.tr("Generator's step"), ui_.tr("One step of the generator alone"),
          Command::step_generator, false);
    act("go_back", ui_.tr("Back 100"), ui_.tr("Goes on from 100 iterations ago"), Command::go_back, false);
    act("new_seed", ui_.tr("New seed"), ui_.tr("Other first weights and other samples"), Command::new_seed,
        false);
    if (network)
      chips({{"freeze", ui_.tr("freeze the generator"), ui_.tr("It rests while the critic trains on"),
              arena_.freeze}});
    row("speed");
  }

  const Ui& ui_;
  Scene copy_;  // the widgets bind to fields of a copy; edits go out as actions
  const ArenaScene& arena_;
  Edits& edits_;
  Probe& probe_;
};

}  // namespace

void arena_inspector(const Ui& ui, const Scene& scene, const ArenaScene& arena, Edits& edits, Probe& probe) {
  Panel(ui, scene, arena, edits, probe).draw();
}

}  // namespace dlab
