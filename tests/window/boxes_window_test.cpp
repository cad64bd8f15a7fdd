// Exhibit C in a real window: the plan made by hand and the optimum, against `divergence-lab transport`.
#include <cmath>

#include "tests/window/program_fixture.hpp"

namespace dlab {
namespace {

using nlohmann::json;

class BoxesWindow : public ProgramFixture {
 protected:
  // What the boxes' best plan costs, from masses that add up to 1.
  double best_cost(const json& scene) {
    json request;
    double boxes = 0;
    for (const auto& [side, key] : {std::pair{"p", "stock"}, std::pair{"q", "demand"}}) {
      request[side] = {{"type", "discrete"}, {"points", json::array()}, {"weights", json::array()}};
      boxes = 0;
      for (std::size_t i = 0; i < scene[key].size(); ++i) {
        request[side]["points"].push_back(scene[key][i].value("at", static_cast<int>(i)));
        request[side]["weights"].push_back(scene[key][i]["amount"]);
        boxes += scene[key][i]["amount"].get<double>();
      }
    }
    if (scene.contains("cost_matrix"))
      request["cost_matrix"] = scene["cost_matrix"];
    else
      request["cost"] = "euclidean";
    const json said = answer("transport", request);
    return said.is_object() ? boxes * said["cost"].get<double>() : -1;
  }
  json optimum_by_hand() {
    program_->click("show_optimum");
    program_->click("show_prices");
    program_->click("load_optimum");
    return program_->wait_for(
        [](const json& state) {
          return state["scene"]["show_optimum"] == true && state["scene"]["show_prices"] == true &&
                 state["meters"]["gap"] == 0;
        },
        "the best plan");
  }
};

TEST_F(BoxesWindow, ABoxIsCarriedAndTheOptimumIsWhatTransportSays) {
  ASSERT_NO_FATAL_FAILURE(open({"two-steps"}));
  const json before = program_->wait_for(
      [](const json& state) { return state["places"].contains("handle.box.2.0"); }, "the boxes");
  ASSERT_TRUE(before.is_object());
  const auto middle = [&](const char* place) {
    const json& at = before["places"][place];
    return at[0].get<double>() + at[2].get<double>() / 2;
  };
  const double step = (middle("handle.box.2.0") - middle("handle.box.0.0")) / 6;  // places 7 and 1
  program_->drag("handle.box.0.0", static_cast<int>(std::lround(5 * step)), -30);
  const json carried =
      program_->wait_for([](const json& state) { return state["meters"]["cost"] == 5; }, "a box from 1 to 6");
  ASSERT_TRUE(carried.is_object());
  EXPECT_EQ(carried["scene"]["destinations"], json::parse("[[2], [null, null], [null]]"));
  const json best = optimum_by_hand();
  ASSERT_TRUE(best.is_object());
  for (const char* key : {"cost", "best", "dual"})
    EXPECT_NEAR(best["meters"][key].get<double>(), best_cost(best["scene"]), 1e-9) << key;
  EXPECT_EQ(best["meters"]["best"], 2);
}

TEST_F(BoxesWindow, StockIsTypedAndTheOptimumFollows) {
  ASSERT_NO_FATAL_FAILURE(open({"warehouses"}));
  const json before = optimum_by_hand();
  ASSERT_TRUE(before.is_object());
  EXPECT_EQ(before["meters"]["best"], 10);
  EXPECT_NEAR(before["meters"]["dual"].get<double>(), best_cost(before["scene"]), 1e-9);
  program_->click("stock.2.amount");
  program_->wait_for([](const json& state) { return state["typing"] == true; }, "the number's box");
  program_->key("ctrl+a");
  program_->type("1");
  program_->key("Return");
  program_->click("stock.0.amount");
  program_->wait_for([](const json& state) { return state["typing"] == true; }, "the number's box");
  program_->key("ctrl+a");
  program_->type("5");
  program_->key("Return");
  const json after = program_->wait_for(
      [](const json& state) {
        return state["scene"]["stock"][0]["amount"] == 5 && state["scene"]["stock"][2]["amount"] == 1;
      },
      "a box that moved from Lhasa to Beijing");
  ASSERT_TRUE(after.is_object());
  program_->click("load_optimum");
  const json best =
      program_->wait_for([](const json& state) { return state["meters"]["gap"] == 0; }, "the new best plan");
  ASSERT_TRUE(best.is_object());
  EXPECT_NEAR(best["meters"]["cost"].get<double>(), best_cost(best["scene"]), 1e-9);
  EXPECT_EQ(best["meters"]["best"], 110);
}

}  // namespace
}  // namespace dlab
