// Ticks, limits and numbers: known answers, and properties on random ranges of every size.
#include "core/figure/axis.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <set>

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

std::string labels(double low, double high, int most) {
  std::string out;
  for (const Tick& tick : nice_ticks(low, high, most)) out += (out.empty() ? "" : " ") + tick.label;
  return out;
}

TEST(Ticks, KnownAnswers) {
  EXPECT_EQ(labels(0, 0.44, 5), "0 0.1 0.2 0.3 0.4");
  EXPECT_EQ(labels(-5, 8, 7), "−4 −2 0 2 4 6 8");
  EXPECT_EQ(labels(0, 1, 3), "0 0.5 1");
  EXPECT_EQ(labels(0, 0.3, 4), "0 0.1 0.2 0.3");
  EXPECT_EQ(labels(-1, 1, 5), "−1 −0.5 0 0.5 1");
  EXPECT_EQ(labels(0, 30000, 4), "0 10000 20000 30000");
  EXPECT_EQ(labels(1e12, 1e12 + 3, 4), "1000000000000 1000000000001 1000000000002 1000000000003");
  EXPECT_EQ(labels(0, 4e12, 3), "0 2×10¹² 4×10¹²");
  EXPECT_EQ(labels(-1e-12, 1e-12, 5), "−1×10⁻¹² −0.5×10⁻¹² 0 0.5×10⁻¹² 1×10⁻¹²");
  EXPECT_EQ(labels(0, 0.0004, 3), "0 0.0002 0.0004");
}

TEST(Ticks, EdgesHaveNoneOrOne) {
  EXPECT_TRUE(nice_ticks(nan, 1, 5).empty());
  EXPECT_TRUE(nice_ticks(0, infinity, 5).empty());
  EXPECT_TRUE(nice_ticks(-1.7e308, 1.7e308, 5).empty());  // the range itself overflows
  EXPECT_TRUE(nice_ticks(1, 0, 5).empty());
  EXPECT_TRUE(nice_ticks(0, 1, 0).empty());
  EXPECT_EQ(nice_ticks(2, 2, 5).size(), 1u);
}

// Multiples of a nice step inside the limits, increasing, at most `most`, each with a name of its own.
void check(double low, double high, int most) {
  SCOPED_TRACE(testing::Message() << "low " << full_number_text(low) << " range " << high - low << " most "
                                  << most);
  const std::vector<Tick> ticks = nice_ticks(low, high, most);
  ASSERT_LE(ticks.size(), static_cast<std::size_t>(most));
  std::set<std::string> names;
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    EXPECT_GE(ticks[i].at, low);
    EXPECT_LE(ticks[i].at, high);
    EXPECT_TRUE(i == 0 || ticks[i].at > ticks[i - 1].at);
    EXPECT_TRUE(names.insert(ticks[i].label).second) << ticks[i].label;
  }
}

TEST(Ticks, PropertiesOnRandomRanges) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int round = 0; round < 20000; ++round) {
    const double range = std::pow(10.0, -13 + 26 * unit(random));
    const double low = (unit(random) - 0.5) * range * std::pow(10.0, 3 * unit(random));
    const int most = 2 + static_cast<int>(10 * unit(random));
    check(low, low + range, most);
    // Six ticks of step 2 span 10, which holds two of step 5: with room for five there are always two.
    EXPECT_TRUE(most < 5 || nice_ticks(low, low + range, most).size() >= 2u) << low << " " << range;
  }
}

TEST(Ticks, TinyRangesAtLargeOffsets) {
  std::mt19937_64 random(8);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int round = 0; round < 5000; ++round) {
    const double low = (unit(random) < 0.5 ? -1 : 1) * std::pow(10.0, -300 + 600 * unit(random));
    check(low, low + std::abs(low) * std::pow(10.0, -17 * unit(random)), 6);
  }
  check(1, std::nextafter(1, 2), 5);
  check(0, 5e-324, 5);
  check(-8e307, 8e307, 5);
  check(1e12, 1e12 + 1e-3, 8);
}

TEST(Limits, KnownAnswers) {
  using Pair = std::pair<double, double>;
  EXPECT_EQ(nice_limits(0, 0.399, 6), (Pair{0, 0.4}));
  EXPECT_EQ(nice_limits(-4.7, 8.1, 9), (Pair{-6, 10}));
  EXPECT_EQ(nice_limits(3, 3, 5), (Pair{2.6, 3.4}));
  EXPECT_EQ(nice_limits(0, 0, 5), (Pair{-1, 1}));
  EXPECT_EQ(nice_limits(nan, 1, 5), (Pair{0, 1}));
  EXPECT_EQ(nice_limits(1, 0, 3), (Pair{0, 1}));
}

TEST(Limits, ContainTheRangeAndStayClose) {
  std::mt19937_64 random(9);
  std::uniform_real_distribution<double> unit(0, 1);
  for (int round = 0; round < 5000; ++round) {
    const double range = std::pow(10.0, -12 + 24 * unit(random));
    const double low = (unit(random) - 0.5) * 10 * range;
    const auto [a, b] = nice_limits(low, low + range, 6);
    EXPECT_LE(a, low);
    EXPECT_GE(b, low + range);
    EXPECT_LE(b - a, 3 * range) << low << " " << range;
  }
}

