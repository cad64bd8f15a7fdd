// Exhibit C's stage: cards apart, every text inside its card, readable and clear of the others, whatever the
// plan; boxes where the grips are.
#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "core/base/languages.hpp"
#include "core/exhibit/boxes_caption.hpp"
#include "core/exhibit/boxes_exhibit.hpp"
#include "core/exhibit/boxes_plan.hpp"

namespace dlab {
namespace {

struct Size {
  double w, h;
};
const std::vector<Size>& sizes() {
  static const std::vector<Size> all{{608, 480},  {700, 560},  {885, 600},  {1085, 750},
                                     {1400, 900}, {1600, 700}, {900, 1200}, {3000, 1800}};
  return all;
}
const FixedAdvance measurer;

Style style_of(double emphasis, const char* language = "en", ThemeKind kind = ThemeKind::light) {
  return {&theme(kind), &catalog_for(language), &measurer, emphasis, false};
}

std::vector<Scene> scenes() {
  std::vector<Scene> all;
  for (const Scene& scene : built_in_scenes())
    if (std::holds_alternative<BoxesScene>(scene.exhibit)) all.push_back(scene);
  return all;
}

// A built-in scene as a lesson goes through it, and the most that there may be.
std::vector<BoxesScene> stages(const BoxesScene& start) {
  std::vector<BoxesScene> all{start};
  BoxesScene boxes = start;
  EXPECT_TRUE(carry_next(boxes));
  boxes.flight = 0.5;
  all.push_back(boxes);
  boxes.flight = 0;
  boxes.show_optimum = boxes.show_prices = true;
  all.push_back(boxes);
  for (std::vector<std::int64_t>& to : boxes.destinations)
    for (std::int64_t& one : to) one = 0;  // far too many at one place
  all.push_back(boxes);
  EXPECT_TRUE(load_optimum(boxes));
  all.push_back(boxes);
  boxes.demand[0].amount = 0;
  all.push_back(boxes);
  return all;
}

BoxesScene crowded(BoxCost cost) {
  BoxesScene boxes;
  boxes.cost = cost;
  boxes.stock.clear();
  boxes.demand.clear();
  for (std::int64_t i = 0; i < 12; ++i) {
    boxes.stock.push_back({cost == BoxCost::given ? "Llanfairpwllgwyngyll" : "", 2 * i, most_boxes});
    boxes.demand.push_back({cost == BoxCost::given ? "Oranienbaum" : "", 2 * i + 1, most_boxes});
  }
  settle(boxes);
  EXPECT_TRUE(load_optimum(boxes));
  boxes.show_optimum = boxes.show_prices = true;
  return boxes;
}

bool overlap(const Rect& a, const Rect& b, double slack = 0) {
  return a.x < b.right() - slack && b.x < a.right() - slack && a.y < b.bottom() - slack &&
         b.y < a.bottom() - slack;
}

std::vector<Rect> cards(const BoxesLayout& layout) {
  std::vector<Rect> all(layout.meters.begin(), layout.meters.end());
  all.push_back(layout.ground);
  all.push_back(layout.table);
  return all;
}

// A text's ink: as wide as it is set, from its capitals' height to a little below the baseline.
Rect ink(const Text& text) {
  const double width = runs_width(lay_out(text, measurer));
  const Vec origin = text_origin(text, width, measurer);
  return {origin.x, origin.y - 0.73 * text.size, width, 0.9 * text.size};
}

void expect_tidy(const BoxesScene& boxes, const Size& size, double emphasis, const char* language) {
  const Style style = style_of(emphasis, language);
  const Figure figure = boxes_figure(boxes, *solve(boxes), {}, style, size.w, size.h);
  const std::vector<Rect> all = cards(boxes_layout(boxes, size.w, size.h, style));
  std::vector<const Text*> texts;
  for (const Primitive& primitive : figure.primitives) {
    if (const Text* text = std::get_if<Text>(&primitive)) texts.push_back(text);
    if (const Box* box = std::get_if<Box>(&primitive)) {
      EXPECT_GE(box->rect.x, -10);
      EXPECT_LE(box->rect.right(), size.w + 10);
      EXPECT_LE(box->rect.bottom(), size.h + 10);
    }
  }
  EXPECT_GT(texts.size(), 15u);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    std::ostringstream what;
    what << size.w << "×" << size.h << " ×" << emphasis << " " << language << " \"" << texts[i]->text << "\"";
    const Rect box = ink(*texts[i]);
    bool inside = false;
    for (const Rect& card : all)
      inside = inside || (box.x >= card.x + 2 && box.right() <= card.right() - 2 && box.y >= card.y + 2 &&
                          box.bottom() <= card.bottom() - 2);
    EXPECT_TRUE(inside) << what.str();
    EXPECT_GE(texts[i]->size, 12.99) << what.str();
    for (std::size_t k = 0; k < i; ++k)
      EXPECT_FALSE(overlap(box, ink(*texts[k]), 1)) << what.str() << " and \"" << texts[k]->text << "\"";
  }
}

TEST(BoxesLayout, CardsStandApartAndInside) {
  for (const Scene& scene : scenes())
    for (const Size& size : sizes())
      for (const double emphasis : {1.0, 1.25, 1.5}) {
        const auto all =
            cards(boxes_layout(std::get<BoxesScene>(scene.exhibit), size.w, size.h, style_of(emphasis)));
        for (std::size_t i = 0; i < all.size(); ++i) {
          EXPECT_GT(all[i].h, 40);
          EXPECT_GT(all[i].w, 100);
          EXPECT_GE(all[i].x, 0);
          EXPECT_GE(all[i].y, 0);
          EXPECT_LE(all[i].right(), size.w + 1e-9);
          EXPECT_LE(all[i].bottom(), size.h + 1e-9);
          for (std::size_t k = 0; k < i; ++k) EXPECT_FALSE(overlap(all[i], all[k]));
        }
      }
}

TEST(BoxesLayout, CardsStayWhileThePlanChanges) {
  for (const Scene& scene : scenes()) {
    const auto& start = std::get<BoxesScene>(scene.exhibit);
    const BoxesLayout before = boxes_layout(start, 1085, 750, style_of(1));
    for (const BoxesScene& boxes : stages(start)) {
      const BoxesLayout now = boxes_layout(boxes, 1085, 750, style_of(1));
      EXPECT_EQ(cards(now), cards(before)) << scene.name;
    }
  }
}

TEST(BoxesLayout, TextStaysInItsCardAndIsReadable) {
  for (const Scene& scene : scenes())
    for (const BoxesScene& boxes : stages(std::get<BoxesScene>(scene.exhibit)))
      for (const Size& size : sizes())
        for (const double emphasis : {1.0, 1.5})
          for (const char* language : {"en", "zh"}) expect_tidy(boxes, size, emphasis, language);
}

TEST(BoxesLayout, TwelvePlacesASideAreStillTidy) {
  for (const BoxCost cost : {BoxCost::distance, BoxCost::given})
    for (const Size& size : sizes()) expect_tidy(crowded(cost), size, 1, "en");
}

TEST(BoxesLayout, EveryGripIsOnItsAxesAndUnderItsBox) {
  for (const Scene& scene : scenes())
    for (const BoxesScene& boxes : stages(std::get<BoxesScene>(scene.exhibit))) {
      BoxesScene still = boxes;
      still.flight = 0;
      const auto results = solve(still);
      const Figure figure = boxes_figure(still, *results, {}, style_of(1), 1085, 750);
      std::size_t found = 0;
      for (const Handle& handle : box_handles(still)) {
        const Axes* axes = figure.find_axes(handle.axes);
        ASSERT_TRUE(axes) << handle.id;
        const Vec grip = axes->to_figure(handle.at);
        EXPECT_TRUE(axes->rect.inset(-2).contains(grip)) << scene.name << " " << handle.id;
        if (!box_of(handle.id)) continue;
        for (const Primitive& primitive : figure.primitives) {
          const Box* box = std::get_if<Box>(&primitive);
          if (!box || box->fill.a != 255 || !(box->stroke.color == theme(ThemeKind::light).p)) continue;
          const Vec middle{box->rect.x + box->rect.w / 2, box->rect.y + box->rect.h / 2};
          if (std::hypot(middle.x - grip.x, middle.y - grip.y) < 0.01) ++found;
        }
      }
      EXPECT_EQ(found, static_cast<std::size_t>(results->stock)) << scene.name;
    }
}

TEST(BoxesLayout, ABoxInTheHandIsDrawnThereAndNowhereElse) {
  const auto boxes = std::get<BoxesScene>(built_in_scene("six-boxes")->exhibit);
  const auto results = solve(boxes);
  Look look;
  look.held = box_id({0, 2});
  look.hand = {333, 222};
  const auto count_at = [](const Figure& figure, Vec at) {
    int count = 0;
    for (const Primitive& primitive : figure.primitives)
      if (const Text* text = std::get_if<Text>(&primitive))
        if (text->text == "1" && std::hypot(text->at.x - at.x, text->at.y - at.y) < 0.01) ++count;
    return count;
  };
  const Figure resting = boxes_figure(boxes, *results, {}, style_of(1), 1085, 750);
  const Figure held = boxes_figure(boxes, *results, look, style_of(1), 1085, 750);
  const Vec own = held.find_axes("stock")->to_figure({1, 2.5});
  EXPECT_EQ(count_at(resting, own), 1);
  EXPECT_EQ(count_at(held, own), 0);
  EXPECT_EQ(count_at(held, look.hand), 1);
  EXPECT_TRUE(std::holds_alternative<Text>(held.primitives.back())) << "it floats above everything";
  look.held = "box.9.9";  // gone by undo while it was held
  EXPECT_EQ(dump(boxes_figure(boxes, *results, look, style_of(1), 1085, 750)), dump(resting));
}

TEST(BoxesLayout, MarksOnBoxesReadOnEveryTint) {
  for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark})
    for (const BoxCost cost : {BoxCost::distance, BoxCost::given}) {
      const BoxesScene boxes = crowded(cost);
      const Figure figure = boxes_figure(boxes, *solve(boxes), {}, style_of(1, "en", kind), 3000, 1800);
      const Box* last = nullptr;
      int seen = 0;
      for (const Primitive& primitive : figure.primitives) {
        if (const Text* text = std::get_if<Text>(&primitive); text && last) {
          EXPECT_GE(contrast(text->color, last->fill), 4.5);
          ++seen;
        }
        last = std::get_if<Box>(&primitive);
        if (last && (last->fill.a != 255 || !(last->stroke.color == theme(kind).p))) last = nullptr;
      }
      EXPECT_EQ(seen, 144);
    }
}

