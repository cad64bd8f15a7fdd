// A law in the plane prepared for drawing: tables once, then any number of samples without a search.
#pragma once
#include <cstdint>
#include <vector>

#include "core/distribution/law_2d.hpp"
#include "core/math/guide_table.hpp"
#include "core/math/philox.hpp"

namespace dlab {

// Composition: the first of a sample's numbers chooses the part (a strand of bells counts as one), the
// second the place along a strand or line, the last two the place within the part. The law must outlive it.
class Law2dSampler {
 public:
  explicit Law2dSampler(const Law2d& law);

  // Numbers in (0, 1); `choose` may be 0.
  Point at(double choose, double along, UniformPair within) const;

  // The same by halves, for who makes the normal pairs: at() is on_bells() with Box and Muller's
  // (√(−2 log u) cos 2πv, … sin 2πv) where bells(part), else on_shape().
  std::size_t part(double choose) const { return parts_.find(choose); }
  bool bells(std::size_t part) const { return part < threads_.size(); }
  Point on_bells(std::size_t part, double along, Point z) const {
    const Thread& thread = threads_[part];
    return thread.bells == 1 ? thread.mean + thread.root.of(z) : on_strand(thread, along, z);
  }
  Point on_shape(std::size_t part, double along, UniformPair within) const;

 private:
  // Σ^½ z with the symmetric root: it turns with the ellipse and passes through circles without a jump.
  struct Root {
    double xx, xy, yy;
    explicit Root(const Covariance& covariance);
    Point of(Point z) const { return {xx * z.x + xy * z.y, xy * z.x + yy * z.y}; }
  };
  struct Thread {  // a strand, or a bell that stands alone
    std::size_t first, bells;
    Point mean;  // of the first bell, and its root
    Root root;
  };
  struct Cells {
    std::vector<double> within, rows;  // running sums of each row, and of the rows
    explicit Cells(const Law2d::Mosaic& mosaic);
    Point at(const Law2d::Mosaic& mosaic, UniformPair u) const;
  };

  Point on_strand(const Thread& thread, double along, Point z) const;

  const Law2d* law_;
  GuideTable parts_;  // threads, plates, mosaics, lines, atoms
  std::vector<Thread> threads_;
  std::vector<Root> roots_;  // of all bells, where there are strands
  std::vector<Cells> cells_;
};

}  // namespace dlab
