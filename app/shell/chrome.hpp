// The window's regions and their grounds: rail, top bar, stage, side column, caption.
#pragma once
#include "app/panel/widgets.hpp"
#include "app/shell/storage.hpp"

namespace dlab {

inline constexpr double notice_seconds =
    6;  // news goes with the first frame after that; errors stay until closed

struct Chrome {
  Rect rail, top, stage, side, caption;  // points; w = 0: not shown
};
Chrome chrome_layout(double width, double height, bool presenting, bool rail_collapsed);

void begin_root(const Ui& ui, float width, float height);
void end_root();
// A child window on its region; `scrolls` gives it padding and a thin scroll bar.
bool begin_region(const Ui& ui, const char* name, const Rect& rect, bool scrolls = false);
void end_region(bool begun = true);
void draw_pointer_halo(const Ui& ui);

// Where files go: the last folder used, else ~/Pictures, else the working directory.
std::string default_folder(const Settings& settings);

}  // namespace dlab
