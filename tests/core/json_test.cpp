// Distributions in JSON: every type both ways, and the sentence that each mistake gets.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/file.hpp"
#include "core/base/json.hpp"
#include "core/distribution/distribution_json.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

Distribution read(const std::string& text) {
  const auto json = parse_json(text);
  if (!json) ADD_FAILURE() << json.error().text();
  const auto distribution = distribution_from_json(*json, "p");
  if (!distribution) ADD_FAILURE() << distribution.error().text();
  return distribution ? *distribution : Distribution(Dirac{-12345});
}
std::string refusal(const std::string& text) {
  const auto json = parse_json(text);
  if (!json) return json.error().text();
  const auto distribution = distribution_from_json(*json, "p");
  return distribution ? "" : distribution.error().text();
}

TEST(Json, EveryType) {
  EXPECT_EQ(read(R"({"type":"normal","mean":1,"std":2})"), Distribution(Normal{1, 2}));
  EXPECT_EQ(read(R"({"type":"laplace","mean":1,"scale":2})"), Distribution(Laplace{1, 2}));
  EXPECT_EQ(read(R"({"type":"uniform","low":1,"high":2})"), Distribution(Uniform{1, 2}));
  EXPECT_EQ(read(R"({"type":"exponential","rate":2})"), Distribution(Exponential{2, 0}));
  EXPECT_EQ(read(R"({"type":"exponential","rate":2,"start":-1})"), Distribution(Exponential{2, -1}));
  EXPECT_EQ(read(R"({"type":"dirac","at":3})"), Distribution(Dirac{3}));
  EXPECT_EQ(read(R"({"type":"discrete","points":[2,1],"weights":[3,1]})"),
            Distribution(Discrete{{2, 1}, {3, 1}}));
  EXPECT_EQ(read(R"({"type":"discrete","points":[2,1]})"), Distribution(Discrete{{2, 1}, {1, 1}}));
  EXPECT_EQ(read(R"({"type":"histogram","low":0,"high":1,"heights":[1,2]})"),
            Distribution(Histogram{0, 1, {1, 2}}));
  const Distribution samples = read(R"({"type":"samples","values":[1,2],"bandwidth":0.5,"shift":3})");
  EXPECT_EQ(std::get<Samples>(samples).values, SharedValues({1, 2}));
  EXPECT_EQ(std::get<Samples>(samples).bandwidth, 0.5);
  EXPECT_EQ(std::get<Samples>(samples).shift, 3);
}

TEST(Json, NestedMixturesAreFlattened) {
  const Distribution nested = read(R"({"type":"mixture","components":[
      {"weight":1,"distribution":{"type":"dirac","at":0}},
      {"weight":3,"distribution":{"type":"mixture","components":[
          {"weight":1,"distribution":{"type":"dirac","at":1}},
          {"weight":3,"distribution":{"type":"normal","mean":2,"std":1}}]}}]})");
  EXPECT_EQ(nested, Distribution(Mixture{{{1, Dirac{0}}, {0.75, Dirac{1}}, {2.25, Normal{2, 1}}}}));
}

TEST(Json, RoundTrip) {
  const Samples samples{.file = "bills.csv",
                        .column = "bill",
                        .where_column = "kind",
                        .where_value = "a",
                        .values = {1.1, -2.5e-7, 1.0 / 3},
                        .skipped = 2,
                        .bandwidth = 0.25,
                        .shift = -1};
  const std::vector<Distribution> all{Normal{0.1, 1.0 / 3},
                                      Laplace{-1, 2},
                                      Uniform{-1e12, 1e12},
                                      Exponential{3, -2},
                                      Dirac{-0.5},
                                      Discrete{{3, 1, 2}, {0, 5e-324, 1}},
                                      Histogram{-1, 1, {0, 1, 0.5}},
                                      samples,
                                      Mixture{{{0.25, Normal{1, 2}}, {0.75, samples}}}};
  for (const Distribution& distribution : all) {
    const std::string text = dump_json(to_json(distribution));
    EXPECT_EQ(read(text), distribution) << text;
  }
}

