// A matrix of costs that soft minima can be taken of.
#pragma once
#include <cmath>
#include <functional>
#include <vector>

#include "core/transport/sinkhorn_iteration.hpp"
#include "core/transport/sinkhorn_kernels.hpp"

namespace dlab {

// Costs row by row and column by column, both padded, so that both soft minima run along memory.
class DenseCosts {
 public:
  DenseCosts(std::size_t n, std::size_t m, const std::function<double(std::size_t, std::size_t)>& cost)
      : n_(n), m_(m), rows_(n * padded_row(m)), columns_(m * padded_row(n)) {
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < m; ++j) {
        const double c = cost(i, j);
        rows_[i * padded_row(m) + j] = columns_[j * padded_row(n) + i] = c;
        largest_ = std::max(largest_, c);
      }
    }
  }
  double largest() const { return largest_; }
  const double* row(std::size_t i) const { return rows_.data() + i * padded_row(m_); }

  SoftMinima minima(const std::vector<double>& a, const std::vector<double>& b) const {
    const auto soft_minima = [](const std::vector<double>& costs, std::size_t count,
                                const std::vector<double>& masses) {
      std::vector<double> logs(padded_row(masses.size()), log_zero);
      for (std::size_t j = 0; j < masses.size(); ++j) logs[j] = log_of_mass(masses[j]);
      return [&costs, count, logs, h = std::vector<double>(logs.size(), log_zero)](
                 double epsilon, const std::vector<double>& from, std::vector<double>& to) mutable {
        for (std::size_t j = 0; j < from.size(); ++j)
          h[j] = logs[j] > log_zero ? logs[j] + from[j] / epsilon : log_zero;
        const auto soft_maximum = sinkhorn_kernels().soft_maximum;
        for (std::size_t i = 0; i < count; ++i)
          to[i] = -epsilon * soft_maximum(h.data(), costs.data() + i * h.size(), 1 / epsilon, h.size());
      };
    };
    return {soft_minima(rows_, n_, b), soft_minima(columns_, m_, a), largest_};
  }

 private:
  std::size_t n_, m_;
  std::vector<double> rows_, columns_;
  double largest_ = 0;
};

// The entropic plan's ⟨c, γ⟩ once rounded.
double rounded_cost(const DenseCosts& costs, const std::vector<double>& a, const std::vector<double>& b,
                    const RoundedPlan& plan, double epsilon);

Transport as_transport(const DenseCosts& costs, const std::vector<double>& a, const std::vector<double>& b,
                       const Sinkhorn& sinkhorn, double epsilon);

}  // namespace dlab
