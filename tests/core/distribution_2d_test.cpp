// Distributions in the plane as values: their fields, rules, moving, conversion, the brush, JSON.
#include "core/distribution/distribution_2d.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "assets/penguins_csv.hpp"
#include "core/base/file.hpp"
#include "core/base/json.hpp"
#include "core/distribution/csv.hpp"
#include "core/distribution/distribution_2d_json.hpp"
#include "core/distribution/law_2d.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

const Cells four{2, 2, {1, 0, 0.2, 0.6}};

Points2d three_points() {
  Points2d points;
  points.xs = {0, 1, 2.5}, points.ys = {1, -1, 0.25}, points.weights = {1, 2, 1};
  points.shift = {0.5, 0};
  return points;
}
Text2d word() {
  Text2d text;
  text.text = "GAN", text.drawn = "GAN", text.cells = four;
  return text;
}

const std::vector<Distribution2d> one_of_each{
    Normal2d{{1, -1}, 2, 0.5, 30},
    Ring2d{{0, 1}, 2, 0.1, 8, 10},
    Grid2d{{0, 0}, 1, 0.1, 4},
    SwissRoll2d{{1, 0}, 2, 0.05},
    Moons2d{{0, 1}, 1, 0.1},
    Circles2d{{-1, 0}, 2, 0.5, 0.1},
    Segments2d{{0.25, 0}, 1, 90, 2, 1},
    Box2d{{1, 1}, 2, 3},
    Disc2d{{0, 2}, 1.5},
    Image2d{"cat.png", four, true, {0, 0}, 2},
    word(),
    Painted2d{four, {1, 0}, 2},
    three_points(),
    Mixture2d{{{0.25, Normal2d{{-1, 0}, 1, 1, 0}}, {0.75, Box2d{{1, 0}, 1, 1}}}}};

TEST(Distribution2d, KindsHaveNames) {
  std::set<std::string> keys;
  for (int i = 0; i < kinds_2d; ++i) {
    const auto kind = static_cast<Kind2d>(i);
    EXPECT_EQ(kind_of(one_of_each[static_cast<std::size_t>(i)]), kind);
    EXPECT_EQ(kind_of(default_of(kind)), kind);
    keys.insert(kind_key(kind));
    EXPECT_TRUE(std::string(kind_key(kind)).ends_with("_2d"));
  }
  EXPECT_EQ(keys.size(), static_cast<std::size_t>(kinds_2d));
}

TEST(Distribution2d, CovarianceThereAndBack) {
  for (const Normal2d& normal : {Normal2d{{0, 0}, 2, 0.5, 30}, Normal2d{{0, 0}, 0.5, 2, -75},
                                 Normal2d{{0, 0}, 1, 1e-5, 45}, Normal2d{{0, 0}, 1, 1, 12}}) {
    const Covariance a = covariance(normal), b = covariance(normal_with({}, a));
    EXPECT_NEAR(a.xx, b.xx, 1e-14);
    EXPECT_NEAR(a.xy, b.xy, 1e-14);
    EXPECT_NEAR(a.yy, b.yy, 1e-14);
  }
  EXPECT_EQ(normal_with({}, {4, 0, 9}), (Normal2d{{}, 2, 3, 0}));
  EXPECT_EQ(covariance(Normal2d{{}, 2, 3, 90}), (Covariance{9, 0, 4}));  // exact at right angles
}

TEST(Distribution2d, FieldsReachTheLiveValue) {
  Distribution2d q = Mixture2d{{{0.5, Normal2d{}}, {0.5, Ring2d{}}}};
  const FieldList list = fields(q, "q");
  ASSERT_TRUE(find_field(list, "q.components.0.mean.x")->set(3.0));
  ASSERT_TRUE(find_field(list, "q.components.1.count")->set(std::int64_t{5}));
  ASSERT_TRUE(find_field(list, "q.components.1.weight")->set(0.25));
  const auto& mixture = std::get<Mixture2d>(q);
  EXPECT_EQ(std::get<Normal2d>(mixture.components[0].distribution).mean, (Point{3, 0}));
  EXPECT_EQ(std::get<Ring2d>(mixture.components[1].distribution).count, 5);
  EXPECT_EQ(mixture.components[1].weight, 0.25);
  EXPECT_FALSE(find_field(list, "q.components.0.angle")->set(400.0));
}

