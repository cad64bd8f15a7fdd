// Exhibit F as a value: files, edits, a run made at once, words and handles.
#include "core/exhibit/arena.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/exhibit/arena_exhibit.hpp"

namespace dlab {
namespace {

using nlohmann::json;

void make_small(ArenaScene& arena) {
  for (NetworkSettings* network : {&arena.gan.critic, &arena.gan.generator}) {
    network->width = 8;
    network->depth = 2;
  }
  arena.gan.batch = 32;
  arena.gan.n_critic = 2;
}

ArenaScene in_the_plane() {
  ArenaScene arena;
  make_small(arena);
  arena.iterations = 6;
  return arena;
}

ArenaScene on_the_line() {
  ArenaScene arena = in_the_plane();
  arena.p = Distribution(Normal{-1, 0.5});
  arena.q = Distribution(Normal{1, 0.75});
  return arena;
}

Scene scene_of(const ArenaScene& arena) {
  Scene scene;
  scene.name = "mine";
  scene.exhibit = arena;
  return scene;
}

ArenaScene& arena_of(Scene& scene) { return std::get<ArenaScene>(scene.exhibit); }
const ArenaScene& arena_of(const Scene& scene) { return std::get<ArenaScene>(scene.exhibit); }

Scene after(const Scene& scene, const Action& action) {
  const Result<Scene> next = dlab::apply(scene, action);
  EXPECT_TRUE(next) << (next ? "" : next.error().text());
  return next ? *next : scene;
}

std::string complaint(const json& object) {
  const Result<Scene> scene = scene_from_json(object);
  return scene ? "" : scene.error().text();
}

TEST(Arena, FilesHoldEveryPartOfAScene) {
  ArenaScene plane = in_the_plane();
  plane.p = Distribution2d(Grid2d{{0.25, -0.5}, 1.5, 0.1, 3});
  plane.q = Distribution2d(Normal2d{{1, 2}, 0.5, 0.25, 30});
  plane.gan.objective = Objective::wgan_lp;
  plane.gan.penalty = 7;
  plane.gan.penalty_points = PenaltyPoints::fake;
  plane.gan.generator.activation = Activation::tanh;
  plane.gan.critic.optimiser = {.kind = OptimiserKind::sgd, .rate = 0.25, .momentum = 0.5};
  plane.gan.noise = {NoiseKind::uniform, 1};
  plane.show.arrows = true;
  plane.show.gradients = false;
  plane.curves = ArenaCurves::losses;
  plane.detail = ArenaDetail::weights;
  plane.yaw = -120;
  plane.moment = 3;
  plane.speed = 50;
  plane.freeze = true;
  plane.x_low = -4;
  plane.x_high = 5;
  ArenaScene line = on_the_line();
  line.model = ArenaModel::fixed;
  line.q = Distribution(Dirac{0.5});
  line.gan.objective = Objective::wgan;
  line.gan.clip = 0.03;
  line.gan.clip_time = ClipTime::before_step;
  line.gan.spectral = true;
  for (const ArenaScene& arena : {plane, line}) {
    const Scene scene = scene_of(arena);
    const Result<Scene> read = scene_from_text(to_text(scene));
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(*read, scene);
  }
}

TEST(Arena, AModelThatAFileLeavesOutIsWhereTheDataAre) {
  const Result<Scene> read = scene_from_json(
      {{"divergence_lab", 1u}, {"exhibit", "arena"}, {"p", {{"type", "normal"}, {"mean", 2}, {"std", 1}}}});
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(dimension_of(arena_of(*read).q), 1);
  EXPECT_EQ(dimension_of(arena_of(*read)), 1);
}

TEST(Arena, ErrorsInFilesNameThePlace) {
  const json good = json::parse(to_text(scene_of(in_the_plane())));
  ASSERT_EQ(complaint(good), "");
  const auto with = [&](const char* key, const json& value) {
    json object = good;
    object[key] = value;
    return complaint(object);
  };
  EXPECT_EQ(with("q", {{"type", "normal"}, {"mean", 0}, {"std", 1}}),
            "q: must be on the line or in the plane as p is");
  const std::string objective = with("objective", "wgan_qp");
  EXPECT_EQ(objective.find("objective: "), 0u) << objective;
  EXPECT_NE(objective.find("\"wgan_gp\""), std::string::npos) << objective;
  EXPECT_EQ(with("moment", -2).find("moment: "), 0u) << with("moment", -2);
  EXPECT_EQ(with("batch", 0).find("batch: "), 0u) << with("batch", 0);
  json limits = good;
  limits["x_low"] = 2;
  limits["x_high"] = 1;
  EXPECT_EQ(complaint(limits).find("x_"), 0u) << complaint(limits);
  json width = good;
  width["critic"]["width"] = 100000;
  EXPECT_EQ(complaint(width).find("critic.width: "), 0u) << complaint(width);
  json key = good;
  key["critic"]["depht"] = 2;
  EXPECT_NE(complaint(key).find("\"depth\""), std::string::npos) << complaint(key);
  json data = good;
  data["p"]["std"] = -1;
  EXPECT_EQ(complaint(data).find("p.std"), 0u) << complaint(data);
}

TEST(Arena, WhoeverEditsTheTrainingLooksAtTheNewestAgain) {
  Scene scene = scene_of(in_the_plane());
  arena_of(scene).moment = 100;
  arena_of(scene).model = ArenaModel::fixed;
  const auto moment_after = [&](const Action& action) { return arena_of(after(scene, action)).moment; };
  const auto set = [](const char* path, FieldValue value) {
    return SetFields{{{path, std::move(value)}}, false};
  };
  EXPECT_EQ(moment_after(set("penalty", 3.0)), -1);
  EXPECT_EQ(moment_after(set("critic.width", std::int64_t{5})), -1);
  EXPECT_EQ(moment_after(set("freeze", true)), -1);
  EXPECT_EQ(moment_after(set("p.std", 0.2)), -1);
  EXPECT_EQ(moment_after(set("seed", std::int64_t{2})), -1);
  EXPECT_EQ(moment_after(SetKind2d{Side::p, Kind2d::normal}), -1);
  EXPECT_EQ(moment_after(SetKind2d{Side::q, Kind2d::ring}), -1);
  EXPECT_EQ(moment_after(AddComponent{Side::p, 0.5, 0.5}), -1);
  EXPECT_EQ(moment_after(PaintCells{Side::p, {0, 0}, {1, 0}, 0.3, 1}), -1);

  EXPECT_EQ(moment_after(set("yaw", 10.0)), 100);
  EXPECT_EQ(moment_after(set("show.arrows", true)), 100);
  EXPECT_EQ(moment_after(set("curves", std::string("losses"))), 100);
  EXPECT_EQ(moment_after(set("x_low", -9.0)), 100);
  EXPECT_EQ(moment_after(set("speed", 5.0)), 100);
  EXPECT_EQ(moment_after(set("moment", std::int64_t{50})), 50);
  EXPECT_EQ(moment_after(SetKind2d{Side::p, Kind2d::ring}), 100);  // it is one
  EXPECT_EQ(moment_after(LoadScene{scene}), 100);
}

// What Q is does not matter to a network.
TEST(Arena, OnlyWhatTrainsIsTraining) {
  const ArenaScene arena = in_the_plane();
  ArenaScene other = arena;
  other.q = Distribution2d(Normal2d{{3, 3}, 1, 1, 0});
  EXPECT_TRUE(same_training(arena, other));
  other.model = ArenaModel::fixed;
  EXPECT_FALSE(same_training(arena, other));
  other = arena;
  other.yaw = 7;
  other.moment = 4;
  other.iterations = 9;
  EXPECT_TRUE(same_training(arena, other));
  other.gan.penalty = 2;
  EXPECT_FALSE(same_training(arena, other));
}

TEST(Arena, TheDataAreEditedAsInThePlane) {
  const Scene scene = scene_of(in_the_plane());
  const Scene bell = after(scene, SetKind2d{Side::p, Kind2d::normal});
  EXPECT_TRUE(std::holds_alternative<Normal2d>(*plane_side(bell, Side::p)));
  EXPECT_EQ(arena_of(bell).q, arena_of(scene).q);
  const Scene two = after(bell, AddComponent{Side::p, 1.5, -0.5});
  const auto* mixture = std::get_if<Mixture2d>(plane_side(two, Side::p));
  ASSERT_TRUE(mixture);
  EXPECT_EQ(mixture->components.size(), 2u);
  const Scene one = after(two, RemoveComponent{Side::p, 0});
  EXPECT_FALSE(std::holds_alternative<Mixture2d>(*plane_side(one, Side::p)));
  const Scene painted = after(scene, PaintCells{Side::p, {0, 0}, {0.5, 0}, 0.4, 1});
  EXPECT_TRUE(std::holds_alternative<Painted2d>(*plane_side(painted, Side::p)));
  const Scene line = scene_of(on_the_line());
  EXPECT_FALSE(dlab::apply(line, SetKind2d{Side::p, Kind2d::normal}));
  EXPECT_TRUE(dlab::apply(line, SetKind{Side::p, DistributionKind::uniform}));
  EXPECT_FALSE(dlab::apply(scene, SwapSides{}));
}

void expect_same_run(const ArenaResults& a, const ArenaResults& b) {
  EXPECT_EQ(a.iterations, b.iterations);
  ASSERT_TRUE(a.checkpoint && b.checkpoint);
  EXPECT_EQ(*a.checkpoint, *b.checkpoint);
  EXPECT_EQ(*a.diagnosis->values, *b.diagnosis->values);
  EXPECT_EQ(a.diagnosis->estimate, b.diagnosis->estimate);
  EXPECT_EQ(a.diagnosis->w1.value, b.diagnosis->w1.value);
  EXPECT_EQ(a.losses.critic, b.losses.critic);
  ASSERT_EQ(a.record->size(), b.record->size());
  for (std::size_t i = 0; i < a.record->size(); ++i) {
    EXPECT_EQ((*a.record)[i].iteration, (*b.record)[i].iteration);
    EXPECT_EQ((*a.record)[i].losses.critic, (*b.record)[i].losses.critic);
  }
  ASSERT_EQ(a.measures->size(), b.measures->size());
  for (std::size_t i = 0; i < a.measures->size(); ++i) {
    EXPECT_EQ((*a.measures)[i].iteration, (*b.measures)[i].iteration);
    EXPECT_EQ((*a.measures)[i].estimate, (*b.measures)[i].estimate);
  }
}

TEST(Arena, ARunIsTheSameWhateverCameBefore) {
  for (ArenaScene arena : {in_the_plane(), on_the_line()}) {
    // Measured more rarely the longer it is.
    arena.iterations = 150;
    const auto whole = solve(arena, 3, nullptr);
    ArenaScene shorter = arena;
    shorter.iterations = 45;
    const auto part = solve(shorter, 3, nullptr);
    EXPECT_EQ(part->iterations, 45u);
    expect_same_run(*whole, *solve(arena, 3, part.get()));
    expect_same_run(*whole, *solve(arena, 3, whole.get()));
    const auto other_seed = solve(shorter, 4, nullptr);
    EXPECT_NE(*other_seed->diagnosis->values, *part->diagnosis->values);
    expect_same_run(*whole, *solve(arena, 3, other_seed.get()));
    ArenaScene other = shorter;
    other.gan.penalty = 5;
    expect_same_run(*whole, *solve(arena, 3, solve(other, 3, nullptr).get()));
    // What is shown asks for another look, not for another run.
    ArenaScene arrows = arena;
    arrows.show.arrows = true;
    const auto shown = solve(arrows, 3, whole.get());
    EXPECT_FALSE(shown->diagnosis->arrow_at.empty());
    expect_same_run(*whole, *shown);
  }
}

TEST(Arena, ALongRecordGoesOnAsIfItHadNotStopped) {
  LossRecord whole(16), part(16), rest(16);
  for (std::uint64_t i = 1; i <= 100; ++i) {
    whole.add(i, {static_cast<double>(i), 0, 0, 0});
    if (i <= 40) part.add(i, {static_cast<double>(i), 0, 0, 0});
  }
  rest.resume(part.rows());
  for (std::uint64_t i = 41; i <= 100; ++i) rest.add(i, {static_cast<double>(i), 0, 0, 0});
  ASSERT_EQ(rest.rows().size(), whole.rows().size());
  EXPECT_EQ(rest.spacing(), whole.spacing());
  for (std::size_t i = 0; i < whole.rows().size(); ++i)
    EXPECT_EQ(rest.rows()[i].iteration, whole.rows()[i].iteration);
}

TEST(Arena, ARunIsStopped) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(solve(in_the_plane(), 1, nullptr, stop.get_token()), nullptr);
}

TEST(Arena, ARunThatDivergesEndsAsAStateThatSaysWhere) {
  ArenaScene arena = in_the_plane();
  arena.iterations = 300;
  for (NetworkSettings* network : {&arena.gan.critic, &arena.gan.generator})
    network->optimiser = {.kind = OptimiserKind::sgd, .rate = 1000};
  const Scene scene = scene_of(arena);
  const auto results = solve(arena, 1, nullptr);
  ASSERT_TRUE(results);
  EXPECT_EQ(results->status, TrainingStatus::diverged);
  ASSERT_TRUE(results->divergence);
  EXPECT_GT(results->divergence->iteration, results->iterations);
  const Diagnosis& last = *results->diagnosis;
  EXPECT_EQ(last.iteration, results->iterations);
  for (const float value : *last.values) ASSERT_TRUE(std::isfinite(value));
  EXPECT_TRUE(std::isfinite(last.estimate));
  EXPECT_TRUE(std::isfinite(last.w1.value));
  const std::string words = caption(scene, arena, *results, {});
  EXPECT_NE(words.find("iteration " + std::to_string(results->divergence->iteration)), std::string::npos)
      << words;
}

TEST(Arena, CaptionsStayWhileTheSceneIsOfItsKind) {
  for (const Scene& scene : arena_scenes()) {
    ArenaScene arena = arena_of(scene);
    make_small(arena);
    arena.iterations = 0;
    const auto says = [&](const ArenaScene& now) {
      return caption(scene, now, *solve(now, scene.seed, nullptr), {});
    };
    const std::string own = says(arena);
    EXPECT_EQ(own, Catalog()(scene.caption)) << scene.name;
    ArenaScene tuned = arena;
    tuned.gan.penalty = arena.gan.penalty + 1;
    tuned.gan.critic.width = 9;
    tuned.yaw = 0;
    EXPECT_EQ(says(tuned), own) << scene.name;
    ArenaScene other = arena;
    other.gan.objective = arena.gan.objective == Objective::hinge ? Objective::wgan_gp : Objective::hinge;
    EXPECT_NE(says(other), own) << scene.name;
  }
}

const Handle* find(const std::vector<Handle>& all, const std::string& id) {
  for (const Handle& handle : all)
    if (handle.id == id) return &handle;
  return nullptr;
}

TEST(Arena, HandlesMoveTheDataAndTheMoment) {
  const Scene scene = scene_of(in_the_plane());
  const ArenaScene& arena = arena_of(scene);
  const auto results = solve(arena, 1, nullptr);
  const std::vector<Handle> all = handles(arena, *results);
  const Handle* center = find(all, "p.center");
  ASSERT_TRUE(center);
  EXPECT_EQ(center->axes, "map");
  EXPECT_FALSE(find(all, "q.center"));
  const Scene moved = after(scene, drag_handle(arena, *results, *center, {0.75, -1.25}, false));
  const auto& ring = std::get<Ring2d>(*plane_side(moved, Side::p));
  EXPECT_NEAR(ring.center.x, 0.75, 1e-9);
  EXPECT_NEAR(ring.center.y, -1.25, 1e-9);

  const Handle* moment = find(all, "moment");
  ASSERT_TRUE(moment);
  EXPECT_EQ(moment->axes, "timeline");
  EXPECT_EQ(moment->at.x, 6);
  const auto moment_at = [&](double x) {
    return arena_of(after(scene, drag_handle(arena, *results, *moment, {x, 0}, false))).moment;
  };
  EXPECT_EQ(moment_at(2.4), 2);
  EXPECT_EQ(moment_at(-3), 0);
  EXPECT_EQ(moment_at(6), -1);
  EXPECT_EQ(moment_at(60), -1);
}

TEST(Arena, OnTheLineBothAreHeldWhereTheModelIsGiven) {
  ArenaScene arena = on_the_line();
  arena.iterations = 0;
  EXPECT_FALSE(find(handles(arena, *solve(arena, 1, nullptr)), "q.mean"));
  arena.model = ArenaModel::fixed;
  const Scene scene = scene_of(arena);
  const auto results = solve(arena, 1, nullptr);
  const std::vector<Handle> all = handles(arena, *results);
  ASSERT_TRUE(find(all, "p.mean"));
  const Handle* mean = find(all, "q.mean");
  ASSERT_TRUE(mean);
  const Scene moved = after(scene, drag_handle(arena, *results, *mean, {2.34, 5}, true));
  EXPECT_NEAR(std::get<Normal>(*line_side(moved, Side::q)).mean, 2.3, 1e-9);
  EXPECT_EQ(arena_of(moved).p, arena.p);
}

}  // namespace
}  // namespace dlab
