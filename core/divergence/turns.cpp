// Finding every change of sign of p − q, from the samples that the quadrature left behind.
#include "core/divergence/turns.hpp"

#include <algorithm>
#include <cmath>

namespace dlab {
namespace {

// Logarithms of densities are rounded, so a smaller ratio has no sign; what is missed for it moves TV by less
// than 1e−14.
constexpr double no_sign = 1e-14;

int sign_of(double log_ratio) { return log_ratio > no_sign ? 1 : log_ratio < -no_sign ? -1 : 0; }

}  // namespace

void TurnFinder::log_ratios(std::size_t n, const double* base, const double* offset, double* log_ratio) {
  for (auto& scratch : scratch_) scratch.resize(n);
  kernels().densities(p_->view(), base, offset, n, scratch_[0].data(), scratch_[1].data());
  kernels().densities(q_->view(), base, offset, n, scratch_[2].data(), scratch_[3].data());
  for (std::size_t i = 0; i < n; ++i) log_ratio[i] = scratch_[1][i] - scratch_[3][i];
}

double TurnFinder::log_ratio_at(Point at) {
  double base[lane_block], offset[lane_block], value[lane_block];
  std::fill_n(base, lane_block, at.base);
  std::fill_n(offset, lane_block, at.offset);
  log_ratios(lane_block, base, offset, value);
  return value[0];
}

// Just inside both ends of every cell with panels: there a change of sign inside is told from one at a jump.
void TurnFinder::sample_ends(const std::vector<Cell>& cells,
                             const std::vector<Entropies::Evaluated>& panels) {
  ends_.clear();
  for (std::size_t i = 0; i < panels.size(); ++i) {
    const Cell& cell = cells[panels[i].cell];
    const double inside = 1e-9 * panels[i].panel.half;
    if (i == 0 || panels[i - 1].cell != panels[i].cell) ends_.push_back({cell.low + inside, 0});
    if (i + 1 == panels.size() || panels[i + 1].cell != panels[i].cell) {
      ends_.push_back({cell.high + -inside, 0});
    }
  }
  if (ends_.empty()) return;
  const std::size_t n = (ends_.size() + lane_block - 1) / lane_block * lane_block;
  base_.resize(n), offset_.resize(n), value_.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const Point at = ends_[std::min(i, ends_.size() - 1)].at;
    base_[i] = at.base;
    offset_[i] = at.offset;
  }
  log_ratios(n, base_.data(), offset_.data(), value_.data());
  for (std::size_t i = 0; i < ends_.size(); ++i) ends_[i].log_ratio = value_[i];
}

const std::vector<Turn>& TurnFinder::find(const LawTable& p, const LawTable& q,
                                          const std::vector<Cell>& cells,
                                          const std::vector<Entropies::Evaluated>& panels) {
  p_ = &p, q_ = &q;
  sign_ = 0;
  turns_.clear();
  brackets_.clear();
  sample_ends(cells, panels);
  const KronrodRule& rule = kronrod_rule();
  std::size_t next = 0, end = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    samples_.clear();
    if (cells[i].p != cells[i].q) {
      samples_.push_back({cells[i].low, cells[i].p ? 1.0 : -1.0});
    } else if (next < panels.size() && panels[next].cell == i) {
      samples_.push_back(ends_[end]);
      for (; next < panels.size() && panels[next].cell == i; ++next) {
        const auto& one = panels[next];
        for (std::size_t k = 0; k < panel_nodes; ++k) {
          const Point at{one.panel.base, one.panel.offset + one.panel.half * rule.node[k]};
          samples_.push_back({at, one.log_ratio[k]});
        }
      }
      samples_.push_back(ends_[end + 1]);
      end += 2;
    }
    walk_cell(cells[i]);
  }
  if (!brackets_.empty()) {
    roots_.find(brackets_, 1e-12, [this](const RootFinder::Points& points, double* value) {
      log_ratios(points.n, points.base, points.offset, value);
    });
    for (const Bracket& bracket : brackets_) {
      turns_.push_back({bracket.point(), std::abs(bracket.value) * bracket.width});
    }
  }
  std::sort(turns_.begin(), turns_.end(), [](const Turn& a, const Turn& b) { return a.at < b.at; });
  return turns_;
}

void TurnFinder::walk_cell(const Cell& cell) {
  const Sample* last = nullptr;  // the last one in this cell that has a sign
  for (std::size_t i = 0; i < samples_.size(); ++i) {
    const Sample& sample = samples_[i];
    const int sign = sign_of(sample.log_ratio);
    if (sign == 0) continue;
    if (sign_ != 0 && sign != sign_) {
      if (last) {
        add_bracket(*last, sample);
      } else {
        turns_.push_back({cell.low, 0});  // a jump, or a change where p = q up to rounding
      }
    } else if (i > 0 && i + 1 < samples_.size()) {
      look_for_touch(samples_[i - 1], sample, samples_[i + 1]);
    }
    sign_ = sign;
    last = &sample;
  }
}

void TurnFinder::add_bracket(const Sample& left, const Sample& right) {
  brackets_.push_back({left.at, 0, right.at - left.at, left.log_ratio, right.log_ratio});
}

// Three samples of one sign of which the middle one is nearest to 0: if their parabola comes much nearer,
// there may be two roots between them.
void TurnFinder::look_for_touch(const Sample& left, const Sample& middle, const Sample& right) {
  const double s = middle.log_ratio > 0 ? 1 : -1;
  double fl = s * left.log_ratio, fm = s * middle.log_ratio, fr = s * right.log_ratio;
  if (!(fl > fm && fr > fm)) return;
  double l = left.at - middle.at, r = right.at - middle.at, m = 0;
  for (int step = 0; step < 20; ++step) {
    // The parabola's lowest point.
    const double slope_l = (fl - fm) / (l - m), slope_r = (fr - fm) / (r - m);
    const double curvature = (slope_r - slope_l) / (r - l);
    const double slope = slope_r - curvature * (r - m);
    const double x = m - 0.5 * slope / curvature;
    const double lowest = fm - 0.25 * slope * slope / curvature;
    if (!(x > l && x < r) || lowest > 0.5 * fm) return;
    const double fx = s * log_ratio_at(middle.at + x);
    if (fx < -no_sign) {
      const Sample below{middle.at + x, s * fx};
      add_bracket(left, below);
      add_bracket(below, right);
      return;
    }
    if (fx >= fm) return;
    (x < m ? r : l) = m;
    (x < m ? fr : fl) = fm;
    m = x, fm = fx;
  }
}

}  // namespace dlab
