// A tile of sums that stays in registers: R rows by N vectors. Compiled once per instruction set, so without
// an include guard.

// Rows that leave registers for two vectors of weights and one factor.
#if DLAB_FLOATS == 16
#define DLAB_EACH_TILE(f) f(1) f(2) f(3) f(4) f(5) f(6) f(7) f(8) f(9) f(10) f(11) f(12) f(13) f(14)
const int most_rows = 14;
#elif DLAB_FLOATS == 8
#define DLAB_EACH_TILE(f) f(1) f(2) f(3) f(4) f(5) f(6)
const int most_rows = 6;
#else
#define DLAB_EACH_TILE(f) f(1) f(2) f(3) f(4) f(5)
const int most_rows = 5;
#endif

template <int R, int N>
struct Sums {
  Sums<R - 1, N> before;
  V a, b;
};
template <int N>
struct Sums<0, N> {};

template <int R, int N>
DLAB_KERNEL_INLINE void begin(Sums<R, N>& sums, const V& a, const V& b) {
  if constexpr (R > 0) {
    begin(sums.before, a, b);
    sums.a = a;
    if constexpr (N > 1) sums.b = b;
  }
}
// Starts from what is there: row i lies `step` further on than row i − 1, the second vector `across`.
template <int R, int N>
DLAB_KERNEL_INLINE void begin_from(Sums<R, N>& sums, const float* from, Size step, Size across) {
  if constexpr (R > 0) {
    begin_from(sums.before, from, step, across);
    sums.a = load(from + (R - 1) * step);
    if constexpr (N > 1) sums.b = load(from + (R - 1) * step + across);
  }
}
// sums(i) += factor of row i · (a, b). Rows from 7 on are reached from `high`, seven rows on: so few offsets
// need a register each.
template <int R, int N>
DLAB_KERNEL_INLINE void accumulate(Sums<R, N>& sums, const float* low, const float* high, Size step,
                                   const V& a, const V& b) {
  if constexpr (R > 0) {
    accumulate(sums.before, low, high, step, a, b);
    const float factor = R > 7 ? high[(R - 8) * step] : low[(R - 1) * step];
    sums.a += factor * a;
    if constexpr (N > 1) sums.b += factor * b;
  }
}
template <int R, int N>
DLAB_KERNEL_INLINE void finish(const Sums<R, N>& sums, float* to, Size step, Size across) {
  if constexpr (R > 0) {
    finish(sums.before, to, step, across);
    store(to + (R - 1) * step, sums.a);
    if constexpr (N > 1) store(to + (R - 1) * step + across, sums.b);
  }
}
DLAB_KERNEL_INLINE V rectified(const V& z, float slope) {
  const V scaled = slope * z;
  return z > scaled ? z : scaled;
}
template <int R, int N>
DLAB_KERNEL_INLINE void finish_rectified(const Sums<R, N>& sums, float slope, float* to, Size step) {
  if constexpr (R > 0) {
    finish_rectified(sums.before, slope, to, step);
    store(to + (R - 1) * step, rectified(sums.a, slope));
    if constexpr (N > 1) store(to + (R - 1) * step + lanes, rectified(sums.b, slope));
  }
}
template <int R, int N>
DLAB_KERNEL_INLINE void finish_masked(const Sums<R, N>& sums, float slope, const float* reference,
                                      Size reference_step, float* to, Size step) {
  if constexpr (R > 0) {
    finish_masked(sums.before, slope, reference, reference_step, to, step);
    const float* row = reference + (R - 1) * reference_step;
    store(to + (R - 1) * step, load(row) > 0 ? sums.a : slope * sums.a);
    if constexpr (N > 1) store(to + (R - 1) * step + lanes, load(row + lanes) > 0 ? sums.b : slope * sums.b);
  }
}

