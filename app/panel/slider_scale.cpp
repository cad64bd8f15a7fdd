#include "app/panel/slider_scale.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "core/figure/axis.hpp"

namespace dlab {
namespace {

// The largest of 1, 2, 5 × 10^k that does not exceed x.
double nice_below(double x) {
  const double power = std::pow(10, std::floor(std::log10(x)));
  const double digit = x / power * (1 + 1e-9);
  return power * (digit >= 5 ? 5 : digit >= 2 ? 2 : 1);
}

double rounded_to(double value, int digits) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - (digits - 1));
  return std::round(value / unit) * unit;
}

// Multiples such as 3 × 0.1 come out as 0.30000000000000004: the nearest short decimal is what is meant.
double cleaned(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.12g", value);
  return std::strtod(text, nullptr);
}

}  // namespace

SliderScale::SliderScale(const FieldInfo& info) : integer_(info.kind == FieldKind::integer) {
  const bool soft = info.soft_high > info.soft_low;
  low_ = soft ? info.soft_low : info.low;
  high_ = soft ? info.soft_high : info.high;
  exists_ = (info.kind == FieldKind::real || integer_) && high_ > low_ && std::isfinite(high_ - low_) &&
            (soft || high_ - low_ < 1e9);
  logarithmic_ = info.logarithmic && low_ > 0;
}

double SliderScale::position(double value) const {
  if (std::isnan(value)) return 0;
  if (!logarithmic_) return std::clamp((value - low_) / (high_ - low_), 0.0, 1.0);
  if (value <= low_) return 0;
  return std::clamp(std::log(value / low_) / std::log(high_ / low_), 0.0, 1.0);
}

double SliderScale::step(Grain grain) const {
  const double range = high_ - low_;
  const double parts = grain == Grain::coarse ? 20 : grain == Grain::normal ? 1000 : 10000;
  const double step = nice_below(range / parts);
  return integer_ ? std::max(1.0, std::round(step)) : step;
}

double SliderScale::value(double position, Grain grain) const {
  position = std::clamp(position, 0.0, 1.0);
  double value = 0;
  if (logarithmic_) {
    const int digits = grain == Grain::coarse ? 1 : grain == Grain::normal ? 3 : 4;
    value = rounded_to(low_ * std::pow(high_ / low_, position), digits);
    if (integer_) value = std::round(value);
  } else {
    const double unit = step(grain);
    value = std::round((low_ + position * (high_ - low_)) / unit) * unit;
  }
  return cleaned(std::clamp(value, low_, high_));
}

double SliderScale::stepped(double value, int direction, Grain grain) const {
  if (logarithmic_) {
    const double factor = grain == Grain::coarse ? 2 : grain == Grain::normal ? 1.1 : 1.01;
    const double next = direction > 0 ? value * factor : value / factor;
    if (integer_)
      return direction > 0 ? std::max(value + 1, std::round(next)) : std::min(value - 1, std::round(next));
    return cleaned(rounded_to(next, grain == Grain::fine ? 4 : 3));
  }
  const double range = high_ - low_;
  const double parts = grain == Grain::coarse ? 20 : grain == Grain::normal ? 100 : 1000;
  double unit = nice_below(range / parts);
  if (integer_) unit = std::max(1.0, std::round(unit));
  return cleaned(std::round((value + direction * unit) / (unit / 10)) * (unit / 10));
}

std::string box_text(double value, bool integer) {
  if (!std::isfinite(value)) return number_text(value);
  const double size = std::abs(value);
  if (integer && size < 1e6) return (value < 0 ? "−" : "") + std::to_string(std::llround(size));
  if (size != 0 && (size < 0.1 || size >= 1e4)) return number_text(value);
  const int decimals = size < 10 ? 3 : size < 100 ? 2 : size < 1000 ? 1 : 0;
  char text[40];
  std::snprintf(text, sizeof text, "%.*f", decimals, size);
  return (value < 0 && std::strtod(text, nullptr) != 0 ? "−" : "") + std::string(text);
}

std::string without_idle_zeros(std::string number) {
  const std::size_t point = number.find('.');
  if (point == std::string::npos) return number;
  const std::size_t end = std::min(number.find_first_not_of("0123456789", point + 1), number.size());
  const std::size_t last = number.find_last_not_of('0', end - 1);
  const std::size_t from = last == point ? point : last + 1;
  return number.erase(from, end - from);
}

}  // namespace dlab
