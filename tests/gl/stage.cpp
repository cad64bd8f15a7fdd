#include "tests/gl/stage.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/base/languages.hpp"

namespace dlab {

std::unique_ptr<Stage> Stage::open(const StageOptions& options, std::string& why) {
  auto screen = OffScreen::open(options.width, options.height, options.scale);
  if (!screen) {
    why = screen.error().text();
    return nullptr;
  }
  std::unique_ptr<Stage> stage(new Stage);
  stage->options_ = options;
  stage->screen_ = *std::move(screen);
  stage->words_ = catalog_for(options.language);
  const Color ground = theme(options.theme).card;
  stage->screen_->set_ground(static_cast<float>(ground.r) / 255, static_cast<float>(ground.g) / 255,
                             static_cast<float>(ground.b) / 255);
  stage->fonts_ =
      std::make_unique<UiFonts>(*ImGui::GetIO().Fonts, stage->book_, options.scale, options.emphasis);
  return stage;
}

Stage::~Stage() = default;

void Stage::frame(const Build& build, const FrameInput& input) {
  screen_->frame(
      [&](const FrameInput& now) {
        Ui ui;
        ui.theme = &theme(options_.theme);
        ui.words = &words_;
        ui.fonts = fonts_.get();
        ui.scale = options_.scale;
        ui.emphasis = options_.emphasis;
        ui.reduced_motion = true;
        ui.controls = &controls_;
        free_ = controls_.begin_frame(now.keys);
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize({now.width, now.height});
        ImGui::Begin("stage", nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                         ImGuiWindowFlags_NoSavedSettings);
        build(ui);
        ImGui::End();
      },
      input);
}

Color pixel(const Pixels& pixels, int x, int y) {
  if (x < 0 || y < 0 || x >= pixels.width || y >= pixels.height) return {};
  const auto at =
      (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)) *
      4;
  return {pixels.rgba[at], pixels.rgba[at + 1], pixels.rgba[at + 2], pixels.rgba[at + 3]};
}

int painted(const Pixels& pixels, Color ground, int least) {
  int count = 0;
  for (int y = 0; y < pixels.height; ++y)
    for (int x = 0; x < pixels.width; ++x) {
      const Color c = pixel(pixels, x, y);
      if (std::abs(c.r - ground.r) > least || std::abs(c.g - ground.g) > least ||
          std::abs(c.b - ground.b) > least)
        ++count;
    }
  return count;
}

void keep_picture(const Pixels& pixels, const std::string& name) {
  const std::filesystem::path folder = std::filesystem::path(DLAB_BINARY_DIR) / "pictures";
  std::filesystem::create_directories(folder);
  const Result<std::string> bytes = png_bytes(pixels.rgba, pixels.width, pixels.height, {});
  std::ofstream(folder / (name + ".png"), std::ios::binary) << (bytes ? *bytes : "");
}

}  // namespace dlab
