// How long the plane's divergences take: KL both ways, JS and TV of typical pairs.
#include <benchmark/benchmark.h>

#include <cmath>

#include "core/divergence/distances_2d.hpp"

namespace {

using namespace dlab;

Cells smudge(std::int64_t side, double x0, double y0) {
  std::vector<double> values;
  for (std::int64_t row = 0; row < side; ++row) {
    for (std::int64_t column = 0; column < side; ++column) {
      const double x = (static_cast<double>(column) + 0.5) / static_cast<double>(side) - x0,
                   y = (static_cast<double>(row) + 0.5) / static_cast<double>(side) - y0;
      values.push_back(std::round(255 * std::exp(-20 * (x * x + y * y))) / 255);
    }
  }
  return {side, side, SharedValues(std::move(values))};
}

void divergences(benchmark::State& state, const Distribution2d& p, const Distribution2d& q) {
  const Law2d p_law(p), q_law(q);
  Distances d;
  for (auto _ : state) {
    d = divergences_2d(p_law, q_law);
    benchmark::DoNotOptimize(d);
  }
  state.counters["js_error"] = d[DistanceKind::js].error;
  state.counters["tv_error"] = d[DistanceKind::tv].error;
  const Estimate& kl = d[DistanceKind::kl_pq];
  state.counters["kl_error"] = kl.error / std::max(1.0, kl.value);
}

#define DLAB_PLANE_BENCH(name, p, q)                               \
  void name(benchmark::State& state) { divergences(state, p, q); } \
  BENCHMARK(name)->Name("plane/divergences/" #name)->Unit(benchmark::kMillisecond)

DLAB_PLANE_BENCH(two_bells, (Normal2d{{-1, 0}, 1, 0.5, 30}), (Normal2d{{1, 0.5}, 0.7, 0.7, 0}));
DLAB_PLANE_BENCH(bells_apart, (Normal2d{{-4, 0}, 1, 0.5, 30}), (Normal2d{{4, 0.5}, 0.7, 0.7, 0}));
DLAB_PLANE_BENCH(thin_bells, (Normal2d{{-1, 0}, 2, 0.05, 30}), (Normal2d{{1, 0.5}, 2, 0.05, 60}));
DLAB_PLANE_BENCH(ring_bell, (Ring2d{{0, 0}, 1.5, 0.1, 8, 0}), (Normal2d{{0, 0}, 1.06, 1.06, 0}));
DLAB_PLANE_BENCH(narrow_ring_bell, (Ring2d{{0, 0}, 2, 0.02, 8, 0}), (Normal2d{{0, 0}, 1.5, 1.5, 0}));
DLAB_PLANE_BENCH(grid_bell, (Grid2d{{0, 0}, 1, 0.05, 5}), (Normal2d{{0, 0}, 1.5, 1.5, 0}));
DLAB_PLANE_BENCH(ring_ring, (Ring2d{{0, 0}, 1.5, 0.1, 8, 0}), (Ring2d{{0.1, 0}, 1.5, 0.1, 8, 10}));
DLAB_PLANE_BENCH(roll_bell, (SwissRoll2d{{0, 0}, 2, 0.033}), (Normal2d{{0, 0}, 1, 1, 0}));
DLAB_PLANE_BENCH(moons_circles, (Moons2d{{0, 0}, 1, 0.1}), (Circles2d{{0, 0}, 1.5, 0.5, 0.08}));
DLAB_PLANE_BENCH(box_bell, (Box2d{{0, 0}, 2, 1}), (Normal2d{{0, 0}, 1, 1, 0}));
DLAB_PLANE_BENCH(disc_box, (Disc2d{{0, 0}, 1}), (Box2d{{0.3, 0}, 2, 1}));
DLAB_PLANE_BENCH(disc_bell, (Disc2d{{0, 0}, 1}), (Normal2d{{0, 0}, 1, 1, 0}));
DLAB_PLANE_BENCH(picture_bell, (Painted2d{smudge(96, 0.4, 0.5), {0, 0}, 6}), (Normal2d{{0, 0}, 1, 1, 0}));
DLAB_PLANE_BENCH(two_pictures, (Painted2d{smudge(96, 0.4, 0.5), {0, 0}, 6}),
                 (Painted2d{smudge(96, 0.6, 0.5), {0.01, 0}, 6}));

}  // namespace
