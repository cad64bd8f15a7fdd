#include "app/command_line/version.hpp"

namespace dlab {

const char* version() { return DLAB_VERSION; }

}  // namespace dlab
