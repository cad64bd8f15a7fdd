// Numbers as people read them: few digits, a real minus sign, ∞, powers of ten in superscript digits.
#include <charconv>
#include <cmath>
#include <cstdio>

#include "core/figure/axis.hpp"

namespace dlab {

std::string superscript_digits(int value) {
  static constexpr const char* digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out = value < 0 ? "⁻" : "";
  for (char c : std::to_string(std::abs(value))) out += digits[c - '0'];
  return out;
}

std::string number_text(double value, int significant) {
  if (std::isnan(value)) return "–";
  if (std::isinf(value)) return value > 0 ? "∞" : "−∞";
  significant = std::max(1, significant);
  // The rounded digits first, as d.ddde±xx, because rounding may carry into the next power of ten.
  char buffer[400];
  std::snprintf(buffer, sizeof buffer, "%.*e", significant - 1, std::abs(value));
  const std::string digits = buffer;
  const std::size_t e = digits.find('e');
  const int exponent = std::stoi(digits.substr(e + 1));
  const std::string minus = value < 0 ? "−" : "";
  if (value != 0 && (exponent < -4 || exponent >= 5)) {
    return minus + digits.substr(0, e) + "×10" + superscript_digits(exponent);
  }
  const double rounded = std::stod(digits);
  std::snprintf(buffer, sizeof buffer, "%.*f", std::max(0, significant - 1 - (value == 0 ? 0 : exponent)),
                rounded);
  std::string text = buffer;
  // 2.400 and 0.100 rather than 0.1000: as many decimals as for numbers between 1 and 10, so that columns
  // align.
  const std::size_t point = text.find('.');
  while (point != std::string::npos && text.back() == '0' &&
         text.size() - point - 1 > static_cast<std::size_t>(significant - 1)) {
    text.pop_back();
  }
  return minus + text;
}

std::string full_number_text(double value) {
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  return {buffer, end};
}

}  // namespace dlab
