// What a device holds of one network between steps.
#pragma once
#include <vector>

#include "core/gan/optimiser.hpp"

namespace dlab {

// A network and its optimiser's memory, in mlp.hpp's order of parameters.
struct NetworkState {
  std::vector<float> parameters;
  OptimiserState<float> optimiser;
  bool operator==(const NetworkState&) const = default;
};

}  // namespace dlab
