// Panels, their quarters and the order in which they are refined.
#include "core/divergence/quadrature_2d.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <queue>
#include <span>
#include <vector>

#include "core/distribution/bell_bounds.hpp"
#include "core/divergence/regions_2d.hpp"
#include "core/math/compensated.hpp"

namespace dlab {
namespace {

constexpr double reach = 7.6;             // standard deviations: 3e−14 of a bell lies beyond
constexpr double core = 6;                // within this many standard deviations panels fit the bell …
constexpr double wide = 8, narrow = 1.5;  // … being at most this many of them wide (narrow: with few nodes)
constexpr std::size_t many_regions = 1500, most_seeds = 60'000;

struct GaussRule {
  std::array<double, 8> at, weight;  // on [0, 1]
  int n;
};

// Roots of the Legendre polynomial by Newton's method.
GaussRule gauss_rule(int n) {
  GaussRule rule{{}, {}, n};
  for (int i = 0; i < n; ++i) {
    double x = std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5)), slope = 1;
    for (int step = 0; step < 20; ++step) {
      double last = 1, now = x;
      for (int k = 2; k <= n; ++k) last = std::exchange(now, ((2 * k - 1) * x * now - (k - 1) * last) / k);
      slope = n * (x * now - last) / (x * x - 1);
      x -= now / slope;
    }
    rule.at[static_cast<std::size_t>(i)] = 0.5 * (1 - x);
    rule.weight[static_cast<std::size_t>(i)] = 1 / ((1 - x * x) * slope * slope);
  }
  return rule;
}
const GaussRule rules[3] = {gauss_rule(2), gauss_rule(4), gauss_rule(8)};

struct Slice {
  std::uint32_t begin = 0, count = 0;
};

// A rectangle in a region's own coordinates, s from its left to its right side, t from its lower to its upper
// end, both 0 … 1.
struct Panel2d {
  std::uint32_t region;
  double s_low, s_high, t_low, t_high;
  Slice p, q;  // the bells that count
};

class Quadrature {
 public:
  Quadrature(const Law2d& p, const Law2d& q, Point origin)
      : list_(cut_regions(p, q, origin, reach)), p_(p, origin), q_(q, origin) {}

  DensityDivergences run(double target, std::size_t most_nodes, const std::stop_token& stop);

 private:
  struct Work {
    Panel2d panel;
    std::array<PanelSums2d, 4> quarters;
    PanelSums2d fine;
    std::array<double, 4> difference;
  };
  Bounds box_of(const Panel2d& panel) const;
  double widest(const Panel2d& panel) const;  // of its region, at its ends
  Slice choose(const BellTable& table, Slice from, const Bounds& box, double flat, double& top);
  void seed(const Panel2d& start);
  PanelSums2d integrate(const Panel2d& panel, const GaussRule& rule);
  Work measure(const Panel2d& panel, const PanelSums2d* coarse);
  DensityDivergences sum_of_flat_regions() const;

  RegionList list_;
  BellTable p_, q_;
  std::vector<int> pool_;
  std::vector<Panel2d> seeds_;
  bool quick_ = false;  // very many regions: two plain rules instead of quarters
  std::size_t nodes_ = 0;
};

double stretched(double t) { return t * t * (3 - 2 * t); }

Bounds Quadrature::box_of(const Panel2d& panel) const {
  const Region& r = list_.regions[panel.region];
  const double height = r.y_high - r.y_low;
  const double low = r.y_low + height * (r.bent ? stretched(panel.t_low) : panel.t_low);
  const double high = r.y_low + height * (r.bent ? stretched(panel.t_high) : panel.t_high);
  Bounds box{1e300, -1e300, low, high};
  for (const double y : {low, high}) {  // sides are monotone within a region
    const double left = r.left.at(y), right = r.right.at(y);
    box.x_low = std::min(box.x_low, std::lerp(left, right, panel.s_low));
    box.x_high = std::max(box.x_high, std::lerp(left, right, panel.s_high));
  }
  return box;
}

double Quadrature::widest(const Panel2d& panel) const {
  const Region& r = list_.regions[panel.region];
  double most = 0;
  for (const double t : {panel.t_low, panel.t_high}) {
    const double y = r.y_low + (r.y_high - r.y_low) * (r.bent ? stretched(t) : t);
    most = std::max(most, r.right.at(y) - r.left.at(y));
  }
  return most;
}