TEST(Distribution2d, EveryKindIsMovedWholeByTwoFields) {
  for (Distribution2d distribution : one_of_each) {
    const std::string key = location_key(kind_of(distribution));
    const Distribution2d expected = shifted(distribution, {2.5, -1.5});
    const Point now = location(distribution);
    const FieldList list = fields(distribution, "");
    const auto x = find_field(list, key + ".x"), y = find_field(list, key + ".y");
    ASSERT_TRUE(x && y) << key;
    EXPECT_DOUBLE_EQ(std::get<double>(x->get()), now.x);
    ASSERT_TRUE(x->set(now.x + 2.5));
    ASSERT_TRUE(y->set(now.y - 1.5));
    const Law2d a(distribution), b(expected);
    EXPECT_NEAR(norm(location(distribution) - location(expected)), 0, 1e-14) << key;
    EXPECT_NEAR(norm(a.mean() - b.mean()), 0, 1e-13) << key;
    EXPECT_NEAR(norm(a.mean() - Law2d(shifted(expected, {-2.5, 1.5})).mean() - Point{2.5, -1.5}), 0, 1e-13);
    EXPECT_NEAR(a.covariance().xx, b.covariance().xx, 1e-12);
  }
}

TEST(Distribution2d, RulesNameTheBrokenField) {
  const auto problem = [](const Distribution2d& distribution) {
    const Status status = validate(distribution);
    return status ? "" : status.error().text();
  };
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  for (const Distribution2d& good : one_of_each) EXPECT_EQ(problem(good), "");
  EXPECT_EQ(problem(Normal2d{{nan, 0}, 1, 1, 0}), "mean.x: must be a finite number, got nan");
  EXPECT_EQ(problem(Normal2d{{0, 0}, 1, -1, 0}), "std_v: must be > 0, got -1");
  EXPECT_EQ(problem(Ring2d{{}, 1, 0.1, 65, 0}), "count: must be at most 64, got 65");
  EXPECT_EQ(problem(Moons2d{{}, 1, -1}), "noise: must be at least 0, got -1");
  EXPECT_EQ(problem(Moons2d{{}, 1, 1e-300}), "noise: must be 0 or at least 1e-12, got 1e-300");
  EXPECT_EQ(problem(Points2d{}), "points: is empty; give at least one point");
  Points2d points = three_points();
  points.weights = {1, -1, 0};
  EXPECT_EQ(problem(points), "weights[1]: must be at least 0, got -1");
  points.weights = {1, inf, 0};
  EXPECT_EQ(problem(points), "weights[1]: must be a finite number, got inf");
  points.weights = {0, 0, 0};
  EXPECT_EQ(problem(points), "weights: must not all be 0; give at least one a positive weight");
  points.weights = {};
  points.ys = {0, nan, 0};
  EXPECT_EQ(problem(points), "points[1]: must lie between -1e+12 and 1e+12, got nan");
  points.xs = std::vector<double>(2001, 0.5), points.ys = std::vector<double>(2001, 0.5);
  points.bandwidth = 0.1;
  EXPECT_EQ(problem(points), "bandwidth: must be 0 for more than 2000 points, of which there are 2001");
  EXPECT_EQ(problem(Painted2d{{2, 2, {1, 1, 1}}, {}, 1}),
            "cells.values: must be as many as columns times rows (4), got 3");
  EXPECT_EQ(problem(Painted2d{{2, 1, {0, 0}}, {}, 1}),
            "cells.values: must not all be 0; give at least one a positive weight");
  EXPECT_EQ(problem(Painted2d{{300, 1, std::vector<double>(300, 1.0)}, {}, 1}),
            "cells.columns: must lie between 1 and 256, got 300");
  for (const double shade : {0.0, 0.5, 1.0}) {
    EXPECT_EQ(problem(Image2d{"", {2, 2, {shade, shade, shade, shade}}, false, {}, 1}),
              "darkness: is a picture of one color; give one with dark and light parts");
  }
  EXPECT_EQ(problem(Mixture2d{}), "components: is empty; give at least one component");
  EXPECT_EQ(problem(Mixture2d{{{1, Disc2d{{}, 0}}}}),
            "components[0].distribution.radius: must be > 0, got 0");
  EXPECT_EQ(problem(Mixture2d{{{-1, Disc2d{}}}}), "components[0].weight: must be at least 0, got -1");
}

