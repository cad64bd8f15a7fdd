// What a critic and its samples say about each other, in numbers.
#pragma once
#include <span>
#include <vector>

#include "core/gan/trainer.hpp"
#include "core/math/point.hpp"
#include "core/transport/transport.hpp"

namespace dlab {

// Share of the points where ‖∇f‖ > 1 (a 1-Lipschitz critic has none).
double share_steeper_than_one(const std::vector<Point>& slopes);

// How far ∇f points along the optimal transport: the mean cosine between ∇f at the generated points and the
// way of their mass to the real ones under an optimal plan (Gulrajani et al. 2017, Proposition 1: 1 for the
// optimal critic). Mass that stays, and points without a slope, do not count. NaN if nothing does.
double alignment(const std::vector<Point>& fake, const std::vector<Point>& slopes,
                 const std::vector<Point>& real, const Transport& plan_fake_to_real);

// √ of the mean square of each layer's weight gradient (biases apart), of a flat array in mlp.hpp's order.
std::vector<double> rms_by_layer(const MlpShape& shape, std::span<const float> flat);

// How the weights are spread (biases too), over [low, high] in equal bins; what lies outside is in the last
// ones.
struct WeightHistogram {
  double low = 0, high = 0;
  std::vector<std::size_t> counts;
};
WeightHistogram weight_histogram(std::span<const float> weights, double low, double high, std::size_t bins);

}  // namespace dlab