// --- Hands and keys. ---

const Handle& find(const std::vector<Handle>& handles, const std::string& id) {
  for (const Handle& handle : handles)
    if (handle.id == id) return handle;
  ADD_FAILURE() << id;
  return handles.front();
}

std::int64_t dragged_to(const BoxesScene& boxes, const std::string& id, Vec data) {
  const auto results = solve(boxes);
  const auto all = box_handles(boxes);
  const Action action = drag_handle(boxes, *results, find(all, id), data, false);
  const auto* carry = std::get_if<CarryBox>(&action);
  return carry ? carry->destination : -2;
}

TEST(BoxesHands, ABoxFallsToTheNearestPlaceWithinReach) {
  const auto boxes = std::get<BoxesScene>(built_in_scene("six-boxes")->exhibit);
  EXPECT_EQ(dragged_to(boxes, "box.0.2", {7.2, 4}), 0);
  EXPECT_EQ(dragged_to(boxes, "box.0.2", {7.6, 0}), 1);
  EXPECT_EQ(dragged_to(boxes, "box.0.2", {10.8, 1}), 3);
  EXPECT_EQ(dragged_to(boxes, "box.0.2", {5, 1}), not_carried) << "nothing within reach: home";
  EXPECT_EQ(dragged_to(boxes, "box.0.2", {1.2, 1}), not_carried);
  EXPECT_EQ(dragged_to(boxes, "box.0.2", {1, 2.5}), -2) << "where it is: nothing happens";
}

