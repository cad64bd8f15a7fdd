// Fields: setting, parsing, clamping, and the nearest name.
#include "core/base/field.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace dlab {
namespace {

enum class Fruit { apple, pear };
constexpr Choice fruits[] = {{"apple", "Apple"}, {"pear", "Pear"}};
constexpr FieldInfo real{.key = "std", .kind = FieldKind::real, .label = "width", .low = 1e-12, .high = 1e12};
constexpr FieldInfo open{
    .key = "p", .kind = FieldKind::real, .label = "p", .low = -1, .high = 1, .low_open = true};
constexpr FieldInfo integer{
    .key = "steps", .kind = FieldKind::integer, .label = "steps", .low = 2, .high = 9e18};
constexpr FieldInfo boolean{.key = "on", .kind = FieldKind::boolean, .label = "on"};
constexpr FieldInfo choice{.key = "fruit", .kind = FieldKind::choice, .label = "fruit", .choices = fruits};
constexpr FieldInfo text{.key = "title", .kind = FieldKind::text, .label = "title"};

const double infinity = std::numeric_limits<double>::infinity();
const double nan = std::numeric_limits<double>::quiet_NaN();

std::string refusal(const FieldRef& field, const FieldValue& value) {
  const Status status = field.set(value);
  return status ? "" : status.error().text();
}

TEST(Field, RealsAreCheckedAndLeftAloneOnError) {
  double std = 1;
  const FieldRef field = FieldRef(real, std).at("q.std");
  EXPECT_TRUE(field.set(2.5));
  EXPECT_EQ(std, 2.5);
  EXPECT_TRUE(field.set(std::int64_t{3}));
  EXPECT_EQ(refusal(field, -1.0), "q.std: must be > 0, got -1");
  EXPECT_EQ(refusal(field, 0.0), "q.std: must be > 0, got 0");
  EXPECT_EQ(refusal(field, 1e-15), "q.std: must be at least 1e-12, got 1e-15");
  EXPECT_EQ(refusal(field, 1e308), "q.std: must be at most 1e+12, got 1e+308");
  EXPECT_EQ(refusal(field, nan), "q.std: must be a finite number, got nan");
  EXPECT_EQ(refusal(field, infinity), "q.std: must be a finite number, got inf");
  EXPECT_EQ(refusal(field, true), "q.std: must be a number, got true");
  EXPECT_EQ(refusal(field, std::string("wide")), "q.std: must be a number, got \"wide\"");
  EXPECT_EQ(std, 3);
  double p = 0;
  EXPECT_EQ(refusal(FieldRef(open, p).at("p"), -1.0), "p: must be > -1, got -1");
}

TEST(Field, OtherKinds) {
  std::int64_t steps = 5;
  bool on = false;
  Fruit fruit = Fruit::apple;
  std::string title;
  const FieldRef count = FieldRef(integer, steps).at("steps");
  EXPECT_TRUE(count.set(7.0));
  EXPECT_EQ(steps, 7);
  EXPECT_EQ(refusal(count, 7.5), "steps: must be a whole number, got 7.5");
  EXPECT_EQ(refusal(count, infinity), "steps: must be a finite number, got inf");
  EXPECT_EQ(refusal(count, std::int64_t{1}), "steps: must be at least 2, got 1");
  EXPECT_TRUE(count.set_text("9007199254740993"));  // 2^53 + 1 keeps its last digit
  EXPECT_EQ(steps, 9007199254740993);
  EXPECT_TRUE(FieldRef(boolean, on).set(true));
  EXPECT_TRUE(on);
  EXPECT_TRUE(FieldRef(choice, fruit).set(std::string("pear")));
  EXPECT_EQ(fruit, Fruit::pear);
  EXPECT_EQ(std::get<std::string>(FieldRef(choice, fruit).get()), "pear");
  EXPECT_EQ(refusal(FieldRef(choice, fruit).at("f"), std::string("paer")),
            "f: there is no value \"paer\"; did you mean \"pear\"?");
  EXPECT_EQ(refusal(FieldRef(choice, fruit).at("f"), std::string("meat")),
            "f: there is no value \"meat\"; there are: apple, pear");
  EXPECT_TRUE(FieldRef(text, title).set(std::string("Zwei Glocken")));
  EXPECT_EQ(title, "Zwei Glocken");
}

TEST(Field, TextIsParsedByKind) {
  double std = 1;
  bool on = false;
  EXPECT_TRUE(FieldRef(real, std).set_text(" +2.5e-3 "));
  EXPECT_EQ(std, 2.5e-3);
  EXPECT_EQ(FieldRef(real, std).at("s").set_text("1,5").error().text(), "s: must be a number, got \"1,5\"");
  EXPECT_EQ(FieldRef(real, std).at("s").set_text("nan").error().text(),
            "s: must be a finite number, got nan");
  EXPECT_EQ(FieldRef(real, std).at("s").set_text("1e999").error().text(),
            "s: must be a finite number, got inf");
  EXPECT_TRUE(FieldRef(boolean, on).set_text("On"));
  EXPECT_TRUE(on);
  EXPECT_EQ(FieldRef(boolean, on).at("b").set_text("maybe").error().text(),
            "b: must be true or false, got \"maybe\"");
}

TEST(Field, NumbersAreReadWholeOrNotAtAll) {
  EXPECT_EQ(parse_number("1e-400"), 0.0);
  EXPECT_EQ(parse_number("-0.0000000000001e-320"), 0.0);
  EXPECT_EQ(parse_number("-1e400"), -infinity);
  EXPECT_EQ(parse_number("\xE2\x88\x92"
                         "2"),
            -2.0);
  for (const char* bad : {"", " ", "1 2", "0x10", "1.2.3", "+-1", "--1", "e5", "1e"}) {
    EXPECT_FALSE(parse_number(bad)) << bad;
  }
}

TEST(Field, TextOfAValueReadsBackToTheSameValue) {
  for (const double value : {0.1, -2.5e-17, 1.0 / 3, 1e12, -0.0, 5e-324}) {
    EXPECT_EQ(parse_number(to_text(value)), value);
  }
}

TEST(Field, ClampsToTheNearestAdmissibleValue) {
  double std = 1;
  std::int64_t steps = 5;
  const FieldRef field(real, std);
  EXPECT_EQ(std::get<double>(field.clamped(-3.0)), 1e-12);
  EXPECT_EQ(std::get<double>(field.clamped(infinity)), 1e12);
  EXPECT_EQ(std::get<double>(field.clamped(nan)), 1);
  double p = 0;
  EXPECT_GT(std::get<double>(FieldRef(open, p).clamped(-2.0)), -1);
  EXPECT_EQ(std::get<std::int64_t>(FieldRef(integer, steps).clamped(-4.6)), 2);
  EXPECT_EQ(std::get<std::int64_t>(FieldRef(integer, steps).clamped(7.6)), 8);
}

TEST(Field, FindsByPathOrNamesTheNearest) {
  double a = 0, b = 0;
  const FieldList list{FieldRef(real, a).at("p.mean"), FieldRef(real, b).at("q.components.1.mean")};
  EXPECT_TRUE(find_field(list, "p.mean"));
  EXPECT_EQ(find_field(list, "p.maen").error().text(),
            "there is no field \"p.maen\"; did you mean \"p.mean\"?");
  EXPECT_EQ(find_field(list, "mean").error().text(), "there is no field \"mean\"; did you mean \"p.mean\"?");
  EXPECT_EQ(find_field(list, "colour").error().text(),
            "there is no field \"colour\"; there are: p.mean, q.components.1.mean");
}

TEST(Field, NearestName) {
  const std::vector<std::string> names{"normal", "laplace", "uniform", "two-bells"};
  EXPECT_EQ(nearest_name("gaussian", names), "");
  EXPECT_EQ(nearest_name("nromal", names), "normal");
  EXPECT_EQ(nearest_name("Laplace", names), "laplace");
  EXPECT_EQ(nearest_name("bells", names), "two-bells");
  EXPECT_EQ(nearest_name("unif", names), "uniform");
  EXPECT_EQ(nearest_name("", names), "");
}

}  // namespace
}  // namespace dlab
