// The floor of the exact distance between samples.
#include "core/gan/noise_floor.hpp"

#include <algorithm>

#include "core/gan/batch.hpp"
#include "core/transport/transport.hpp"

namespace dlab {
namespace {

// Batches far behind those that a diagnosis draws.
constexpr std::uint64_t other_samples = 1u << 20;

std::vector<Point> drawn(const DataSource& source, int points, std::uint64_t seed, std::uint64_t from) {
  const auto width = static_cast<std::size_t>(source.dimension());
  std::vector<Point> list;
  std::vector<float> rows(static_cast<std::size_t>(most_batch) * width);
  for (int first = 0; first < points; first += most_batch) {
    const int count = std::min(most_batch, points - first);
    source.draw(seed, RandomStream::shown_real, from + static_cast<std::uint64_t>(first / most_batch), 0,
                count, rows.data());
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
      list.push_back(
          {static_cast<double>(rows[i * width]), width == 2 ? static_cast<double>(rows[2 * i + 1]) : 0.0});
  }
  return list;
}

}  // namespace

double noise_floor(const GanData& real, int points, std::uint64_t seed, std::stop_token stop) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  const DataSource source = std::visit([](const auto& law) { return DataSource(law); }, real);
  const DiscreteMeasure shown{drawn(source, points, seed, 0), {}},
      other{drawn(source, points, seed, other_samples), {}};
  if (!check(shown, "p") || !check(other, "q")) return nothing;
  const Transport plan = transport(other, shown, GroundCost::euclidean, {.stop = stop});
  return plan.status == TransportStatus::stopped ? nothing : plan.cost;
}

double NoiseFloor::of(const GanData& real, int points, std::uint64_t seed, std::stop_token stop) {
  const Asked asked{real, points, seed};
  const bool moving = asked_ && *asked_ != asked;
  if (moving || !asked_) floor_.reset();
  asked_ = asked;
  if (moving) return std::numeric_limits<double>::quiet_NaN();
  if (!floor_) floor_ = noise_floor(real, points, seed, stop);
  return *floor_;
}

}  // namespace dlab
