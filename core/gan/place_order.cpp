#include "core/gan/place_order.hpp"

#include <algorithm>
#include <bit>

namespace dlab {
namespace {

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }

// Ascending with x, of what is not a number too, and with the index.
std::uint64_t key_of(float x, std::size_t index) {
  const auto bits = std::bit_cast<std::uint32_t>(x + 0.f);  // −0 as 0
  const std::uint32_t key = bits >> 31 ? ~bits : bits | 0x80000000U;
  return static_cast<std::uint64_t>(key) << 16 | index;
}
float coordinate_of(std::uint64_t key) {
  const auto bits = static_cast<std::uint32_t>(key >> 16);
  return std::bit_cast<float>(bits >> 31 ? bits & 0x7fffffffU : ~bits);
}

}  // namespace

PlaceOrder::PlaceOrder(int count, std::vector<int> starts)
    : starts_(std::move(starts)), points_(as_size(count)), order_(as_size(count)) {
  starts_.push_back(count);
}

void PlaceOrder::sort(const float* points, int dimension) {
  for (std::size_t i = 0; i < points_.size(); ++i)
    for (std::size_t k = 0; k < as_size(dimension); ++k)
      points_[i].key[k] = key_of(points[i * as_size(dimension) + k], i);
  halve(0, starts_.size() - 1, dimension);
  for (std::size_t i = 0; i < points_.size(); ++i) order_[i] = static_cast<std::uint16_t>(points_[i].key[0]);
  for (std::size_t t = 0; t + 1 < starts_.size(); ++t)
    std::sort(order_.begin() + starts_[t], order_.begin() + starts_[t + 1]);
}

void PlaceOrder::halve(std::size_t first_tile, std::size_t end_tile, int dimension) {
  if (end_tile - first_tile < 2) return;
  const std::size_t middle = (first_tile + end_tile) / 2;
  const auto begin = points_.begin() + starts_[first_tile], end = points_.begin() + starts_[end_tile];
  float width[2] = {0, 0};
  for (std::size_t k = 0; k < as_size(dimension); ++k) {
    std::uint64_t low = begin->key[k], high = low;
    for (auto point = begin; point != end; ++point) {
      low = std::min(low, point->key[k]);
      high = std::max(high, point->key[k]);
    }
    width[k] = coordinate_of(high) - coordinate_of(low);
  }
  const std::size_t axis = width[1] > width[0] ? 1 : 0;
  std::nth_element(begin, points_.begin() + starts_[middle], end,
                   [axis](const Point& a, const Point& b) { return a.key[axis] < b.key[axis]; });
  halve(first_tile, middle, dimension);
  halve(middle, end_tile, dimension);
}

void PlaceOrder::arrange(const float* from, int dimension, float* to) const {
  const std::size_t d = as_size(dimension);
  for (std::size_t i = 0; i < order_.size(); ++i) std::copy_n(from + order_[i] * d, d, to + i * d);
}

void PlaceOrder::put_back(const float* from, int dimension, int first, int count, float* to) const {
  const std::size_t d = as_size(dimension);
  for (std::size_t i = 0; i < as_size(count); ++i)
    std::copy_n(from + i * d, d, to + order_[as_size(first) + i] * d);
}

}  // namespace dlab
