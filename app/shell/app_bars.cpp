// The bars around the stage: rail, top bar with the scene menu, caption, notices.
#include <algorithm>

#include "app/shell/app.hpp"
#include "app/shell/caption_text.hpp"
#include "app/shell/chrome.hpp"

namespace dlab {
namespace {

// One entry of the rail: an icon above a word.
bool rail_entry(const Ui& ui, const char* id, Icon icon, const std::string& word, bool chosen, bool collapsed,
                float height, const std::string& hint) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 size{ImGui::GetContentRegionAvail().x, height};
  bool pressed = ImGui::InvisibleButton(id, size);
  const ControlState::Focus focus = ui.controls->stop(ImGui::GetID(id), Takes::press);
  pressed = pressed || (focus.on && ui.controls->take_activation());
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 low{at.x + ui.px(7), at.y}, high{at.x + size.x - ui.px(7), at.y + size.y};
  if (chosen || ImGui::IsItemHovered())
    list->AddRectFilled(low, high, to_imgui(chosen ? ui.theme->control : with_alpha(ui.theme->control, 0.5)),
                        ui.px(9));
  if (focus.ring) list->AddRect(low, high, to_imgui(ui.theme->p), ui.px(9), 0, ui.px(2));
  const Color color = chosen ? ui.theme->text : ui.theme->text_soft;
  const float x = at.x + size.x / 2;
  draw_icon(ui, list, icon, {x, at.y + (collapsed ? 0.5f : 0.36f) * height}, 20, color);
  if (!collapsed)
    draw_text(ui, list, {x, at.y + 0.75f * height}, word, 13, chosen ? Weight::semibold : Weight::medium,
              color, Align::center, Baseline::middle);
  tooltip(ui, hint);
  return pressed;
}

}  // namespace

void App::rail(Edits& edits) {
  const bool narrow = settings_.rail_collapsed;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetWindowPos();
  const float width = ImGui::GetWindowWidth(), height = ImGui::GetWindowHeight();
  draw_logo(ui_, list, {at.x + width / 2, at.y + ui_.px(28)}, narrow ? 26 : 32);
  struct Room {
    const char* key;
    Icon icon;
    const char* word;
    const char* hint;
  };
  static constexpr Room rooms[] = {
      {"line", Icon::line, N_("Line"), N_("Two distributions on a line")},
      {"plane", Icon::plane, N_("Plane"), N_("Two distributions in the plane")},
      {"boxes", Icon::boxes, N_("Boxes"), N_("The transport puzzle: boxes carried by hand")},
      {"arena", Icon::arena, N_("Arena"), N_("Networks that train live")}};
  // Rows give way to each other in a low window.
  const float top = ui_.px(64), gap = ui_.px(4), foot = ui_.px(6);
  const float rows = static_cast<float>(std::size(rooms)) + 4;
  const float entry = std::min(ui_.px(narrow ? 44 : 62), (height - top - foot) / rows - gap);
  const float row = entry + gap;
  float y = at.y + top;
  for (const Room& room : rooms) {
    ImGui::SetCursorScreenPos({at.x, y});
    const bool here = std::string(exhibit_key(scene())) == room.key;
    if (rail_entry(ui_, room.key, room.icon, ui_.tr(room.word), here, narrow, entry, ui_.tr(room.hint)) &&
        !here)
      enter(room.key, edits);
    probe_.mark(std::string("rail.") + room.key);
    y += row;
  }
  ImGui::SetCursorScreenPos({at.x, at.y + height - 4 * row - ui_.px(6)});
  const bool zh = settings_.language == "zh";
  if (rail_entry(ui_, "help", Icon::help, ui_.tr("Keys"), panel_ == SidePanel::help, narrow, entry,
                 ui_.tr("Keys and gestures (?)")))
    edits.call(Command::help);
  probe_.mark("rail.help");
  ImGui::SetCursorScreenPos({at.x, at.y + height - 3 * row - ui_.px(6)});
  if (rail_entry(ui_, "language", Icon::globe, zh ? "English" : "中文", false, narrow, entry,
                 zh ? "Switch to English (L)" : "切换到中文 (L)"))
    edits.call(Command::toggle_language);
  probe_.mark("rail.language");
  ImGui::SetCursorScreenPos({at.x, at.y + height - 2 * row - ui_.px(6)});
  const bool light = settings_.theme == ThemeKind::light;
  if (rail_entry(ui_, "theme", light ? Icon::moon : Icon::sun, light ? ui_.tr("Dark") : ui_.tr("Light"),
                 false, narrow, entry, ui_.tr("Light paper or dark stage (D)")))
    edits.call(Command::toggle_theme);
  probe_.mark("rail.theme");
  ImGui::SetCursorScreenPos({at.x, at.y + height - row - ui_.px(6)});
  if (rail_entry(ui_, "collapse", narrow ? Icon::chevron_right : Icon::chevron_left, ui_.tr("Less"), false,
                 narrow, entry, narrow ? ui_.tr("Show the words") : ui_.tr("Only icons")))
    edits.call(Command::toggle_rail);
  probe_.mark("rail.collapse");
}