TEST(Distribution2d, ConversionKeepsPlaceAndSize) {
  for (const Distribution2d& from : one_of_each) {
    const Law2d before(from);
    const double spread = std::sqrt(before.covariance().xx + before.covariance().yy);
    for (int i = 0; i < kinds_2d; ++i) {
      const auto kind = static_cast<Kind2d>(i);
      const Distribution2d to = convert(from, kind);
      const std::string which = std::string(kind_key(kind_of(from))) + " to " + kind_key(kind);
      EXPECT_EQ(kind_of(to), kind);
      EXPECT_TRUE(validate(to)) << which;
      if (kind == kind_of(from)) {
        EXPECT_EQ(to, from);
      }
      const Law2d after(to);
      EXPECT_NEAR(norm(after.mean() - before.mean()), 0, 0.15 * spread) << which;
      if (kind == Kind2d::text) continue;  // drawn later
      EXPECT_NEAR(std::sqrt(after.covariance().xx + after.covariance().yy), spread, 0.25 * spread) << which;
    }
  }
  for (int i = 0; i < kinds_2d; ++i) {  // a single point gets a body
    Points2d point;
    point.xs = {3}, point.ys = {-2};
    const auto to = convert(point, static_cast<Kind2d>(i));
    EXPECT_TRUE(validate(to));
    EXPECT_NEAR(norm(Law2d(to).mean() - Point{3, -2}), 0, 0.3);
  }
}

TEST(Painting, TheBrushRaisesRubsOutAndNeverLeavesNothing) {
  Painted2d fresh;
  const Painted2d spot = painted(fresh, {0.5, 1}, {0.5, 1}, 0.4, 0.5);
  ASSERT_TRUE(validate(spot));
  const Law2d law{Distribution2d(spot)};
  EXPECT_NEAR(law.mean().x, 0.5, 0.02);
  EXPECT_NEAR(law.mean().y, 1, 0.02);
  const Bounds reach = law.reach();
  EXPECT_EQ(reach, (Bounds{-3, 3, -3, 3}));
  const Painted2d stroke = painted(spot, {-2, -2}, {2, -2}, 0.3, 1);
  EXPECT_LT(Law2d(Distribution2d(stroke)).mean().y, 0);
  for (const double cell : stroke.cells.values) {
    EXPECT_GE(cell, 0);
    EXPECT_LE(cell, 1);
    EXPECT_EQ(std::round(cell * 255) / 255, cell);
  }
  EXPECT_EQ(painted(spot, {0, 0}, {0, 0}, 100, -1000), spot);  // nothing would be left
  EXPECT_EQ(painted(spot, {100, 100}, {101, 100}, 0.5, 1), spot);
  EXPECT_EQ(painted(fresh, {100, 100}, {101, 100}, 0.5, 1), fresh);
}

// --- JSON

Distribution2d read(const std::string& text) {
  const auto json = parse_json(text);
  EXPECT_TRUE(json);
  const auto distribution = distribution_2d_from_json(*json, "p");
  if (!distribution) ADD_FAILURE() << distribution.error().text();
  return distribution ? *distribution : Distribution2d();
}
std::string refusal(const std::string& text) {
  const auto json = parse_json(text);
  if (!json) return json.error().text();
  const auto distribution = distribution_2d_from_json(*json, "p");
  return distribution ? "" : distribution.error().text();
}

TEST(Painting, ADabFallsOffSmoothlyToItsRim) {
  const double radius = 0.7;
  const Painted2d dab = painted(Painted2d{}, {0.2, -0.1}, {0.2, -0.1}, radius, 1);
  const double side = dab.height / static_cast<double>(dab.cells.rows);
  int touched = 0;
  for (std::int64_t row = 0; row < dab.cells.rows; ++row)
    for (std::int64_t column = 0; column < dab.cells.columns; ++column) {
      const double x = dab.center.x + side * (static_cast<double>(column) + 0.5 -
                                              0.5 * static_cast<double>(dab.cells.columns)),
                   y = dab.center.y + 0.5 * dab.height - side * (static_cast<double>(row) + 0.5);
      const double share = std::hypot(x - 0.2, y + 0.1) / radius;
      const double expected = share < 1 ? (1 - share * share) * (1 - share * share) : 0;
      const double value = dab.cells.values.get()[static_cast<std::size_t>(row * dab.cells.columns + column)];
      EXPECT_NEAR(value, expected, 1 / 255.0) << share;
      touched += value > 0;
    }
  EXPECT_GT(touched, 50);
}

TEST(Json2d, ThereAndBack) {
  for (const Distribution2d& distribution : one_of_each) {
    const std::string text = dump_json(to_json(distribution));
    EXPECT_EQ(read(text), distribution) << text;
  }
  for (int i = 0; i < kinds_2d; ++i) {
    const auto kind = static_cast<Kind2d>(i);
    if (kind == Kind2d::points || kind == Kind2d::mixture) continue;
    EXPECT_EQ(read(dump_json(to_json(default_of(kind)))), default_of(kind)) << kind_key(kind);
    EXPECT_EQ(read(R"({"type":")" + std::string(kind_key(kind)) + "\"}"), default_of(kind));
  }
}

