#include "app/shell/app.hpp"

#include <algorithm>
#include <filesystem>

#include "app/export/scene_cells.hpp"
#include "app/shell/caption_text.hpp"
#include "app/shell/chrome.hpp"
#include "core/base/languages.hpp"

namespace dlab {
namespace {

constexpr double autosave_seconds = 2;

}  // namespace

App::App(AppOptions options)
    : history_(*completed(options.scene, options.scene),
               [this](const Scene& before, Scene after) { return completed(before, std::move(after)); }),
      settings_(std::move(options.settings)),
      storage_(std::move(options.storage)),
      still_(options.still),
      solver_(options.wake, options.still),
      data_(options.wake) {
  if (settings_.language.empty()) settings_.language = environment_language();
  if (!book_.complaint().empty()) notify(catalog_for(settings_.language)(book_.complaint()), true);
}

App::~App() = default;

bool App::prepare_fonts(float display_scale) {
  const float scale = display_scale * static_cast<float>(settings_.zoom);
  if (fonts_ && fonts_scale_ == scale * ui_.emphasis) return false;
  fonts_scale_ = scale * ui_.emphasis;
  fonts_.reset();  // its glyphs go before the atlas is laid out anew
  fonts_ = std::make_unique<UiFonts>(*ImGui::GetIO().Fonts, book_, scale, ui_.emphasis);
  return true;
}

void App::begin_ui(const FrameInput& input) {
  ui_.theme = &theme(settings_.theme);
  ui_.words = &catalog_for(settings_.language);
  ui_.fonts = fonts_.get();
  ui_.controls = &controls_;
  ui_.scale = input.display_scale * static_cast<float>(settings_.zoom);
  ui_.reduced_motion = still_;
  clock_ += static_cast<double>(ImGui::GetIO().DeltaTime);
  probe_.places.clear();
}

void App::frame(const FrameInput& input) {
  begin_ui(input);
  Edits edits;
  keys(controls_.begin_frame(input.keys), edits);
  player_.advance(scene(), static_cast<double>(ImGui::GetIO().DeltaTime), edits);
  take(edits);
  for (const std::string& file : input.dropped_files) open_file(file);

  if (const auto error = data_.take_error()) notify(error->text(*ui_.words), true);
  const Chrome chrome =
      chrome_layout(input.width / ui_.scale, input.height / ui_.scale, presenting_, settings_.rail_collapsed);
  begin_root(ui_, input.width, input.height);
  // Hands come first, everything that shows the scene after them: all of a frame is of one scene.
  if (begin_region(ui_, "stage", chrome.stage)) stage_hands(edits);
  end_region();
  take(edits);
  if (chrome.rail.w > 0 && begin_region(ui_, "rail", chrome.rail)) rail(edits);
  end_region(chrome.rail.w > 0);
  if (begin_region(ui_, "top", chrome.top)) top_bar(edits);
  end_region();
  if (chrome.side.w > 0 && begin_region(ui_, "side", chrome.side, true)) side_panel(edits);
  end_region(chrome.side.w > 0);
  take(edits);
  if (begin_region(ui_, "stage", chrome.stage)) stage_picture();
  end_region();
  if (begin_region(ui_, "caption", chrome.caption)) caption();
  end_region();
  notice_bar();
  if (presenting_) draw_pointer_halo(ui_);
  end_root();

  // At rest at once, for no later frame may come; while something plays, now and then.
  const bool due = !busy() || clock_ - saved_at_ > autosave_seconds;
  if (saved_revision_ != revision_ && due && !stage_.dragging()) {
    (void)storage_.save_work(scene());  // a full disk must not interrupt; closing says so
    saved_revision_ = revision_;
    saved_at_ = clock_;
  }
}

void App::stage_hands(Edits& edits) {
  solver_.update(scene(), revision_);
  ImGui::GetWindowDrawList()->ChannelsSplit(
      2);  // what hands draw lies on top of the picture that comes later
  ImGui::GetWindowDrawList()->ChannelsSetCurrent(1);
  stage_.interact(ui_, solver_.shown(scene()), solver_.results(), edits, probe_);
}

void App::stage_picture() {
  solver_.update(scene(), revision_);
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->ChannelsSetCurrent(0);
  ImGui::SetCursorPos({0, 0});
  // While results lag behind, the last picture that is whole, marked as being renewed.
  stage_.draw(ui_, solver_.shown(scene()), solver_.results(), probe_, solver_.renewing());
  list->ChannelsMerge();
}

void App::changed() { ++revision_; }

Result<Scene> App::completed(const Scene& before, Scene after) const {
  if (!needs_cells(after)) return after;
  Result<Scene> drawn = with_cells(after, {}, book_);
  if (!drawn && needs_cells(before)) return after;
  return drawn;
}

void App::take(Edits& edits) {
  if (edits.gesture_began) history_.begin_gesture();
  for (const Action& action : edits.actions) {
    const Status status = history_.edit(action);
    if (!status) notify(status.error().text(catalog_for(settings_.language)), true);
    changed();
  }
  for (const Action& look : edits.looks)
    if (history_.adjust(look)) changed();
  if (edits.gesture_ended) history_.end_gesture();
  if (!edits.problem.empty()) notify(edits.problem, true);
  const std::vector<Command> commands = std::move(edits.commands);
  edits = {};
  for (Command command : commands) call(command);
}

void App::call(Command command) {
  if (call_arena(command)) return;
  Edits edits;
  switch (command) {
    case Command::play:
      player_.toggle(scene(), edits);
      break;
    case Command::step:
      player_.step(scene(), edits);
      break;
    case Command::reset:
      player_.reset(scene(), edits);
      break;
    case Command::step_critic:
    case Command::step_generator:
    case Command::go_back:
      break;  // of a run that nobody has
    case Command::new_seed:
      edits.set("seed", scene().seed + 1);
      break;
    case Command::undo:
      player_.stop(edits);
      take(edits);
      history_.undo();
      changed();
      break;
    case Command::redo:
      history_.redo();
      changed();
      break;
    case Command::present:
      presenting_ = full_screen_ = !presenting_;
      ui_.emphasis = presenting_ ? 1.5f : 1.0f;
      break;
    case Command::full_screen:
      full_screen_ = !full_screen_;
      break;
    case Command::export_panel:
      exporter_.open(files_.folder().empty() ? default_folder(settings_) : files_.folder(), scene().name,
                     settings_.theme);
      panel_ = SidePanel::exporting;
      break;
    case Command::save_scene:
      call(Command::export_panel);
      break;
    case Command::open_panel:
      choosing_.reset();
      files_.open(default_folder(settings_), {".json", ".png", ".svg", ".pdf", ".csv"}, ui_.tr("Open"));
      panel_ = SidePanel::opening;
      break;
    case Command::choose_data_p:
      choose_data(Side::p);
      break;
    case Command::choose_data_q:
      choose_data(Side::q);
      break;
    case Command::help:
      panel_ = panel_ == SidePanel::help ? SidePanel::inspector : SidePanel::help;
      break;
    case Command::toggle_theme:
      settings_.theme = settings_.theme == ThemeKind::light ? ThemeKind::dark : ThemeKind::light;
      break;
    case Command::toggle_language:
      settings_.language = settings_.language == "zh" ? "en" : "zh";
      break;
    case Command::toggle_rail:
      settings_.rail_collapsed = !settings_.rail_collapsed;
      break;
    case Command::quit:
      quit_ = true;
      break;
    case Command::close_panel:
      if (notice_) {
        notice_.reset();
        break;
      }
      if (presenting_ && panel_ == SidePanel::inspector) call(Command::present);
      panel_ = SidePanel::inspector;
      break;
    case Command::next_scene:
      next_scene(+1);
      break;
    case Command::previous_scene:
      next_scene(-1);
      break;
    case Command::fit_view:
      if (in_plane())
        edits.looks.emplace_back(
            SetFields{{{"x_low", 0.0}, {"x_high", 0.0}, {"y_low", 0.0}, {"y_high", 0.0}}, false});
      else if (line_side(scene(), Side::p))
        edits.looks.emplace_back(SetFields{{{"x_low", 0.0}, {"x_high", 0.0}}, false});
      break;
    case Command::zoom_in:
      settings_.zoom = std::min(settings_.zoom + 0.125, 2.0);
      break;
    case Command::zoom_out:
      settings_.zoom = std::max(settings_.zoom - 0.125, 0.75);
      break;
  }
  if (!edits.actions.empty() || !edits.looks.empty() || edits.gesture_began || edits.gesture_ended)
    take(edits);
}

void App::next_scene(int by) {
  const std::vector<Scene>& all = built_in_scenes();
  const int n = static_cast<int>(all.size());
  int at = by > 0 ? -1 : n;
  for (int i = 0; i < n; ++i)
    if (all[static_cast<std::size_t>(i)].name == scene().name) at = i;
  const int to = std::clamp(at + by, 0, n - 1);
  if (to == at) return;
  Edits edits;
  player_.stop(edits);
  edits.act(LoadScene{all[static_cast<std::size_t>(to)]});
  take(edits);
}

void App::notify(std::string sentence, bool is_error) {
  if (is_error) ++complaints_;
  notice_ = Notice{std::move(sentence), is_error, clock_};
}

bool App::busy() const { return player_.playing() || stage_.busy(); }

bool App::trains() const {
  const auto* arena = results().get<ArenaResults>();
  return arena && arena->status == TrainingStatus::running;
}

// The player's buttons drive the run beneath; false: there is none, or it is no business of its.
bool App::call_arena(Command command) {
  ArenaLive* live = solver_.live(scene());
  if (!live) return false;
  switch (command) {
    case Command::play:
      live->playing() ? live->pause() : live->play();
      break;
    case Command::step:
      live->step(TrainingStep::both);
      break;
    case Command::step_critic:
      live->step(TrainingStep::critic);
      break;
    case Command::step_generator:
      live->step(TrainingStep::generator);
      break;
    case Command::reset:
      live->reset();
      break;
    case Command::go_back:
      live->go_back(100);
      break;
    default:
      return false;
  }
  if (std::get<ArenaScene>(scene().exhibit).moment >= 0) {  // the newest is shown again
    Edits edits;
    edits.looks.emplace_back(SetFields{{{"moment", std::int64_t{-1}}}, false});
    take(edits);
  }
  return true;
}

bool App::playing() {
  const ArenaLive* live = solver_.live(scene());
  return live ? live->playing() : player_.playing();
}

void App::save_work() {
  const Status status = storage_.save_work(scene());
  (void)storage_.save_settings(settings_);
  if (status) storage_.mark_closed();
}

}  // namespace dlab