TEST(BoxesHands, BetweenTwoFloorsTheFloorDecides) {
  auto boxes = std::get<BoxesScene>(built_in_scene("warehouses")->exhibit);
  EXPECT_EQ(dragged_to(boxes, "box.0.3", {0.5, -3}), 1);
  EXPECT_EQ(dragged_to(boxes, "box.0.3", {0.5, 1}), not_carried);
  boxes.destinations[0][3] = 1;
  EXPECT_EQ(dragged_to(boxes, "box.0.3", {0.84, 1}), 2);
  EXPECT_EQ(dragged_to(boxes, "box.0.3", {0.84, 6}), not_carried);
}

BoxesScene after_key(const BoxesScene& boxes, const std::string& id, const HandleKey& key) {
  Scene scene;
  scene.exhibit = boxes;
  const auto results = solve(boxes);
  const auto all = box_handles(boxes);
  const auto action = key_handle(boxes, *results, find(all, id), key);
  EXPECT_TRUE(action);
  const Result<Scene> next = dlab::apply(scene, *action);
  EXPECT_TRUE(next);
  return std::get<BoxesScene>(next->exhibit);
}

TEST(BoxesHands, ArrowKeysCarryToTheNextPlaceAndBack) {
  using Kind = HandleKey::Kind;
  BoxesScene boxes = std::get<BoxesScene>(built_in_scene("six-boxes")->exhibit);
  const auto go = [&](Kind kind) {
    boxes = after_key(boxes, "box.0.0", {kind});
    return boxes.destinations[0][0];
  };
  EXPECT_EQ(go(Kind::left), not_carried);
  EXPECT_EQ(go(Kind::right), 0);
  EXPECT_EQ(go(Kind::right), 1);
  EXPECT_EQ(go(Kind::left), 0);
  EXPECT_EQ(go(Kind::left), not_carried);
  for (int i = 0; i < 9; ++i) go(Kind::right);
  EXPECT_EQ(boxes.destinations[0][0], 3);
  EXPECT_EQ(go(Kind::remove), not_carried);

  boxes = std::get<BoxesScene>(built_in_scene("warehouses")->exhibit);
  EXPECT_EQ(go(Kind::down), 0) << "straight down";
  EXPECT_EQ(go(Kind::right), 1);
  EXPECT_EQ(go(Kind::up), not_carried);
}

