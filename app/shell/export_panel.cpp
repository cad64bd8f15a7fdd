#include "app/shell/export_panel.hpp"

#include <array>
#include <filesystem>

namespace dlab {
namespace {

namespace fs = std::filesystem;

struct Size {
  const char* label;
  int width, height;
};
constexpr std::array sizes{Size{N_("Slide 16:9"), 1280, 720}, Size{N_("Slide 4:3"), 1200, 900},
                           Size{N_("Paper, wide"), 900, 420}, Size{N_("Poster"), 1920, 1200}};
constexpr std::array formats{"PNG", "SVG", "PDF", "CSV", "JSON", "Window"};

}  // namespace

const char* extension(ExportFormat format) {
  static constexpr const char* names[] = {".png", ".svg", ".pdf", ".csv", ".json", ".png"};
  return names[static_cast<int>(format)];
}

void ExportPanel::open(const std::string& folder, const std::string& scene_name, ThemeKind theme) {
  request_.theme = theme;
  const std::string stem = scene_name.empty() ? "divergence" : scene_name;
  request_.path = (fs::path(folder) / (stem + extension(request_.format))).string();
}

void ExportPanel::set_extension() {
  request_.path = fs::path(request_.path).replace_extension(extension(request_.format)).string();
}

// A typed ending chooses the format: nobody wants a PNG that is called figure.pdf.
void ExportPanel::take_extension() {
  const std::string typed = fs::path(request_.path).extension().string();
  if (typed == extension(request_.format)) return;  // .png is a figure's or the window's
  for (std::size_t i = 0; i < formats.size() - 1; ++i)
    if (typed == extension(static_cast<ExportFormat>(i))) request_.format = static_cast<ExportFormat>(i);
}

std::optional<ExportRequest> ExportPanel::draw(const Ui& ui, Probe& probe) {
  heading(ui, ui.tr("Export"));
  for (std::size_t i = 0; i < formats.size(); ++i) {
    const std::string label = i == 5 ? ui.tr("Window") : formats[i];
    if (i > 0) flow(ui, chip_width(ui, label, false));
    const std::string id = std::string("format.") + formats[i];
    if (chip(ui, id.c_str(), label, static_cast<std::size_t>(request_.format) == i)) {
      request_.format = static_cast<ExportFormat>(i);
      set_extension();
    }
    probe.mark(id);
  }
  constexpr std::array about{
      N_("A sharp picture for slides. The scene is inside: open or drop the file and it is back."),
      N_("True vector with text as text, for editing. The scene is inside."),
      N_("True vector with selectable text, for papers. The scene is inside."),
      N_("The recorded curves as a table: parameter, six distances, six derivatives."),
      N_("The scene itself, to open again or to edit by hand."),
      N_("The whole window as it is now, controls included.")};
  paragraph(ui, ui.tr(about[static_cast<std::size_t>(request_.format)]), 15, ui.theme->text_soft);

  const bool figure = static_cast<int>(request_.format) <= static_cast<int>(ExportFormat::pdf);
  if (figure) {
    heading(ui, ui.tr("Size"));
    std::vector<std::string> names;
    for (const Size& size : sizes)
      names.push_back(ui.tr(size.label) + "  " + std::to_string(size.width) + " × " +
                      std::to_string(size.height));
    if (auto chosen = drop_down(ui, "size", names[static_cast<std::size_t>(size_)], names, size_))
      size_ = *chosen;
    request_.width = sizes[static_cast<std::size_t>(size_)].width;
    request_.height = sizes[static_cast<std::size_t>(size_)].height;
    if (request_.format == ExportFormat::png) {
      const int now = request_.pixels == 1 ? 0 : request_.pixels == 2 ? 1 : 2;
      if (auto chosen = segmented(ui, "pixels", {"×1", "×2", "×4"}, now))
        request_.pixels = *chosen == 0 ? 1 : *chosen == 1 ? 2 : 4;
    }
    heading(ui, ui.tr("Ground"));
    if (auto chosen =
            segmented(ui, "theme", {ui.tr("light"), ui.tr("dark")}, static_cast<int>(request_.theme)))
      request_.theme = static_cast<ThemeKind>(*chosen);
    if (chip(ui, "transparent", ui.tr("transparent"), request_.transparent))
      request_.transparent = !request_.transparent;
    probe.mark("transparent");
  }
  heading(ui, ui.tr("File"));
  const std::string before = request_.path;
  text_box(ui, "path", request_.path, ui.tr("folder/name"));
  probe.mark("export.path");
  if (request_.path != before) take_extension();
  ButtonOptions options;
  options.look = ButtonLook::primary;
  options.icon = Icon::export_;
  const bool pressed = button(ui, "save", ui.tr("Save"), options);
  probe.mark("export.save");
  return pressed ? std::optional(request_) : std::nullopt;
}

}  // namespace dlab
