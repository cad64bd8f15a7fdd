// Filling the arrays that the kernels read.
#include "core/divergence/table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace dlab {
namespace {

using Shape = Piece::Shape;
constexpr double infinity = std::numeric_limits<double>::infinity();
const double log_sqrt_2pi = 0.5 * std::log(2 * std::numbers::pi);
// In scales. Outside lies 2e−19 of a bell, 3e−20 of an exponential tail; 7e−13 outside the shorter ones.
constexpr double bell_reach = 9, exponential_reach = 45, bell_mass_reach = 7.2, exponential_mass_reach = 28;
constexpr double bell_width = 1.6, exponential_width = 2.4;

void clear(std::vector<double> (&arrays)[4]) {
  for (auto& array : arrays) array.clear();
}
void push(std::vector<double> (&arrays)[4], double at, double inverse, double peak, double weight) {
  arrays[0].push_back(at);
  arrays[1].push_back(inverse);
  arrays[2].push_back(peak);
  arrays[3].push_back(weight);
}

}  // namespace

void LawTable::assign(const Law& law) {
  clear(normals_), clear(laplaces_), clear(exponentials_);
  features_.clear(), reaches_.clear(), mass_reaches_.clear(), breaks_.clear();
  bool steps = false;
  for (const Piece& piece : law.pieces()) {
    const double a = piece.a, b = piece.b, w = piece.weight, log_w = std::log(w);
    switch (piece.shape) {
      case Shape::normal:
        push(normals_, a, 1 / b, log_w - log_sqrt_2pi - std::log(b), w);
        features_.push_back({a, bell_width * b});
        add_reach(a, bell_reach * b, bell_reach * b, bell_mass_reach / bell_reach);
        break;
      case Shape::laplace:
        push(laplaces_, a, 1 / b, log_w - std::log(2 * b), w);
        features_.push_back({a, exponential_width * b});
        add_reach(a, exponential_reach * b, exponential_reach * b,
                  exponential_mass_reach / exponential_reach);
        breaks_.push_back(a);
        break;
      case Shape::exponential:
        push(exponentials_, a, b, log_w + std::log(b), w);
        features_.push_back({a, exponential_width / b});
        add_reach(a, 0, exponential_reach / b, exponential_mass_reach / exponential_reach);
        breaks_.push_back(a);
        break;
      case Shape::uniform:
        steps = true;
        reaches_.push_back({{a, 0}, {b, 0}});
        mass_reaches_.push_back(reaches_.back());
        breaks_.push_back(a);
        breaks_.push_back(b);
        break;
    }
  }
  std::sort(breaks_.begin(), breaks_.end());
  breaks_.erase(std::unique(breaks_.begin(), breaks_.end()), breaks_.end());
  edges_.clear();
  if (steps) add_steps(law);
  set_support(law);
  set_view();
}

void LawTable::add_reach(double at, double below, double above, double shorter) {
  const LinePoint center{at, 0};
  reaches_.push_back({center + -below, center + above});
  mass_reaches_.push_back({center + -below * shorter, center + above * shorter});
}

void LawTable::add_steps(const Law& law) {
  for (const Piece& piece : law.pieces()) {
    if (piece.shape == Shape::uniform) edges_.push_back(piece.a), edges_.push_back(piece.b);
  }
  std::sort(edges_.begin(), edges_.end());
  edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
  const std::size_t n = edges_.size();
  // Pieces start and end at edges; a running sum of starts and ends would leave rounding where nothing is, so
  // each step sums the pieces that cover it. Bins cover one step each.
  heights_.assign(n, 0);
  for (const Piece& piece : law.pieces()) {
    if (piece.shape != Shape::uniform) continue;
    const double height = piece.weight / (piece.b - piece.a);
    const auto first = std::lower_bound(edges_.begin(), edges_.end(), piece.a) - edges_.begin();
    for (auto i = static_cast<std::size_t>(first); edges_[i] < piece.b; ++i) heights_[i] += height;
  }
  log_heights_.assign(n, -1e300);
  mass_below_.assign(n, 0), mass_above_.assign(n, 0), partial_below_.assign(n, 0),
      partial_above_.assign(n, 0);
  for (std::size_t i = 0; i + 1 < n; ++i) {
    if (heights_[i] > 0) log_heights_[i] = std::log(heights_[i]);
    const double width = edges_[i + 1] - edges_[i];
    mass_below_[i + 1] = mass_below_[i] + heights_[i] * width;
    partial_below_[i + 1] = partial_below_[i] + width * (mass_below_[i] + 0.5 * heights_[i] * width);
  }
  for (std::size_t i = n - 1; i-- > 0;) {
    const double width = edges_[i + 1] - edges_[i];
    mass_above_[i] = mass_above_[i + 1] + heights_[i] * width;
    partial_above_[i] = partial_above_[i + 1] + width * (mass_above_[i + 1] + 0.5 * heights_[i] * width);
  }
}

void LawTable::set_support(const Law& law) {
  support_.clear();
  if (!normals_[0].empty() || !laplaces_[0].empty()) {
    support_.push_back({-infinity, infinity});
    return;
  }
  for (const Piece& piece : law.pieces()) {
    support_.push_back({piece.a, piece.shape == Shape::uniform ? piece.b : infinity});
  }
  std::sort(support_.begin(), support_.end(),
            [](const Law::Interval& a, const Law::Interval& b) { return a.low < b.low; });
  std::size_t kept = 0;
  for (const Law::Interval& interval : support_) {
    if (kept > 0 && interval.low <= support_[kept - 1].high) {
      support_[kept - 1].high = std::max(support_[kept - 1].high, interval.high);
    } else {
      support_[kept++] = interval;
    }
  }
  support_.resize(kept);
}

void LawTable::set_view() {
  view_.normals = normals_[0].size();
  view_.normal_at = normals_[0].data();
  view_.normal_inverse = normals_[1].data();
  view_.normal_peak = normals_[2].data();
  view_.normal_weight = normals_[3].data();
  view_.laplaces = laplaces_[0].size();
  view_.laplace_at = laplaces_[0].data();
  view_.laplace_inverse = laplaces_[1].data();
  view_.laplace_peak = laplaces_[2].data();
  view_.laplace_weight = laplaces_[3].data();
  view_.exponentials = exponentials_[0].size();
  view_.exponential_at = exponentials_[0].data();
  view_.exponential_rate = exponentials_[1].data();
  view_.exponential_peak = exponentials_[2].data();
  view_.exponential_weight = exponentials_[3].data();
  view_.edges = edges_.size();
  view_.edge = edges_.data();
  view_.height = heights_.data();
  view_.log_height = log_heights_.data();
  view_.mass_below = mass_below_.data();
  view_.mass_above = mass_above_.data();
  view_.partial_below = partial_below_.data();
  view_.partial_above = partial_above_.data();
}

}  // namespace dlab
