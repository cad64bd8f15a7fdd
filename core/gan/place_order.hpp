// An order of a batch's points in which those of one tile of rows lie close together.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace dlab {

// Points near each other switch the same units of a ReLU network on and off: in rows that follow each other,
// whole columns of its layers are then 0, where points in any order have few zeros in common, and most others
// are on in every row, where a layer is one linear map (CpuMlp::hidden_product). The batch is halved between
// tiles at the median of the coordinate in which it is wider, then each half likewise (the leaves of a k-d
// tree; Bentley 1975); within a tile, points keep their order. A function of the points alone: points in one
// place count in the order in which they come, what is not a number comes somewhere.
class PlaceOrder {
 public:
  PlaceOrder() = default;
  // `starts`: where tiles begin, the first at 0, ascending, all below count.
  PlaceOrder(int count, std::vector<int> starts);

  // Row i of the order is point order()[i]. Dimension 1 or 2, row-major; allocates nothing.
  void sort(const float* points, int dimension);
  std::span<const std::uint16_t> order() const { return order_; }
  void arrange(const float* from, int dimension, float* to) const;  // into the order
  // Out of it: rows first … first + count − 1 of the order to their places among all.
  void put_back(const float* from, int dimension, int first, int count, float* to) const;

 private:
  struct Point {
    std::uint64_t key[2];  // ascending with a coordinate, then with the point's index, its lowest 16 bits
  };
  void halve(std::size_t first_tile, std::size_t end_tile, int dimension);

  std::vector<int> starts_;  // and the count at the end
  std::vector<Point> points_;
  std::vector<std::uint16_t> order_;
};

}  // namespace dlab
