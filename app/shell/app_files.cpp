// Files in and out: opening, dropping, choosing data, exporting.
#include <algorithm>
#include <filesystem>

#include "app/export/scene_cells.hpp"
#include "app/export/scene_csv.hpp"
#include "app/shell/app.hpp"
#include "app/shell/chrome.hpp"
#include "app/shell/shell.hpp"
#include "core/base/file.hpp"
#include "core/base/languages.hpp"

namespace dlab {
namespace {

namespace fs = std::filesystem;

std::string lower_extension(const std::string& path) {
  std::string text = fs::path(path).extension().string();
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

void App::open_file(const std::string& path) {
  const Catalog& words = catalog_for(settings_.language);
  const std::string extension = lower_extension(path), name = fs::path(path).filename().string();
  if (extension == ".csv" || extension == ".tsv" || extension == ".txt") {
    data_.open(path, side_for_data(), in_plane());
    panel_ = SidePanel::data;
    return;
  }
  Result<std::string> bytes = read_file(path, std::size_t{1} << 28);
  Result<std::string> text = !bytes                 ? Result<std::string>(bytes.error())
                             : extension == ".json" ? Result<std::string>(*bytes)
                                                    : embedded_scene(*bytes);
  const bool planar = in_plane();
  if (bytes && extension == ".png" && planar && (!text || (panel_ == SidePanel::opening && choosing_))) {
    open_picture(path, *bytes);
    return;
  }
  if (!text) {
    notify((bytes ? text.error().in_file(name) : text.error()).text(words), true);
    return;
  }
  const std::vector<std::string> folders{fs::path(path).parent_path().string()};
  Result<Scene> scene = scene_from_text(*text, folders);
  if (scene) scene = with_cells(*std::move(scene), folders, book_);
  if (!scene) {
    notify(scene.error().in_file(name).text(words), true);
    return;
  }
  Edits edits;
  player_.stop(edits);
  edits.act(LoadScene{*std::move(scene)});
  take(edits);
  settings_.folder = fs::absolute(fs::path(path)).parent_path().string();
  panel_ = SidePanel::inspector;
  notify(words("Opened %1.", {name}), false);
}

bool App::in_plane() const { return plane_side(scene(), Side::p) != nullptr; }

Side App::side_for_data() const {
  if (const auto* arena = std::get_if<ArenaScene>(&scene().exhibit);
      arena && arena->model == ArenaModel::network)
    return Side::p;
  if (panel_ == SidePanel::opening && choosing_) return *choosing_;
  return ImGui::GetIO().KeyShift ? Side::p : Side::q;
}

// A picture as the density of one side, where that side was and about as large.
void App::open_picture(const std::string& path, const std::string& bytes) {
  const Catalog& words = catalog_for(settings_.language);
  const std::string name = fs::path(path).filename().string();
  Result<Cells> cells = picture_cells(bytes);
  if (!cells) {
    notify(cells.error().in_file(name).text(words), true);
    return;
  }
  const Side side = side_for_data();
  Distribution2d picture = convert(*plane_side(scene(), side), Kind2d::image);
  auto& image = std::get<Image2d>(picture);
  image.file = path;
  image.darkness = *std::move(cells);
  Edits edits;
  player_.stop(edits);
  edits.act(SetDistribution2d{side, picture});
  take(edits);
  settings_.folder = fs::absolute(fs::path(path)).parent_path().string();
  panel_ = SidePanel::inspector;
  notify(words("Opened %1.", {name}), false);
}

void App::choose_data(Side side) {
  choosing_ = side;
  std::vector<std::string> endings{".csv", ".tsv", ".txt"};
  if (in_plane()) endings.emplace_back(".png");
  files_.open(default_folder(settings_), std::move(endings),
              side == Side::p ? ui_.tr("Data for P") : ui_.tr("Data for Q"));
  panel_ = SidePanel::opening;
}

void App::export_now(const ExportRequest& request) {
  const Catalog& words = catalog_for(settings_.language);
  if (request.path.empty()) {
    notify(words("Type a file name first, such as figure.png."), true);
    return;
  }
  // What is written belongs to the scene on screen, also while a slow curve is being renewed.
  const Results results = solver_.renewing() ? solve(scene(), solver_.results()) : solver_.results();
  Result<std::string> bytes = std::string();
  if (request.format == ExportFormat::json) {
    bytes = to_text(shown_scene());
  } else if (request.format == ExportFormat::csv) {
    bytes = scene_csv(scene(), results);
  } else if (request.format == ExportFormat::window_png) {
    wanted_window_ = request.path;  // after this frame's pixels are there
    return;
  } else {
    const Style style{&theme(request.theme), &words, &book_, 1, request.transparent};
    const Figure figure = dlab::figure(scene(), results, {}, style, request.width, request.height);
    ExportOptions options;
    if (!request.transparent) options.ground = theme(request.theme).page;
    options.pixels_per_point = request.pixels;
    options.scene_json = to_text(shown_scene());
    options.title = words(scene().title);
    bytes = request.format == ExportFormat::png   ? png_bytes(figure, book_, options)
            : request.format == ExportFormat::svg ? svg_bytes(figure, book_, options)
                                                  : pdf_bytes(figure, book_, options);
  }
  save_bytes(request.path, bytes);
}

void App::save_bytes(const std::string& path, const Result<std::string>& bytes) {
  const Catalog& words = catalog_for(settings_.language);
  const Status written = bytes ? write_file(path, *bytes) : Status(bytes.error());
  if (!written) {
    notify(written.error().text(words), true);
    return;
  }
  settings_.folder = fs::absolute(fs::path(path)).parent_path().string();
  notify(words("Saved %1.", {fs::absolute(fs::path(path)).string()}), false);
}

// A run is kept as the number of iterations that made what is on screen.
Scene App::shown_scene() const {
  Scene shown = scene();
  const auto* results = solver_.results().get<ArenaResults>();
  if (auto* arena = std::get_if<ArenaScene>(&shown.exhibit); arena && results) {
    arena->iterations = static_cast<std::int64_t>(results->diagnosis->iteration);
    arena->moment = -1;
  }
  return shown;
}

std::optional<std::string> App::take_window_export() { return std::exchange(wanted_window_, std::nullopt); }

void App::save_window(const std::string& path, const Pixels& pixels) {
  ExportOptions options;
  options.scene_json = to_text(shown_scene());
  save_bytes(path, png_bytes(pixels.rgba, pixels.width, pixels.height, options));
}

}  // namespace dlab
