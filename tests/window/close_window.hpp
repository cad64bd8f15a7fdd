// Closing a window as its cross does.
#pragma once
#include <string>

namespace dlab {

// Asks the window (an X11 id as xdotool prints it) to close; false if the display cannot be reached.
bool ask_to_close(const std::string& display, const std::string& window);

}  // namespace dlab
