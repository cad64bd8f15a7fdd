// What the stage does where no handle is: meters that explain themselves, components' crosses, the exhibit's
// ground.
#include "app/stage/stage.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// Why a number is what it is.
std::string why(const Estimate& estimate, const Catalog& words) {
  if (!estimate.defined()) return words(estimate.why);
  if (estimate.infinite()) return words("∞, by definition: mass of one where the other has none");
  return full_number_text(estimate.value) + " ± " + number_text(estimate.error, 2);
}

}  // namespace

void Stage::interact_meters(const Ui& ui, const Scene& scene, const Results& results, Probe& probe) {
  const Style style{ui.theme, ui.words, &ui.fonts->book(), ui.emphasis, false};
  for (const MeterPlace& meter : meter_places(scene, results, style, figure_.width, figure_.height)) {
    ImGui::SetCursorScreenPos({origin_.x + ui.px(meter.rect.x), origin_.y + ui.px(meter.rect.y)});
    if (ImGui::InvisibleButton(meter.id.c_str(), {ui.px(meter.rect.w), ui.px(meter.rect.h)}))
      ImGui::SetClipboardText(full_number_text(meter.estimate.value).c_str());
    probe.mark("meter." + meter.id);
    std::string hint = why(meter.estimate, *ui.words);
    if (!meter.hint.empty()) hint += "\n" + meter.hint;
    tooltip(ui, hint + "\n" + ui.tr("Click to copy"));
  }
}

// A component is removed where it stands: a small cross beside the handle that the pointer is on.
void Stage::component_cross(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe) {
  if (grabbed_) return;
  const std::string& id = hovered_.empty() ? focused_ : hovered_;
  const std::size_t at = id.find(".components.");
  if (at == std::string::npos) return;
  const Side side = id.starts_with("p.") ? Side::p : Side::q;
  if (component_count(scene, side) < 2) return;
  const auto place = probe.places.find("handle." + id);
  if (place == probe.places.end()) return;
  const Probe::Place& p = place->second;
  ImGui::SetCursorScreenPos({p.x + p.w / 2 + ui.px(10), p.y + p.h / 2 - ui.px(36)});
  ButtonOptions options;
  options.icon = Icon::close;
  options.width = options.height = 24;
  options.hint = ui.tr("Remove this component (Delete)");
  if (button(ui, "remove component", "", options)) {
    edits.act(RemoveComponent{side, static_cast<std::size_t>(std::stoul(id.substr(at + 12)))});
    focused_.clear();
  }
}

void Stage::interact_ground(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe) {
  component_cross(ui, scene, edits, probe);
  renew_ground(ground_, scene);
  if (!ground_) return;
  const auto unfocus = [&] {
    focused_.clear();
    ui.controls->blur();
  };
  ground_->interact({ui, figure_, origin_, pointer(ui), unfocus}, scene, edits, probe);
}

}  // namespace dlab
