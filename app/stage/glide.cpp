#include "app/stage/glide.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {

Axes LimitsGlide::toward(const Axes& target, double seconds, bool jump) {
  auto [entry, fresh] = shown_.try_emplace(target.name, target);
  Axes& shown = entry->second;
  shown.rect = target.rect;
  const double x_span = target.x_high - target.x_low, y_span = target.y_high - target.y_low;
  // A limit that is far off (another scene) is not worth a journey.
  const bool far =
      std::abs(shown.x_low - target.x_low) + std::abs(shown.x_high - target.x_high) > 6 * x_span ||
      std::abs(shown.y_low - target.y_low) + std::abs(shown.y_high - target.y_high) > 12 * y_span;
  if (fresh || jump || far) {
    shown = target;
    return shown;
  }
  const double share = 1 - std::exp(-std::clamp(seconds, 0.0, 0.1) / 0.06);  // 60 ms time constant
  const auto step = [&](double& value, double aim, double span) {
    value += (aim - value) * share;
    if (std::abs(value - aim) < 5e-4 * span) value = aim;
    if (value != aim) moving_ = true;
  };
  step(shown.x_low, target.x_low, x_span);
  step(shown.x_high, target.x_high, x_span);
  step(shown.y_low, target.y_low, y_span);
  step(shown.y_high, target.y_high, y_span);
  return shown;
}

}  // namespace dlab
