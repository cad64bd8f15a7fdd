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

double TurnFinder::log_ratio_at(LinePoint at) {
  double base[lane_block], offset[lane_block], value[lane_block];
  std::fill_n(base, lane_block, at.base);
  std::fill_n(offset, lane_block, at.offset);
  log_ratios(lane_block, base, offset, value);
  return value[0];
}

// Just inside both ends of every cell with panels: there a change of sign inside is told from one at a jump.
// A cell without neighbours ends where no mass is left.
void TurnFinder::sample_ends(const std::vector<Cell>& cells, const Panels& panels) {
  ends_.clear();
  if (cells.size() == 1) return;
  base_.clear(), offset_.clear();
  const auto add = [&](LinePoint at) {
    ends_.push_back({at, 0});
    base_.push_back(at.base);
    offset_.push_back(at.offset);
  };
  for (std::size_t i = 0; i < panels.size(); ++i) {
    const Cell& cell = cells[panels[i].cell];
    const double inside = 1e-9 * panels[i].panel.half;
    if (i == 0 || panels[i - 1].cell != panels[i].cell) add(cell.low + inside);
    if (i + 1 == panels.size() || panels[i + 1].cell != panels[i].cell) add(cell.high + -inside);
  }
  if (ends_.empty()) return;
  while (base_.size() % lane_block != 0) base_.push_back(base_.back()), offset_.push_back(offset_.back());
  value_.resize(base_.size());
  log_ratios(base_.size(), base_.data(), offset_.data(), value_.data());
  for (std::size_t i = 0; i < ends_.size(); ++i) ends_[i].log_ratio = value_[i];
}

const std::vector<Turn>& TurnFinder::find(const LawTable& p, const LawTable& q,
                                          const std::vector<Cell>& cells, const Panels& panels) {
  p_ = &p, q_ = &q;
  sign_ = 0;
  turns_.clear();
  brackets_.clear();
  sample_ends(cells, panels);
  std::size_t next = 0, end_pair = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    in_cell_ = false;
    cell_low_ = cells[i].low;
    if (cells[i].p != cells[i].q) {
      see({cells[i].low, cells[i].p ? 1.0 : -1.0});
    } else if (next < panels.size() && panels[next].cell == i) {
      const std::size_t first = next;
      while (next < panels.size() && panels[next].cell == i) ++next;
      if (!ends_.empty()) see(ends_[end_pair]);
      for (std::size_t k = first; k < next; ++k) walk_panel(panels, k, next);
      if (!ends_.empty()) see(ends_[end_pair + 1]);
      end_pair += 2;
    }
  }
  if (!brackets_.empty()) {
    roots_.find(brackets_, 1e-10, [this](const RootFinder::Points& points, double* value) {
      log_ratios(points.n, points.base, points.offset, value);
    });
    for (const Bracket& bracket : brackets_) {
      turns_.push_back({bracket.point(), std::abs(bracket.value) * bracket.width});
    }
  }
  std::sort(turns_.begin(), turns_.end(), [](const Turn& a, const Turn& b) { return a.at < b.at; });
  return turns_;
}

// Takes in the next sample of a cell, from left to right.
void TurnFinder::see(const Sample& sample) {
  const int sign = sign_of(sample.log_ratio);
  if (sign == 0) return;
  if (sign_ != 0 && sign != sign_) {
    if (in_cell_) {
      add_bracket(last_, sample);
    } else {
      turns_.push_back({cell_low_, 0});  // a jump, or a change where p = q up to rounding
    }
  }
  sign_ = sign;
  last_ = sample;
  in_cell_ = true;
}

// Nothing can happen in a panel of one sign whose samples all have about the same size.
bool TurnFinder::quiet(const PanelSums& sums) const {
  return sign_ > 0 ? sums.lowest_ratio > std::max(no_sign, 0.1 * sums.highest_ratio)
                   : sign_ < 0 && sums.highest_ratio < std::min(-no_sign, 0.1 * sums.lowest_ratio);
}

void TurnFinder::walk_panel(const Panels& panels, std::size_t index, std::size_t end) {
  const double* node = kronrod_rule().node;
  const auto sample = [&](std::size_t panel, std::size_t k) {
    const auto& one = panels[panel];
    return Sample{{one.panel.base, one.panel.offset + one.panel.half * node[k]}, one.log_ratio[k]};
  };
  constexpr std::size_t last = panel_nodes - 1;
  if (in_cell_ && quiet(panels[index].sums)) {
    last_ = sample(index, last);
    return;
  }
  const double* ratio = panels[index].log_ratio;
  const bool has_left = index > 0 && panels[index - 1].cell == panels[index].cell;
  for (std::size_t k = 0; k < panel_nodes; ++k) {
    const Sample here = sample(index, k);
    const bool turned = sign_of(here.log_ratio) * sign_ < 0;
    see(here);
    // A dip towards 0 that does not cross it between the samples may do so twice in between.
    if (turned || (k == 0 && !has_left) || (k == last && index + 1 == end)) continue;
    const double left = k > 0 ? ratio[k - 1] : panels[index - 1].log_ratio[last];
    const double right = k < last ? ratio[k + 1] : panels[index + 1].log_ratio[0];
    if (std::min(left / ratio[k], right / ratio[k]) > 1) {
      look_for_touch(k > 0 ? sample(index, k - 1) : sample(index - 1, last), here,
                     k < last ? sample(index, k + 1) : sample(index + 1, 0));
    }
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
    if (!(x > l && x < r) || lowest > 0.1 * fm) return;
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
