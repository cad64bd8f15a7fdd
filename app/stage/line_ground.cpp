// Exhibit A where no handle is: paint, pan, zoom, add and remove components.
#include <algorithm>
#include <cmath>

#include "app/stage/stage.hpp"
#include "core/exhibit/line_figure.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

bool takes_components(const Distribution& distribution) {
  const DistributionKind kind = kind_of(distribution);
  return kind != DistributionKind::histogram && kind != DistributionKind::samples &&
         kind != DistributionKind::discrete;
}

bool paintable(const Distribution& distribution) { return std::holds_alternative<Histogram>(distribution); }

}  // namespace

// "+ P" and "+ Q" in the density card's corner: another component where the figure has room for it.
void Stage::add_buttons(const Ui& ui, const LineScene& line, Edits& edits, Probe& probe) {
  const Axes* density = figure_.find_axes("density");
  if (!density || ui.emphasis > 1) return;  // the presenter shows, it does not build
  const Style style{ui.theme, ui.words, &ui.fonts->book(), ui.emphasis, false};
  const Rect card = line_layout(line, figure_.width, figure_.height, style).density;
  double x = density->rect.x + text_width(ui, ui.tr("density"), 15, Weight::regular) / ui.scale + 20;
  for (const Side side : {Side::p, Side::q}) {
    if (!takes_components(side == Side::p ? line.p : line.q)) continue;
    const std::string letter = side == Side::p ? "P" : "Q";
    ButtonOptions options;
    options.icon = Icon::plus;
    options.height = 28;
    options.hint = ui.tr("Add a component to %1", {letter});
    ImGui::SetCursorScreenPos({origin_.x + ui.px(x), origin_.y + ui.px(card.y + 10)});
    if (button(ui, ("add " + letter).c_str(), letter, options)) {
      const double middle = (density->x_low + density->x_high) / 2,
                   quarter = (density->x_high - density->x_low) / 4;
      edits.act(AddComponent{side, side == Side::p ? middle - quarter : middle + quarter});
    }
    probe.mark("stage.add." + letter);
    x += button_width(ui, letter, options) + 8;
  }
}

void Stage::line_ground(const Ui& ui, const LineScene& line, Edits& edits) {
  const Axes* density = figure_.find_axes("density");
  if (!density) return;
  ImGui::SetCursorScreenPos(origin_);
  ImGui::InvisibleButton("ground", {ui.px(figure_.width), ui.px(figure_.height)});
  if (ImGui::IsItemActivated()) {
    focused_.clear();
    ui.controls->blur();
  }
  const bool inside = density->rect.contains(pointer(ui));
  if (ImGui::IsItemActivated() && inside) {
    painting_ = paintable(line.p) || paintable(line.q);
    panning_ = !painting_;
    if (painting_) {
      painted_ = paintable(line.q) && !ImGui::GetIO().KeyShift ? Side::q
                 : paintable(line.p)                           ? Side::p
                                                               : Side::q;
      edits.gesture_began = true;
      last_paint_.reset();
    }
  }
  if (painting_) paint(ui, line, edits);
  if (panning_ || (inside && ImGui::IsItemHovered())) pan_and_zoom(ui, edits);
  if (!ImGui::IsMouseDown(ImGuiMouseButton_Left)) {
    if (painting_) edits.gesture_ended = true;
    painting_ = panning_ = false;
  }
}

// A stroke's heights are densities on screen; the histogram counts in units of its own. What converts them
// stays the same for a whole stroke, though each piece of it changes the area, or a level stroke would come
// out tilted.
void Stage::paint(const Ui& ui, const LineScene& line, Edits& edits) {
  const auto* histogram = std::get_if<Histogram>(painted_ == Side::p ? &line.p : &line.q);
  if (!histogram) return;
  const Axes* density = figure_.find_axes("density");
  const Vec now = density->to_data(pointer(ui));
  if (!last_paint_) {
    const double whole = area(*histogram);
    paint_scale_ = whole > 0 ? whole : 1;
  }
  const Vec from = last_paint_.value_or(now);
  if (last_paint_ && from == now) return;
  edits.act(PaintHistogram{painted_, from.x, paint_scale_ * from.y, now.x, paint_scale_ * now.y});
  last_paint_ = now;
}

void Stage::pan_and_zoom(const Ui& ui, Edits& edits) {
  const ImGuiIO& io = ImGui::GetIO();
  const Axes* density = figure_.find_axes("density");
  const double span = density->x_high - density->x_low;
  double low = density->x_low, high = density->x_high;
  if (panning_ && io.MouseDelta.x != 0) {
    const double by = io.MouseDelta.x / ui.scale / density->rect.w * span;
    low -= by;
    high -= by;
  } else if (!panning_ && io.MouseWheel != 0) {
    const double x = density->to_data(pointer(ui)).x, factor = std::pow(0.88, io.MouseWheel);
    low = x + (low - x) * factor;
    high = x + (high - x) * factor;
    if (high - low < 1e-9 || high - low > 1e9) return;
  } else if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
    edits.call(Command::fit_view);
    return;
  } else {
    return;
  }
  edits.looks.emplace_back(SetFields{{{"x_low", low}, {"x_high", high}}, false});
}

}  // namespace dlab
