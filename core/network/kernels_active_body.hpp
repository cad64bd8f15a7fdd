// Products that skip columns which are 0 in every row of a tile. Compiled once per instruction set, so
// without an include guard.

// Rows of a tile that share a list of columns: as many as registers hold, or twice that.
const int active_rows = DLAB_FLOATS == 16 ? most_rows : 2 * most_rows;

// Those of a vector's columns j … that are in the mask, next to each other: their numbers, or where their
// weights lie. As many places are written as a vector has, of which the next one overwrites those too many.
#if defined(__x86_64__) && DLAB_FLOATS == 16
using Mask = unsigned short;
DLAB_KERNEL_INLINE Mask not_zero(I x) {
  x &= 0x7fffffff;  // −0 is 0
  return _mm512_test_epi32_mask((__m512i)x, (__m512i)x);
}
DLAB_KERNEL_INLINE int size_of(Mask mask) { return __builtin_popcount(mask); }
DLAB_KERNEL_INLINE void list_columns(Mask mask, Size j, unsigned* to) {
  const I places = (int)(16 * j) + I{0, 16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240};
  const I left = (I)_mm512_maskz_compress_epi32(mask, (__m512i)places);
  __builtin_memcpy(to, &left, sizeof left);
}
DLAB_KERNEL_INLINE void compress(Mask mask, const float* from, float* to) {
  store(to, (V)_mm512_maskz_compress_ps(mask, (__m512)load(from)));
}
#else
using Mask = unsigned;
DLAB_KERNEL_INLINE Mask not_zero(I x) {
  Mask mask = 0;
  for (int i = 0; i < lanes; ++i) mask |= (Mask)((x[i] & 0x7fffffff) != 0) << i;
  return mask;
}
DLAB_KERNEL_INLINE int size_of(Mask mask) {
  int count = 0;
  for (; mask; mask &= mask - 1) ++count;
  return count;
}
DLAB_KERNEL_INLINE void list_columns(Mask mask, Size j, unsigned* to) {
  for (; mask; mask &= mask - 1) *to++ = (unsigned)(16 * (j + (Size)__builtin_ctz(mask)));
}
DLAB_KERNEL_INLINE void compress(Mask mask, const float* from, float* to) {
  for (; mask; mask &= mask - 1) *to++ = from[__builtin_ctz(mask)];
}
#endif

static void gather_active(const Rows& in, Size width, float* packed, Size packed_stride, ActiveTile* tiles,
                          int count) {
  for (ActiveTile* tile = tiles; tile != tiles + count; ++tile) {
    const float* rows = in.values + tile->row * in.stride;
    float* to = packed + tile->row * packed_stride;
    int active = 0;
    for (Size j = 0; j < width; j += lanes) {
      I any = {};
      for (int r = 0; r < tile->rows; ++r) any |= (I)load(rows + (Size)r * in.stride + j);
      const Mask mask = not_zero(any);
      list_columns(mask, j, tile->columns + active);
      for (int r = 0; r < tile->rows; ++r)
        compress(mask, rows + (Size)r * in.stride + j, to + (Size)r * packed_stride + active);
      active += size_of(mask);
    }
    tile->active = active;
    tile->bases = 0;
  }
}
static void split_active(const Rows& in, Size width, const LinearForm& form, float* packed,
                         Size packed_stride, float* coefficients, ActiveTile* tiles, ActiveTile* common,
                         int count) {
  for (ActiveTile* tile = tiles; tile != tiles + count; ++tile, ++common) {
    const float* rows = in.values + tile->row * in.stride;
    float* to = packed + tile->row * packed_stride;
    for (int r = 0; r < tile->rows; ++r)
      for (int i = 0; i < form.count; ++i)
        to[(Size)r * packed_stride + (Size)i] =
            i < form.given ? form.factors[(tile->row + (Size)r) * form.factor_stride + (Size)i] : 1;
    to += form.count;
    float* forms = coefficients + common->row * width;
    int active = 0, in_all = 0;
    for (Size j = 0; j < width; j += lanes) {
      Mask any = 0, every = (Mask)~0;
      for (int r = 0; r < tile->rows; ++r) {
        const Mask mask = not_zero((I)load(rows + (Size)r * in.stride + j));
        any |= mask;
        every &= mask;
      }
      const Mask some = any & (Mask)~every;
      list_columns(some, j, tile->columns + active);
      for (int r = 0; r < tile->rows; ++r)
        compress(some, rows + (Size)r * in.stride + j, to + (Size)r * packed_stride + active);
      active += size_of(some);
      list_columns(every, j, common->columns + in_all);
      const float* from = form.coefficients.values + j / 16 * form.coefficients.stride + j % 16;
      for (int i = 0; i < form.count; ++i) compress(every, from + 16 * i, forms + (Size)i * width + in_all);
      in_all += size_of(every);
    }
    tile->active = active;
    tile->bases = form.count;
    common->active = in_all;
    common->rows = form.count;
    common->bases = 0;
  }
}

