// Finding arcs and prices by passes over all reduced costs.
#include "core/transport/candidates.hpp"

#include <algorithm>
#include <numeric>

namespace dlab {
namespace {

// The k smallest of c − w for a sequence of rows: the last row's findings make a good first bound.
class NearestSearch {
 public:
  NearestSearch(Pricing::Smallest kernel, std::size_t k, std::size_t n)
      : kernel_(kernel), values_(k), which_(k), n_(n) {
    std::iota(which_.begin(), which_.end(), 0);
  }
  template <class Cost>
  void search(const CostRow& row, const double* w, Cost cost) {
    for (std::size_t a = 0; a < which_.size(); ++a) values_[a] = cost(which_[a]) - w[which_[a]];
    kernel_(row, w, n_, which_.size(), values_.data(), which_.data());
  }
  const std::vector<std::int32_t>& which() const { return which_; }
  double least() const { return *std::min_element(values_.begin(), values_.end()); }

 private:
  Pricing::Smallest kernel_;
  std::vector<double> values_;
  std::vector<std::int32_t> which_;
  std::size_t n_;
};

}  // namespace

TransportCandidates find_candidates(const TransportProblem& problem, const std::vector<double>& v,
                                    std::size_t nearest) {
  const std::int32_t n = problem.p.size(), m = problem.q.size();
  TransportCandidates result;
  result.prices = {std::vector<double>(static_cast<std::size_t>(n)), v};
  std::vector<std::vector<std::int32_t>> heads(static_cast<std::size_t>(n));
  NearestSearch row(problem.smallest(), std::min(nearest, static_cast<std::size_t>(m)),
                    static_cast<std::size_t>(m));
  for (std::int32_t i = 0; i < n; ++i) {
    row.search(problem.row(i), v.data(), [&](std::int32_t j) { return problem.cost(i, j); });
    result.prices.u[i] = row.least();
    heads[i] = row.which();
  }
  if (problem.kind != CostKind::matrix) {
    NearestSearch column(problem.smallest(), std::min(nearest, static_cast<std::size_t>(n)),
                         static_cast<std::size_t>(n));
    for (std::int32_t j = 0; j < m; ++j) {
      column.search(problem.column(j), result.prices.u.data(),
                    [&](std::int32_t i) { return problem.cost(i, j); });
      result.prices.v[j] = column.least();
      for (std::int32_t i : column.which()) heads[i].push_back(j);
    }
  }
  for (std::int32_t i = 0; i < n; ++i) {
    std::sort(heads[i].begin(), heads[i].end());
    heads[i].erase(std::unique(heads[i].begin(), heads[i].end()), heads[i].end());
    for (std::int32_t j : heads[i]) result.arcs.push_back({i, j, problem.cost(i, j)});
  }
  return result;
}

std::vector<double> transform(const TransportProblem& problem, const std::vector<double>& v) {
  std::vector<double> u(problem.p.mass.size());
  NearestSearch row(problem.smallest(), 1, v.size());
  for (std::int32_t i = 0; i < problem.p.size(); ++i) {
    row.search(problem.row(i), v.data(), [&](std::int32_t j) { return problem.cost(i, j); });
    u[i] = row.least();
  }
  return u;
}

std::vector<double> transform(CostKind kind, const TransportSide& from, const TransportSide& to,
                              const std::vector<double>& w) {
  TransportProblem between;
  between.kind = kind;
  between.p = from;
  between.q = to;
  between.p.mass.resize(from.x.size());
  return transform(between, w);
}

}  // namespace dlab
