// A paragraph for each run: what differs from the one on screen, and how far it came.
#include "app/panel/arena_runs_panel.hpp"

#include <cmath>

#include "core/exhibit/arena_runs.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

void reached(const Ui& ui, const std::vector<ArenaMeasure>& measures) {
  if (measures.empty()) return;
  const ArenaMeasure& last = measures.back();
  const std::string at = std::to_string(last.iteration);
  paragraph(ui,
            std::isfinite(last.w1) ? ui.tr("exact W₁ %1 at iteration %2", {number_text(last.w1, 3), at})
                                   : ui.tr("iteration %1", {at}),
            15, ui.theme->text_soft);
}

}  // namespace

void arena_runs_panel(const Ui& ui, const ArenaResults& results, Probe& probe) {
  if (!results.left || results.left->empty()) return;
  separator(ui);
  heading(ui, ui.tr("Runs"));
  paragraph(ui, ui.tr("%1, on screen", {run_name(results.number, *ui.words)}), 15, ui.theme->text);
  if (results.measures) reached(ui, *results.measures);
  probe.mark("run." + std::to_string(results.number));
  for (auto run = results.left->rbegin(); run != results.left->rend(); ++run) {
    ImGui::Dummy({0, ui.px(2)});
    paragraph(ui, run_labels(*run, results.settings, *ui.words).front(), 15, ui.theme->text);
    if (run->measures) reached(ui, *run->measures);
    probe.mark("run." + std::to_string(run->number));
  }
}

}  // namespace dlab
