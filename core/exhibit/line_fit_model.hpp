// Q as a model with free parameters: locations, log-scales and the mixture's weights, and its scores.
#pragma once
#include <optional>
#include <vector>

#include "core/distribution/distribution.hpp"

namespace dlab {

// θ has, for each component, location/scale and ln(scale) where its kind has them, and the logarithm of its
// weight. Locations are measured in scales, so a step means the same for data in millimetres and in metres.
class FitModel {
 public:
  // None if the distribution has nothing that a gradient can move: a density is needed, and a support that
  // does not move with the parameters.
  static std::optional<FitModel> of(const Distribution& distribution);

  std::size_t size() const { return size_; }
  // Scores ∂ ln q/∂θ at x, in `scores` (of size()).
  void scores(double x, std::vector<double>& scores) const;
  // The distribution after θ ← θ + step.
  Distribution moved(const std::vector<double>& step) const;

 private:
  struct Part {
    Component component;
    bool has_location;
  };
  std::vector<Part> parts_;
  bool plain_ = true;  // not a mixture
  std::size_t size_ = 0;
};

}  // namespace dlab
