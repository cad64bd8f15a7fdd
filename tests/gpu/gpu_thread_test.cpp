// The training thread on a graphics card: moved there and back while it runs, begun and ended.
#include "app/host/egl.hpp"
#include "core/gan/cpu_run.hpp"
#include "core/gan/training.hpp"
#include "core/gpu/gpu_run.hpp"
#include "tests/core/relative_error.hpp"
#include "tests/core/training_watch.hpp"
#include "tests/gpu/device.hpp"

namespace dlab {
namespace {

GanSettings small() {
  GanSettings settings;
  settings.critic.width = settings.generator.width = 8;
  settings.critic.depth = settings.generator.depth = 2;
  settings.batch = 20;
  settings.n_critic = 2;
  for (NetworkSettings* network : {&settings.critic, &settings.generator})  // follows no sign of rounding
    network->optimiser = {.kind = OptimiserKind::rmsprop, .rate = 1e-3, .epsilon = 1e-2};
  return settings;
}
std::unique_ptr<Trainer> on_processor() { return std::make_unique<CpuRun>(1); }
// A context that is lost after so many calls.
class Breaking : public ComputeContext {
 public:
  Breaking(std::unique_ptr<EglContext> context, int calls) : context_(std::move(context)), left_(calls) {}
  bool make_current() override {
    if (left_ > 0) --left_;
    return left_ > 0 && context_->make_current();
  }
  void release() override { context_->release(); }
  GLADapiproc function(const char* name) override { return context_->function(name); }

 private:
  std::unique_ptr<EglContext> context_;
  int left_;
};
std::unique_ptr<Trainer> on_card() { return std::make_unique<GpuRun>(best_compute_device()); }

class GpuThread : public OnDevice, protected TrainingWatch {
 protected:
  std::unique_ptr<Training> begin() {
    return std::make_unique<Training>(on_processor, small(), GanData(Distribution2d(Ring2d{})),
                                      [this] { wake(); });
  }
  std::shared_ptr<const TrainingSnapshot> play_until(Training& training, std::uint64_t iteration) {
    training.play_until(iteration);
    return wait(training, [=](const auto& now) { return now.checkpoint->iterations == iteration; });
  }
};

TEST_F(GpuThread, GoesToTheCardAndBackMidRun) {
  const auto alone = begin(), moved = begin();
  const auto expected = play_until(*alone, 30);
  ASSERT_TRUE(play_until(*moved, 10));
  moved->use(on_card);
  const auto there = play_until(*moved, 20);
  ASSERT_TRUE(there);
  EXPECT_TRUE(there->device.starts_with("GPU, ")) << there->device;
  moved->use(on_processor);
  const auto end = play_until(*moved, 30);
  ASSERT_TRUE(expected && end);
  EXPECT_TRUE(end->device.starts_with("CPU, ")) << end->device;
  EXPECT_FALSE(end->trouble);
  const std::vector<double> critic(expected->checkpoint->critic.begin(), expected->checkpoint->critic.end());
  EXPECT_LT(relative_error(end->checkpoint->critic, critic), 1e-4);
  EXPECT_EQ(end->checkpoint->critic_steps, expected->checkpoint->critic_steps);
}

TEST_F(GpuThread, ALostCardIsLeftForTheProcessor) {
  const auto training = begin();
  training->use([] {
    auto device = GpuDevice::open(std::make_unique<Breaking>(std::move(EglContext::all(4, 3).front()), 20));
    if (device) (*device)->release();
    return std::make_unique<GpuRun>(std::move(device));
  });
  const auto end = play_until(*training, 100);
  ASSERT_TRUE(end);
  EXPECT_TRUE(end->device.starts_with("CPU, ")) << end->device;
  ASSERT_TRUE(end->trouble);
  EXPECT_NE(end->trouble->text().find("does not answer"), std::string::npos);
  EXPECT_EQ(end->checkpoint->critic_steps, 200u);
}

TEST_F(GpuThread, ACardThatIsNotThereIsSaid) {
  const auto training = begin();
  training->use([] { return std::make_unique<GpuRun>(Error{"", "no card", {}}); });
  const auto end = play_until(*training, 5);
  ASSERT_TRUE(end);
  EXPECT_TRUE(end->device.starts_with("CPU, "));
  ASSERT_TRUE(end->trouble);
  EXPECT_EQ(end->trouble->what, "no card");
}

TEST_F(GpuThread, TrainsWhatChangesMeanwhileAndEndsAtWork) {
  const auto training = begin();
  training->use(on_card);
  ASSERT_TRUE(play_until(*training, 3));
  GanSettings settings = small();
  settings.critic.width = 11;  // other memory
  settings.penalty = 3;
  training->set(settings);
  ASSERT_TRUE(play_until(*training, 6));
  settings.objective = Objective::hinge;  // other programs
  settings.spectral = true;
  training->set(settings);
  const auto now = play_until(*training, 9);
  ASSERT_TRUE(now);
  EXPECT_FALSE(now->trouble);
  EXPECT_EQ(now->checkpoint->settings.critic.width, 11);
  EXPECT_TRUE(now->device.starts_with("GPU, "));
  training->play();
}

}  // namespace
}  // namespace dlab