TEST(Json2d, EightBitCellsAreWholeNumbers) {
  const nlohmann::json cells = to_json(Painted2d{four, {}, 1})["cells"];
  EXPECT_EQ(cells.dump(), R"({"columns":2,"levels":255,"rows":2,"values":[255,0,51,153]})");
  const Cells raw{2, 1, {0.3, 7}};
  EXPECT_EQ(to_json(Painted2d{raw, {}, 1})["cells"].dump(), R"({"columns":2,"rows":1,"values":[0.3,7.0]})");
}

TEST(Json2d, NormalsByCovarianceOrByAxes) {
  const auto normal = std::get<Normal2d>(read(R"({"type":"normal_2d","mean":[1,2],"cov":[[2,1],[1,2]]})"));
  EXPECT_NEAR(normal.std_u, std::sqrt(3), 1e-15);
  EXPECT_NEAR(normal.std_v, 1, 1e-15);
  EXPECT_NEAR(normal.angle, 45, 1e-13);
  EXPECT_EQ(read(R"({"type":"normal_2d","std":2})"), Distribution2d(Normal2d{{}, 2, 2, 0}));
  EXPECT_EQ(read(R"({"type":"normal_2d","std":[2,3],"angle":10})"), Distribution2d(Normal2d{{}, 2, 3, 10}));
}

TEST(Json2d, MixturesByEitherName) {
  const std::string parts = R"("components":[{"weight":1,"distribution":{"type":"disc_2d","center":[1,2]}},
    {"weight":3,"distribution":{"type":"mixture_2d","components":[
      {"weight":5,"distribution":{"type":"box_2d"}},{"weight":5,"distribution":{"type":"ring_2d"}}]}}]})";
  const Distribution2d mixture = read(R"({"type":"mixture",)" + parts);
  EXPECT_EQ(mixture, read(R"({"type":"mixture_2d",)" + parts));
  EXPECT_EQ(mixture, Distribution2d(Mixture2d{{{1, Disc2d{{1, 2}, 1}}, {1.5, Box2d{}}, {1.5, Ring2d{}}}}));
  EXPECT_TRUE(in_plane(*parse_json(R"({"type":"mixture",)" + parts)));
  EXPECT_FALSE(in_plane(*parse_json(R"({"type":"mixture","components":[]})")));
  EXPECT_FALSE(in_plane(*parse_json(R"({"type":"normal"})")));
}

TEST(Json2d, MistakesNameThePlaceAndTheRemedy) {
  EXPECT_EQ(refusal(R"({"type":"normal_2d","mean":[1]})"), "p.mean: must be two numbers, got 1");
  EXPECT_EQ(refusal(R"({"type":"normal_2d","mean":1})"), "p.mean: must be a list of numbers, got 1");
  EXPECT_EQ(refusal(R"({"type":"normal_2d","mean":[0,1e300]})"),
            "p.mean.y: must be at most 1e+12, got 1e+300");
  EXPECT_EQ(refusal(R"({"type":"normal_2d","std":[1,-2]})"), "p.std[1]: must be > 0, got -2");
  EXPECT_EQ(refusal(R"({"type":"normal_2d","std":0})"), "p.std: must be > 0, got 0");
  EXPECT_EQ(refusal(R"({"type":"normal_2d","cov":[[1,2],[2,1]]})"),
            "p.cov: must be positive definite: both variances and the determinant > 0");
  EXPECT_EQ(refusal(R"({"type":"normal_2d","cov":[[1,0.5],[0.25,1]]})"), "p.cov: must be symmetric");
  EXPECT_EQ(refusal(R"({"type":"normal_2d","cov":[[1,0],[0]]})"), "p.cov[1]: must be two numbers, got 1");
  EXPECT_EQ(refusal(R"({"type":"normal_2d","cov":[[1,0],[0,1]],"angle":3})"),
            "p.cov: stands beside \"angle\"; give one of the two");
  EXPECT_EQ(refusal(R"({"type":"ring_2d","raduis":3})"),
            "p: there is no key \"raduis\"; did you mean \"radius\"?");
  EXPECT_EQ(refusal(R"({"type":"ring_2d","count":2.5})"), "p.count: must be a whole number, got 2.5");
  EXPECT_EQ(refusal(R"({"type":"rng_2d"})"),
            "p.type: there is no type \"rng_2d\"; did you mean \"ring_2d\"?");
  EXPECT_EQ(refusal(R"({"type":"normal"})"),
            "p.type: \"normal\" lies on the line; here a distribution in the plane is expected");
  EXPECT_EQ(refusal(R"({"type":"points_2d"})"),
            "p: give \"points\" or a \"file\" with two columns of numbers");
  EXPECT_EQ(refusal(R"({"type":"points_2d","points":[]})"), "p.points: is empty; give at least one point");
  EXPECT_EQ(refusal(R"({"type":"points_2d","points":[[0,0],[1]]})"),
            "p.points[1]: must be two numbers, got 1");
  EXPECT_EQ(refusal(R"({"type":"points_2d","points":[[0,0]],"weights":[1,2]})"),
            "p.weights: must be as many as the points (1), got 2");
  EXPECT_EQ(refusal(R"({"type":"points_2d","points":[[0,0],[1,1]],"weights":[1,-2]})"),
            "p.weights[1]: must be at least 0, got -2");
  EXPECT_EQ(refusal(R"({"type":"points_2d","points":[[0,0]],"weights":[]})"),
            "p.weights: is empty; leave it out for equal weights");
  EXPECT_EQ(refusal(R"({"type":"painted_2d","cells":{"columns":2,"rows":1,"values":[1]}})"),
            "p.cells.values: must be as many as columns times rows (2), got 1");
  EXPECT_EQ(refusal(R"({"type":"painted_2d","cells":{"columns":-2,"rows":1,"values":[1]}})"),
            "p.cells.columns: must be a count, got -2");
}