// Another exhibit as it was left, or its first scene.
void App::enter(const std::string& exhibit, Edits& edits) {
  player_.stop(edits);
  left_.insert_or_assign(exhibit_key(scene()), scene());
  const auto before = left_.find(exhibit);
  if (before != left_.end()) {
    edits.act(LoadScene{before->second});
    return;
  }
  for (const Scene& scene : built_in_scenes())
    if (exhibit_key(scene) == exhibit) {
      edits.act(LoadScene{scene});
      return;
    }
}

void App::scene_menu(Edits& edits, float most_width) {
  std::vector<std::string> titles;
  int now = -1;
  std::vector<Scene> all;  // of this exhibit; the rail leads to the others
  for (const Scene& scene : built_in_scenes())
    if (scene.exhibit.index() == this->scene().exhibit.index()) all.push_back(scene);
  for (const Scene& scene : all) {
    if (scene.name == this->scene().name) now = static_cast<int>(titles.size());
    titles.push_back(ui_.tr(scene.title.c_str()));
  }
  titles.push_back(ui_.tr("Open a file…"));
  const std::string title = ui_.tr(scene().title.c_str());
  if (auto chosen = title_menu(ui_, "scene", title, titles, now, most_width)) {
    if (static_cast<std::size_t>(*chosen) == all.size()) {
      edits.call(Command::open_panel);
    } else {
      player_.stop(edits);
      edits.act(LoadScene{all[static_cast<std::size_t>(*chosen)]});
    }
  }
  probe_.mark("scene");
}

void App::top_bar(Edits& edits) {
  const ImVec2 at = ImGui::GetWindowPos();
  const float width = ImGui::GetWindowWidth(), height = ImGui::GetWindowHeight();
  const float middle = at.y + height / 2;

  struct Entry {
    const char* id;
    std::string label;
    ButtonOptions options;
    Command command;
  };
  const bool plays = playing();
  const std::string play = plays ? ui_.tr("Pause") : ui_.tr(play_label(scene()));
  std::vector<Entry> track{{"play", play, {}, Command::play},
                           {"step", ui_.tr("Step"), {}, Command::step},
                           {"reset", ui_.tr("Reset"), {}, Command::reset}};
  track[0].options.look = ButtonLook::primary;
  track[0].options.icon = plays ? Icon::pause : Icon::sweep;
  track[0].options.hint = ui_.tr("Space");
  track[1].options.look = track[2].options.look = ButtonLook::plain;
  track[1].options.hint = ui_.tr("Right arrow");
  track[2].options.hint = "R";
  std::vector<Entry> rest{{"undo", "", {}, Command::undo},
                          {"redo", "", {}, Command::redo},
                          {"present", ui_.tr("Present"), {}, Command::present},
                          {"export", ui_.tr("Export"), {}, Command::export_panel}};
  rest[0].options = {ButtonLook::plain, Icon::undo, 38, 38, history_.can_undo(), ui_.tr("Undo (Ctrl-Z)")};
  rest[1].options = {
      ButtonLook::plain, Icon::redo, 38, 38, history_.can_redo(), ui_.tr("Redo (Ctrl-Shift-Z)")};
  rest[2].options.hint = "F5";
  rest[3].options.look = ButtonLook::primary;
  rest[3].options.hint = "Ctrl-E";

  // From the right edge leftwards, so that the title gets what is left.
  const double fixed = ui_.type(112);  // the play button never changes its width with its word
  track[0].options.width = std::max(fixed, button_width(ui_, track[0].label, track[0].options));
  double total = 20;
  for (Entry& entry : rest) total += button_width(ui_, entry.label, entry.options) + 8;
  double track_width = 8;
  for (Entry& entry : track) track_width += button_width(ui_, entry.label, entry.options);
  const float right = at.x + width;
  float x = right - ui_.px(total + track_width + 8);
  const float title_right = x - ui_.px(12);

  ImDrawList* list = ImGui::GetWindowDrawList();
  const float track_height = ui_.px(44 * ui_.emphasis);
  list->AddRectFilled({x, middle - track_height / 2}, {x + ui_.px(track_width), middle + track_height / 2},
                      to_imgui(ui_.theme->control), ui_.px(10));
  const auto place = [&](Entry& entry) {
    entry.options.height = entry.options.height * ui_.emphasis;
    ImGui::SetCursorScreenPos({x, middle - ui_.px(entry.options.height) / 2});
    if (button(ui_, entry.id, entry.label, entry.options)) edits.call(entry.command);
    probe_.mark(entry.id);
    x += ui_.px(button_width(ui_, entry.label, entry.options));
  };
  x += ui_.px(4);
  for (Entry& entry : track) place(entry);
  x += ui_.px(12);
  for (Entry& entry : rest) {
    place(entry);
    x += ui_.px(8);
  }
  ImGui::PushClipRect({at.x, at.y}, {title_right, at.y + height}, true);
  ImGui::SetCursorScreenPos({at.x + ui_.px(20), middle - ui_.px(ui_.type(19))});
  scene_menu(edits, title_right - at.x - ui_.px(20));
  const Probe::Place& title = probe_.places["scene"];
  const std::string subtitle = ui_.tr(exhibit_title(scene()));
  const float sub = title.x + title.w + ui_.px(12);
  if (sub + text_width(ui_, subtitle, ui_.type(15), Weight::regular) < title_right)
    draw_text(ui_, list, {sub, middle}, subtitle, ui_.type(15), Weight::regular, ui_.theme->text_soft,
              Align::left, Baseline::middle);
  ImGui::PopClipRect();
}

