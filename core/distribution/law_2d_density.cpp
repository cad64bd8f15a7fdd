// The density of a law in the plane, at one point and on a grid.
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "core/distribution/bell_bounds.hpp"
#include "core/distribution/law_2d.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double log_two_pi = 1.8378770664093453;
constexpr double far_off = 10.5;  // standard deviations; beyond, a bell counts only where nothing else does

// A bell as log density = peak − ½ (a dx² + 2b dx dy + c dy²).
struct Form {
  double x, y, peak, a, b, c;
  double std_x, std_y;

  explicit Form(const Law2d::Bell& bell) : x(bell.mean.x), y(bell.mean.y) {
    const Covariance& v = bell.cov;
    const double square = v.xy * v.xy;
    const double determinant = std::fma(v.xx, v.yy, -square) + std::fma(-v.xy, v.xy, square);
    a = v.yy / determinant, b = -v.xy / determinant, c = v.xx / determinant;
    peak = std::log(bell.weight) - log_two_pi - 0.5 * std::log(determinant);
    std_x = std::sqrt(v.xx), std_y = std::sqrt(v.yy);
  }
  double log_at(Point at) const {
    const double dx = at.x - x, dy = at.y - y;
    return peak - 0.5 * (a * dx * dx + 2 * b * dx * dy + c * dy * dy);
  }
};

std::vector<Form> forms_of(std::span<const Law2d::Bell> bells) {
  std::vector<Form> forms;
  forms.reserve(bells.size());
  for (const Law2d::Bell& bell : bells) {
    if (bell.weight > 0) forms.emplace_back(bell);
  }
  return forms;
}

double plate_density(const Law2d::Plate& plate, Point at) {
  const Bounds& b = plate.bounds;
  if (!(at.x >= b.x_low && at.x <= b.x_high && at.y >= b.y_low && at.y <= b.y_high)) return 0;
  const double area = (b.x_high - b.x_low) * (b.y_high - b.y_low);
  if (!plate.round) return plate.weight / area;
  const double x = (2 * at.x - b.x_low - b.x_high) / (b.x_high - b.x_low),
               y = (2 * at.y - b.y_low - b.y_high) / (b.y_high - b.y_low);
  return x * x + y * y <= 1 ? plate.weight / (area * (std::numbers::pi / 4)) : 0;
}

double mosaic_density(const Law2d::Mosaic& mosaic, Point at) {
  const Bounds& b = mosaic.bounds;
  if (!(at.x >= b.x_low && at.x <= b.x_high && at.y >= b.y_low && at.y <= b.y_high)) return 0;
  const double width = (b.x_high - b.x_low) / mosaic.columns, height = (b.y_high - b.y_low) / mosaic.rows;
  const int column = std::min(mosaic.columns - 1, static_cast<int>((at.x - b.x_low) / width));
  const int row = std::min(mosaic.rows - 1, static_cast<int>((b.y_high - at.y) / height));
  return mosaic.weight * mosaic.masses[static_cast<std::size_t>(row * mosaic.columns + column)] /
         (width * height);
}

// log(e^shapes + Σ e^terms) with the largest taken out of the sum.
double log_sum(std::span<const Form> forms, double log_shapes, Point at, std::vector<double>& terms) {
  double largest = log_shapes;
  terms.resize(forms.size());
  for (std::size_t k = 0; k < forms.size(); ++k) {
    terms[k] = forms[k].log_at(at);
    largest = std::max(largest, terms[k]);
  }
  if (largest == -infinity) return -infinity;
  double sum = log_shapes > -infinity ? std::exp(log_shapes - largest) : 0;
  for (const double term : terms) {
    if (term > largest - negligible_log) sum += std::exp(term - largest);
  }
  return largest + std::log(sum);
}

// The bells that are not negligible beside the largest anywhere in the box.
std::vector<Form> nearest(const std::vector<Form>& forms, const Bounds& box) {
  double sure = -infinity;
  for (const Form& form : forms) sure = std::max(sure, form.peak - 0.5 * largest_square(form, box));
  std::vector<Form> near;
  for (const Form& form : forms) {
    if (form.peak - 0.5 * least_square(form, box) >= sure - negligible_log) near.push_back(form);
  }
  return near;
}

// The stretch of an ascending list within [low, high].
std::pair<std::size_t, std::size_t> stretch(std::span<const double> sorted, double low, double high) {
  const auto from = std::lower_bound(sorted.begin(), sorted.end(), low) - sorted.begin();
  const auto to = std::upper_bound(sorted.begin(), sorted.end(), high) - sorted.begin();
  return {static_cast<std::size_t>(from), static_cast<std::size_t>(std::max(from, to))};
}

}  // namespace

