// Exhibit F's numbers: how far the run is, what the critic estimates, what is true, modes, slopes, speed.
#include <cmath>

#include "core/exhibit/arena_exhibit.hpp"
#include "core/exhibit/arena_figure_parts.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// Its notes are several ways to say the same, the longest first.
struct Meter : FigureCanvas::Meter {
  std::vector<std::string> notes;
};

std::string percent(double share) {
  const double value = 100 * share;
  return number_text(value, value < 10 ? 2 : 3) + " %";
}

// 1180 as "1 180".
std::string grouped(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, " ");
  return digits;
}

Meter iteration(const ArenaCanvas& c) {
  Meter meter;
  meter.name = c.words("iteration");
  meter.value = grouped(c.moment().iteration);
  meter.widest = "00 000";
  const int steps = c.results.settings.n_critic;
  if (c.results.looking_back)
    meter.notes = {c.words("of %1", {grouped(c.results.iterations)})};
  else if (steps == 1)
    meter.notes = {c.words("1 critic step each"), c.words("1 critic step")};
  else
    meter.notes = {c.words("%1 critic steps each", {std::to_string(steps)}),
                   c.words("%1 critic steps", {std::to_string(steps)})};
  meter.stripe = c.theme().accent;
  return meter;
}

Meter estimate(const ArenaCanvas& c) {
  Meter meter;
  const Diagnosis& m = c.moment();
  if (c.estimates_distance()) {
    meter.name = c.words("estimate of W_{1}");
    meter.value = number_text(m.estimate, 3);
    meter.notes = {c.words("E *f*(real) − E *f*(fake)"), c.words("real − fake")};
  } else {
    meter.name = c.words("JS says *D*");
    meter.value = m.js ? number_text(*m.js, 3) : "–";
    meter.notes = {c.words("at most ln 2 = 0.693"), c.words("≤ ln 2")};
  }
  meter.stripe = c.theme().distance_fill[static_cast<std::size_t>(c.estimates_distance() ? DistanceKind::w1
                                                                                         : DistanceKind::js)];
  return meter;
}

Meter exact(const ArenaCanvas& c) {
  Meter meter;
  const Diagnosis& m = c.moment();
  meter.name = c.words("exact W_{1}");
  meter.value = m.w1.defined() ? number_text(m.w1.value, 3) : "–";
  const std::string n = std::to_string(m.real.size());
  meter.notes = {c.words("%1 × %2 samples", {n, std::to_string(m.fake.size())}), "n = " + n};
  meter.stripe = c.theme().accent;
  return meter;
}

Meter modes(const ArenaCanvas& c) {
  Meter meter;
  const Diagnosis& m = c.moment();
  if (c.scene.model == ArenaModel::network && m.modes.modes > 1) {
    meter.name = c.words("modes");
    meter.value = c.words("%1 / %2", {std::to_string(m.modes.covered), std::to_string(m.modes.modes)});
    meter.widest = c.words("%1 / %2", {"00", "00"});
    meter.notes = {c.words("%1 of samples within 3 σ", {percent(m.modes.in_modes)}),
                   c.words("%1 within 3 σ", {percent(m.modes.in_modes)}), percent(m.modes.in_modes)};
  } else {
    meter.name = c.words("cosine");
    meter.value = std::isfinite(m.cosine) ? number_text(m.cosine, 3) : "–";
    meter.notes = {c.words("∇*f* with the plan's ways"), c.words("∇*f* with plan")};
  }
  meter.stripe = c.theme().p;
  return meter;
}

Meter slope(const ArenaCanvas& c) {
  Meter meter;
  meter.name = c.words("slope > 1");
  meter.value = percent(c.moment().steep_share);
  meter.widest = "00.0 %";
  const PenaltyPoints at = c.results.settings.penalty_points;
  if (!penalised(c.results.settings.objective) || at == PenaltyPoints::between)
    meter.notes = {c.words("of the points between"), c.words("between")};
  else if (at == PenaltyPoints::real)
    meter.notes = {c.words("of the real points"), c.words("on real")};
  else
    meter.notes = {c.words("of the generated points"), c.words("on fake")};
  meter.stripe = c.theme().distance_fill[static_cast<std::size_t>(DistanceKind::kl_pq)];
  return meter;
}

Meter speed(const ArenaCanvas& c) {
  Meter meter;
  meter.name = c.words("speed");
  const double rate = c.results.iterations_per_second;
  meter.value =
      c.results.status == TrainingStatus::diverged ? c.words("broke off")
      : rate > 0
          ? c.words("%1 /s", {rate < 10 ? number_text(rate, 2) : grouped(static_cast<std::uint64_t>(rate))})
          : c.words("at rest");
  meter.widest = c.words("%1 /s", {"0 000"});
  meter.notes = {!(rate > 0)              ? "CPU"
                 : c.results.threads == 1 ? c.words("CPU, 1 thread")
                                          : c.words("CPU, %1 threads", {std::to_string(c.results.threads)}),
                 "CPU"};
  meter.stripe = c.theme().mixture;
  return meter;
}

}  // namespace

void draw_arena_meters(ArenaCanvas& c) {
  const std::array meters{iteration(c), estimate(c), exact(c), modes(c), slope(c), speed(c)};
  for (std::size_t i = 0; i < meters.size(); ++i) {
    Meter meter = meters[i];
    meter.note = c.fitting(meter.notes, meter_note_size * c.e(), c.meter_width(c.layout.meters[i]));
    c.meter(c.layout.meters[i], meter);
  }
}

}  // namespace dlab
