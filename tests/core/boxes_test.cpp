// Exhibit C as a value: its rules, its files, what edits do to it, undo.
#include "core/exhibit/boxes.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/exhibit/action.hpp"
#include "core/exhibit/play.hpp"
#include "core/exhibit/scene.hpp"

namespace dlab {
namespace {

BoxesScene boxes_of(const Scene& scene) { return std::get<BoxesScene>(scene.exhibit); }

Scene with(const BoxesScene& boxes) {
  Scene scene;
  scene.exhibit = boxes;
  return scene;
}

// Two boxes at 1, one at 3; one wanted at 2, two at 5.
BoxesScene three_boxes() {
  BoxesScene boxes;
  boxes.stock = {{"", 1, 2}, {"", 3, 1}};
  boxes.demand = {{"", 2, 1}, {"", 5, 2}};
  settle(boxes);
  return boxes;
}

BoxesScene after(const Scene& scene, const Action& action) {
  const Result<Scene> next = dlab::apply(scene, action);
  EXPECT_TRUE(next) << next.error().text();
  return next ? boxes_of(*next) : BoxesScene{};
}

std::string refusal(const Scene& scene, const Action& action) {
  const Result<Scene> next = dlab::apply(scene, action);
  return next ? "" : next.error().text();
}

std::string refusal(const BoxesScene& boxes) {
  const Status status = validate(boxes);
  return status ? "" : status.error().text();
}

std::string refusal(const std::string& json) {
  const Result<Scene> scene = scene_from_text(json);
  return scene ? "" : scene.error().text();
}

TEST(Boxes, RulesNameThePlace) {
  EXPECT_EQ(refusal(BoxesScene{}), "");
  EXPECT_EQ(refusal(three_boxes()), "");
  BoxesScene boxes = three_boxes();
  boxes.stock[1].at = 1;
  EXPECT_EQ(refusal(boxes), "stock.1.at: there is a place at 1 already; choose another position");
  boxes = three_boxes();
  boxes.demand.clear();
  EXPECT_EQ(refusal(boxes), "demand: must have 1 to 12 places, got 0");
  boxes = three_boxes();
  boxes.demand[0].amount = 13;
  EXPECT_EQ(refusal(boxes), "demand.0.amount: must be at most 12, got 13");
  boxes = three_boxes();
  boxes.destinations[0][1] = 2;
  EXPECT_EQ(refusal(boxes),
            "destinations[0][1]: must be null or the number of a place of the demand, 0 to 1; got 2");
  boxes = three_boxes();
  boxes.destinations[1].clear();
  EXPECT_EQ(refusal(boxes), "destinations[1]: must have one entry for each of the 1 boxes, got 0");
  boxes = three_boxes();
  boxes.cost_matrix = {1, 2, 3, 4};
  EXPECT_NE(refusal(boxes), "") << "distances need no matrix";
  boxes.cost = BoxCost::given;
  boxes.stock[1].at = 1;  // positions mean nothing now
  EXPECT_EQ(refusal(boxes), "");
  boxes.cost_matrix[2] = -1;
  EXPECT_EQ(refusal(boxes), "costs.1.0: must be at least 0, got -1");
}

TEST(Boxes, AHalfDonePlanComesBackFromItsFile) {
  BoxesScene boxes = three_boxes();
  boxes.destinations = {{1, not_carried}, {0}};
  boxes.show_prices = true;
  boxes.flight = 0.25;
  const Scene scene = with(boxes);
  const Result<Scene> back = scene_from_text(to_text(scene));
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(*back, scene);
  const auto json = nlohmann::json::parse(to_text(scene));
  EXPECT_EQ(json["exhibit"], "boxes");
  EXPECT_EQ(json["destinations"], nlohmann::json::parse("[[1, null], [0]]"));
  EXPECT_EQ(json["stock"][0], nlohmann::json::parse(R"({"at": 1, "amount": 2})"));
}

TEST(Boxes, EveryBuiltInSceneComesBackFromItsFile) {
  int count = 0;
  for (const Scene& scene : built_in_scenes()) {
    if (!std::holds_alternative<BoxesScene>(scene.exhibit)) continue;
    ++count;
    const Result<Scene> back = scene_from_text(to_text(scene));
    ASSERT_TRUE(back) << scene.name << back.error().text();
    EXPECT_EQ(*back, scene);
  }
  EXPECT_EQ(count, 4);
}

TEST(Boxes, FilesMayLeaveOutWhatFollows) {
  const Result<Scene> scene = scene_from_text(
      R"({"divergence_lab": 1, "exhibit": "boxes", "stock": [{"at": 2, "amount": 2}],
          "demand": [{"at": 4, "amount": 1}, {"at": 9, "amount": 1}], "cost": "given"})");
  ASSERT_TRUE(scene) << scene.error().text();
  EXPECT_EQ(boxes_of(*scene).destinations, (std::vector<std::vector<std::int64_t>>{{-1, -1}}));
  EXPECT_EQ(boxes_of(*scene).cost_matrix, (std::vector<double>{2, 7})) << "the distances, to begin with";
}

TEST(Boxes, MistakesInAFileNameTheirPlace) {
  const auto file = [](const std::string& rest) {
    return R"({"divergence_lab": 1, "exhibit": "boxes", )" + rest + "}";
  };
  EXPECT_EQ(refusal(file(R"("stock": 3)")), "stock: must be an array […], got 3");
  EXPECT_EQ(refusal(file(R"("stock": [])")), "stock: must have 1 to 12 places, got 0");
  EXPECT_EQ(refusal(file(R"("stock": [{"amount": -1}])")), "stock[0].amount: must be at least 0, got -1");
  EXPECT_EQ(refusal(file(R"("stock": [{"amount": 1.5}])")),
            "stock[0].amount: must be a whole number, got 1.5");
  EXPECT_EQ(refusal(file(R"("demand": [{"at": 1}, {"att": 2}])")),
            "demand[1]: there is no key \"att\"; did you mean \"at\"?");
  EXPECT_EQ(refusal(file(R"("destinations": [[1]])")),
            "destinations[0][0]: must be null or the number of a place of the demand, 0 to 0; got 1");
  EXPECT_EQ(refusal(file(R"("destinations": [["x"]])")),
            "destinations[0][0]: must be null or the number of a place of the demand, 0 to 0; got \"x\"");
  EXPECT_EQ(refusal(file(R"("cost": "given", "cost_matrix": [[1, 2]])")),
            "cost_matrix[0]: must have one entry for each of the 1 places of the demand, got 2");
  EXPECT_EQ(
      refusal(file(R"("cost": "given", "cost_matrix": [[1], [1]])")),
      "cost_matrix: must have a row for each place of the stock and a column for each of the demand: 1 × "
      "1");
  EXPECT_EQ(refusal(file(R"("p": {})")).substr(0, 22), "there is no key \"p\"; t") << "not of this exhibit";
  EXPECT_EQ(refusal(R"({"divergence_lab": 1, "exhibit": "boxs"})"),
            "exhibit: there is no value \"boxs\"; did you mean \"boxes\"?");
}

TEST(BoxesEdits, ABoxGoesWhereItIsCarriedAndBack) {
  const Scene scene = with(three_boxes());
  const BoxesScene there = after(scene, CarryBox{{0, 1}, 1});
  EXPECT_EQ(there.destinations, (std::vector<std::vector<std::int64_t>>{{-1, 1}, {-1}}));
  EXPECT_EQ(box_plan(there), (std::vector<std::int64_t>{0, 1, 0, 0}));
  EXPECT_EQ(after(with(there), CarryBox{{0, 1}, not_carried}), three_boxes());
  EXPECT_EQ(refusal(scene, CarryBox{{0, 2}, 1}), "stock.0: has no box 3");
  EXPECT_EQ(refusal(scene, CarryBox{{2, 0}, 1}), "stock: has no place 3");
  EXPECT_EQ(refusal(scene, CarryBox{{0, 0}, 2}), "demand: has no place 3");
  EXPECT_FALSE(refusal(scene, CarryBox{{0, 0}, -2}).empty());
}

TEST(BoxesEdits, TheTableCarriesBoxes) {
  const Scene scene = with(three_boxes());
  const BoxesScene two = after(scene, SetPlanEntry{0, 1, 2});
  EXPECT_EQ(box_plan(two), (std::vector<std::int64_t>{0, 2, 0, 0}));
  EXPECT_EQ(box_plan(after(with(two), SetPlanEntry{0, 1, 1})), (std::vector<std::int64_t>{0, 1, 0, 0}));
  EXPECT_EQ(box_plan(after(with(two), SetPlanEntry{1, 1, 1})), (std::vector<std::int64_t>{0, 2, 0, 1}))
      << "a place may be given too many: it is marked, not forbidden";
  EXPECT_EQ(refusal(with(two), SetPlanEntry{0, 0, 1}),
            "Boxes left at this place: 0. Bring one back from elsewhere first.");
  EXPECT_FALSE(refusal(scene, SetPlanEntry{0, 1, -1}).empty());
  EXPECT_FALSE(refusal(scene, SetPlanEntry{5, 1, 1}).empty());
}

TEST(BoxesEdits, BoxesFollowStockAndDemand) {
  BoxesScene boxes = three_boxes();
  boxes.destinations = {{1, not_carried}, {0}};
  const Scene scene = with(boxes);
  const BoxesScene fewer = after(scene, SetFields{{{"stock.0.amount", std::int64_t{1}}}});
  EXPECT_EQ(fewer.destinations[0], (std::vector<std::int64_t>{1})) << "the one that was not carried goes";
  const BoxesScene more = after(scene, SetFields{{{"stock.1.amount", std::int64_t{3}}}});
  EXPECT_EQ(more.destinations[1], (std::vector<std::int64_t>{0, -1, -1}));
  const BoxesScene clamped = after(scene, SetFields{{{"stock.1.amount", std::int64_t{99}}}, true});
  EXPECT_EQ(clamped.stock[1].amount, most_boxes);
  EXPECT_FALSE(refusal(scene, SetFields{{{"stock.1.at", std::int64_t{1}}}}).empty());

  const BoxesScene without = after(scene, RemoveBoxPlace{Side::q, 0});
  EXPECT_EQ(without.destinations, (std::vector<std::vector<std::int64_t>>{{0, -1}, {-1}}));
  const BoxesScene alone = after(scene, RemoveBoxPlace{Side::p, 0});
  EXPECT_EQ(alone.destinations, (std::vector<std::vector<std::int64_t>>{{0}}));
  EXPECT_EQ(refusal(with(alone), RemoveBoxPlace{Side::p, 0}), "The last place of a side stays.");
  const BoxesScene another = after(scene, AddBoxPlace{Side::p});
  EXPECT_EQ(another.stock.back(), (BoxPlace{"", 4, 1}));
  EXPECT_EQ(another.destinations.back(), (std::vector<std::int64_t>{-1}));
}

TEST(BoxesEdits, PlacesCanBeAddedUntilTheSideIsFull) {
  Scene scene = with(three_boxes());
  for (std::size_t k = 2; k < most_box_places; ++k) scene = *dlab::apply(scene, AddBoxPlace{Side::q});
  EXPECT_EQ(boxes_of(scene).demand.size(), most_box_places);
  EXPECT_EQ(refusal(scene, AddBoxPlace{Side::q}), "There is room for 12 places a side.");
}

TEST(BoxesEdits, GivenCostsBeginAsTheDistancesAndFollowThePlaces) {
  Scene scene = with(three_boxes());
  scene = *dlab::apply(scene, SetFields{{{"cost", std::string("given")}}});
  EXPECT_EQ(boxes_of(scene).cost_matrix, (std::vector<double>{1, 4, 1, 2}));
  scene = *dlab::apply(scene, SetFields{{{"costs.0.1", 7.5}}});
  EXPECT_EQ(boxes_of(scene).cost_matrix, (std::vector<double>{1, 7.5, 1, 2}));
  EXPECT_EQ(after(scene, AddBoxPlace{Side::q}).cost_matrix, (std::vector<double>{1, 7.5, 0, 1, 2, 0}));
  EXPECT_EQ(after(scene, AddBoxPlace{Side::p}).cost_matrix, (std::vector<double>{1, 7.5, 1, 2, 0, 0}));
  EXPECT_EQ(after(scene, RemoveBoxPlace{Side::p, 0}).cost_matrix, (std::vector<double>{1, 2}));
  EXPECT_EQ(after(scene, RemoveBoxPlace{Side::q, 1}).cost_matrix, (std::vector<double>{1, 1}));
  EXPECT_TRUE(after(scene, SetFields{{{"cost", std::string("distance")}}}).cost_matrix.empty());
}

TEST(BoxesEdits, OfAnotherExhibitAreRefusedInASentence) {
  const Scene line;
  for (const Action& action :
       {Action(CarryBox{{0, 0}, 0}), Action(CarryNext{}), Action(AddBoxPlace{Side::p})})
    EXPECT_EQ(refusal(line, action), "this edit belongs to another exhibit");
  EXPECT_FALSE(refusal(with(three_boxes()), FitStep{1}).empty());
  EXPECT_FALSE(refusal(with(three_boxes()), SetKind{Side::p, DistributionKind::normal}).empty());
}

TEST(BoxesEdits, OneDragIsOneUndoStep) {
  EditHistory history(with(three_boxes()));
  history.begin_gesture();
  for (const std::int64_t over : {std::int64_t{0}, not_carried, std::int64_t{1}, std::int64_t{1}})
    EXPECT_TRUE(history.edit(CarryBox{{0, 0}, over}));
  history.end_gesture();
  EXPECT_EQ(boxes_of(history.scene()).destinations[0][0], 1);
  history.undo();
  EXPECT_EQ(boxes_of(history.scene()), three_boxes());
  EXPECT_FALSE(history.can_undo());
  history.redo();
  EXPECT_EQ(boxes_of(history.scene()).destinations[0][0], 1);
  history.begin_gesture();  // lifted and put back where it was: no step
  EXPECT_TRUE(history.edit(CarryBox{{0, 0}, not_carried}));
  EXPECT_TRUE(history.edit(CarryBox{{0, 0}, 1}));
  history.end_gesture();
  history.undo();
  EXPECT_EQ(boxes_of(history.scene()), three_boxes());
}

TEST(BoxesPlay, CarriesEveryBoxAndThenBeginsAnew) {
  Scene scene = *built_in_scene("six-boxes");
  const auto take = [&](const PlayFrame& frame) {
    for (const Action& action : frame.actions) scene = *dlab::apply(scene, action);
    return frame.arrived;
  };
  take(play_start(scene));
  int frames = 0;
  while (!take(play_on(scene, 0.04)) && frames < 1000) ++frames;
  EXPECT_GT(frames, 6 * 10) << "a box takes its time";
  EXPECT_LT(frames, 1000);
  const auto done = solve(boxes_of(scene));
  EXPECT_TRUE(done->complete());
  EXPECT_EQ(done->cost, 42);
  EXPECT_EQ(boxes_of(scene).flight, 0);
  take(play_start(scene));
  EXPECT_EQ(solve(boxes_of(scene))->carried, 0);
  take(play_step(scene));
  EXPECT_EQ(solve(boxes_of(scene))->carried, 1);
  take(play_reset(scene));
  EXPECT_EQ(scene, *built_in_scene("six-boxes"));
}

}  // namespace
}  // namespace dlab
