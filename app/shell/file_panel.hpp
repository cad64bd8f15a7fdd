// Choosing a file in the side column: a path to type and the folder's fitting files to click.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {

class FilePanel {
 public:
  // Lists `folder`'s sub-folders and the files with one of the extensions (".csv").
  void open(const std::string& folder, std::vector<std::string> extensions, std::string title);
  std::optional<std::string> draw(const Ui& ui, Probe& probe);  // the chosen file
  const std::string& folder() const { return folder_; }

 private:
  void list();
  std::string folder_, path_, title_, problem_;
  std::vector<std::string> extensions_, folders_, files_;
};

}  // namespace dlab
