// What outlives the program: settings, and the work as it was a moment ago (restored after a crash).
#pragma once
#include <optional>
#include <string>

#include "core/exhibit/scene.hpp"
#include "core/figure/style.hpp"

namespace dlab {

struct Settings {
  ThemeKind theme = ThemeKind::light;
  std::string language;  // empty: as the environment's LC_ALL, LC_MESSAGES, LANG say
  bool rail_collapsed = false;
  double zoom = 1;     // user's, on top of the display's scale; 0.75 … 2
  std::string folder;  // where files were last written or read
  bool operator==(const Settings&) const = default;
};

// Files under $XDG_CONFIG_HOME and $XDG_STATE_HOME (divergence-lab/…); an empty root disables storage
// (tests).
class Storage {
 public:
  Storage();                           // the user's folders
  explicit Storage(std::string root);  // both below `root`; "" keeps nothing

  Settings load_settings() const;  // defaults where the file is missing or damaged
  Status save_settings(const Settings& settings) const;

  struct Saved {
    Scene scene;
    bool crashed;  // the program did not end by itself since
  };
  std::optional<Saved> load_work() const;
  Status save_work(const Scene& scene) const;
  // While open, a marker file stands beside the work; what finds it at the next start knows of the crash.
  void mark_open() const;
  void mark_closed() const;

 private:
  std::string config_, state_;
};

std::string environment_language();  // "zh" or "en"

}  // namespace dlab
