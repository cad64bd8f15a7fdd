// Exhibit A where no handle is: paint, pan, zoom, add components.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/stage/ground.hpp"
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

class LineGround : public Ground {
 public:
  bool serves(const Scene& scene) const override { return std::holds_alternative<LineScene>(scene.exhibit); }
  void interact(const Hand& hand, const Scene& scene, Edits& edits, Probe& probe) override;

 private:
  void add_buttons(const Hand& hand, const Axes& density, const LineScene& line, Edits& edits, Probe& probe);
  void paint(const Hand& hand, const Axes& density, const LineScene& line, Edits& edits);
  void pan_and_zoom(const Hand& hand, const Axes& density, Edits& edits);

  bool fresh_ = true;       // no piece of the stroke is painted yet
  double paint_scale_ = 1;  // densities to the histogram's own units, for one stroke
};

void LineGround::interact(const Hand& hand, const Scene& scene, Edits& edits, Probe& probe) {
  const Axes* density = hand.figure.find_axes("density");
  if (!density) return;
  const LineScene& line = std::get<LineScene>(scene.exhibit);
  add_buttons(hand, *density, line, edits, probe);
  ImGui::SetCursorScreenPos(hand.origin);
  ImGui::InvisibleButton("ground", {hand.ui.px(hand.figure.width), hand.ui.px(hand.figure.height)});
  if (ImGui::IsItemActivated()) {
    hand.unfocus();
    fresh_ = true;
  }
  const bool inside = density->rect.contains(hand.pointer);
  begin(inside, paintable(line.p), paintable(line.q), edits);
  if (painting_) paint(hand, *density, line, edits);
  if (panning_ || (inside && ImGui::IsItemHovered())) pan_and_zoom(hand, *density, edits);
  end(edits);
}

// "+ P" and "+ Q" in the density card's corner: another component where the figure has room for it.
void LineGround::add_buttons(const Hand& hand, const Axes& density, const LineScene& line, Edits& edits,
                             Probe& probe) {
  const Ui& ui = hand.ui;
  if (ui.emphasis > 1) return;  // the presenter shows, it does not build
  const Style style{ui.theme, ui.words, &ui.fonts->book(), ui.emphasis, false};
  const Rect card = line_layout(line, hand.figure.width, hand.figure.height, style).density;
  double x = density.rect.x + text_width(ui, ui.tr("density"), 15, Weight::regular) / ui.scale + 20;
  for (const Side side : {Side::p, Side::q}) {
    if (!takes_components(side == Side::p ? line.p : line.q)) continue;
    const std::string letter = side == Side::p ? "P" : "Q";
    ButtonOptions options;
    options.icon = Icon::plus;
    options.height = 28;
    options.hint = ui.tr("Add a component to %1", {letter});
    ImGui::SetCursorScreenPos({hand.origin.x + ui.px(x), hand.origin.y + ui.px(card.y + 10)});
    if (button(ui, ("add " + letter).c_str(), letter, options)) {
      const double middle = (density.x_low + density.x_high) / 2,
                   quarter = (density.x_high - density.x_low) / 4;
      edits.act(AddComponent{side, side == Side::p ? middle - quarter : middle + quarter});
    }
    probe.mark("stage.add." + letter);
    x += button_width(ui, letter, options) + 8;
  }
}

// A stroke's heights are densities on screen; the histogram counts in units of its own. What converts them
// stays the same for a whole stroke, though each piece of it changes the area, or a level stroke would come
// out tilted.
void LineGround::paint(const Hand& hand, const Axes& density, const LineScene& line, Edits& edits) {
  const auto* histogram = std::get_if<Histogram>(painted_ == Side::p ? &line.p : &line.q);
  if (!histogram) return;
  if (std::exchange(fresh_, false)) {
    const double whole = area(*histogram);
    paint_scale_ = whole > 0 ? whole : 1;
  }
  const Vec now = density.to_data(hand.pointer);
  if (const auto from = stroke_from(now))
    edits.act(PaintHistogram{painted_, from->x, paint_scale_ * from->y, now.x, paint_scale_ * now.y});
}

void LineGround::pan_and_zoom(const Hand& hand, const Axes& density, Edits& edits) {
  const ImGuiIO& io = ImGui::GetIO();
  const double span = density.x_high - density.x_low;
  double low = density.x_low, high = density.x_high;
  if (panning_ && io.MouseDelta.x != 0) {
    const double by = io.MouseDelta.x / hand.ui.scale / density.rect.w * span;
    low -= by;
    high -= by;
  } else if (!panning_ && io.MouseWheel != 0) {
    const double x = density.to_data(hand.pointer).x, factor = zoom_factor();
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

}  // namespace

std::unique_ptr<Ground> make_line_ground() { return std::make_unique<LineGround>(); }

}  // namespace dlab
