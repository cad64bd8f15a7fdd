// Building a law: flattening, normalising, sorting, joining; moments, breaks and support.
#include "core/distribution/law.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "core/distribution/law_piece.hpp"
#include "core/math/compensated.hpp"
#include "core/math/sort.hpp"

namespace dlab {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double total_of(const std::vector<double>& weights) {
  CompensatedSum sum;
  for (const double weight : weights) sum.add(weight);
  return sum.value();
}

// Collects one distribution's pieces and atoms, scaled by the weight of the component that it is.
struct Collector {
  std::vector<Piece>& pieces;
  std::vector<Atom>& atoms;
  double weight = 1;

  void operator()(const Normal& d) { pieces.push_back({Piece::Shape::normal, weight, d.mean, d.std}); }
  void operator()(const Laplace& d) { pieces.push_back({Piece::Shape::laplace, weight, d.mean, d.scale}); }
  void operator()(const Uniform& d) { pieces.push_back({Piece::Shape::uniform, weight, d.low, d.high}); }
  void operator()(const Exponential& d) {
    pieces.push_back({Piece::Shape::exponential, weight, d.start, d.rate});
  }
  void operator()(const Dirac& d) { atoms.push_back({d.at, weight}); }
  void operator()(const Discrete& d) {
    const double total = total_of(d.weights);
    for (std::size_t i = 0; i < d.points.size(); ++i) {
      atoms.push_back({d.points[i], weight * (d.weights[i] / total)});
    }
  }
  void operator()(const Histogram& d) {
    const double total = total_of(d.heights);
    const auto bins = static_cast<double>(d.heights.size());
    // Neighbours share their edge to the last bit, so that no gap opens between them.
    const auto edge = [&](std::size_t i) {
      return i == d.heights.size() ? d.high : d.low + (d.high - d.low) * (static_cast<double>(i) / bins);
    };
    for (std::size_t i = 0; i < d.heights.size(); ++i) {
      if (d.heights[i] <= 0) continue;
      // Bins narrower than the spacing of doubles are points.
      if (edge(i) < edge(i + 1)) {
        pieces.push_back({Piece::Shape::uniform, weight * (d.heights[i] / total), edge(i), edge(i + 1)});
      } else {
        atoms.push_back({edge(i), weight * (d.heights[i] / total)});
      }
    }
  }
  void operator()(const Samples& d) {
    std::vector<double> values(d.values.begin(), d.values.end());
    if (d.shift != 0) {
      for (double& value : values) value += d.shift;
    }
    sort_values(values);
    const auto n = static_cast<double>(values.size());
    atoms.reserve(atoms.size() + (d.bandwidth > 0 ? 0 : values.size()));
    for (std::size_t i = 0; i < values.size();) {
      std::size_t end = i + 1;
      while (end < values.size() && values[end] == values[i]) ++end;
      const double mass = weight * (static_cast<double>(end - i) / n);
      if (d.bandwidth > 0) {
        pieces.push_back({Piece::Shape::normal, mass, values[i], d.bandwidth});
      } else {
        atoms.push_back({values[i], mass});
      }
      i = end;
    }
  }
  void operator()(const Mixture& d) {
    double total = 0;
    for (const Component& component : d.components) total += component.weight;
    pieces.reserve(pieces.size() + d.components.size());
    for (const Component& component : d.components) {
      if (component.weight > 0) {
        std::visit(Collector{pieces, atoms, weight * (component.weight / total)}, component.distribution);
      }
    }
  }
};

// Sorted, equal points joined, zero masses dropped.
void join_atoms(std::vector<Atom>& atoms) {
  for (Atom& atom : atoms) atom.at += 0.0;  // −0 is 0
  const auto before = [](const Atom& a, const Atom& b) { return a.at < b.at; };
  if (!std::is_sorted(atoms.begin(), atoms.end(), before)) {
    std::stable_sort(atoms.begin(), atoms.end(), before);
  }
  std::size_t kept = 0;
  for (const Atom& atom : atoms) {
    if (!(atom.mass > 0)) continue;
    if (kept > 0 && atoms[kept - 1].at == atom.at) {
      atoms[kept - 1].mass += atom.mass;
    } else {
      atoms[kept++] = atom;
    }
  }
  atoms.resize(kept);
}

// Joins equal pieces. Only a few pieces are compared with each other: samples come joined already.
void join_pieces(std::vector<Piece>& pieces) {
  std::erase_if(pieces, [](const Piece& piece) { return !(piece.weight > 0); });
  if (pieces.size() > 64) return;
  std::size_t kept = 0;
  for (const Piece& piece : pieces) {
    const auto end = pieces.begin() + static_cast<std::ptrdiff_t>(kept);
    const auto same = std::find_if(pieces.begin(), end, [&](const Piece& other) {
      return other.shape == piece.shape && other.a == piece.a && other.b == piece.b;
    });
    if (same == end) {
      pieces[kept++] = piece;
    } else {
      same->weight += piece.weight;
    }
  }
  pieces.resize(kept);
}

}  // namespace

