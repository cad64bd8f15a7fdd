// What a distance is, for whoever rests the pointer on its meter.
#pragma once
#include <string>

#include "core/base/catalog.hpp"
#include "core/divergence/distances.hpp"

namespace dlab {

std::string meter_hint(DistanceKind kind, const Catalog& words);

}  // namespace dlab
