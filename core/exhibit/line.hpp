// Exhibit A, two distributions on a line: its parameters. solve(), figure(), handles() stand beside it.
#pragma once
#include <array>
#include <optional>
#include <string>

#include "core/distribution/distribution.hpp"
#include "core/divergence/distances.hpp"
#include "core/exhibit/recorder.hpp"

namespace dlab {

enum class LineView { none, pointwise, cdf, coupling, plan, potential, discriminator };
enum class FitDirection { forward, reverse };  // KL(P‖Q): covers modes; KL(Q‖P): seeks one
enum class LinePlay { sweep, fit };            // what the play button does

// "As binned, with a floor ε": the published illusion. Both densities truncated to [low, high], summed in
// equal bins, each bin raised to at least epsilon, renormalised; KL of these is drawn dotted beside the true
// KL.
struct Binned {
  bool on = false;
  std::int64_t bins = 100;
  double low = -10, high = 10;
  double epsilon = 1e-10;
  bool operator==(const Binned&) const = default;
};

struct Fit {
  FitDirection direction = FitDirection::forward;
  double rate = 0.05;  // gradient step on the parameters (location; log of scale)
  std::int64_t iteration = 0;
  bool operator==(const Fit&) const = default;
};

struct LineScene {
  Distribution p = Normal{0, 1};
  Distribution q = Normal{2.4, 1.3};
  LineView view = LineView::pointwise;
  Unit unit = Unit::nats;
  bool show_mixture = true;
  std::array<bool, 6> shown{true, true, true,
                            true, true, true};  // distances in the recorder, by DistanceKind
  // The density's x axis; equal = fitted to the distributions.
  double x_low = 0, x_high = 0;
  Recorder recorder;
  Binned binned;
  Fit fit;
  LinePlay play = LinePlay::sweep;
  bool operator==(const LineScene&) const = default;
};

// Paths "p.mean", "view", "shown.kl_pq", "recorder.low" …
FieldList fields(LineScene& scene);
// Every field's range and the rules between fields.
Status validate(const LineScene& scene);

Distribution& side_of(LineScene& scene, Side side);
const Distribution& side_of(const LineScene& scene, Side side);

// An empty recording over a sensible range of `parameter` around its present value; keeps the number of
// steps.
Recorder recorder_for(const LineScene& scene, const std::string& parameter);
// The field that moves a side as a whole: "q.mean", "q.center" …
std::string location_path(const LineScene& scene, Side side);

}  // namespace dlab
