#include "tests/window/close_window.hpp"

#include <X11/Xlib.h>

#include <cstdlib>

namespace dlab {

// ICCCM 4.2.8.1: a WM_PROTOCOLS message with WM_DELETE_WINDOW, which a window manager would send.
bool ask_to_close(const std::string& display, const std::string& window) {
  Display* server = XOpenDisplay(display.c_str());
  if (!server) return false;
  const Window target = std::strtoul(window.c_str(), nullptr, 0);
  XEvent event{};
  event.xclient.type = ClientMessage;
  event.xclient.window = target;
  event.xclient.message_type = XInternAtom(server, "WM_PROTOCOLS", False);
  event.xclient.format = 32;
  event.xclient.data.l[0] = static_cast<long>(XInternAtom(server, "WM_DELETE_WINDOW", False));
  const bool sent = XSendEvent(server, target, False, NoEventMask, &event) != 0;
  XCloseDisplay(server);  // flushes
  return sent;
}

}  // namespace dlab
