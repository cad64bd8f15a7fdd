// Exhibit C's numbers: cost so far, boxes carried, and, once asked for, the best, its proof, and the gap.
#include <cmath>
#include "core/exhibit/boxes_figure_parts.hpp"

#include "core/figure/axis.hpp"

namespace dlab {
namespace {

using Meter = FigureCanvas::Meter;

std::string too_many_or_few(const BoxesCanvas& c) {
  const std::int64_t more = c.results.stock - c.results.demand;
  return more > 0 ? c.words("%1 too many", {std::to_string(more)})
                  : c.words("%1 too few", {std::to_string(-more)});
}

Meter cost(const BoxesCanvas& c) {
  Meter meter;
  meter.name = c.words("cost so far");
  meter.value = whole_or_decimal(c.results.cost);
  meter.note = c.words("sum of *c* γ");
  meter.stripe = c.theme().accent;
  return meter;
}

Meter carried(const BoxesCanvas& c) {
  Meter meter;
  const BoxesResults& r = c.results;
  meter.name = c.words("carried");
  meter.value = c.words("%1 / %2", {std::to_string(r.carried), std::to_string(r.stock)});
  meter.widest = c.words("%1 / %2", {"00", "00"});
  if (r.complete())
    meter.note = c.words("all in place");
  else if (r.carried < r.stock)
    meter.note = c.words("%1 to go", {std::to_string(r.stock - r.carried)});
  else
    meter.note = c.words("not all where wanted");
  meter.stripe = c.theme().p;
  return meter;
}

Meter best(const BoxesCanvas& c) {
  Meter meter;
  meter.name = c.words("best cost");
  meter.stripe = c.theme().distance_fill[4];
  meter.value = !c.results.optimum  ? "—"
                : c.optimum_shown() ? whole_or_decimal(c.results.optimum->cost)
                                    : "?";
  meter.note = !c.results.optimum  ? too_many_or_few(c)
               : c.optimum_shown() ? c.words("exact")
                                   : c.words("hidden");
  return meter;
}

Meter dual(const BoxesCanvas& c) {
  Meter meter;
  meter.name = c.words("prices earn");
  meter.stripe = c.theme().distance_fill[5];
  meter.value = !c.results.optimum ? "—" : c.priced() ? whole_or_decimal(c.results.optimum->dual) : "?";
  meter.note = !c.results.optimum ? too_many_or_few(c)
               : c.priced()       ? c.words("no plan costs less")
                                  : c.words("hidden");
  return meter;
}

Meter gap(const BoxesCanvas& c) {
  Meter meter;
  meter.name = c.words("gap");
  meter.stripe = c.theme().distance_fill[2];
  const Estimate gap = c.results.gap();
  meter.value = !gap.defined() ? "—" : c.priced() ? whole_or_decimal(gap.value) : "?";
  if (!c.results.optimum)
    meter.note = too_many_or_few(c);
  else if (!gap.defined())
    meter.note = c.words("plan not complete");
  else if (!c.priced())
    meter.note = c.words("hidden");
  else
    meter.note = gap.value > 0 ? c.words("can be done for less") : c.words("0 proves it optimal");
  return meter;
}

}  // namespace

std::string whole_or_decimal(double value) {
  if (std::abs(value) < 1e6 && value == std::round(value)) {
    const std::string digits = std::to_string(static_cast<long long>(std::abs(value)));
    return value < 0 ? "−" + digits : digits;
  }
  return number_text(value);
}

void draw_box_meters(BoxesCanvas& c) {
  const std::array texts{cost(c), carried(c), best(c), dual(c), gap(c)};
  static_assert(texts.size() == box_meter_keys.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Meter meter = texts[i];
    meter.note = c.shortened(meter.note, meter_note_size * c.e(), c.meter_width(c.layout.meters[i]));
    c.meter(c.layout.meters[i], meter);
  }
}

}  // namespace dlab
