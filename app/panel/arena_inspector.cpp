// The inspector of exhibit F: objective, data, networks, what is shown, how the run goes on.
#include "app/panel/distribution_panel.hpp"
#include "app/panel/inspector_parts.hpp"
#include "core/exhibit/arena_lanes.hpp"
#include "core/gan/objective.hpp"

namespace dlab {
namespace {

class Panel {
 public:
  Panel(const Ui& ui, const Scene& scene, const ArenaScene& arena, Edits& edits, Probe& probe)
      : ui_(ui),
        copy_(scene),
        arena_(arena),
        lane_(static_cast<std::size_t>(arena.lane)),
        gan_(settings_of(arena, lane_)),
        edits_(edits),
        probe_(probe) {}

  void draw() {
    race();
    separator(ui_);
    objective();
    separator(ui_);
    data();
    separator(ui_);
    network("critic", gan_.critic, is_critic(gan_.objective) ? ui_.tr("Critic") : ui_.tr("Discriminator"));
    if (arena_.model == ArenaModel::network) {
      separator(ui_);
      network("generator", gan_.generator, ui_.tr("Generator"));
      row(of_lane("noise.kind"));
      row(of_lane("noise.dimension"));
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

  void choose(const std::string& path, const std::vector<std::string>& labels,
              std::span<const char* const> keys, int now) {
    if (auto chosen = segmented(ui_, path.c_str(), labels, now))
      edits_.set(path, std::string(keys[static_cast<std::size_t>(*chosen)]));
    probe_.mark(path);
  }

  // Where a setting of the configuration that is edited lies.
  std::string of_lane(const std::string& key) const { return lane_path(lane_) + key; }

  // Which configuration is edited; more of them run a race.
  void race() {
    heading(ui_, ui_.tr("Race"));
    if (!arena_.rivals.empty()) {
      std::vector<std::string> letters;
      for (std::size_t lane = 0; lane < lanes(arena_); ++lane) letters.push_back(lane_letter(lane));
      if (const auto chosen = segmented(ui_, "lane", letters, arena_.lane))
        edits_.looks.emplace_back(SetFields{{{"lane", std::int64_t{*chosen}}}, false});
      probe_.mark("lane");
    }
    ButtonOptions options;
    options.height = 34;
    bool first = true;
    if (arena_.rivals.size() < most_rivals) {
      const std::string label = arena_.rivals.empty() ? ui_.tr("Add a rival") : ui_.tr("Add one");
      options.hint =
          ui_.tr("Another configuration, trained in lock-step on the same seed and the same batches");
      if (button(ui_, "add_rival", label, options)) edits_.act(AddRival{});
      probe_.mark("add_rival");
      first = false;
    }
    if (!arena_.rivals.empty()) {
      const std::string label = ui_.tr("Remove %1", {lane_letter(lane_)});
      options.hint = ui_.tr("Takes this configuration out of the race");
      if (!first) flow(ui_, button_width(ui_, label, options));
      if (button(ui_, "remove_lane", label, options)) edits_.act(RemoveLane{lane_});
      probe_.mark("remove_lane");
    }
  }

  void objective() {
    heading(ui_, ui_.tr("Objective"));
    row(of_lane("objective"));
    const Objective objective = gan_.objective;
    if (penalised(objective)) {
      row(of_lane("penalty"));
      static constexpr const char* keys[] = {"between", "real", "fake"};
      choose(of_lane("penalty_points"), {ui_.tr("between"), ui_.tr("real"), ui_.tr("fake")}, keys,
             static_cast<int>(gan_.penalty_points));
    }
    if (objective == Objective::wgan) {
      row(of_lane("clip"));
      static constexpr const char* keys[] = {"before_step", "after_step"};
      choose(of_lane("clip_time"), {ui_.tr("before the step"), ui_.tr("after the step")}, keys,
             static_cast<int>(gan_.clip_time));
    }
    row(of_lane("n_critic"));
    row(of_lane("batch"));
    const std::string spectral = of_lane("spectral");
    chips(
        {{spectral.c_str(), ui_.tr("spectral normalization"),
          ui_.tr("Divides each weight matrix of the critic by its largest singular value"), gan_.spectral}});
  }

  void data() {
    if (lane_ > 0 && (arena_.rivals[lane_ - 1].p || arena_.rivals[lane_ - 1].q)) {
      heading(ui_, ui_.tr("Data"));
      paragraph(ui_, ui_.tr("%1 has data of its own; its scene file says which.", {lane_letter(lane_)}),
                ui_.type(15), ui_.theme->text_soft);
      return;
    }
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

  void network(const std::string& name, const NetworkSettings& settings, const std::string& title) {
    heading(ui_, title);
    const std::string key = of_lane(name);
    row(key + ".width");
    row(key + ".depth");
    row(key + ".activation");
    row(key + ".rate");
    static constexpr const char* keys[] = {"sgd", "rmsprop", "adam"};
    choose(key + ".optimiser", {ui_.tr("SGD"), ui_.tr("RMSProp"), ui_.tr("Adam")}, keys,
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
    choose("detail",
           {arena_.rivals.empty() ? ui_.tr("slopes") : ui_.tr("table"), ui_.tr("layers"), ui_.tr("weights")},
           details, static_cast<int>(arena_.detail));
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
  const std::size_t lane_;  // the configuration that is edited
  const GanSettings& gan_;
  Edits& edits_;
  Probe& probe_;
};

}  // namespace

void arena_inspector(const Ui& ui, const Scene& scene, const ArenaScene& arena, Edits& edits, Probe& probe) {
  Panel(ui, scene, arena, edits, probe).draw();
}

}  // namespace dlab