template <int R, int N>
DLAB_KERNEL_INLINE void active_product_tile(const Product& p, const TilePlace& place) {
  const Size step = p.in.stride, across = place.across;
  const float* in = p.in.values + place.row * step;
  const float* w = p.weights.values + place.panel * p.weights.stride + place.at;
  const unsigned* column = place.columns;
  Sums<R, N> sums;
  begin_product(sums, p, place);
  V a = {}, b = {};
  const float* base = place.base + place.panel * 16 + place.at;
  for (int i = 0; i < place.bases; ++i, ++in, base += p.base_stride) {
    a = load(base);
    if constexpr (N > 1) b = load(base + lanes);
    accumulate(sums, in, in + 7 * step, step, a, b);
  }
  const float *end = in + place.active, *high = in + 7 * step;
  asm("" : "+r"(high));
  for (; in != end; ++in, ++high, ++column) {
    const float* row = w + *column;
    // The next panels: lists leave out too much for the processor to foresee.
    __builtin_prefetch(row + 2 * across, 0, 2);
    if constexpr (N > 1) __builtin_prefetch(row + 3 * across, 0, 2);
    a = load(row);
    if constexpr (N > 1) b = load(row + across);
    accumulate(sums, in, high, step, a, b);
  }
  finish_product(sums, p, place);
}

// Starts from, and ends in, rows of the result that lie where the columns' list says.
template <int R, int N>
DLAB_KERNEL_INLINE void begin_scattered(Sums<R, N>& sums, const float* from, const unsigned* at,
                                        Size across) {
  if constexpr (R > 0) {
    begin_scattered(sums.before, from, at, across);
    const float* row = from + at[R - 1];
    sums.a = load(row);
    if constexpr (N > 1) sums.b = load(row + across);
  }
}
template <int R, int N>
DLAB_KERNEL_INLINE void finish_scattered(const Sums<R, N>& sums, float* to, const unsigned* at, Size across) {
  if constexpr (R > 0) {
    finish_scattered(sums.before, to, at, across);
    float* row = to + at[R - 1];
    store(row, sums.a);
    if constexpr (N > 1) store(row + across, sums.b);
  }
}
// `left` is the tile's first row from the first of R columns on.
template <int R, int N>
DLAB_KERNEL_INLINE void active_outer_tile(const OuterProduct& p, const TilePlace& place, const float* left,
                                          int rows) {
  const float* right = p.right + place.row * p.right_stride + place.panel * 16 + place.at;
  float* out = p.out.values + place.panel * p.out.stride + place.at;
  const unsigned* columns = place.columns;
  Sums<R, N> sums;
  begin_scattered(sums, out, columns, place.across);
  V a = {}, b = {};
  const Size left_stride = p.left.stride, right_stride = p.right_stride;
  for (int r = 0; r < rows; ++r, left += left_stride, right += right_stride) {
    a = load(right);
    if constexpr (N > 1) b = load(right + lanes);
    accumulate(sums, left, left + 7, 1, a, b);
  }
  finish_scattered(sums, out, columns, place.across);
}

