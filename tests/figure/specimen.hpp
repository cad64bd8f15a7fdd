// One figure with every primitive, dash, alignment and script: what the renderers are checked on.
#pragma once
#include "core/figure/style.hpp"

namespace dlab {

Figure specimen(ThemeKind kind, const TextMeasurer& measurer);

}  // namespace dlab
