// The program under its window: the scene with its history, what is on screen, and one frame of it. Knows no
// window system; a GLFW window and the off-screen host run the same frames.
#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/host/host.hpp"
#include "app/panel/control_state.hpp"
#include "app/panel/edits.hpp"
#include "app/panel/probe.hpp"
#include "app/shell/data_panel.hpp"
#include "app/shell/export_panel.hpp"
#include "app/shell/file_panel.hpp"
#include "app/shell/player.hpp"
#include "app/shell/storage.hpp"
#include "app/stage/stage.hpp"
#include "core/exhibit/scene_solver.hpp"

namespace dlab {

enum class SidePanel { inspector, exporting, opening, data, help };

struct AppOptions {
  Scene scene;
  Settings settings;
  Storage storage{std::string()};  // nothing is kept unless the window says so
  bool still = false;              // pictures and tests: no gliding
  std::function<void()> wake;      // rouses the event loop from a worker
};

class App {
 public:
  explicit App(AppOptions options);
  ~App();

  // Call before ImGui's frame begins: rebuilds the font atlas if scale, language or characters changed; true
  // then.
  bool prepare_fonts(float display_scale);
  void frame(const FrameInput& input);
  bool busy() const;    // wants another frame at once
  bool trains() const;  // a run goes on beneath: what is shown changes by itself and never settles

  const Scene& scene() const { return history_.scene(); }
  const Results& results() const { return solver_.results(); }
  const Probe& probe() const { return probe_; }
  const Settings& settings() const { return settings_; }
  bool presenting() const { return presenting_; }
  bool wants_full_screen() const { return full_screen_; }
  bool wants_to_quit() const { return quit_; }
  void notify(std::string sentence, bool is_error);
  // Opens a scene, a picture with a scene inside, or a CSV; errors go to the bar and leave the scene as it
  // is.
  void open_file(const std::string& path);
  void save_work();  // on closing
  // A whole-window picture was asked for: the host hands over the pixels of the frame that follows.
  std::optional<std::string> take_window_export();
  void save_window(const std::string& path, const Pixels& pixels);
  // {"scene": …, "meters": {…}, "places": {…}, "notice": …}: what tests read (DLAB_STATE_FILE).
  std::string state_text() const;

 private:
  void begin_ui(const FrameInput& input);
  void take(Edits& edits);
  void call(Command command);
  bool call_arena(Command command);
  bool playing();
  void keys(const std::vector<KeyPress>& keys, Edits& edits);
  void rail(Edits& edits);
  void top_bar(Edits& edits);
  void scene_menu(Edits& edits, float most_width);
  void enter(const std::string& exhibit, Edits& edits);
  void side_panel(Edits& edits);
  void stage_hands(Edits& edits);
  void stage_picture();
  void caption();
  void notice_bar();
  void export_now(const ExportRequest& request);
  void choose_data(Side side);
  void save_bytes(const std::string& path, const Result<std::string>& bytes);
  void next_scene(int by);
  // With the words of an edit drawn; what was undrawn before stands in no other edit's way.
  Result<Scene> completed(const Scene& before, Scene after) const;
  void open_picture(const std::string& path, const std::string& bytes);
  Scene shown_scene() const;
  bool in_plane() const;       // the scene's distributions are two-dimensional
  Side side_for_data() const;  // that data which is opened or dropped is for
  void changed();              // the scene changed in whatever way

  FontBook book_;
  EditHistory history_;
  std::uint64_t revision_ = 1, saved_revision_ = 1;
  Settings settings_;
  Storage storage_;
  bool still_;
  SceneSolver solver_;
  Stage stage_;
  Player player_;
  Probe probe_;
  Ui ui_;
  ControlState controls_;
  std::unique_ptr<UiFonts> fonts_;
  float fonts_scale_ = 0;
  SidePanel panel_ = SidePanel::inspector;
  FilePanel files_;
  ExportPanel exporter_;
  DataPanel data_;
  std::optional<Side> choosing_;       // data for this side; nothing: any file
  std::map<std::string, Scene> left_;  // each exhibit as it was last seen
  std::optional<std::string> wanted_window_;
  bool presenting_ = false, full_screen_ = false, quit_ = false;
  struct Notice {
    std::string sentence;
    bool is_error;
    double since;
  };
  std::optional<Notice> notice_;
  int complaints_ = 0;  // error notices so far
  double clock_ = 0, saved_at_ = 0;
};

}  // namespace dlab