#define DLAB_TILE(R)                                                                                         \
  static void active_product_##R##_1(const Product& p, const TilePlace& t) {                                 \
    active_product_tile<R, 1>(p, t);                                                                         \
  }                                                                                                          \
  static void active_product_##R##_2(const Product& p, const TilePlace& t) {                                 \
    active_product_tile<R, 2>(p, t);                                                                         \
  }                                                                                                          \
  static void active_outer_##R##_1(const OuterProduct& p, const TilePlace& t, const float* left, int rows) { \
    active_outer_tile<R, 1>(p, t, left, rows);                                                               \
  }                                                                                                          \
  static void active_outer_##R##_2(const OuterProduct& p, const TilePlace& t, const float* left, int rows) { \
    active_outer_tile<R, 2>(p, t, left, rows);                                                               \
  }
DLAB_EACH_TILE(DLAB_TILE)
#undef DLAB_TILE
#define DLAB_NAME(R) {active_product_##R##_1, active_product_##R##_2},
static void (*const active_product_tiles[][2])(const Product&,
                                               const TilePlace&) = {DLAB_EACH_TILE(DLAB_NAME)};
#undef DLAB_NAME
#define DLAB_NAME(R) {active_outer_##R##_1, active_outer_##R##_2},
static void (*const active_outer_tiles[][2])(const OuterProduct&, const TilePlace&, const float*,
                                             int) = {DLAB_EACH_TILE(DLAB_NAME)};
#undef DLAB_NAME
#undef DLAB_EACH_TILE

// f(place, vectors) for the panels' columns, as in each_tile.
template <class F>
DLAB_KERNEL_INLINE void each_column(int panels, Size panel_stride, const F& f) {
  TilePlace place = {0, 0, 0, DLAB_FLOATS == 16 ? panel_stride : (Size)lanes, nullptr, 0, nullptr, 0};
  for (int panel = 0; panel < panels;) {
    const bool two = DLAB_FLOATS < 16 || panel + 1 < panels;
    place.panel = (Size)panel;
    for (place.at = 0; place.at < 16; place.at += 2 * lanes) f(place, two ? 1 : 0);
    panel += DLAB_FLOATS == 16 && two ? 2 : 1;
  }
}

static void product_of_active(const Product& p, const ActiveTile* tiles, int count) {
  each_column(p.weights.count, p.weights.stride, [&](TilePlace place, int vectors) {
    for (const ActiveTile* tile = tiles; tile != tiles + count; ++tile) {
      place.columns = tile->columns;
      place.active = tile->active;
      place.base = tile->base;
      place.bases = tile->bases;
      const int parts = (tile->rows + most_rows - 1) / most_rows;
      int row = 0;
      for (int part = 1; part <= parts; ++part) {
        const int next = tile->rows * part / parts;
        place.row = tile->row + (Size)row;
        active_product_tiles[next - row - 1][vectors](p, place);
        row = next;
      }
    }
  });
}