TEST(NumberText, FourSignificantDigits) {
  EXPECT_EQ(number_text(1.76243), "1.762");
  EXPECT_EQ(number_text(2.4), "2.400");
  EXPECT_EQ(number_text(0), "0.000");
  EXPECT_EQ(number_text(-0.0), "0.000");
  EXPECT_EQ(number_text(0.1), "0.100");
  EXPECT_EQ(number_text(0.35741), "0.3574");
  EXPECT_EQ(number_text(0.00012346), "0.0001235");
  EXPECT_EQ(number_text(-2.5), "−2.500");
  EXPECT_EQ(number_text(9.99996), "10.00");
  EXPECT_EQ(number_text(612.5), "612.5");
  EXPECT_EQ(number_text(12346), "12350");
  EXPECT_EQ(number_text(99999), "1.000×10⁵");
  EXPECT_EQ(number_text(-1.2345e-12, 3), "−1.23×10⁻¹²");
  EXPECT_EQ(number_text(1e-12, 1), "1×10⁻¹²");
  EXPECT_EQ(number_text(0.5, 1), "0.5");
  EXPECT_EQ(number_text(infinity), "∞");
  EXPECT_EQ(number_text(-infinity), "−∞");
  EXPECT_EQ(number_text(nan), "–");
}

TEST(NumberText, FullTextReadsBackTheSameDouble) {
  std::mt19937_64 random(10);
  for (int round = 0; round < 2000; ++round) {
    const double value =
        std::ldexp(static_cast<double>(random()) - 9e18, static_cast<int>(random() % 900) - 500);
    EXPECT_EQ(std::stod(full_number_text(value)), value);
  }
  EXPECT_EQ(full_number_text(0.1), "0.1");
  EXPECT_EQ(full_number_text(-2.5), "-2.5");
  EXPECT_EQ(full_number_text(infinity), "inf");
}

struct DrawAxes : testing::Test {
  FixedAdvance fixed;
  Style style;
  Axes axes{"plot", {60, 40, 400, 200}, -5, 8, 0, 0.44};
  DrawAxes() {
    style.theme = &theme(ThemeKind::light);
    style.measurer = &fixed;
  }
  Figure drawn(const AxesOptions& options) const {
    Figure figure{500, 300, {}, {}};
    draw_axes(figure, axes, options, style);
    return figure;
  }
};

TEST_F(DrawAxes, RegistersTheAxesAndStaysInItsRoom) {
  const Figure figure = drawn({"mean of *Q*", "density"});
  ASSERT_NE(figure.find_axes("plot"), nullptr);
  EXPECT_EQ(figure.find_axes("plot")->rect, axes.rect);
  EXPECT_EQ(figure.find_axes("other"), nullptr);
  for (const Primitive& primitive : figure.primitives) {
    const Text* text = std::get_if<Text>(&primitive);
    if (!text) continue;
    const double width = text_width(text->text, text->size, text->weight, fixed);
    const Vec at = text_origin(*text, width, fixed);
    EXPECT_GE(at.x, axes.rect.x - 60) << text->text;
    EXPECT_LE(at.x + width, axes.rect.right() + 30) << text->text;
    EXPECT_GE(at.y - text->size, axes.rect.y - 30) << text->text;
    EXPECT_LE(at.y, axes.rect.bottom() + 45) << text->text;
  }
}

TEST_F(DrawAxes, TickLabelsNeverTouch) {
  for (double width : {150.0, 400.0, 1200.0}) {
    for (double high : {8.0, 8000.0, 3e-7, 1e12}) {
      axes.rect.w = width;
      axes.x_low = -high / 3;
      axes.x_high = high;
      double end = -infinity;
      const Figure figure = drawn({});
      for (const Primitive& primitive : figure.primitives) {
        const Text* text = std::get_if<Text>(&primitive);
        if (!text || text->align != Align::center) continue;
        const double half = text_width(text->text, text->size, text->weight, fixed) / 2;
        EXPECT_GT(text->at.x - half, end + 3) << text->text << " " << width;
        end = text->at.x + half;
      }
    }
  }
}

TEST_F(DrawAxes, OptionsTakePartsAway) {
  const auto count = [](const Figure& figure) { return figure.primitives.size(); };
  const std::size_t whole = count(drawn({"x", "y"}));
  EXPECT_EQ(count(drawn({"", "y"})), whole - 1);
  AxesOptions bare{"x", "y"};
  bare.x_tick_labels = bare.y_grid = false;
  EXPECT_LT(count(drawn(bare)), whole - 5);
  AxesOptions full{"x", "y"};
  full.x_grid = true;
  EXPECT_EQ(count(drawn(full)), whole + 7);  // one at each of −4, −2 … 8
}

}  // namespace
}  // namespace dlab
