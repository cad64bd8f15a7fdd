#include "app/shell/file_panel.hpp"

#include <algorithm>
#include <filesystem>

namespace dlab {

namespace fs = std::filesystem;

void FilePanel::open(const std::string& folder, std::vector<std::string> extensions, std::string title) {
  std::error_code failed;
  folder_ = folder.empty() || !fs::is_directory(folder, failed) ? fs::current_path(failed).string() : folder;
  extensions_ = std::move(extensions);
  title_ = std::move(title);
  path_.clear();
  list();
}

void FilePanel::list() {
  folders_.clear();
  files_.clear();
  std::error_code failed;
  for (fs::directory_iterator at(folder_, fs::directory_options::skip_permission_denied, failed), end;
       !failed && at != end; at.increment(failed)) {
    const std::string name = at->path().filename().string();
    if (name.starts_with(".")) continue;
    std::error_code ignored;
    if (at->is_directory(ignored)) {
      folders_.push_back(name);
    } else if (std::ranges::find(extensions_, at->path().extension().string()) != extensions_.end()) {
      files_.push_back(name);
    }
  }
  std::ranges::sort(folders_);
  std::ranges::sort(files_);
}

std::optional<std::string> FilePanel::draw(const Ui& ui, Probe& probe) {
  heading(ui, title_);
  std::optional<std::string> chosen;
  if (text_box(ui, "path", path_, ui.tr("path of a file, or drop one on the window")) && !path_.empty()) {
    std::error_code ignored;
    if (fs::is_directory(path_, ignored)) {
      folder_ = path_;
      path_.clear();
      list();
    } else {
      chosen = path_;
    }
  }
  probe.mark("open.path");
  paragraph(ui, folder_, 13, ui.theme->text_soft);
  ButtonOptions row;
  row.look = ButtonLook::plain;
  row.align = Align::left;
  row.height = 32;
  row.width = ImGui::GetContentRegionAvail().x / ui.scale;
  std::string next;
  row.icon = Icon::chevron_left;
  if (fs::path(folder_).has_parent_path() && button(ui, "up", ui.tr("one folder up"), row))
    next = fs::path(folder_).parent_path().string();
  row.icon = Icon::chevron_right;
  for (const std::string& name : folders_)
    if (button(ui, ("folder " + name).c_str(), name, row)) next = (fs::path(folder_) / name).string();
  row.icon.reset();
  for (const std::string& name : files_) {
    if (button(ui, ("file " + name).c_str(), name, row)) chosen = (fs::path(folder_) / name).string();
    probe.mark("file." + name);
  }
  if (files_.empty()) paragraph(ui, ui.tr("No fitting file in this folder."), 13, ui.theme->text_soft);
  if (!next.empty()) {
    folder_ = next;
    list();
  }
  return chosen;
}

}  // namespace dlab