TEST(Json2d, PointsFromAFileBesideTheRequest) {
  const TemporaryFolder own;
  const std::string& folder = own.path();
  ASSERT_TRUE(write_file(folder + "/penguins.csv", assets::penguins_csv));
  const auto json = parse_json(R"({"type":"points_2d","file":"penguins.csv","column_x":"bill_length_mm",
    "column_y":"bill_depth_mm","where":{"species":"Gentoo"},"bandwidth":"silverman","shift":[1,0]})");
  const auto read = distribution_2d_from_json(*json, "p", {"/nowhere", folder});
  ASSERT_TRUE(read) << read.error().text();
  const auto& points = std::get<Points2d>(*read);
  EXPECT_EQ(points.xs.size(), 123u);
  EXPECT_EQ(points.ys.size(), 123u);
  EXPECT_EQ(points.skipped, 1);
  EXPECT_EQ(points.file, "penguins.csv");
  EXPECT_EQ(points.where_value, "Gentoo");
  EXPECT_NEAR(points.bandwidth, silverman_bandwidth_2d(points.xs.get(), points.ys.get()), 1e-15);
  EXPECT_GT(points.bandwidth, 0.5);
  const Law2d law(*read);
  EXPECT_NEAR(law.mean().x, 47.5 + 1, 0.1);
  EXPECT_NEAR(law.mean().y, 14.98, 0.1);
}

TEST(CsvPairs, RowsWithOneCellMissingAreSkippedAndCounted) {
  const char* text = "name,x,y\na,1,4\nb,NA,5\nc,3,\nd,4,7\n";
  const auto read = read_csv_pairs(text, {"x", "y", "", ""});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->xs, (std::vector<double>{1, 4}));
  EXPECT_EQ(read->ys, (std::vector<double>{4, 7}));
  EXPECT_EQ(read->skipped, 2);
  EXPECT_EQ(read_csv_pairs(text, {})->column_y, "y");  // the first two columns of numbers
  const auto refusal_of = [](const char* csv, const CsvPairQuery& query) {
    const auto pairs = read_csv_pairs(csv, query);
    return pairs ? "" : pairs.error().text();
  };
  EXPECT_EQ(refusal_of("x\n1\n2\n", {}), "has only one column of numbers; points need two");
  EXPECT_EQ(refusal_of(text, {"x", "name", "", ""}), "row 2, column name: \"a\" is not a number");
  EXPECT_EQ(refusal_of(text, {"x", "z", "", ""}), "there is no column \"z\"; the columns are: name, x, y");
  EXPECT_EQ(refusal_of(text, {"x", "y", "name", "bb"}),
            "name: there is no value \"bb\"; there are: a, b, c, d");
  EXPECT_EQ(refusal_of("x,y\nNA,1\n1,NA\n", {"x", "y", "", ""}), "column x, y has no numbers");
}

}  // namespace
}  // namespace dlab