DLAB_KERNEL_INLINE int first_from(const ActiveTile& tile, unsigned column) {
  int low = 0, high = tile.active;
  while (low < high) {
    const int middle = (low + high) / 2;
    if (tile.columns[middle] < column)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
// Columns first … last − 1 of those that a tile has in common: out(k, j) += Σ_i c_i(k) sums(i, j), i < M.
const Size form_step = 2 * 16;
template <int M, int N>
DLAB_KERNEL_INLINE void add_forms(const ActiveTile& common, int first, int last, const float* coefficients,
                                  Size stride, const float* sums, float* out, Size across) {
  V a[M], b[M] = {};
  for (int i = 0; i < M; ++i) {
    a[i] = load(sums + (Size)i * form_step);
    if constexpr (N > 1) b[i] = load(sums + (Size)i * form_step + lanes);
  }
  for (int k = first; k < last; ++k) {
    float* to = out + common.columns[k];
    V x = load(to), y = {};
    if constexpr (N > 1) y = load(to + across);
    for (int i = 0; i < M; ++i) {
      const float factor = coefficients[(Size)i * stride + (Size)k];
      x += factor * a[i];
      if constexpr (N > 1) y += factor * b[i];
    }
    store(to, x);
    if constexpr (N > 1) store(to + across, y);
  }
}
#define DLAB_FORMS(M, N)                                                                               \
  static void add_forms_##M##_##N(const ActiveTile& t, int first, int last, const float* coefficients, \
                                  Size stride, const float* sums, float* out, Size across) {           \
    add_forms<M, N>(t, first, last, coefficients, stride, sums, out, across);                          \
  }
DLAB_FORMS(1, 1)
DLAB_FORMS(1, 2)
DLAB_FORMS(2, 1)
DLAB_FORMS(2, 2)
DLAB_FORMS(3, 1)
DLAB_FORMS(3, 2)
#undef DLAB_FORMS
static void (*const form_adders[][2])(const ActiveTile&, int, int, const float*, Size, const float*, float*,
                                      Size) = {
    {add_forms_1_1, add_forms_1_2}, {add_forms_2_1, add_forms_2_2}, {add_forms_3_1, add_forms_3_2}};

// Some tiles at a time stay in cache, while a panel's sums go on from tile to tile.
static void outer_product_of_active(const OuterProduct& p, int column, const ActiveTile* tiles, int count,
                                    const ActiveTile* common, const float* coefficients,
                                    Size coefficient_stride) {
  const int at_once = 32;
  const unsigned begin = 16 * (unsigned)column, end = begin + 16 * (unsigned)p.depth;
  static const unsigned form_rows[] = {0, form_step, 2 * form_step};
  OuterProduct shifted = p, forms = p;
  shifted.out.values -= begin;
  if (!p.add)
    for (int panel = 0; panel < p.out.count; ++panel)
      for (int j = 0; j < 16 * p.depth; j += lanes)
        store(p.out.values + (Size)panel * p.out.stride + j, all(0));
  for (int done = 0; done < count; done += at_once) {
    const int now = count - done < at_once ? count - done : at_once;
    const ActiveTile* group = tiles + done;
    const ActiveTile* shared = common ? common + done : nullptr;
    int from[at_once], to[at_once], shared_from[at_once], shared_to[at_once];
    for (int t = 0; t < now; ++t) {
      from[t] = first_from(group[t], begin);
      to[t] = first_from(group[t], end);
      shared_from[t] = shared ? first_from(shared[t], begin) : 0;
      shared_to[t] = shared ? first_from(shared[t], end) : 0;
    }
    each_column(p.out.count, p.out.stride, [&](TilePlace place, int vectors) {
      float* out = shifted.out.values + place.panel * p.out.stride + place.at;
      for (int t = 0; t < now; ++t) {
        place.row = group[t].row;
        const float* left = p.left.values + place.row * p.left.stride;
        if (shared_from[t] < shared_to[t]) {
          float sums[3 * form_step];
          for (Size j = 0; j < 3 * form_step; j += lanes) store(sums + j, all(0));
          forms.out.values = sums - place.at;
          forms.out.stride = 0;
          TilePlace form = place;
          form.columns = form_rows;
          form.across = lanes;
          const int m = group[t].bases - 1;
          active_outer_tiles[m][vectors](forms, form, left, group[t].rows);
          form_adders[m][vectors](shared[t], shared_from[t], shared_to[t],
                                  coefficients + shared[t].row * coefficient_stride, coefficient_stride, sums,
                                  out, place.across);
        }
        left += group[t].bases;
        const int active = to[t] - from[t], parts = (active + most_rows - 1) / most_rows;
        int done_here = 0;
        for (int part = 1; part <= parts; ++part) {
          const int next = active * part / parts, first = from[t] + done_here;
          place.columns = group[t].columns + first;
          active_outer_tiles[next - done_here - 1][vectors](shifted, place, left + first, group[t].rows);
          done_here = next;
        }
      }
    });
  }
}
