// Each scene shows one thing about the six distances; its caption says where to look.
#include "core/exhibit/line_scenes.hpp"

#include <cmath>

#include "assets/penguins_csv.hpp"
#include "core/distribution/csv.hpp"

namespace dlab {
namespace {

struct Words {
  const char *name, *title, *caption;
};

Scene scene(const Words& words, const LineScene& line) {
  Scene made;
  made.name = words.name;
  made.title = words.title;
  made.caption = words.caption;
  made.exhibit = line;
  return made;
}

// A curve that is there from the start, over the whole range.
Recorder recorded(const char* parameter, double low, double high, std::int64_t steps = 200) {
  return {parameter, low, high, steps, true, low, high};
}

Mixture two_bumps(double at, double std) { return {{{0.5, Normal{-at, std}}, {0.5, Normal{at, std}}}}; }

constexpr std::array only_kl_js_w1{true, false, true, false, true, false};
constexpr std::array only_kl{true, false, false, false, false, false};

Scene two_bells() {
  LineScene line;
  line.recorder = recorded("q.mean", -8, 8);
  return scene(
      {"two-bells", N_("Two bells, pulled apart"),
       N_("{JS} flattens at ln 2 = 0.6931 once the bells stop touching; {W1} keeps growing at slope 1: "
          "there is always a way home.")},
      line);
}

Scene mean_sweep() {
  LineScene line;
  line.q = Normal{6, 1};
  line.recorder = recorded("q.mean", 0, 35, 350);
  line.shown = only_kl_js_w1;
  return scene(
      {"mean-sweep", N_("The mean of Q from 0 to 35"),
       N_("With equal widths {KL} = m²/2, steeper at every step, and {W1} = m, always as steep. Past m = 6 "
          "{JS} lies flat at ln 2: its slope has nothing left to say.")},
      line);
}

Scene binned_illusion() {
  LineScene line;
  line.q = Normal{9, 1};
  line.recorder = recorded("q.mean", 0, 12, 240);
  line.shown = only_kl;
  line.binned.on = true;
  line.binned.low = -10;
  line.binned.high = 20;
  line.binned.bins = 60;
  line.binned.epsilon = 1e-10;
  return scene({"binned-illusion", N_("How KL seems to flatten"),
                N_("Dotted: {KL} of binned densities whose empty bins were raised to a floor, as it is often "
                   "printed. What goes flat is the floor; the true {KL} climbs on.")},
               line);
}

Scene disjoint_uniforms() {
  LineScene line;
  line.p = Uniform{0, 1};
  line.q = Uniform{2, 3};
  line.view = LineView::cdf;
  line.recorder = recorded("q.center", -3, 4, 280);
  return scene(
      {"disjoint-uniforms", N_("Uniforms that do not touch"),
       N_("Apart, {KL} is ∞ both ways, {JS} = ln 2 and {TV} = 1, wherever {Q} stands. Only {W1} and {W2} "
          "say how far, and which way.")},
      line);
}

Scene point_masses() {
  LineScene line;
  line.p = Dirac{0};
  line.q = Dirac{0.5};
  line.view = LineView::coupling;
  line.recorder = recorded("q.at", -1, 1);
  return scene(
      {"point-masses", N_("Two point masses"),
       N_("{W1} = |θ| leads home from everywhere, with a kink at 0. {JS} is ln 2 and {KL} is ∞ at every θ "
          "but 0: no slope to descend.")},
      line);
}

Scene moment_match() {
  LineScene line;
  line.p = two_bumps(2, 1);
  line.q = Normal{0, std::sqrt(5.0)};
  line.recorder = recorded("q.std", 0.5, 5, 180);
  return scene(
      {"moment-match", N_("Two bumps and their moment match"),
       N_("{Q} has the mean and the variance of {P}. Of all normals this one has the smallest {KL(P‖Q)}; the "
          "other distances have their lowest point elsewhere.")},
      line);
}

Scene fit(const Words& words, FitDirection direction) {
  LineScene line;
  line.p = two_bumps(3, 0.8);
  line.q = Normal{5.5, 1};
  line.play = LinePlay::fit;
  line.fit.direction = direction;
  line.fit.rate = 0.03;
  line.recorder = recorded("q.mean", -8, 8);
  return scene(words, line);
}

Scene fit_forward() {
  return fit({"fit-forward", N_("Forward KL covers every mode"),
              N_("Press play: {Q} descends {KL(P‖Q)}, which is maximum likelihood. No mode of {P} may stay "
                 "uncovered, so "
                 "{Q} ends wide, over both.")},
             FitDirection::forward);
}

Scene fit_reverse() {
  return fit({"fit-reverse", N_("Reverse KL seeks one mode"),
              N_("Press play: {Q} descends {KL(Q‖P)} and must not stray where {P} is nearly empty. It "
                 "settles on one "
                 "mode and forgets the other.")},
             FitDirection::reverse);
}

Samples bills(const char* species) {
  const CsvQuery query{"bill_length_mm", "species", species};
  Samples samples;
  samples.file = "penguins.csv";
  samples.column = query.column;
  samples.where_column = query.where_column;
  samples.where_value = query.where_value;
  if (auto read = read_csv(assets::penguins_csv, query)) {  // a test holds that it does
    samples.values = std::move(read->values);
    samples.skipped = read->skipped;
  }
  samples.bandwidth = silverman_bandwidth(samples.values.get());
  return samples;
}

Scene penguins() {
  LineScene line;
  line.p = bills("Adelie");
  line.q = bills("Gentoo");
  line.view = LineView::cdf;
  line.recorder = recorded("q.shift", -20, 10, 60);
  return scene({"penguins", N_("Bill lengths of two penguins"),
                N_("Adelie ({P}) and Gentoo ({Q}), each bird a small bell. {W1} is a length: 8.7 mm from "
                   "bill to bill. "
                   "{JS} only says how well the two can be told apart.")},
               line);
}

Scene coins() {
  LineScene line;
  line.p = Discrete{{0, 1}, {0.5, 0.5}};
  line.q = Discrete{{0, 1}, {0.9, 0.1}};
  line.view = LineView::plan;
  line.recorder = recorded("q.weights.1", 0, 3, 150);
  return scene({"coins", N_("A fair and a loaded coin"),
                N_("Both coins land on the same two points, so every distance is finite, until a side of {Q} "
                   "has weight "
                   "0: then {KL(P‖Q)} = ∞.")},
               line);
}

}  // namespace

std::vector<Scene> line_scenes() {
  return {two_bells(),    mean_sweep(),  binned_illusion(), disjoint_uniforms(), point_masses(),
          moment_match(), fit_forward(), fit_reverse(),     penguins(),          coins()};
}

}  // namespace dlab
