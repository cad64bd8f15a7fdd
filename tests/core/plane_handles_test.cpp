// Handles in the plane: they stay under the hand, change what they say, and leave the rest alone.
#include "core/exhibit/plane_handles.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "core/distribution/law_2d.hpp"
#include "core/exhibit/exhibit.hpp"

namespace dlab {
namespace {

Scene scene_of(Kind2d kind) {
  PlaneScene plane;
  plane.q = convert(Normal2d{{0.7, -0.4}, 1.1, 0.6, 25}, kind);
  plane.recorder = recorder_for(plane, location_path(plane, Side::q));
  Scene scene;
  scene.exhibit = plane;
  return scene;
}

const PlaneScene& plane_of(const Scene& scene) { return std::get<PlaneScene>(scene.exhibit); }

const Handle* find(const std::vector<Handle>& all, const std::string& id) {
  for (const Handle& handle : all)
    if (handle.id == id) return &handle;
  return nullptr;
}

class PlaneHandles : public testing::TestWithParam<int> {
 protected:
  Kind2d kind() const { return static_cast<Kind2d>(GetParam()); }
};

TEST_P(PlaneHandles, DraggingToWhereTheyAreChangesNothing) {
  const Scene scene = scene_of(kind());
  for (const Handle& handle : handles(plane_of(scene), {})) {
    const auto same = dlab::apply(scene, drag_handle(plane_of(scene), {}, handle, handle.at, false));
    ASSERT_TRUE(same) << handle.id << ": " << same.error().text();
    const auto again = handles(plane_of(*same), {});
    const Handle* there = find(again, handle.id);
    ASSERT_TRUE(there) << handle.id;
    EXPECT_NEAR(there->at.x, handle.at.x, 1e-9) << handle.id;
    EXPECT_NEAR(there->at.y, handle.at.y, 1e-9) << handle.id;
  }
}

// A grip with two degrees of freedom goes where the hand goes; one that only scales stays on its ray.
TEST_P(PlaneHandles, FollowTheHand) {
  const Scene scene = scene_of(kind());
  for (const Handle& handle : handles(plane_of(scene), {})) {
    if (handle.id == "time") continue;
    const Vec to{handle.at.x + 0.31, handle.at.y + 0.17};
    const auto moved = dlab::apply(scene, drag_handle(plane_of(scene), {}, handle, to, false));
    ASSERT_TRUE(moved) << handle.id << ": " << moved.error().text();
    EXPECT_FALSE(*moved == scene) << handle.id;
    const auto again = handles(plane_of(*moved), {});
    const Handle* there = find(again, handle.id);
    ASSERT_TRUE(there);
    const std::string grip = handle.id.substr(handle.id.rfind('.') + 1);
    const bool free = grip == "center" || grip == "u" || grip == "v" || grip == "end" ||
                      (grip == "radius" && kind() == Kind2d::ring) ||
                      (grip == "corner" && kind() == Kind2d::box);
    if (free) {
      EXPECT_NEAR(there->at.x, to.x, 1e-9) << handle.id;
      EXPECT_NEAR(there->at.y, to.y, 1e-9) << handle.id;
    }
  }
}

TEST_P(PlaneHandles, SayAndRecordARealField) {
  Scene scene = scene_of(kind());
  for (const Handle& handle : handles(plane_of(scene), {})) {
    EXPECT_FALSE(handle_label(plane_of(scene), handle, Catalog()).empty()) << handle.id;
    const std::string path = recorded_parameter(plane_of(scene), handle);
    const auto field = find_field(fields(scene), path);
    ASSERT_TRUE(field) << handle.id << ": " << path;
    EXPECT_EQ(field->info().kind, FieldKind::real);
  }
}

INSTANTIATE_TEST_SUITE_P(Kinds, PlaneHandles, testing::Range(0, kinds_2d), [](const auto& info) {
  return std::string(kind_key(static_cast<Kind2d>(info.param)));
});

TEST(PlaneHandle, AnEllipseTurnsThroughItsOtherAxisWithoutAJump) {
  Scene scene = scene_of(Kind2d::normal);
  double before = std::get<Normal2d>(plane_of(scene).q).angle;
  const Point center = std::get<Normal2d>(plane_of(scene).q).mean;
  for (int degrees = 25; degrees <= 385; degrees += 5) {
    const auto all = handles(plane_of(scene), {});
    const double angle = degrees * 3.141592653589793 / 180, arm = degrees < 200 ? 2.2 : 0.4;
    const Vec to{center.x + arm * std::cos(angle), center.y + arm * std::sin(angle)};
    const auto moved = dlab::apply(scene, drag_handle(plane_of(scene), {}, *find(all, "q.u"), to, false));
    ASSERT_TRUE(moved);
    scene = *moved;
    const auto& normal = std::get<Normal2d>(plane_of(scene).q);
    EXPECT_LT(std::abs(std::remainder(normal.angle - before, 360)), 6) << degrees;
    EXPECT_NEAR(normal.std_v, std::get<Normal2d>(plane_of(scene_of(Kind2d::normal)).q).std_v, 1e-12);
    EXPECT_NEAR(normal.std_u, arm / 2, 1e-9);
    before = normal.angle;
  }
}

TEST(PlaneHandle, SnapsToRoundValues) {
  const Scene scene = scene_of(Kind2d::normal);
  const auto all = handles(plane_of(scene), {});
  const auto centered =
      dlab::apply(scene, drag_handle(plane_of(scene), {}, *find(all, "q.center"), {1.234, -0.461}, true));
  EXPECT_NEAR(std::get<Normal2d>(plane_of(*centered).q).mean.x, 1.2, 1e-12);
  EXPECT_NEAR(std::get<Normal2d>(plane_of(*centered).q).mean.y, -0.5, 1e-12);
  const auto turned =
      dlab::apply(scene, drag_handle(plane_of(scene), {}, *find(all, "q.u"), {3.1, 1.9}, true));
  EXPECT_NEAR(std::remainder(std::get<Normal2d>(plane_of(*turned).q).angle, 15), 0, 1e-12);
}

TEST(PlaneHandle, OfAPlaceTheRecorderKeepsTheCoordinateThatItFollows) {
  Scene scene = scene_of(Kind2d::normal);
  const auto all = handles(plane_of(scene), {});
  EXPECT_EQ(recorded_parameter(plane_of(scene), *find(all, "q.center")), "q.mean.x");
  scene = *apply(scene, SetFields{{{"recorder.parameter", std::string("q.mean.y")}}});
  EXPECT_EQ(recorded_parameter(plane_of(scene), *find(all, "q.center")), "q.mean.y");
  EXPECT_EQ(recorded_parameter(plane_of(scene), *find(all, "q.u")), "q.std_u");
}

TEST(PlaneHandle, TheTimeStaysBetweenPAndQ) {
  const Scene scene = scene_of(Kind2d::ring);
  const auto all = handles(plane_of(scene), {});
  const auto late = dlab::apply(scene, drag_handle(plane_of(scene), {}, *find(all, "time"), {1.7, 0}, false));
  EXPECT_EQ(plane_of(*late).time, 1);
}

// Whatever a scene shows can be taken hold of where it is.
TEST(PlaneScenes, EverySidesMainHandleIsInItsMiddle) {
  for (const Scene& scene : built_in_scenes()) {
    const auto* plane = std::get_if<PlaneScene>(&scene.exhibit);
    if (!plane) continue;
    const auto all = handles(*plane, {});
    for (const Side side : {Side::p, Side::q}) {
      const Distribution2d& distribution = side == Side::p ? plane->p : plane->q;
      if (std::holds_alternative<Mixture2d>(distribution)) continue;
      const Handle* main = find(all, std::string(side_key(side)) + ".center");
      ASSERT_TRUE(main) << scene.name;
      const Law2d law(distribution);
      const Bounds reach = law.reach();
      const double size = std::max(reach.x_high - reach.x_low, reach.y_high - reach.y_low);
      EXPECT_NEAR(main->at.x, law.mean().x, 0.1 * size) << scene.name;
      EXPECT_NEAR(main->at.y, law.mean().y, 0.1 * size) << scene.name;
    }
  }
}

TEST(PlaneScenes, MeasuredPointsAreHeldInTheirMiddle) {
  Points2d points;
  points.xs = SharedValues{40, 50, 60};
  points.ys = SharedValues{10, 20, 20};
  points.weights = SharedValues{1, 1, 2};
  points.shift = {1, -2};
  PlaneScene plane;
  plane.q = points;
  plane.recorder = recorder_for(plane, location_path(plane, Side::q));
  const auto all = handles(plane, {});
  const Handle* handle = find(all, "q.center");
  ASSERT_TRUE(handle);
  EXPECT_DOUBLE_EQ(handle->at.x, 53.5);
  EXPECT_DOUBLE_EQ(handle->at.y, 15.5);
  Scene scene;
  scene.exhibit = plane;
  const auto moved = dlab::apply(scene, drag_handle(plane, {}, *handle, {50, 15}, false));
  ASSERT_TRUE(moved);
  EXPECT_EQ(std::get<Points2d>(plane_of(*moved).q).shift, (Point{-2.5, -2.5}));
}

}  // namespace
}  // namespace dlab
