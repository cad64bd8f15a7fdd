// The colours of a landscape's block and the words on its image, from a figure's style.
#pragma once
#include "core/figure/style.hpp"

namespace dlab {

// Sets wall, rim and note; the rectangle must be set.
void dress(Surface& surface, const Style& style);

}  // namespace dlab