void App::caption() {
  const ImVec2 at = ImGui::GetWindowPos();
  const double width = static_cast<double>(ImGui::GetWindowWidth() / ui_.scale) - 48;
  const double height = static_cast<double>(ImGui::GetWindowHeight() / ui_.scale);
  const Style style{ui_.theme, ui_.words, &book_, ui_.emphasis, false};
  const std::string text = dlab::caption(scene(), solver_.results(), *ui_.words);
  double size = 19 * (presenting_ ? 1.25 : 1);
  std::vector<CaptionWord> words = caption_words(text, width, size, style);
  while (!words.empty() && words.back().line > 1 && size > 13)
    words = caption_words(text, width, size -= 1, style);
  const double line_height = size * 1.4;
  const int lines = words.empty() ? 1 : words.back().line + 1;
  const double top = (height - lines * line_height) / 2;
  ImDrawList* list = ImGui::GetWindowDrawList();
  for (const CaptionWord& word : words) {
    const ImVec2 place{at.x + ui_.px(24 + word.x), at.y + ui_.px(top + (word.line + 0.5) * line_height)};
    draw_text(ui_, list, place, word.text, size, word.weight, word.color, Align::left, Baseline::middle);
  }
}

// One sentence over the scene's title, so that nothing else moves or is hidden.
void App::notice_bar() {
  if (!notice_) return;
  if (!notice_->is_error && clock_ - notice_->since > notice_seconds) {
    notice_.reset();
    return;
  }
  const Color ground = notice_->is_error ? ui_.theme->error : ui_.theme->accent;
  const Color ink = notice_->is_error ? ui_.theme->on_error : ui_.theme->on_accent;
  const Probe::Place& play = probe_.places["play"];
  const float left = ui_.px(presenting_ ? 12 : settings_.rail_collapsed ? 60 : 84), top = ui_.px(5);
  const float width = play.x - ui_.px(16) - left, height = ui_.px(presenting_ ? 68 : 46);
  const double inner = static_cast<double>(width / ui_.scale) - 82;
  const Style style{ui_.theme, ui_.words, &book_, 1, false};
  double size = 15;
  std::vector<CaptionWord> words = caption_words(notice_->sentence, inner, size, style);
  if (!words.empty() && words.back().line > 1)
    words = caption_words(notice_->sentence, inner, size = 13, style);
  const int lines = words.empty() ? 1 : words.back().line + 1;
  const double line_height = std::min(size * 1.3, 42.0 / std::min(lines, 3));
  ImGui::SetCursorScreenPos({left, top});
  ImGui::BeginChild("notice", {width, height}, false, ImGuiWindowFlags_NoScrollbar);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float middle = top + height / 2;
  list->AddRectFilled({left, top}, {left + width, top + height}, to_imgui(ground), ui_.px(10));
  draw_icon(ui_, list, notice_->is_error ? Icon::warning : Icon::check, {left + ui_.px(24), middle}, 20, ink);
  for (const CaptionWord& word : words) {
    const double down = (word.line - (std::min(lines, 3) - 1) / 2.0) * line_height;
    draw_text(ui_, list, {left + ui_.px(46 + word.x), middle + ui_.px(down)}, word.text, size, Weight::medium,
              ink, Align::left, Baseline::middle);
  }
  const ImVec2 cross{left + width - ui_.px(22), middle};
  ImGui::SetCursorScreenPos({cross.x - ui_.px(18), cross.y - ui_.px(18)});
  const bool closed = ImGui::InvisibleButton("close notice", {ui_.px(36), ui_.px(36)});
  draw_icon(ui_, list, Icon::close, cross, 16, ink);
  probe_.mark("notice.close");
  tooltip(ui_, notice_->sentence);
  ImGui::EndChild();
  if (closed) notice_.reset();
}

}  // namespace dlab
