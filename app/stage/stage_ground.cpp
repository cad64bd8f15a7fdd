// What the stage does where no handle is: meters that explain themselves, and each exhibit's own ground.
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

void Stage::interact_ground(const Ui& ui, const Scene& scene, Edits& edits, Probe& probe) {
  if (const auto* line = std::get_if<LineScene>(&scene.exhibit)) {
    component_buttons(ui, *line, edits, probe);
    add_buttons(ui, *line, edits, probe);
    line_ground(ui, *line, edits);
  }
}

}  // namespace dlab
