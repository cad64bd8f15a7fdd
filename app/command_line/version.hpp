// The program's version, from CMake.
#pragma once

namespace dlab {

const char* version();  // "0.1.0"

}  // namespace dlab