// The bells that are not negligible beside the largest anywhere in the box. top: an upper bound of the log of
// the density there.
Slice Quadrature::choose(const BellTable& table, Slice from, const Bounds& box, double flat, double& top) {
  double sure = flat > 0 ? std::log(flat) : -1e300;
  top = sure;
  const auto begin = static_cast<std::uint32_t>(pool_.size());
  if (from.count == 0) return {begin, 0};
  std::vector<double> highest(from.count);
  for (std::uint32_t i = 0; i < from.count; ++i) {
    const BellForm& f = table.forms[static_cast<std::size_t>(pool_[from.begin + i])];
    sure = std::max(sure, f.peak - 0.5 * largest_square(f, box));
    highest[i] = f.peak - 0.5 * least_square(f, box);
    top = std::max(top, highest[i]);
  }
  for (std::uint32_t i = 0; i < from.count; ++i) {
    const int k = pool_[from.begin + i];
    if (highest[i] >= sure - negligible_log) pool_.push_back(k);
  }
  const auto count = static_cast<std::uint32_t>(pool_.size()) - begin;
  top += std::log(static_cast<double>(count + 1));
  return {begin, count};
}

// Splits until the panel is small beside every bell whose core it touches; drops it if there is nothing.
void Quadrature::seed(const Panel2d& start) {
  Panel2d panel = start;
  const Region& region = list_.regions[panel.region];
  const Bounds box = box_of(panel);
  double top_p = -1e300, top_q = -1e300;
  const double widths = quick_ ? narrow : wide;
  panel.p = choose(p_, start.p, box, region.p_flat, top_p);
  panel.q = choose(q_, start.q, box, region.q_flat, top_q);
  const double width = box.x_high - box.x_low, height = box.y_high - box.y_low;
  if (std::max(top_p, top_q) + std::log(std::max(1e-300, width * height)) < -38) return;
  double limit_x = 1e300, limit_y = 1e300;
  for (const auto& [table, slice] : {std::pair{&p_, panel.p}, std::pair{&q_, panel.q}}) {
    for (std::uint32_t i = 0; i < slice.count; ++i) {
      const auto k = static_cast<std::size_t>(pool_[slice.begin + i]);
      const BellTable::Size& size = table->sizes[k];
      if (width <= widths * size.slice_x && height <= widths * size.slice_y) continue;
      if (least_square(table->forms[k], box) > core * core) continue;
      limit_x = std::min(limit_x, widths * size.slice_x);
      limit_y = std::min(limit_y, widths * size.slice_y);
    }
  }
  // A slanted side widens the box of a panel that is narrow itself: only cutting it lower helps.
  const double own = (panel.s_high - panel.s_low) * widest(panel);
  const bool split_s = own > limit_x && panel.s_high - panel.s_low > 1e-12;
  const bool split_t = (height > limit_y || width - own > limit_x) && panel.t_high - panel.t_low > 1e-12;
  if ((split_s || split_t) && seeds_.size() < most_seeds) {
    const double s = split_s ? 0.5 * (panel.s_low + panel.s_high) : panel.s_high,
                 t = split_t ? 0.5 * (panel.t_low + panel.t_high) : panel.t_high;
    const auto part = [&](double s_low, double s_high, double t_low, double t_high) {
      Panel2d inner = panel;
      inner.s_low = s_low, inner.s_high = s_high, inner.t_low = t_low, inner.t_high = t_high;
      seed(inner);
    };
    part(panel.s_low, s, panel.t_low, t);
    if (split_s) part(s, panel.s_high, panel.t_low, t);
    if (split_t) part(panel.s_low, s, t, panel.t_high);
    if (split_s && split_t) part(s, panel.s_high, t, panel.t_high);
    return;
  }
  seeds_.push_back(panel);
}

