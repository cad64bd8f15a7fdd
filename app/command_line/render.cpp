#include "app/command_line/render.hpp"

#include <unistd.h>

#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "app/command_line/load_scene.hpp"
#include "app/command_line/scene_settings.hpp"
#include "app/export/export.hpp"
#include "app/export/movie.hpp"
#include "app/export/scene_csv.hpp"
#include "app/shell/shell.hpp"
#include "core/base/file.hpp"
#include "core/base/languages.hpp"
#include "core/exhibit/action.hpp"
#include "core/exhibit/exhibit.hpp"
#include "core/exhibit/play.hpp"

namespace dlab {
namespace {

constexpr int smallest = 16, largest = 16384;  // pixels a side
constexpr double movie_rate = 25;              // frames a second
constexpr std::size_t most_frames = 400;
constexpr std::int64_t most_training_frames = 200;
constexpr int rest_frames = 20;  // at the end, so that a film that loops can be read

struct Size {
  int width, height;
};

Result<Size> parse_size(const std::string& text) {
  if (text.empty()) return Size{1280, 720};
  Size size{0, 0};
  const char* end = text.data() + text.size();
  const auto [at, first] = std::from_chars(text.data(), end, size.width);
  const bool crossed = first == std::errc{} && at != end && (*at == 'x' || *at == 'X');
  const auto [rest, second] = std::from_chars(crossed ? at + 1 : end, end, size.height);
  if (!crossed || second != std::errc{} || rest != end)
    return Error{"--size",
                 N_("must be WIDTHxHEIGHT such as 1280x720, each from %1 to %2, got %3"),
                 {std::to_string(smallest), std::to_string(largest), text}};
  for (int side : {size.width, size.height})
    if (side < smallest || side > largest)
      return Error{"--size",
                   N_("each side must lie between %1 and %2, got %3"),
                   {std::to_string(smallest), std::to_string(largest), std::to_string(side)}};
  return size;
}

// What every kind of picture is made with.
struct Studio {
  const RenderRequest& request;
  Size size;
  FontBook fonts;

