#include "core/gan/diagnosis.hpp"

#include <algorithm>

#include "core/distribution/law.hpp"
#include "core/gan/diagnosis_parts.hpp"

namespace dlab {
namespace {

constexpr double view_tail = 1e-3, view_room = 1.2;

DataSource source_of(const GanData& data) {
  return std::visit([](const auto& distribution) { return DataSource(distribution); }, data);
}

std::vector<float> effective_critic(const Checkpoint& now) {
  if (!now.settings.spectral) return now.critic;
  SpectralNorm<float> norm(now.settings.critic_shape());
  norm.restore(now.spectral);
  std::vector<float> weights(now.critic.size());
  norm.effective(now.critic.data(), weights.data());
  return weights;
}

DiagnosisRequest limited(DiagnosisRequest request) {
  request.columns = std::clamp(request.columns, 1, 4096);
  request.rows = std::clamp(request.rows, 1, 4096);
  request.points = std::clamp(request.points, 1, static_cast<int>(most_transport_points));
  request.arrows = std::clamp(request.arrows, 0, 1000);
  request.manifold = std::clamp(request.manifold, 0, 1000);
  return request;
}

Bounds reach_of(const GanData& data) {
  if (const auto* plane = std::get_if<Distribution2d>(&data)) return Law2d(*plane).reach(view_tail);
  const Law::Interval line = Law(std::get<Distribution>(data)).reach(view_tail);
  return {line.low, line.high, 0, 0};
}
Bounds united(const Bounds& a, const Bounds& b) {
  return {std::min(a.x_low, b.x_low), std::max(a.x_high, b.x_high), std::min(a.y_low, b.y_low),
          std::max(a.y_high, b.y_high)};
}

}  // namespace

DiagnosedMoment::DiagnosedMoment(const Checkpoint& now, const GanProblem& about,
                                 const DiagnosisRequest& wanted, std::stop_token token)
    : checkpoint(now),
      settings(now.settings),
      problem(about),
      request(wanted),
      stop(std::move(token)),
      dimension(static_cast<std::size_t>(now.settings.dimension)),
      real(source_of(about.real)),
      weights(effective_critic(now)),
      critic(now.settings.critic_shape(), weights) {
  if (about.fake) fake = source_of(*about.fake);
}

std::vector<float> DiagnosedMoment::flat(const std::vector<Point>& points) const {
  std::vector<float> numbers;
  numbers.reserve(points.size() * dimension);
  for (const Point& at : points) {
    numbers.push_back(static_cast<float>(at.x));
    if (dimension == 2) numbers.push_back(static_cast<float>(at.y));
  }
  return numbers;
}
std::vector<Point> DiagnosedMoment::points(const std::vector<float>& flat) const {
  std::vector<Point> list(flat.size() / dimension);
  for (std::size_t i = 0; i < list.size(); ++i)
    list[i] = {static_cast<double>(flat[i * dimension]),
               dimension == 2 ? static_cast<double>(flat[2 * i + 1]) : 0.0};
  return list;
}

std::shared_ptr<const Diagnosis> diagnose(const Checkpoint& checkpoint, const GanProblem& problem,
                                          const DiagnosisRequest& request, std::stop_token stop) {
  auto found = std::make_shared<Diagnosis>();
  found->iteration = checkpoint.iterations;
  found->dimension = checkpoint.settings.dimension;
  const DiagnosisRequest wanted = limited(request);
  found->request = wanted;
  const DiagnosedMoment moment(checkpoint, problem, wanted, std::move(stop));
  if (!diagnose_map(moment, *found) || !diagnose_samples(moment, *found)) return nullptr;
  diagnose_manifold(moment, *found);
  if (moment.dimension == 1) diagnose_line(moment, *found);
  if (wanted.layers && !diagnose_layers(moment, *found)) return nullptr;
  return moment.stopped() ? nullptr : found;
}

// A generator begins near the origin, so that this belongs to the view.
Bounds natural_view(const GanProblem& problem) {
  const Bounds all = united(reach_of(problem.real), problem.fake ? reach_of(*problem.fake) : Bounds{});
  const double x = (all.x_low + all.x_high) / 2, y = (all.y_low + all.y_high) / 2;
  double half = view_room / 2 * std::max(all.x_high - all.x_low, all.y_high - all.y_low);
  if (!(half > 0)) half = 1;
  return {x - half, x + half, y - half, y + half};
}

}  // namespace dlab