PanelSums2d Quadrature::integrate(const Panel2d& panel, const GaussRule& rule) {
  const Region& region = list_.regions[panel.region];
  const double height = region.y_high - region.y_low;
  const auto n = static_cast<std::size_t>(rule.n);
  alignas(64) double xs[64], ys[64], weights[64];
  std::size_t size = 0;
  const double ds = panel.s_high - panel.s_low, dt = panel.t_high - panel.t_low;
  for (std::size_t j = 0; j < n; ++j) {
    const double t = panel.t_low + dt * rule.at[j];
    const double y = region.y_low + height * (region.bent ? stretched(t) : t);
    const double rise = region.bent ? 6 * t * (1 - t) : 1;
    const double left = region.left.at(y), width = region.right.at(y) - left;
    const double across = width * ds, along = height * dt * rise * rule.weight[j] * across;
    for (std::size_t i = 0; i < n; ++i, ++size) {
      xs[size] = left + width * panel.s_low + across * rule.at[i];
      ys[size] = y;
      weights[size] = along * rule.weight[i];
    }
  }
  for (; size % node_block != 0; ++size) xs[size] = xs[0], ys[size] = ys[0], weights[size] = 0;
  nodes_ += size;
  const PanelLaw p{p_.forms.data(), pool_.data() + panel.p.begin, panel.p.count, region.p_flat};
  const PanelLaw q{q_.forms.data(), pool_.data() + panel.q.begin, panel.q.count, region.q_flat};
  PanelSums2d sums;
  kernels_2d().sums(p, q, {xs, ys, weights, size}, sums);
  return sums;
}

void add(PanelSums2d& to, const PanelSums2d& more) {
  to.kl_pq += more.kl_pq, to.kl_qp += more.kl_qp, to.js += more.js, to.tv += more.tv;
  to.p += more.p, to.q += more.q;
}

std::array<Panel2d, 4> quarters_of(const Panel2d& panel) {
  const double s = 0.5 * (panel.s_low + panel.s_high), t = 0.5 * (panel.t_low + panel.t_high);
  std::array<Panel2d, 4> parts{panel, panel, panel, panel};
  parts[0].s_high = parts[2].s_high = s, parts[1].s_low = parts[3].s_low = s;
  parts[0].t_high = parts[1].t_high = t, parts[2].t_low = parts[3].t_low = t;
  return parts;
}

Quadrature::Work Quadrature::measure(const Panel2d& panel, const PanelSums2d* coarse) {
  Work work{panel, {}, {}, {}};
  PanelSums2d rough;
  if (quick_) {
    rough = integrate(panel, rules[0]);
    work.fine = integrate(panel, rules[1]);
  } else {
    rough = coarse ? *coarse : integrate(panel, rules[2]);
    const auto parts = quarters_of(panel);
    for (std::size_t i = 0; i < 4; ++i) {
      work.quarters[i] = integrate(parts[i], rules[2]);
      add(work.fine, work.quarters[i]);
    }
  }
  work.difference = {work.fine.kl_pq - rough.kl_pq, work.fine.kl_qp - rough.kl_qp, work.fine.js - rough.js,
                     work.fine.tv - rough.tv};
  return work;
}

// Every density is constant in every region: areas times terms.
DensityDivergences Quadrature::sum_of_flat_regions() const {
  CompensatedSum kl_pq, kl_qp, js, tv, mass_p, mass_q;
  double size = 0;
  for (const Region& region : list_.regions) {
    const double area = (region.right.x - region.left.x) * (region.y_high - region.y_low);
    const double p = region.p_flat * area, q = region.q_flat * area;
    mass_p.add(p), mass_q.add(q), tv.add(0.5 * std::abs(p - q));
    if (p > 0 && q > 0) {
      const double ratio = std::abs(p - q) < 0.5 * q ? std::log1p((p - q) / q) : std::log(p / q);
      const double lean = (p - q) / (p + q);
      kl_pq.add(p * ratio), kl_qp.add(-q * ratio);
      js.add(0.5 * (p * std::log1p(lean) + q * std::log1p(-lean)));
      size += (p + q) * (1 + std::abs(ratio));
    } else {
      js.add(0.5 * (p + q) * std::numbers::ln2);
      size += p + q;
    }
  }
  DensityDivergences all;
  all.exact = true;
  all.p_outside_q = list_.p_outside_q, all.q_outside_p = list_.q_outside_p;
  all.value = {kl_pq.value() - mass_p.value() + mass_q.value(),
               kl_qp.value() - mass_q.value() + mass_p.value(),
               js.value(),
               tv.value(),
               mass_p.value(),
               mass_q.value()};
  const double rounding = 1e-14 * size;
  all.error = {rounding, rounding, rounding, rounding, 1e-14, 1e-14};
  return all;
}

