// Q as a model with free parameters: locations, log-scales and the mixture's weights, and its scores.
#include "core/exhibit/line_fit_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace dlab {
namespace {

constexpr double ln_root_two_pi = 0.91893853320467274178;

struct Score {
  double log_density;    // ln f(x)
  double location = 0;   // ∂ ln f/∂(μ/σ) at fixed σ
  double log_scale = 0;  // ∂ ln f/∂ ln σ
};

// z = (x − μ)/σ: ∂ ln f/∂(μ/σ) = z, ∂ ln f/∂ ln σ = z² − 1.
Score score(const Normal& d, double x) {
  const double z = (x - d.mean) / d.std;
  return {-0.5 * z * z - std::log(d.std) - ln_root_two_pi, z, z * z - 1};
}
// ∂ ln f/∂(μ/b) = sign z, ∂ ln f/∂ ln b = |z| − 1.
Score score(const Laplace& d, double x) {
  const double z = (x - d.mean) / d.scale;
  return {-std::abs(z) - std::log(2 * d.scale), z > 0 ? 1.0 : z < 0 ? -1.0 : 0.0, std::abs(z) - 1};
}
// Its start is its support's end and stays; the scale is 1/λ.
Score score(const Exponential& d, double x) {
  if (x < d.start) return {-std::numeric_limits<double>::infinity(), 0, 0};
  const double z = (x - d.start) * d.rate;
  return {-z + std::log(d.rate), 0, z - 1};
}

void move(Normal& d, double location, double log_scale) {
  d.mean += location * d.std;
  d.std *= std::exp(log_scale);
}
void move(Laplace& d, double location, double log_scale) {
  d.mean += location * d.scale;
  d.scale *= std::exp(log_scale);
}
void move(Exponential& d, double, double log_scale) { d.rate *= std::exp(-log_scale); }

template <class D>
constexpr bool fits =
    std::is_same_v<D, Normal> || std::is_same_v<D, Laplace> || std::is_same_v<D, Exponential>;

Score score(const Simple& simple, double x) {
  return std::visit(
      [&](const auto& d) {
        if constexpr (fits<std::decay_t<decltype(d)>>)
          return score(d, x);
        else
          return Score{-std::numeric_limits<double>::infinity()};
      },
      simple);
}

}  // namespace

std::optional<FitModel> FitModel::of(const Distribution& distribution) {
  FitModel model;
  std::vector<Component> components;
  if (const auto* mixture = std::get_if<Mixture>(&distribution)) {
    model.plain_ = false;
    components = mixture->components;
  } else {
    components.push_back({1, *narrowed(distribution)});
  }
  double total = 0;
  for (const Component& component : components) total += component.weight;
  for (Component& component : components) {
    const bool fitted =
        std::visit([](const auto& d) { return fits<std::decay_t<decltype(d)>>; }, component.distribution);
    if (!fitted || !(total > 0)) return std::nullopt;
    component.weight /= total;
    const bool has_location = !std::holds_alternative<Exponential>(component.distribution);
    model.parts_.push_back({component, has_location});
    model.size_ += model.plain_ ? 2 : 3;
  }
  return model;
}

// For a mixture with weights w = softmax(α) and responsibilities r_k = w_k f_k/q:
// ∂ ln q/∂θ_k = r_k ∂ ln f_k/∂θ_k and ∂ ln q/∂α_k = r_k − w_k (Bishop 2006, §9.2).
void FitModel::scores(double x, std::vector<double>& scores) const {
  std::vector<Score> parts(parts_.size());
  double most = -std::numeric_limits<double>::infinity(), total = 0;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    parts[k] = score(parts_[k].component.distribution, x);
    parts[k].log_density += std::log(parts_[k].component.weight);
    most = std::max(most, parts[k].log_density);
  }
  for (const Score& part : parts) total += std::exp(part.log_density - most);
  const std::size_t stride = plain_ ? 2 : 3;
  for (std::size_t k = 0; k < parts.size(); ++k) {
    const double share = std::isfinite(most) ? std::exp(parts[k].log_density - most) / total : 0;
    scores[stride * k] = parts_[k].has_location ? share * parts[k].location : 0;
    scores[stride * k + 1] = share * parts[k].log_scale;
    if (!plain_) scores[stride * k + 2] = share - parts_[k].component.weight;
  }
}

Distribution FitModel::moved(const std::vector<double>& step) const {
  Mixture mixture;
  const std::size_t stride = plain_ ? 2 : 3;
  double total = 0;
  for (std::size_t k = 0; k < parts_.size(); ++k) {
    Component component = parts_[k].component;
    std::visit(
        [&](auto& d) {
          if constexpr (fits<std::decay_t<decltype(d)>>) move(d, step[stride * k], step[stride * k + 1]);
        },
        component.distribution);
    if (!plain_) component.weight *= std::exp(step[stride * k + 2]);
    total += component.weight;
    mixture.components.push_back(std::move(component));
  }
  if (plain_) return widened(mixture.components.front().distribution);
  for (Component& component : mixture.components) component.weight /= total;
  return mixture;
}

}  // namespace dlab
