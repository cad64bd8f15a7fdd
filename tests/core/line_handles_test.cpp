// Handles: dragging one to where it is changes nothing, dragging it by d moves its field by d.
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "core/exhibit/line_figure.hpp"

namespace dlab {
namespace {

std::vector<LineScene> scenes() {
  std::vector<LineScene> all;
  const auto add = [&](Distribution p, Distribution q) {
    LineScene scene;
    scene.p = std::move(p);
    scene.q = std::move(q);
    all.push_back(scene);
  };
  add(Normal{0, 1}, Laplace{2, 0.5});
  add(Uniform{-1, 1}, Exponential{2, 0.5});
  add(Dirac{0}, Discrete{{-1, 1, 2}, {1, 2, 1}});
  add(Mixture{{{0.3, Normal{-2, 0.5}}, {0.7, Uniform{0, 3}}}}, Mixture{{{1, Dirac{1}}, {3, Laplace{0, 1}}}});
  Samples samples;
  samples.values = std::vector<double>{1, 2, 3, 4.5};
  Samples smooth = samples;
  smooth.bandwidth = 0.4;
  add(samples, smooth);
  add(Histogram{-2, 2, {1, 2, 3}}, Normal{0, 0.001});
  return all;
}

// The scene after the fields were set, without apply()'s other rules.
LineScene after(LineScene scene, const Action& action) {
  const FieldList list = fields(scene);
  for (const auto& [path, value] : std::get<SetFields>(action).values) {
    const auto field = find_field(list, path);
    EXPECT_TRUE(field) << path;
    if (!field) continue;
    EXPECT_TRUE(field->set(value)) << path;
  }
  return scene;
}

const Handle* find(const std::vector<Handle>& handles, const std::string& id) {
  for (const Handle& handle : handles)
    if (handle.id == id) return &handle;
  return nullptr;
}

TEST(LineHandles, DraggingToWhereItIsChangesNothing) {
  for (const LineScene& scene : scenes()) {
    const auto results = solve(scene);
    for (const Handle& handle : line_handles(scene, *results)) {
      const LineScene same = after(scene, drag_handle(scene, *results, handle, handle.at, false));
      EXPECT_EQ(same, scene) << handle.id;
    }
  }
}

TEST(LineHandles, TheGripStaysUnderTheHand) {
  for (const LineScene& scene : scenes()) {
    const auto results = solve(scene);
    for (const Handle& handle : line_handles(scene, *results)) {
      const Vec to{handle.at.x + 0.05, handle.vertical ? 0.9 * handle.at.y : handle.at.y};
      const LineScene moved = after(scene, drag_handle(scene, *results, handle, to, false));
      const auto again = solve(moved);
      const auto handles = line_handles(moved, *again);
      const Handle* there = find(handles, handle.id);
      ASSERT_TRUE(there) << handle.id;
      EXPECT_NEAR(there->at.x, to.x, 1e-9) << handle.id;
      if (!handle.vertical) continue;
      EXPECT_NEAR(there->at.y, to.y, 1e-9) << handle.id;
    }
  }
}

TEST(LineHandles, SitOnTheCurve) {
  for (const LineScene& scene : scenes()) {
    const auto results = solve(scene);
    for (const Handle& handle : line_handles(scene, *results)) {
      EXPECT_GE(handle.at.y, 0);
      if (handle.axes != "density" || handle.id.find("components") != std::string::npos) continue;
      if (handle.id.ends_with(".low") || handle.id.ends_with(".high")) continue;  // half-way up an edge
      const Law& law = handle.side == Side::p ? *results->p : *results->q;
      if (law.density(handle.at.x) > 100) continue;  // leaves through the top
      EXPECT_NEAR(handle.at.y, law.density(handle.at.x), 1e-9) << handle.id;
    }
  }
}

TEST(LineHandles, EachKindHasItsOwn) {
  const auto ids = [](Distribution q) {
    LineScene scene;
    scene.q = std::move(q);
    std::string text;
    for (const Handle& handle : line_handles(scene, *solve(scene)))
      if (handle.side == Side::q) text += handle.id + " ";
    return text;
  };
  EXPECT_EQ(ids(Normal{0, 1}), "q.mean q.std ");
  EXPECT_EQ(ids(Laplace{0, 1}), "q.mean q.scale ");
  EXPECT_EQ(ids(Uniform{0, 1}), "q.center q.low q.high ");
  EXPECT_EQ(ids(Exponential{1, 0}), "q.start q.rate ");
  EXPECT_EQ(ids(Dirac{0}), "q.at ");
  EXPECT_EQ(ids(Discrete{{0, 1}, {1, 1}}), "q.points.0+q.weights.0 q.points.1+q.weights.1 ");
  EXPECT_EQ(ids(Mixture{{{1, Normal{0, 1}}, {1, Dirac{2}}}}),
            "q.components.0.mean+q.components.0.weight q.components.0.std "
            "q.components.1.at+q.components.1.weight ");
  EXPECT_EQ(ids(Histogram{0, 1, {1, 2}}), "");
  Discrete many;
  for (int i = 0; i < 40; ++i) many.points.push_back(i), many.weights.push_back(1);
  EXPECT_EQ(ids(many), "q.center ");
}

TEST(LineHandles, WidthsAndEndsStopBeforeTheyTurnOver) {
  LineScene scene;
  scene.q = Uniform{0, 1};
  const auto results = solve(scene);
  const auto handles = line_handles(scene, *results);
  const LineScene pushed =
      after(scene, drag_handle(scene, *results, *find(handles, "q.low"), {5, 0.5}, false));
  EXPECT_LT(std::get<Uniform>(pushed.q).low, 1);
  const LineScene thin =
      after(scene, drag_handle(scene, *results, *find(handles, "p.std"), {-3, 0.2}, false));
  EXPECT_GT(std::get<Normal>(thin.p).std, 0);
}

TEST(LineHandles, ShiftSnapsToTenths) {
  LineScene scene;  // an axis of about 13
  const auto results = solve(scene);
  const auto handles = line_handles(scene, *results);
  const LineScene moved =
      after(scene, drag_handle(scene, *results, *find(handles, "q.mean"), {1.2345, 0.3}, true));
  EXPECT_NEAR(std::get<Normal>(moved.q).mean, 1.2, 1e-12);
  const LineScene wide =
      after(scene, drag_handle(scene, *results, *find(handles, "q.std"), {4.17, 0.2}, true));
  EXPECT_NEAR(std::get<Normal>(wide.q).std, 1.8, 1e-12);
}

TEST(LineHandles, HeightIsTheComponentsShare) {
  LineScene scene;
  scene.q = Mixture{{{1, Normal{-2, 1}}, {3, Normal{2, 1}}}};
  const auto results = solve(scene);
  const auto handles = line_handles(scene, *results);
  const Handle* first = find(handles, "q.components.0.mean+q.components.0.weight");
  ASSERT_TRUE(first);
  EXPECT_NEAR(first->at.y, 0.25 / std::sqrt(2 * std::numbers::pi), 1e-12);
  const LineScene raised =
      after(scene, drag_handle(scene, *results, *first, {first->at.x, 2 * first->at.y}, false));
  const auto& mixture = std::get<Mixture>(raised.q);
  const double total = mixture.components[0].weight + mixture.components[1].weight;
  EXPECT_NEAR(mixture.components[0].weight / total, 0.5, 1e-12);
  EXPECT_EQ(mixture.components[1].weight, 3);
}

TEST(LineHandles, SayWhatTheyMove) {
  LineScene scene;
  scene.q = Mixture{{{1, Normal{-2, 1}}, {3, Normal{2, 1}}}};
  const auto handles = line_handles(scene, *solve(scene));
  EXPECT_EQ(handle_label(scene, *find(handles, "p.mean"), {}), "mean 0.000");
  EXPECT_EQ(handle_label(scene, *find(handles, "q.components.0.mean+q.components.0.weight"), {}),
            "mean −2.000 · weight 0.250");
  EXPECT_EQ(recorded_parameter(*find(handles, "q.components.0.mean+q.components.0.weight")),
            "q.components.0.mean");
  EXPECT_EQ(recorded_parameter(*find(handles, "p.std")), "p.std");
}

}  // namespace
}  // namespace dlab