// The tile's place: row `row`, floats `at` into the first panel's rows, `across` from the first vector's
// weights to the second's. Where columns are skipped, those that are left, as in ActiveTile.
struct TilePlace {
  Size row, panel, at, across;
  const unsigned* columns;
  int active;
  const float* base;
  int bases;
};
template <int R, int N>
DLAB_KERNEL_INLINE void begin_product(Sums<R, N>& sums, const Product& p, const TilePlace& place) {
  const Size offset = place.panel * p.weights.stride + place.at;
  V a = {}, b = {};
  if (p.bias) {
    a = load(p.bias + offset);
    if constexpr (N > 1) b = load(p.bias + offset + place.across);
  }
  begin(sums, a, b);
}
template <int R, int N>
DLAB_KERNEL_INLINE void finish_product(const Sums<R, N>& sums, const Product& p, const TilePlace& place) {
  const Size column = place.panel * 16 + place.at;
  float* out = p.out + place.row * p.out_stride + column;
  if (p.epilogue == Epilogue::plain) {
    finish(sums, out, p.out_stride, (Size)lanes);
  } else if (p.epilogue == Epilogue::rectify) {
    finish_rectified(sums, p.slope, out, p.out_stride);
  } else {
    finish_masked(sums, p.slope, p.reference + place.row * p.reference_stride + column, p.reference_stride,
                  out, p.out_stride);
  }
}
template <int R, int N>
DLAB_KERNEL_INLINE void product_tile(const Product& p, const TilePlace& place) {
  const Size step = p.in.stride, across = place.across;
  const float* in = p.in.values + place.row * step;
  const float* w = p.weights.values + place.panel * p.weights.stride + place.at;
  Sums<R, N> sums;
  begin_product(sums, p, place);
  V a = {}, b = {};
  const float *end = in + p.depth, *high = in + 7 * step;
  asm("" : "+r"(high));  // else compilers see through it, and run out of registers
  for (; in != end; ++in, ++high, w += 16) {
    a = load(w);
    if constexpr (N > 1) b = load(w + across);
    accumulate(sums, in, high, step, a, b);
  }
  finish_product(sums, p, place);
}
// Here place.row counts columns of the left matrix.
template <int R, int N>
DLAB_KERNEL_INLINE void outer_tile(const OuterProduct& p, const TilePlace& place) {
  const float* left = p.left.values + place.row;
  const float* right = p.right + place.panel * 16 + place.at;
  float* out = p.out.values + place.panel * p.out.stride + place.at + place.row * 16;
  Sums<R, N> sums;
  V a = {}, b = {};
  if (p.add) {
    begin_from(sums, out, 16, place.across);
  } else {
    begin(sums, a, b);
  }
  const Size left_stride = p.left.stride, right_stride = p.right_stride;
  for (int r = 0; r < p.left.count; ++r, left += left_stride, right += right_stride) {
    a = load(right);
    if constexpr (N > 1) b = load(right + lanes);
    accumulate(sums, left, left + 7, 1, a, b);
  }
  finish(sums, out, 16, place.across);
}

#define DLAB_TILE(R)                                                                               \
  static void product_##R##_1(const Product& p, const TilePlace& t) { product_tile<R, 1>(p, t); }  \
  static void product_##R##_2(const Product& p, const TilePlace& t) { product_tile<R, 2>(p, t); }  \
  static void outer_##R##_1(const OuterProduct& p, const TilePlace& t) { outer_tile<R, 1>(p, t); } \
  static void outer_##R##_2(const OuterProduct& p, const TilePlace& t) { outer_tile<R, 2>(p, t); }
DLAB_EACH_TILE(DLAB_TILE)
#undef DLAB_TILE
#define DLAB_NAME(R) product_##R##_1,
static void (*const product_tiles_1[])(const Product&, const TilePlace&) = {DLAB_EACH_TILE(DLAB_NAME)};
#undef DLAB_NAME
#define DLAB_NAME(R) product_##R##_2,
static void (*const product_tiles_2[])(const Product&, const TilePlace&) = {DLAB_EACH_TILE(DLAB_NAME)};
#undef DLAB_NAME
#define DLAB_NAME(R) outer_##R##_1,
static void (*const outer_tiles_1[])(const OuterProduct&, const TilePlace&) = {DLAB_EACH_TILE(DLAB_NAME)};
#undef DLAB_NAME
#define DLAB_NAME(R) outer_##R##_2,
static void (*const outer_tiles_2[])(const OuterProduct&, const TilePlace&) = {DLAB_EACH_TILE(DLAB_NAME)};
#undef DLAB_NAME

// Calls tile(rows, vectors)(problem, place) over rows × panels, the panels outside: they stay in cache while
// the rows go by. Tiles are of nearly equal height.
template <class Problem>
DLAB_KERNEL_INLINE void each_tile(const Problem& problem, int rows, int panels, Size panel_stride,
                                  void (*const* tiles_1)(const Problem&, const TilePlace&),
                                  void (*const* tiles_2)(const Problem&, const TilePlace&)) {
  if (rows <= 0) return;
  const int tiles = (rows + most_rows - 1) / most_rows;
  const int height = rows / tiles, taller = rows % tiles;
  TilePlace place = {0, 0, 0, DLAB_FLOATS == 16 ? panel_stride : (Size)lanes, nullptr, 0, nullptr, 0};
  for (int panel = 0; panel < panels;) {
    const bool two = DLAB_FLOATS < 16 || panel + 1 < panels;
    place.panel = (Size)panel;
    for (place.at = 0; place.at < 16; place.at += 2 * lanes) {
      int row = 0;
      for (int t = 0; t < tiles; ++t) {
        const int count = height + (t < taller);
        place.row = (Size)row;
        (two ? tiles_2 : tiles_1)[count - 1](problem, place);
        row += count;
      }
    }
    panel += DLAB_FLOATS == 16 && two ? 2 : 1;
  }
}
static void product(const Product& p) {
  each_tile(p, p.in.count, p.weights.count, p.weights.stride, product_tiles_1, product_tiles_2);
}
static void outer_product(const OuterProduct& p) {
  each_tile(p, p.depth, p.out.count, p.out.stride, outer_tiles_1, outer_tiles_2);
}
