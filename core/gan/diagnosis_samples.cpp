// Real and generated samples, what the critic says of them, and how far apart they are.
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/gan/diagnosis_parts.hpp"
#include "core/gan/objective.hpp"

namespace dlab {
namespace {

std::size_t as_size(int n) { return static_cast<std::size_t>(n); }

// `points` rows of `width` numbers, by draws of at most most_batch rows: draw(step, count, out).
template <class Draw>
std::vector<float> drawn(int points, std::size_t width, const Draw& draw) {
  std::vector<float> rows(as_size(points) * width);
  for (int first = 0; first < points; first += most_batch)
    draw(static_cast<std::uint64_t>(first / most_batch), std::min(most_batch, points - first),
         rows.data() + as_size(first) * width);
  return rows;
}

double mean(const std::vector<float>& values) {
  double sum = 0;
  for (const float value : values) sum += static_cast<double>(value);
  return sum / static_cast<double>(values.size());
}

void look_where_the_penalty_does(const DiagnosedMoment& moment, Diagnosis& found) {
  const GanSettings& settings = moment.settings;
  const int points = moment.request.points;
  std::vector<Point> places = settings.penalty_points == PenaltyPoints::real ? found.real : found.fake;
  if (settings.penalty_points == PenaltyPoints::between) {
    const std::vector<float> t = drawn(points, 1, [&](std::uint64_t step, int count, float* out) {
      draw_between(settings.seed, step, 0, count, out, RandomStream::shown_between);
    });
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto share = static_cast<double>(t[i]);
      places[i] = share * found.real[i] + (1 - share) * found.fake[i];
    }
  }
  const std::vector<float> at = moment.flat(places);
  std::vector<float> values(places.size()), slopes(at.size());
  moment.critic.gradients(at, values, slopes);
  const std::vector<Point> vectors = moment.points(slopes);
  for (const Point& g : vectors) found.slopes.push_back(static_cast<float>(norm(g)));
  found.steep_share = share_steeper_than_one(vectors);
}

// ln 2 − L/2: at the best discriminator L = 2 ln 2 − 2 JS (Goodfellow et al. 2014, theorem 1).
std::optional<double> js_of(Objective objective, const Diagnosis& found) {
  if (objective != Objective::minimax && objective != Objective::non_saturating) return std::nullopt;
  double real = 0, fake = 0;
  for (const float f : found.real_value) real += critic_term_real(objective, static_cast<double>(f)).value;
  for (const float f : found.fake_value) fake += critic_term_fake(objective, static_cast<double>(f)).value;
  const double loss =
      real / static_cast<double>(found.real.size()) + fake / static_cast<double>(found.fake.size());
  return std::clamp(std::log(2.0) - loss / 2, 0.0, std::log(2.0));
}

}  // namespace

bool diagnose_samples(const DiagnosedMoment& moment, Diagnosis& found) {
  const GanSettings& settings = moment.settings;
  const int points = moment.request.points;
  const auto samples_of = [&](const DataSource& source, RandomStream stream) {
    return moment.points(drawn(points, moment.dimension, [&](std::uint64_t step, int count, float* out) {
      source.draw(settings.seed, stream, step, 0, count, out);
    }));
  };
  found.real = samples_of(moment.real, RandomStream::shown_real);
  if (moment.fake) {
    found.fake = samples_of(*moment.fake, RandomStream::shown_fake);
  } else {
    found.fake = generated(
        moment,
        drawn(points, as_size(settings.noise.dimension), [&](std::uint64_t step, int count, float* out) {
          draw_noise(settings.noise, settings.seed, step, 0, count, out, RandomStream::shown_noise);
        }));
  }
  if (moment.stopped()) return false;

  const std::vector<float> real = moment.flat(found.real), fake = moment.flat(found.fake);
  found.real_value.resize(found.real.size());
  found.fake_value.resize(found.fake.size());
  moment.critic.values(real, found.real_value);
  std::vector<float> slopes(fake.size());
  moment.critic.gradients(fake, found.fake_value, slopes);
  found.fake_slope = moment.points(slopes);
  found.estimate = mean(found.real_value) - mean(found.fake_value);
  found.js = js_of(settings.objective, found);
  found.modes = coverage(modes_of(moment.problem.real), found.fake);
  look_where_the_penalty_does(moment, found);
  if (moment.stopped()) return false;

  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  found.cosine = nothing;
  found.w1 = {nothing, 0, Method::exact, N_("not computed")};
  if (!moment.request.exact_distance || !check(DiscreteMeasure{found.fake, {}}, "fake")) return true;
  const Transport plan =
      transport({found.fake, {}}, {found.real, {}}, GroundCost::euclidean, {.stop = moment.stop});
  if (plan.status == TransportStatus::stopped) return false;
  found.w1 = {plan.cost, plan.gap, Method::exact, ""};
  found.cosine = alignment(found.fake, found.fake_slope, found.real, plan);
  return true;
}

}  // namespace dlab