TEST(BoxesHands, CellsAreCountedUpDownAndTyped) {
  using Kind = HandleKey::Kind;
  BoxesScene boxes = std::get<BoxesScene>(built_in_scene("six-boxes")->exhibit);
  const auto count = [&](const HandleKey& key) {
    boxes = after_key(boxes, "cell.0.3", key);
    return box_plan(boxes)[3];
  };
  EXPECT_EQ(count({Kind::press}), 1);
  EXPECT_EQ(count({Kind::up}), 2);
  EXPECT_EQ(count({Kind::press, 0, true}), 1);
  EXPECT_EQ(count({Kind::digit, 3}), 3);
  EXPECT_EQ(count({Kind::up}), 3) << "there are no more";
  EXPECT_EQ(count({Kind::remove}), 0);
  EXPECT_EQ(count({Kind::down}), 0);
  EXPECT_EQ(count({Kind::left}), 0);
}

TEST(BoxesHands, LabelsSayWhereABoxGoesAndWhatItCosts) {
  BoxesScene boxes = std::get<BoxesScene>(built_in_scene("six-boxes")->exhibit);
  const Catalog english;
  const auto label = [&](const char* id) {
    const auto all = box_handles(boxes);
    return handle_label(boxes, find(all, id), english);
  };
  EXPECT_EQ(label("box.0.0"), "at 1");
  boxes.destinations[0][0] = 3;
  EXPECT_EQ(label("box.0.0"), "1 → 10, cost 9");
  EXPECT_EQ(label("cell.0.3"), "1 from 1 to 10");
}

// --- Captions. ---

std::string caption_of(const Scene& scene) {
  const auto& boxes = std::get<BoxesScene>(scene.exhibit);
  return boxes_caption(scene, boxes, *solve(boxes), Catalog());
}

TEST(BoxesCaption, IsTheScenesOwnUntilThePlanIsComplete) {
  for (Scene scene : scenes()) {
    EXPECT_EQ(caption_of(scene), scene.caption);
    scene = *dlab::apply(scene, CarryNext{});
    EXPECT_EQ(caption_of(scene), scene.caption);
  }
}

TEST(BoxesCaption, SaysWhatTheNumbersSay) {
  Scene scene = *built_in_scene("two-steps");
  auto& boxes = std::get<BoxesScene>(scene.exhibit);
  boxes.destinations = {{2}, {1, 1}, {0}};
  EXPECT_NE(caption_of(scene).find("at a cost of 10"), std::string::npos);
  EXPECT_EQ(caption_of(scene).find("more than need be"), std::string::npos) << "not before it is asked for";
  boxes.show_optimum = true;
  EXPECT_NE(caption_of(scene).find("8 more than need be"), std::string::npos);
  scene = *dlab::apply(scene, LoadOptimum{});
  EXPECT_NE(caption_of(scene).find("No plan costs less than 2"), std::string::npos);
  std::get<BoxesScene>(scene.exhibit).show_prices = true;
  EXPECT_NE(caption_of(scene).find("earns 2"), std::string::npos);
  scene = *dlab::apply(scene, SetFields{{{"demand.0.amount", std::int64_t{0}}}});
  EXPECT_NE(caption_of(scene).find("There are 4 boxes and only 3 are wanted"), std::string::npos);

  scene = *built_in_scene("six-boxes");
  scene = *dlab::apply(scene, LoadOptimum{});
  EXPECT_EQ(caption_of(scene), scene.caption) << "why all plans cost the same stays true and worth reading";
}

TEST(BoxesMeters, KeepWhatIsHidden) {
  Scene scene = *built_in_scene("two-steps");
  const auto value = [&](const char* key) {
    const auto& boxes = std::get<BoxesScene>(scene.exhibit);
    for (const auto& [name, estimate] : meters(boxes, *solve(boxes)))
      if (name == key) return estimate;
    return Estimate{};
  };
  EXPECT_EQ(value("cost").value, 0);
  EXPECT_FALSE(value("best").defined());
  EXPECT_FALSE(value("dual").defined());
  scene = *dlab::apply(scene, SetFields{{{"show_optimum", true}, {"show_prices", true}}});
  EXPECT_EQ(value("best").value, 2);
  EXPECT_EQ(value("dual").value, 2);
  EXPECT_FALSE(value("gap").defined());
  scene = *dlab::apply(scene, LoadOptimum{});
  EXPECT_EQ(value("gap").value, 0);
  EXPECT_EQ(value("carried").value, 4);
}

}  // namespace
}  // namespace dlab