  Style style() const {
    return {&theme(request.theme), &catalog_for(request.language), &fonts, 1, request.transparent};
  }
  Figure figure(const Scene& scene) const { return figure(scene, solve(scene, {})); }
  Figure figure(const Scene& scene, const Results& results) const {
    return dlab::figure(scene, results, {}, style(), size.width / request.scale, size.height / request.scale);
  }
  ExportOptions options(const Scene& scene) const {
    ExportOptions options;
    if (!request.transparent) options.ground = theme(request.theme).page;
    options.pixels_per_point = request.scale;
    options.scene_json = to_text(scene);
    options.title = catalog_for(request.language)(scene.title);
    return options;
  }
};

void show_progress(int frame, int count) {
  if (!isatty(STDERR_FILENO)) return;
  std::fprintf(stderr, "\r%3d %%%s", 100 * (frame + 1) / count, frame + 1 == count ? "\n" : "");
}

// The scenes one after another; the last is held.
Status film(const Studio& studio, const std::vector<Scene>& scenes) {
  const int moving = static_cast<int>(scenes.size()), count = moving + rest_frames;
  Results results;
  Pixels last;
  const auto frame = [&](int i) -> Result<Pixels> {
    if (i >= moving) return last;
    const Scene& now = scenes[static_cast<std::size_t>(i)];
    results = solve(now, results);
    Result<Pixels> pixels = rasterize(studio.figure(now, results), studio.fonts, studio.options(now));
    if (pixels) last = *pixels;
    return pixels;
  };
  return write_movie(studio.request.out, count, movie_rate, frame, [&](int i) { show_progress(i, count); });
}

// What play does in the window, from its beginning to its end.
Status render_movie(const Studio& studio, Scene scene) {
  const auto take = [&scene](const PlayFrame& frame) -> Status {
    for (const Action& action : frame.actions) {
      Result<Scene> next = dlab::apply(scene, action);
      if (!next) return next.error();
      scene = *std::move(next);
    }
    return Done{};
  };
  std::vector<Scene> scenes;
  if (const auto* arena = std::get_if<ArenaScene>(&scene.exhibit)) {  // the run from its beginning
    const std::int64_t last = arena->iterations,
                       frames = std::clamp<std::int64_t>(last, 1, most_training_frames);
    for (std::int64_t i = 0; i <= frames; ++i) {
      Scene then = scene;
      std::get<ArenaScene>(then.exhibit).iterations = last * i / frames;
      scenes.push_back(std::move(then));
    }
    return film(studio, scenes);
  }
  if (const Status begun = take(play_reset(scene)); !begun) return begun;
  scenes.push_back(scene);
  for (bool arrived = false; !arrived && scenes.size() < most_frames;) {
    const PlayFrame frame = play_on(scene, 1 / movie_rate);
    if (const Status taken = take(frame); !taken) return taken;
    scenes.push_back(scene);
    arrived = frame.arrived;
  }
  return film(studio, scenes);
}

Result<std::string> window_picture(const RenderRequest& request, Size size, const Scene& scene) {
  WindowOptions options;
  options.scale = static_cast<float>(request.scale);
  options.width = static_cast<int>(std::lround(size.width / request.scale));
  options.height = static_cast<int>(std::lround(size.height / request.scale));
  options.theme = request.theme;
  options.language = request.language;
  const Result<Pixels> pixels = render_window(scene, options);
  if (!pixels) return pixels.error();
  ExportOptions embedding;
  embedding.scene_json = to_text(scene);
  return png_bytes(pixels->rgba, pixels->width, pixels->height, embedding);
}

std::string lower_extension(const std::string& path) {
  std::string extension = std::filesystem::path(path).extension().string();
  for (char& c : extension)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return extension;
}

// Before anything is computed: is this a kind of file that can be written?
Status check_extension(const RenderRequest& request) {
  const std::string extension = lower_extension(request.out);
  if (request.window)
    return extension == ".png"
               ? Status(Done{})
               : Error{"--out", N_("a picture of the window is a .png, got %1"), {request.out}};
  for (const char* known : {".png", ".svg", ".pdf", ".gif", ".mp4", ".csv", ".json"})
    if (extension == known) return Done{};
  return Error{"--out", N_("must end in .png, .svg, .pdf, .gif, .mp4, .csv or .json, got %1"), {request.out}};
}

// The recorded curve; where nothing was recorded, that of a whole sweep.
Result<std::string> table(const Scene& scene) {
  Result<Scene> swept = scene;
  if (const Recorder* recorder = recorder_of(scene); recorder && !recorder->recorded)
    swept = apply(scene, Record{recorder->parameter, recorder->low, recorder->high});
  if (!swept) return swept.error();
  return scene_csv(*swept, solve(*swept, {}));
}

Result<std::string> file_bytes(const Studio& studio, const Scene& scene, const std::string& extension) {
  const RenderRequest& request = studio.request;
  if (request.window) return window_picture(request, studio.size, scene);
  if (extension == ".csv") return table(scene);
  if (extension == ".json") return to_text(scene);
  const Figure figure = studio.figure(scene);
  if (extension == ".png") return png_bytes(figure, studio.fonts, studio.options(scene));
  if (extension == ".svg") return svg_bytes(figure, studio.fonts, studio.options(scene));
  return pdf_bytes(figure, studio.fonts, studio.options(scene));
}

}  // namespace

Status run_render(const RenderRequest& request) {
  if (const Status known = check_extension(request); !known) return known;
  const Result<Size> size = parse_size(request.size);
  if (!size) return size.error();
  if (!(request.scale >= 1 && request.scale <= 4))
    return Error{"--scale", N_("must lie between 1 and 4, got %1"), {to_text(FieldValue{request.scale})}};
  if (request.iterations < 0 || request.iterations > 1000000)
    return Error{
        "--iterations", N_("must lie between 0 and 1000000, got %1"), {std::to_string(request.iterations)}};
  const Result<Scene> loaded = load_scene(request.scene);
  if (!loaded) return loaded.error();
  Result<Scene> scene = with_settings(*loaded, request.set);
  if (!scene) return scene.error();
  if (request.iterations > 0) {
    const bool trains = std::holds_alternative<ArenaScene>(scene->exhibit);
    scene = trains ? apply(*scene, SetFields{{{"iterations", std::int64_t{request.iterations}}}})
                   : apply(*scene, FitStep{request.iterations});
    if (!scene) return scene.error();
  }
  const Studio studio{request, *size, FontBook()};
  const std::string extension = lower_extension(request.out);
  if (extension == ".gif" || extension == ".mp4") return render_movie(studio, *scene);
  const Result<std::string> bytes = file_bytes(studio, *scene, extension);
  if (!bytes) return bytes.error();
  return write_file(request.out, *bytes);
}

}  // namespace dlab