TEST(Json, MistakesNameThePlaceAndTheRemedy) {
  EXPECT_EQ(refusal(R"({"type":"normal","std":-1})"), "p.std: must be > 0, got -1");
  EXPECT_EQ(refusal(R"({"type":"normal","std":0})"), "p.std: must be > 0, got 0");
  EXPECT_EQ(refusal(R"({"type":"normal","std":1e308})"), "p.std: must be at most 1e+12, got 1e+308");
  EXPECT_EQ(refusal(R"({"type":"normal","std":"wide"})"), "p.std: must be a number, got \"wide\"");
  EXPECT_EQ(refusal(R"({"type":"normal","std":null})"), "p.std: must be a single value, got null");
  EXPECT_EQ(refusal(R"({"type":"normal","std":true})"), "p.std: must be a number, got true");
  EXPECT_EQ(refusal(R"({"type":"normal","sd":1})"), "p: there is no key \"sd\"; did you mean \"std\"?");
  EXPECT_EQ(refusal(R"({"type":"uniform","center":1})"),
            "p: there is no key \"center\"; there are: type, low, high");
  EXPECT_EQ(refusal(R"({"type":"norml"})"), "p.type: there is no type \"norml\"; did you mean \"normal\"?");
  EXPECT_EQ(refusal(R"({"mean":1})"), "p: the key \"type\" is missing");
  EXPECT_EQ(refusal(R"({"type":3})"), "p.type: must be a text, got 3");
  EXPECT_EQ(refusal(R"([1])"), "p: must be an object {…}, got […]");
  EXPECT_EQ(refusal(R"({"type":"normal_2d"})"),
            "p.type: \"normal_2d\" lies in the plane; here a distribution on the line is expected");
  EXPECT_EQ(refusal(R"({"type":"uniform","low":2,"high":1})"), "p.high: must be greater than low (2), got 1");
  EXPECT_EQ(refusal(R"({"type":"discrete","points":[1,2],"weights":[1]})"),
            "p.weights: must be as many as the points (2), got 1");
  EXPECT_EQ(refusal(R"({"type":"discrete","points":[1],"weights":[-1]})"),
            "p.weights[0]: must be at least 0, got -1");
  EXPECT_EQ(refusal(R"({"type":"discrete","points":[1,2],"weights":[0,0]})"),
            "p.weights: must not all be 0; give at least one a positive weight");
  EXPECT_EQ(refusal(R"({"type":"discrete","points":[]})"), "p.points: is empty; give at least one point");
  EXPECT_EQ(refusal(R"({"type":"discrete","points":[1,"a"]})"), "p.points[1]: must be a number, got \"a\"");
  EXPECT_EQ(refusal(R"({"type":"discrete","points":[1e13]})"),
            "p.points[0]: must lie between -1e+12 and 1e+12, got 1e+13");
  EXPECT_EQ(refusal(R"({"type":"histogram","low":0,"high":1})"), "p: the key \"heights\" is missing");
  EXPECT_EQ(refusal(R"({"type":"samples"})"), "p: give \"values\" or a \"file\" with a column of numbers");
  EXPECT_EQ(refusal(R"({"type":"samples","values":[]})"), "p.values: is empty; give at least one value");
  EXPECT_EQ(refusal(R"({"type":"samples","values":[1],"bandwidth":-1})"),
            "p.bandwidth: must be at least 0, got -1");
  EXPECT_EQ(refusal(R"({"type":"samples","file":"nowhere.csv"})"), "p: nowhere.csv: there is no such file");
}

TEST(Json, MistakesInMixtures) {
  const auto mixture = [](const std::string& weight, const std::string& part) {
    return R"({"type":"mixture","components":[{"weight":1,"distribution":{"type":"dirac"}},{"weight":)" +
           weight + R"(,"distribution":)" + part + "}]}";
  };
  EXPECT_EQ(refusal(mixture("1", R"({"type":"normal","std":-1})")),
            "p.components[1].distribution.std: must be > 0, got -1");
  EXPECT_EQ(refusal(mixture("-1", R"({"type":"normal"})")),
            "p.components[1].weight: must be at least 0, got -1");
  EXPECT_EQ(refusal(R"({"type":"mixture","components":[{"weight":0,"distribution":{"type":"dirac"}}]})"),
            "p.components: must not all be 0; give at least one a positive weight");
  EXPECT_EQ(refusal(R"({"type":"mixture","components":[]})"),
            "p.components: is empty; give at least one component");
  EXPECT_EQ(refusal(R"({"type":"mixture","components":[{"weigth":1}]})"),
            "p.components[0]: there is no key \"weigth\"; did you mean \"weight\"?");
  std::string deep = R"({"type":"dirac"})";
  for (int i = 0; i < 1000; ++i) {
    deep = R"({"type":"mixture","components":[{"weight":1,"distribution":)" + deep + "}]}";
  }
  EXPECT_NE(refusal(deep).find("nested more than 64 deep"), std::string::npos);
}

TEST(Json, SyntaxErrorsNameLineAndColumn) {
  EXPECT_EQ(refusal("{\"type\": \"normal\",\n  \"mean\" 1}"), "line 2, column 10: this is not valid JSON");
  EXPECT_EQ(refusal("{\"type\": \"normal\",\n"),
            "line 2, column 1: the JSON ends too early; is the file cut off?");
  EXPECT_EQ(refusal("{\"mean\": 1e999}"), "line 1, column 14: this number is too large for a double");
  EXPECT_EQ(refusal(""), "is empty; a JSON object is expected");
  EXPECT_EQ(refusal("{\"a\": \"\xFF\"}").substr(0, 6), "line 1");
  EXPECT_FALSE(refusal(std::string(100'000, '[')).empty());
}

TEST(Json, SamplesFromAFileBesideTheRequest) {
  const TemporaryFolder own;
  const std::string& folder = own.path();
  ASSERT_TRUE(write_file(folder + "/x.csv", "kind,year,v\na,1,1\nb,2,2\na,1,NA\na,1,4\n"));
  const auto json = parse_json(
      R"({"type":"samples","file":"x.csv","column":3,"where":{"kind":"a"},"bandwidth":"silverman"})");
  const auto read = distribution_from_json(*json, "p", {"/nowhere", folder});
  ASSERT_TRUE(read) << read.error().text();
  const auto& samples = std::get<Samples>(*read);
  EXPECT_EQ(samples.values, SharedValues({1, 4}));
  EXPECT_EQ(samples.column, "v");
  EXPECT_EQ(samples.skipped, 1);
  EXPECT_EQ(samples.file, "x.csv");
  EXPECT_EQ(samples.bandwidth, silverman_bandwidth({1, 4}));
  const auto by_number = parse_json(R"({"type":"samples","file":"x.csv","column":"v","where":{"year":2}})");
  EXPECT_EQ(std::get<Samples>(*distribution_from_json(*by_number, "p", {folder})).values, SharedValues({2}));
  const auto wrong = parse_json(R"({"type":"samples","file":"x.csv","column":"kind"})");
  EXPECT_EQ(distribution_from_json(*wrong, "p", {folder}).error().text(),
            "p: " + folder + "/x.csv: row 2, column kind: \"a\" is not a number");
}

}  // namespace
}  // namespace dlab