Law::Law(const Distribution& distribution) {
  std::vector<Piece> pieces;
  std::vector<Atom> atoms;
  std::visit(Collector{pieces, atoms}, distribution);
  finish(std::move(pieces), std::move(atoms));
}

Law::Law(std::vector<Piece> pieces, std::vector<Atom> atoms) { finish(std::move(pieces), std::move(atoms)); }

void Law::finish(std::vector<Piece> pieces, std::vector<Atom> atoms) {
  join_pieces(pieces);
  join_atoms(atoms);
  pieces_ = std::move(pieces);
  atoms_ = std::move(atoms);

  CompensatedSum continuous, all;
  for (const Piece& piece : pieces_) continuous.add(piece.weight);
  all = continuous;
  for (const Atom& atom : atoms_) all.add(atom.mass);
  const double total = all.value();
  if (total != 1) {
    for (Piece& piece : pieces_) piece.weight /= total;
    for (Atom& atom : atoms_) atom.mass /= total;
  }
  continuous_mass_ = atoms_.empty() ? 1 : continuous.value() / total;

  CompensatedSum running;
  cumulative_.reserve(atoms_.size());
  for (const Atom& atom : atoms_) {
    running.add(atom.mass);
    cumulative_.push_back(running.value());
  }
  if (!cumulative_.empty()) cumulative_.back() = 1 - continuous_mass_;
  for (std::size_t i = cumulative_.size(); i-- > 1 && cumulative_[i - 1] > cumulative_[i];) {
    cumulative_[i - 1] = cumulative_[i];  // rounding must not make it fall
  }
  set_moments();
  set_breaks();
}

// All sums are about one of the locations, so that laws far from 0 lose nothing.
void Law::set_moments() {
  origin_ = !pieces_.empty() ? pieces_.front().a : atoms_.empty() ? 0 : atoms_[atoms_.size() / 2].at;
  CompensatedSum mean;
  for (const Piece& piece : pieces_) mean.add(piece.weight * piece_mean_from(piece, origin_));
  moment_.reserve(atoms_.size());
  CompensatedSum moment;
  for (const Atom& atom : atoms_) {
    moment.add(atom.mass * (atom.at - origin_));
    moment_.push_back(moment.value());
  }
  mean.add(moment.value());
  mean_offset_ = mean.value();
  mean_ = origin_ + mean_offset_;
  CompensatedSum variance;
  for (const Piece& piece : pieces_) {
    const double off = piece_mean_from(piece, origin_) - mean_offset_;
    variance.add(piece.weight * (piece_variance(piece) + off * off));
  }
  for (const Atom& atom : atoms_) {
    const double off = (atom.at - origin_) - mean_offset_;
    variance.add(atom.mass * off * off);
  }
  variance_ = variance.value();
}

void Law::set_breaks() {
  support_ = {infinity, -infinity};
  breaks_.reserve(2 * pieces_.size());
  for (const Piece& piece : pieces_) {
    const auto [low, high] = piece_support(piece);
    support_ = {std::min(support_.low, low), std::max(support_.high, high)};
    breaks_.push_back(piece.a);
    if (piece.shape == Piece::Shape::uniform) breaks_.push_back(piece.b);
  }
  std::sort(breaks_.begin(), breaks_.end());
  breaks_.erase(std::unique(breaks_.begin(), breaks_.end()), breaks_.end());
  if (!atoms_.empty()) {
    support_ = {std::min(support_.low, atoms_.front().at), std::max(support_.high, atoms_.back().at)};
  }
}

}  // namespace dlab
