// Entropic transport between two pictures on one grid: the kernel of the squared distance is a product, so an
// iteration costs O(N³) on N × N cells instead of O(N⁴).
#include <algorithm>
#include <cmath>

#include "core/math/compensated.hpp"
#include "core/transport/sinkhorn_iteration.hpp"
#include "core/transport/sinkhorn_kernels.hpp"

namespace dlab {
namespace {

class GridAxis {
 public:
  GridAxis(std::size_t n, double spacing, std::size_t stride) : n_(n), spacing_(spacing), stride_(stride) {}

  AxisKernel at(double epsilon) {
    if (epsilon != epsilon_) {
      epsilon_ = epsilon;
      fill(epsilon, false);
    }
    return {k_.data(), log_k_.data(), n_, stride_};
  }
  // k(i, j) times the squared distance.
  AxisKernel weighted_at(double epsilon) {
    epsilon_ = 0;
    fill(epsilon, true);
    return {k_.data(), log_k_.data(), n_, stride_};
  }
  double place(std::size_t i) const { return spacing_ * static_cast<double>(i); }
  double longest() const { return spacing_ * static_cast<double>(n_ - 1); }

 private:
  void fill(double epsilon, bool weighted) {
    k_.assign(n_ * stride_, 1.0), log_k_.assign(n_ * stride_, 0.0);
    for (std::size_t i = 0; i < n_; ++i) {
      for (std::size_t j = 0; j < n_; ++j) {
        const double off = spacing_ * (static_cast<double>(i) - static_cast<double>(j)), square = off * off;
        double log_k = -square / epsilon;
        if (weighted) log_k = square > 0 ? log_k + std::log(square) : log_zero;
        log_k_[i * stride_ + j] = log_k;
        k_[i * stride_ + j] = std::exp(log_k);
      }
    }
  }

  std::size_t n_;
  double spacing_;
  std::size_t stride_;
  double epsilon_ = 0;
  std::vector<double> k_, log_k_;
};

class GridProblem {
 public:
  GridProblem(int columns, int rows, double dx, double dy)
      : columns_(static_cast<std::size_t>(columns)),
        rows_(static_cast<std::size_t>(rows)),
        stride_(padded_row(columns_)),
        across_(columns_, dx, stride_),
        upwards_(rows_, dy, padded_row(rows_)),
        in_(rows_ * stride_, log_zero),
        middle_(in_),
        scratch_(in_),
        out_(in_) {}

  // to = −ε log Σ e^{(from − c)/ε} masses
  void soft_minima(double epsilon, const std::vector<double>& logs, const std::vector<double>& from,
                   std::vector<double>& to) {
    sums(logs, from, epsilon, across_.at(epsilon), upwards_.at(epsilon));
    for (std::size_t r = 0; r < rows_; ++r) {
      for (std::size_t c = 0; c < columns_; ++c) to[r * columns_ + c] = -epsilon * out_[r * stride_ + c];
    }
  }
  // ⟨c, γ⟩ of the rounded plan. c = dx² + dy² splits the sum in two separable ones; the added product's cost
  // follows from its factors' moments.
  double cost(const std::vector<double>& a, const std::vector<double>& b, const RoundedPlan& plan,
              double epsilon) {
    CompensatedSum sum;
    for (const bool in_x : {true, false}) {
      sums(logs_of(b), plan.g, epsilon, in_x ? across_.weighted_at(epsilon) : across_.at(epsilon),
           in_x ? upwards_.at(epsilon) : upwards_.weighted_at(epsilon));
      for (std::size_t r = 0; r < rows_; ++r) {
        for (std::size_t c = 0; c < columns_; ++c) {
          const std::size_t i = r * columns_ + c;
          if (a[i] > 0) sum.add(a[i] * std::exp(plan.f[i] / epsilon + out_[r * stride_ + c]));
        }
      }
    }
    if (!(plan.missing > 0)) return sum.value();
    double squares = 0, p_x = 0, p_y = 0, q_x = 0, q_y = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
      const double x = across_.place(i % columns_), y = upwards_.place(i / columns_);
      squares += (plan.missing_p[i] + plan.missing_q[i]) * (x * x + y * y);
      p_x += plan.missing_p[i] * x, p_y += plan.missing_p[i] * y;
      q_x += plan.missing_q[i] * x, q_y += plan.missing_q[i] * y;
    }
    return sum.value() + std::max(0.0, squares - 2 * (p_x * q_x + p_y * q_y) / plan.missing);
  }
  SoftMinima minima(const std::vector<double>& a, const std::vector<double>& b) {
    const double x = across_.longest(), y = upwards_.longest();
    return {[this, log_b = logs_of(b)](double epsilon, const std::vector<double>& g, std::vector<double>& f) {
              soft_minima(epsilon, log_b, g, f);
            },
            [this, log_a = logs_of(a)](double epsilon, const std::vector<double>& f, std::vector<double>& g) {
              soft_minima(epsilon, log_a, f, g);
            },
            x * x + y * y};
  }

 private:
  static std::vector<double> logs_of(const std::vector<double>& masses) {
    std::vector<double> logs;
    for (const double mass : masses) logs.push_back(log_of_mass(mass));
    return logs;
  }
  // out = log Σ e^{from/ε} masses k, first along the rows, then along the columns.
  void sums(const std::vector<double>& logs, const std::vector<double>& from, double epsilon,
            const AxisKernel& across, const AxisKernel& upwards) {
    const double inverse = 1 / epsilon;
    for (std::size_t r = 0; r < rows_; ++r) {
      for (std::size_t c = 0; c < columns_; ++c) {
        const std::size_t i = r * columns_ + c;
        in_[r * stride_ + c] = logs[i] > log_zero ? logs[i] + from[i] * inverse : log_zero;
      }
    }
    const SinkhornKernels& kernels = sinkhorn_kernels();
    kernels.along_rows({in_.data(), rows_, columns_, stride_}, across, scratch_.data(), middle_.data());
    for (std::size_t r = 0; r < rows_; ++r) {
      for (std::size_t c = columns_; c < stride_; ++c) middle_[r * stride_ + c] = log_zero;
    }
    kernels.along_columns({middle_.data(), rows_, columns_, stride_}, upwards, scratch_.data(), out_.data());
  }

  std::size_t columns_, rows_, stride_;
  GridAxis across_, upwards_;
  std::vector<double> in_, middle_, scratch_, out_;
};

}  // namespace

Sinkhorn sinkhorn_grid(std::span<const double> a, std::span<const double> b, int columns, int rows, double dx,
                       double dy, const SinkhornOptions& options) {
  GridProblem problem(columns, rows, dx, dy);
  const std::vector<double> p = normalised_masses(a), q = normalised_masses(b);
  const SoftMinima minima = problem.minima(p, q);
  Sinkhorn result = iterate_sinkhorn(minima, p, q, options);
  result.cost = problem.cost(p, q, rounded_plan(minima, p, q, result, options.epsilon), options.epsilon);
  return result;
}

}  // namespace dlab