double Law2d::log_density(Point at) const {
  double shapes = 0;
  for (const Plate& plate : plates_) shapes += plate_density(plate, at);
  for (const Mosaic& mosaic : mosaics_) shapes += mosaic_density(mosaic, at);
  std::vector<double> terms;
  return log_sum(forms_of(bells_), shapes > 0 ? std::log(shapes) : -infinity, at, terms);
}

double Law2d::density(Point at) const { return std::exp(log_density(at)); }

void Law2d::add_shapes(std::span<const double> xs, std::span<const double> ys,
                       std::span<double> density) const {
  const auto add = [&](const Bounds& bounds, const auto& part, auto density_of) {
    for (std::size_t r = 0; r < ys.size(); ++r) {
      if (ys[r] < bounds.y_low || ys[r] > bounds.y_high) continue;
      for (std::size_t c = 0; c < xs.size(); ++c)
        density[r * xs.size() + c] += density_of(part, Point{xs[c], ys[r]});
    }
  };
  for (const Plate& plate : plates_) add(plate.bounds, plate, plate_density);
  for (const Mosaic& mosaic : mosaics_) add(mosaic.bounds, mosaic, mosaic_density);
}

// Each bell adds to the points within a few of its standard deviations only; upright ones as a product of
// two factors. Where the sum is then too small to be trusted, all bells that count there are asked.
void Law2d::log_densities(std::span<const double> xs, std::span<const double> ys,
                          std::span<double> out) const {
  const std::size_t columns = xs.size(), rows = ys.size();
  std::fill(out.begin(), out.end(), 0.0);
  const std::vector<Form> forms = forms_of(bells_);
  const bool ascending = std::is_sorted(xs.begin(), xs.end());
  std::vector<double> across(columns);
  double dropped = 0;
  for (const Form& form : forms) dropped += std::exp(form.peak - 0.5 * far_off * far_off);
  for (const Form& form : forms) {
    const auto [from, to] = ascending
                                ? stretch(xs, form.x - far_off * form.std_x, form.x + far_off * form.std_x)
                                : std::pair{std::size_t{0}, columns};
    const bool upright = form.b == 0;
    if (upright) {
      for (std::size_t c = from; c < to; ++c) {
        const double x = xs[c] - form.x;
        across[c] = std::exp(-0.5 * form.a * x * x);
      }
    }
    for (std::size_t r = 0; r < rows; ++r) {
      const double y = ys[r] - form.y;
      if (std::abs(y) > far_off * form.std_y) continue;
      double* line = out.data() + r * columns;
      if (upright) {
        const double factor = std::exp(form.peak - 0.5 * form.c * y * y);
        for (std::size_t c = from; c < to; ++c) line[c] += factor * across[c];
      } else {
        for (std::size_t c = from; c < to; ++c) line[c] += std::exp(form.log_at({xs[c], ys[r]}));
      }
    }
  }
  add_shapes(xs, ys, out);
  const double sure = std::max(1e-290, 1e12 * dropped);
  const auto tail = [&](Bounds box, std::size_t r0, std::size_t r1, std::size_t c0, std::size_t c1) {
    const std::vector<Form> near = nearest(forms, box);
    std::vector<double> terms;
    for (std::size_t r = r0; r < r1; ++r) {
      for (std::size_t c = c0; c < c1; ++c) {
        double& value = out[r * columns + c];
        if (value > sure) {
          value = std::log(value);
          continue;
        }
        const Point at{xs[c], ys[r]};
        double shapes = 0;
        for (const Plate& plate : plates_) shapes += plate_density(plate, at);
        for (const Mosaic& mosaic : mosaics_) shapes += mosaic_density(mosaic, at);
        value = log_sum(near, shapes > 0 ? std::log(shapes) : -infinity, at, terms);
      }
    }
  };
  constexpr std::size_t side = 16;
  for (std::size_t r0 = 0; r0 < rows; r0 += side) {
    const std::size_t r1 = std::min(rows, r0 + side);
    const auto [low_y, high_y] = std::minmax_element(ys.begin() + static_cast<std::ptrdiff_t>(r0),
                                                     ys.begin() + static_cast<std::ptrdiff_t>(r1));
    for (std::size_t c0 = 0; c0 < columns; c0 += side) {
      const std::size_t c1 = std::min(columns, c0 + side);
      const auto [low_x, high_x] = std::minmax_element(xs.begin() + static_cast<std::ptrdiff_t>(c0),
                                                       xs.begin() + static_cast<std::ptrdiff_t>(c1));
      tail({*low_x, *high_x, *low_y, *high_y}, r0, r1, c0, c1);
    }
  }
}

}  // namespace dlab
