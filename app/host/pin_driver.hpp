// For leak checkers only: a graphics driver that is unloaded before the check makes its own caches look lost.
#pragma once

namespace dlab {

// Keeps the drivers that are loaded now in memory until the process ends. Does nothing unless the build has
// AddressSanitizer.
void pin_drivers();

}  // namespace dlab
