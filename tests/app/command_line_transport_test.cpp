// `transport`, and `distance` in the plane, as a contract: shapes of answers, published cases, one line and
// status 2 for every mistake.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <numbers>

#include "app/command_line/command_line.hpp"
#include "app/command_line/distance.hpp"
#include "app/command_line/transport.hpp"
#include "core/base/file.hpp"
#include "core/math/point.hpp"
#include "tests/temporary_folder.hpp"

namespace dlab {
namespace {

using nlohmann::json;

json transport_of(const std::string& request) {
  const auto text = answer_transport(request, ".");
  if (!text) ADD_FAILURE() << text.error().text();
  return text ? json::parse(*text) : json();
}
json distance_of(const std::string& request) {
  const auto text = answer_distance(request, ".");
  if (!text) ADD_FAILURE() << text.error().text();
  return text ? json::parse(*text) : json();
}
std::string transport_complaint(const std::string& request) {
  const auto text = answer_transport(request, ".");
  return text ? "" : text.error().text();
}
std::string distance_complaint(const std::string& request) {
  const auto text = answer_distance(request, ".");
  return text ? "" : text.error().text();
}
std::string discrete(const std::string& points, const std::string& weights = "") {
  return R"({"type":"discrete","points":[)" + points + "]" +
         (weights.empty() ? "" : R"(,"weights":[)" + weights + "]") + "}";
}
std::string points(const std::string& list, const std::string& rest = "") {
  return R"({"type":"points_2d","points":[)" + list + "]" + rest + "}";
}
std::string pair(const std::string& p, const std::string& q, const std::string& rest = "") {
  return R"({"p":)" + p + R"(,"q":)" + q + rest + "}";
}

// Marginals, feasibility and the gap of an answer.
void expect_certificate(const json& out, const std::vector<double>& a, const std::vector<double>& b,
                        const std::function<double(std::size_t, std::size_t)>& cost) {
  EXPECT_EQ(out["status"], "optimal");
  std::vector<double> rows(a.size()), columns(b.size());
  double sum = 0, dual = 0;
  for (const json& entry : out["plan"]) {
    const auto i = entry[0].get<std::size_t>(), j = entry[1].get<std::size_t>();
    rows[i] += entry[2].get<double>(), columns[j] += entry[2].get<double>();
    sum += entry[2].get<double>() * cost(i, j);
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_NEAR(rows[i], a[i], 1e-12);
    dual += a[i] * out["potential_p"][i].get<double>();
    for (std::size_t j = 0; j < b.size(); ++j)
      EXPECT_LE(out["potential_p"][i].get<double>() + out["potential_q"][j].get<double>(),
                cost(i, j) + 1e-12 * (1 + cost(i, j)));
  }
  for (std::size_t j = 0; j < b.size(); ++j) {
    EXPECT_NEAR(columns[j], b[j], 1e-12);
    dual += b[j] * out["potential_q"][j].get<double>();
  }
  EXPECT_NEAR(out["cost"].get<double>(), sum, 1e-12 * (1 + sum));
  EXPECT_NEAR(out["gap"].get<double>(), sum - dual, 1e-12 * (1 + sum));
  EXPECT_GE(out["gap"].get<double>(), 0);
}

TEST(CommandLineTransport, PublishedCasesOnTheLine) {
  const auto cost = [](const std::string& p, const std::string& q) {
    return transport_of(pair(p, q))["cost"].get<double>();
  };
  // From SciPy's documentation and tests of wasserstein_distance.
  EXPECT_NEAR(cost(discrete("0,1,3"), discrete("5,6,8")), 5, 1e-12);
  EXPECT_NEAR(cost(discrete("0,1", "3,1"), discrete("0,1", "2,2")), 0.25, 1e-12);
  EXPECT_NEAR(cost(discrete("3.4,3.9,7.5,7.8", "1.4,0.9,3.1,7.2"), discrete("4.5,1.4", "3.2,3.5")),
              4.078133143804786, 1e-12);
  EXPECT_NEAR(cost(discrete("1,2,3,54"), discrete("1,2,3,4")), 12.5, 1e-12);
  EXPECT_NEAR(cost(R"({"type":"dirac","at":1})", R"({"type":"samples","values":[0,3],"shift":1})"), 1.5,
              1e-12);
}

TEST(CommandLineTransport, CostMatrices) {
  const std::string three = discrete("0,1,2");
  // SciPy's linear_sum_assignment: 5 for the three together.
  const json out = transport_of(pair(three, three, R"(,"cost_matrix":[[4,1,3],[2,0,5],[3,2,2]])"));
  const std::vector<double> third(3, 1.0 / 3);
  const double costs[3][3] = {{4, 1, 3}, {2, 0, 5}, {3, 2, 2}};
  expect_certificate(out, third, third, [&](std::size_t i, std::size_t j) { return costs[i][j]; });
  EXPECT_NEAR(out["cost"].get<double>(), 5.0 / 3, 1e-12);
  EXPECT_EQ(out["plan"].size(), 3u);
  // POT's emd and sinkhorn: two points, costs 0 and 1; reg 1 moves 0.13447071 each way.
  const std::string two = discrete("0,1"), matrix = R"(,"cost_matrix":[[0,1],[1,0]])";
  EXPECT_EQ(transport_of(pair(two, two, matrix))["cost"], 0);
  const json entropic = transport_of(pair(two, two, matrix + R"(,"solver":"sinkhorn","epsilon":1)"));
  EXPECT_NEAR(entropic["plan"][1][2].get<double>(), 0.13447071, 1e-8);
  EXPECT_NEAR(entropic["cost"].get<double>(), 0.26894142, 1e-8);
  EXPECT_NEAR(entropic["gap"].get<double>(), 0.26894142, 1e-8);  // the exact cost is 0
}

TEST(CommandLineTransport, InThePlaneWithACertificate) {
  const std::string p = points("[0,0],[1,0],[0,2]", R"(,"weights":[1,2,1])"), q = points("[1,1],[3,0]");
  const std::vector<Point> from{{0, 0}, {1, 0}, {0, 2}}, to{{1, 1}, {3, 0}};
  using Cost = std::function<double(Point)>;
  const std::array<std::pair<const char*, Cost>, 3> costs{
      std::pair{"euclidean", Cost([](Point d) { return norm(d); })},
      std::pair{"squared_euclidean", Cost([](Point d) { return d.x * d.x + d.y * d.y; })},
      std::pair{"manhattan", Cost([](Point d) { return std::abs(d.x) + std::abs(d.y); })}};
  for (const auto& [key, function] : costs) {
    const Cost& cost = function;
    const json out = transport_of(pair(p, q, std::string(R"(,"cost":")") + key + "\""));
    expect_certificate(out, {0.25, 0.5, 0.25}, {0.5, 0.5},
                       [&](std::size_t i, std::size_t j) { return cost(to[j] - from[i]); });
    EXPECT_LE(out["gap"].get<double>(), 1e-12);
    const json entropic =
        transport_of(pair(p, q, std::string(R"(,"solver":"sinkhorn","epsilon":0.25,"cost":")") + key + "\""));
    expect_certificate(entropic, {0.25, 0.5, 0.25}, {0.5, 0.5},
                       [&](std::size_t i, std::size_t j) { return cost(to[j] - from[i]); });
    EXPECT_GE(entropic["cost"].get<double>(), out["cost"].get<double>() - 1e-12);
    EXPECT_LE(entropic["cost"].get<double>() - entropic["gap"].get<double>(),
              out["cost"].get<double>() + 1e-12);
  }
  EXPECT_EQ(transport_of(pair(p, q))["cost"], transport_of(pair(p, q, R"(,"cost":"euclidean")"))["cost"]);
}

TEST(CommandLineTransport, AwkwardButFine) {
  const std::string one = points("[5,5]");
  EXPECT_NEAR(transport_of(pair(one, points("[8,9]")))["cost"].get<double>(), 5, 1e-13);
  const std::string cloud = points("[0,0],[1,1],[2,0]");
  EXPECT_EQ(transport_of(pair(cloud, cloud))["cost"], 0);
  // A point without mass; weights that sum to 1 but for the last bit; all points in one place.
  EXPECT_NEAR(
      transport_of(pair(points("[0,0],[9,9]", R"(,"weights":[1,0])"), points("[3,4]")))["cost"].get<double>(),
      5, 1e-13);
  EXPECT_NEAR(transport_of(pair(points("[0,0],[1,0],[2,0]", R"(,"weights":[0.1,0.2,0.7])"),
                                points("[0,0],[2,0]", R"(,"weights":[0.30000000000000004,0.7])")))["cost"]
                  .get<double>(),
              0.2, 1e-12);
  EXPECT_EQ(transport_of(pair(points("[1,1],[1,1]"), points("[1,1],[1,1],[1,1]")))["cost"], 0);
  for (const double scale : {1e-9, 1e9}) {
    const std::string far = points("[" + std::to_string(0) + ",0],[" + json(scale).dump() + ",0]");
    const json out = transport_of(pair(far, points("[0," + json(scale).dump() + "]")));
    EXPECT_NEAR(out["cost"].get<double>() / scale, 0.5 + 0.5 * std::numbers::sqrt2, 1e-9);
  }
}

TEST(CommandLineTransport, Mistakes) {
  const std::string two = points("[0,0],[1,1]"), line = discrete("0,1");
  EXPECT_EQ(transport_complaint("{}"), "p: is missing; a distribution is expected");
  EXPECT_EQ(transport_complaint(pair(two, two, R"(,"costs":1)")),
            "there is no key \"costs\"; did you mean \"cost\"?");
  EXPECT_EQ(transport_complaint(pair(two, two, R"(,"cost":"euclid")")),
            "cost: there is no value \"euclid\"; did you mean \"euclidean\"?");
  EXPECT_EQ(transport_complaint(pair(two, two, R"(,"cost":1)")), "cost: must be a text, got 1");
  EXPECT_EQ(transport_complaint(pair(two, two, R"(,"solver":"simplex")")),
            "solver: there is no value \"simplex\"; there are: exact, sinkhorn");
  EXPECT_EQ(transport_complaint(pair(two, two, R"(,"epsilon":0.1)")),
            "epsilon: belongs to \"solver\": \"sinkhorn\"; the exact solver has none");
  for (const char* epsilon : {"0", "-1"}) {
    EXPECT_EQ(
        transport_complaint(pair(two, two, std::string(R"(,"solver":"sinkhorn","epsilon":)") + epsilon)),
        std::string("epsilon: must be > 0, got ") + epsilon);
  }
  EXPECT_EQ(transport_complaint(pair(two, line)),
            "q.type: one distribution lies on the line and one in the plane; give both in the same space");
  EXPECT_EQ(transport_complaint(pair(two, R"({"type":"disc_2d"})")),
            "q.type: \"disc_2d\" is not made of points; give \"discrete\", \"dirac\", \"samples\" or "
            "\"points_2d\"");
  EXPECT_EQ(
      transport_complaint(pair(R"({"type":"normal"})", line)),
      "p.type: \"normal\" is not made of points; give \"discrete\", \"dirac\", \"samples\" or \"points_2d\"");
  EXPECT_EQ(transport_complaint(pair(points("[0,0]", R"(,"bandwidth":1)"), two)),
            "p.bandwidth: must be 0 for transport between points");
  EXPECT_EQ(transport_complaint(pair(two, points("[0,0],[1,1]", R"(,"weights":[1,-1])"))),
            "q.weights[1]: must be at least 0, got -1");
  EXPECT_EQ(transport_complaint(pair(two, points("[0,0],[1,1]", R"(,"weights":[0,0])"))),
            "q.weights: must not all be 0; give at least one a positive weight");
  EXPECT_EQ(transport_complaint(pair(two, points(""))), "q.points: is empty; give at least one point");
  EXPECT_EQ(transport_complaint(pair(two, points("[0,NaN]"))).substr(0, 6), "line 1");
  EXPECT_EQ(transport_complaint(pair(two, points("[0,1e999]"))).substr(0, 6), "line 1");
  std::string many = "[0,0]";
  for (int i = 1; i < 20'000; ++i) many += ",[" + std::to_string(i) + ",1]";
  EXPECT_EQ(transport_complaint(pair(points(many), two)),
            "p.points: must be at most 10000 points for exact transport, got 20000");
  many.resize(many.find("[5000,"));
  many.pop_back();
  EXPECT_EQ(transport_complaint(pair(points(many), two, R"(,"solver":"sinkhorn")")),
            "p.points: must be at most 4000 points for \"sinkhorn\", got 5000");
}

TEST(CommandLineTransport, MistakesInACostMatrix) {
  const std::string two = discrete("0,1"), three = discrete("0,1,2");
  const auto complaint = [&](const std::string& matrix, const std::string& rest = "") {
    return transport_complaint(pair(two, three, R"(,"cost_matrix":)" + matrix + rest));
  };
  EXPECT_EQ(complaint("[[1,2,3],[1,2,3]]"), "");
  EXPECT_EQ(complaint("3"), "cost_matrix: must be a list of rows of costs, got 3");
  EXPECT_EQ(complaint("[[1,2,3]]"), "cost_matrix: must have as many rows as p has points (2), got 1");
  EXPECT_EQ(complaint("[[1,2,3],[1,2]]"),
            "cost_matrix[1]: must have as many costs as q has points (3), got 2");
  EXPECT_EQ(complaint("[[1,2,3],[1,\"x\",3]]"), "cost_matrix[1][1]: must be a number, got \"x\"");
  EXPECT_EQ(complaint("[[1,2,3],[1,-2,3]]"), "cost_matrix[1][1]: must be ≥ 0, got -2");
  EXPECT_EQ(complaint("[[1,2,3],[1,2,3]]", R"(,"cost":"manhattan")"),
            "cost: stands beside \"cost_matrix\"; give one of the two");
}

int run(std::vector<std::string> arguments, std::string& out, std::string& err) {
  arguments.insert(arguments.begin(), "divergence-lab");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const int status = run_command_line(static_cast<int>(arguments.size()), argv.data());
  out = testing::internal::GetCapturedStdout(), err = testing::internal::GetCapturedStderr();
  return status;
}

TEST(CommandLineTransport, AsACommand) {
  const TemporaryFolder folder;
  const std::string request = folder / "request.json";
  std::string out, err;
  ASSERT_TRUE(write_file(request, pair(points("[0,0]"), points("[3,4]"))));
  EXPECT_EQ(run({"transport", request}, out, err), 0);
  EXPECT_EQ(err, "");
  EXPECT_NEAR(json::parse(out)["cost"].get<double>(), 5, 1e-13);
  ASSERT_TRUE(write_file(folder / "x.csv", "a,b,kind\n0,0,u\n3,4,v\nNA,1,v\n"));
  ASSERT_TRUE(write_file(request, pair(R"({"type":"points_2d","file":"x.csv","where":{"kind":"u"}})",
                                       R"({"type":"points_2d","file":"x.csv","where":{"kind":"v"}})")));
  EXPECT_EQ(run({"transport", request}, out, err), 0) << err;
  EXPECT_NEAR(json::parse(out)["cost"].get<double>(), 5, 1e-13);
  ASSERT_TRUE(write_file(request, pair(points("[0,0]"), points(""))));
  EXPECT_EQ(run({"transport", request}, out, err), 2);
  EXPECT_EQ(out, "");
  EXPECT_EQ(err, request + ": q.points: is empty; give at least one point\n");
  EXPECT_EQ(run({"transport", folder / "none.json"}, out, err), 2);
  EXPECT_EQ(run({"transport"}, out, err), 2);
}

// --- distance in the plane

TEST(CommandLineDistance2d, ParallelSegmentsOfThePaper) {
  const auto segment = [](const std::string& x) {
    return R"({"type":"segments_2d","center":[)" + x + ",0.5]}";
  };
  for (const char* theta : {"-1", "0.3", "0.975"}) {
    const json out = distance_of(pair(segment("0"), segment(theta)));
    EXPECT_EQ(out["dimension"], 2);
    EXPECT_EQ(out["w1"]["value"].get<double>(), std::abs(std::stod(theta)));
    EXPECT_EQ(out["js"]["value"].get<double>(), std::numbers::ln2);
    EXPECT_EQ(out["kl_pq"]["value"], "inf");
    EXPECT_EQ(out["kl_qp"]["value"], "inf");
    EXPECT_EQ(out["tv"]["value"].get<double>(), 1);
  }
  const json same = distance_of(pair(segment("0"), segment("0")));
  for (const char* key : {"kl_pq", "kl_qp", "js", "tv", "w1", "w2"}) EXPECT_EQ(same[key]["value"], 0) << key;
}

TEST(CommandLineDistance2d, EveryType) {
  const std::string bell = R"({"type":"normal_2d"})";
  for (const char* type :
       {R"("ring_2d")", R"("grid_2d")", R"("swiss_roll_2d")", R"("moons_2d")", R"("circles_2d")",
        R"("segments_2d","count":3)", R"("box_2d")", R"("disc_2d")",
        R"("image_2d","darkness":{"columns":2,"rows":1,"values":[1,0.5]})",
        R"("text_2d","text":"x","cells":{"columns":2,"rows":1,"levels":255,"values":[255,3]})",
        R"("text_2d","text":"W")", R"("painted_2d")", R"("points_2d","points":[[0,0],[1,0]],"bandwidth":0.5)",
        R"("points_2d","points":[[0,0],[1,0]])",
        R"("mixture","components":[{"weight":1,"distribution":{"type":"disc_2d"}}])"}) {
    const json out = distance_of(pair(std::string(R"({"type":)") + type + "}", bell, R"(,"samples":60)"));
    for (const char* key : {"kl_pq", "kl_qp", "js", "tv", "w1", "w2"}) {
      ASSERT_TRUE(out.contains(key)) << type;
      EXPECT_TRUE(out[key].contains("method") && out[key].contains("error")) << type << key;
      const bool sampled = out[key]["method"] == "sampled";
      EXPECT_EQ(out[key].contains("bias"), sampled) << type << key;
    }
    EXPECT_EQ(out["w1"]["method"], "sampled") << type;
  }
}

TEST(CommandLineDistance2d, SinkhornAndSlicedOnRequest) {
  const std::string p = points("[0,0],[1,0]"), q = points("[3,4],[4,4]");
  const json out = distance_of(pair(p, q, R"(,"epsilon":0.1,"directions":64)"));
  EXPECT_NEAR(out["sinkhorn"]["value"].get<double>(), 25, 1e-6);  // a shift: its square
  EXPECT_EQ(out["sinkhorn"]["method"], "exact");
  EXPECT_NEAR(out["sliced"]["value"].get<double>(), 5 / std::numbers::sqrt2, 1e-12);
  EXPECT_NEAR(out["w1"]["value"].get<double>(), 5, 1e-13);
  EXPECT_FALSE(distance_of(pair(p, q)).contains("sinkhorn"));
  const json sampled = distance_of(
      pair(R"({"type":"disc_2d"})", R"({"type":"box_2d"})", R"(,"directions":20,"samples":100,"seed":3)"));
  EXPECT_EQ(sampled["sliced"]["method"], "sampled");
  EXPECT_GT(sampled["sliced"]["error"], 0);
  EXPECT_EQ(sampled, distance_of(pair(R"({"type":"disc_2d"})", R"({"type":"box_2d"})",
                                      R"(,"directions":20,"samples":100,"seed":3)")));
}

TEST(CommandLineDistance2d, Mistakes) {
  const std::string bell = R"({"type":"normal_2d"})", line = R"({"type":"normal"})";
  EXPECT_EQ(distance_complaint(pair(bell, bell, R"(,"samples":100000)")),
            "samples: must be at most 4000, got 100000");
  EXPECT_EQ(distance_complaint(pair(bell, bell, R"(,"samples":1)")), "samples: must be at least 2, got 1");
  EXPECT_EQ(distance_complaint(pair(bell, bell, R"(,"epsilon":0)")), "epsilon: must be > 0, got 0");
  EXPECT_EQ(distance_complaint(pair(bell, bell, R"(,"directions":0.5)")),
            "directions: must be a whole number, got 0.5");
  EXPECT_EQ(distance_complaint(pair(line, line, R"(,"epsilon":1)")),
            "epsilon: belongs to distributions in the plane; these lie on the line");
  EXPECT_EQ(distance_complaint(pair(R"({"type":"image_2d"})", bell)),
            "p: has nothing drawn yet; give \"darkness\"");
  EXPECT_NE(distance_complaint(pair(R"({"type":"image_2d","file":"no/cat.png"})", bell)).find("no/cat.png"),
            std::string::npos);
  EXPECT_EQ(
      distance_complaint(pair(
          R"({"type":"image_2d","darkness":{"columns":2,"rows":2,"levels":255,"values":[7,7,7,7]}})", bell)),
      "p.darkness: is a picture of one color; give one with dark and light parts");
  EXPECT_EQ(distance_complaint(pair(bell, R"({"type":"disc_2d","radius":-1})")),
            "q.radius: must be > 0, got -1");
}

}  // namespace
}  // namespace dlab
