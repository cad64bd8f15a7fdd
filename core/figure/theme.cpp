// The palettes of the paper and the stage theme, and the look of each distance's line.
#include "core/figure/style.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {
namespace {

constexpr Color hex(std::uint32_t rgb) {
  return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8 & 0xFF),
          static_cast<std::uint8_t>(rgb & 0xFF), 255};
}

// Hues are those of the Okabe–Ito and Tol sets. Where one is too pale for its ground, only its OKLCH
// lightness is moved, just as far as the contrast asks: 3:1 for lines, 4.5:1 for text, on card and page.
constexpr Theme light_theme() {
  Theme t{};
  t.kind = ThemeKind::light;
  t.page = hex(0xF6F5F1);
  t.card = hex(0xFFFFFF);
  t.card_border = hex(0xE3E1DA);
  t.text = hex(0x1B1F24);
  t.text_soft = hex(0x5C6570);
  t.grid = hex(0xECEBE6);
  t.axis = hex(0x868C95);
  t.p = t.p_text = hex(0x0072B2);
  t.q = hex(0xD55E00);
  t.q_text = hex(0xB95000);
  t.mixture = hex(0x6B6B6B);
  t.accent = hex(0x1B1F24);
  t.on_accent = hex(0xFFFFFF);
  t.control = hex(0xEFEDE6);
  t.error = hex(0xB3261E);
  t.on_error = hex(0xFFFFFF);
  // KL both ways, JS (amber #E69F00 has 2.3:1 on white), TV (sky #56B4E9 too), W1, W2.
  const std::uint32_t lines[] = {0xAA3377, 0xCC6299, 0xBC8100, 0x3395C8, 0x009E73, 0x00614A};
  const std::uint32_t texts[] = {0xAA3377, 0xB54382, 0x976600, 0x0077A9, 0x007F5C, 0x00614A};
  const std::uint32_t fills[] = {0xAA3377, 0xCC6299, 0xE69F00, 0x56B4E9, 0x009E73, 0x00614A};
  for (int i = 0; i < 6; ++i) {
    t.distance[i] = hex(lines[i]);
    t.distance_text[i] = hex(texts[i]);
    t.distance_fill[i] = hex(fills[i]);
  }
  t.sequential[0] = hex(0xF4F8FB);
  t.sequential[1] = hex(0x6FAFD6);
  t.sequential[2] = hex(0x08396B);
  return t;
}

constexpr Theme dark_theme() {
  Theme t{};
  t.kind = ThemeKind::dark;
  t.page = hex(0x14171B);
  t.card = hex(0x1C2026);
  t.card_border = hex(0x2C323A);
  t.text = hex(0xEEF1F4);
  t.text_soft = hex(0x9AA4AF);
  t.grid = hex(0x292E35);
  t.axis = hex(0x6B737D);
  t.p = t.p_text = hex(0x308ED0);
  t.q = t.q_text = hex(0xDB6410);
  t.mixture = hex(0x9D9D9D);
  t.accent = hex(0xEEF1F4);
  t.on_accent = hex(0x1C2026);
  t.control = hex(0x242A31);
  t.error = hex(0xFF8A80);
  t.on_error = hex(0x1C2026);
  // W1 is lifted more than its contrast asks, so that W2 stays the darker of the two greens.
  const std::uint32_t lines[] = {0xD65C9E, 0xF295C3, 0xE69F00, 0x56B4E9, 0x2DB185, 0x34846B};
  const std::uint32_t texts[] = {0xD65C9E, 0xF295C3, 0xE69F00, 0x56B4E9, 0x2DB185, 0x47957B};
  for (int i = 0; i < 6; ++i) {
    t.distance[i] = t.distance_fill[i] = hex(lines[i]);
    t.distance_text[i] = hex(texts[i]);
  }
  t.sequential[0] = hex(0x1F242B);
  t.sequential[1] = hex(0x2F74AB);
  t.sequential[2] = hex(0xCFE6F7);
  return t;
}

// Relative luminance, WCAG 2.1.
double luminance(Color c) {
  auto linear = [](std::uint8_t byte) {
    const double s = byte / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

}  // namespace

const Theme& theme(ThemeKind kind) {
  static constexpr Theme light = light_theme(), dark = dark_theme();
  return kind == ThemeKind::light ? light : dark;
}

Dash distance_dash(DistanceKind kind) {
  switch (kind) {
    case DistanceKind::kl_qp:
    case DistanceKind::w2:
      return Dash::dashed;
    case DistanceKind::tv:
      return Dash::dash_dot;
    case DistanceKind::kl_pq:
    case DistanceKind::js:
    case DistanceKind::w1:
      return Dash::solid;
  }
  return Dash::solid;
}

double distance_width(DistanceKind kind) { return kind == DistanceKind::w1 ? 3.5 : 2.25; }

double contrast(Color a, Color b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace dlab