DensityDivergences Quadrature::run(double target, std::size_t most_nodes, const std::stop_token& stop) {
  if (p_.forms.empty() && q_.forms.empty() && !list_.curved) return sum_of_flat_regions();
  quick_ = list_.regions.size() > many_regions;
  Slice p_all{0, static_cast<std::uint32_t>(p_.forms.size())};
  for (int k = 0; k < static_cast<int>(p_all.count); ++k) pool_.push_back(k);
  Slice q_all{p_all.count, static_cast<std::uint32_t>(q_.forms.size())};
  for (int k = 0; k < static_cast<int>(q_all.count); ++k) pool_.push_back(k);
  for (std::uint32_t i = 0; i < list_.regions.size(); ++i) seed({i, 0, 1, 0, 1, p_all, q_all});

  DensityDivergences all;
  all.p_outside_q = list_.p_outside_q, all.q_outside_p = list_.q_outside_p;
  std::vector<Work> works;
  works.reserve(2 * seeds_.size());
  std::array<double, 4> signed_sum{}, squares{}, sizes{}, scale{1, 1, 1, 1};
  const auto count = [&](const Work& work, double sign) {
    PanelSums2d part = work.fine;
    if (sign < 0) part = {-part.kl_pq, -part.kl_qp, -part.js, -part.tv, -part.p, -part.q};
    add(all.value, part);
    for (std::size_t i = 0; i < 4; ++i) {
      signed_sum[i] += sign * work.difference[i];
      squares[i] += sign * work.difference[i] * work.difference[i];
      sizes[i] += sign * std::abs(work.difference[i]);
    }
  };
  for (const Panel2d& panel : seeds_) {
    works.push_back(measure(panel, nullptr));
    count(works.back(), 1);
    if (works.size() % 256 == 0 && stop.stop_requested()) break;
  }
  scale[0] = std::max(1.0, std::abs(all.value.kl_pq)), scale[1] = std::max(1.0, std::abs(all.value.kl_qp));
  const auto error_of = [&](std::size_t i) {
    return std::abs(signed_sum[i]) + std::sqrt(std::max(0.0, squares[i])) + 0.25 * std::max(0.0, sizes[i]);
  };
  const auto key_of = [&](const Work& work) {
    double most = 0;
    for (std::size_t i = 0; i < 4; ++i) most = std::max(most, std::abs(work.difference[i]) / scale[i]);
    return most;
  };
  std::priority_queue<std::pair<double, std::uint32_t>> queue;
  for (std::uint32_t i = 0; i < works.size(); ++i) queue.emplace(key_of(works[i]), i);
  const auto done = [&] {
    for (std::size_t i = 0; i < 4; ++i)
      if (error_of(i) > target * scale[i]) return false;
    return true;
  };
  most_nodes += nodes_;
  while (!queue.empty() && nodes_ < most_nodes && !done() && !stop.stop_requested()) {
    const auto [key, index] = queue.top();
    queue.pop();
    if (!(key > 0.01 * target / static_cast<double>(works.size()))) break;
    const Work work = works[index];
    if (work.panel.s_high - work.panel.s_low < 1e-12) continue;
    count(work, -1);
    const Region& region = list_.regions[work.panel.region];
    auto parts = quarters_of(work.panel);
    for (std::size_t i = 0; i < 4; ++i) {
      if (work.panel.p.count + work.panel.q.count > 4) {
        const Bounds box = box_of(parts[i]);
        double top = 0;
        parts[i].p = choose(p_, work.panel.p, box, region.p_flat, top);
        parts[i].q = choose(q_, work.panel.q, box, region.q_flat, top);
      }
      Work part = measure(parts[i], quick_ ? nullptr : &work.quarters[i]);
      count(part, 1);
      const std::uint32_t place = i == 0 ? index : static_cast<std::uint32_t>(works.size());
      queue.emplace(key_of(part), place);
      if (i == 0) {
        works[index] = part;
      } else {
        works.push_back(part);
      }
    }
  }
  // What refining has added and taken away again leaves rounding behind: sum once more.
  all.value = {};
  signed_sum = {}, squares = {}, sizes = {};
  for (const Work& work : works) count(work, 1);
  const double rounding = 1e-15 * std::sqrt(static_cast<double>(works.size()));
  all.error = {error_of(0) + rounding * scale[0],
               error_of(1) + rounding * scale[1],
               error_of(2) + rounding,
               error_of(3) + rounding,
               1e-12,
               1e-12};
  return all;
}

}  // namespace

DensityDivergences density_divergences(const Law2d& p, const Law2d& q, double target, std::size_t most_nodes,
                                       std::stop_token stop) {
  const Point origin = !p.bells().empty()   ? p.bells().front().mean
                       : !q.bells().empty() ? q.bells().front().mean
                                            : p.mean();
  return Quadrature(p, q, origin).run(target, most_nodes, stop);
}

}  // namespace dlab
