// Knots of the quantile function: panel ends of the pieces, and both sides of every atom.
#include "core/divergence/quantile_table.hpp"

#include <algorithm>

namespace dlab {
namespace {

// Relative to the panels that densities need.
constexpr double coarseness = 1.0;

}  // namespace

void QuantileTable::assign(const Law& law, const LawTable& table) {
  places_.clear();
  atoms_passed_ = 0;
  const auto atoms = law.atoms();
  const auto pass_atom = [&] {
    places_.push_back({{atoms[atoms_passed_].at, 0}, atoms_passed_, atoms_passed_ + 1, false, true});
    ++atoms_passed_;
  };
  const auto next_atom_before = [&](LinePoint at) {
    return atoms_passed_ < atoms.size() && LinePoint{atoms[atoms_passed_].at, 0} < at;
  };
  for (const Cell& cell : cells_.find(table)) {
    if (!cell.p) continue;
    while (next_atom_before(cell.low)) pass_atom();
    LinePoint low = cell.low;
    while (next_atom_before(cell.high)) {
      const LinePoint at{atoms[atoms_passed_].at, 0};
      if (low < at) add_stretch(low, at, table);
      pass_atom();
      low = at;
    }
    add_stretch(low, cell.high, table);
  }
  while (atoms_passed_ < atoms.size()) pass_atom();
  make_knots(law, table);
}

Panel QuantileTable::panel(std::size_t i) const {
  const double half = 0.5 * (knots_[i + 1].at - knots_[i].at);
  const LinePoint center = knots_[i].at + half;
  return {center.base, center.offset, half};
}

const PanelLevels& QuantileTable::levels(std::size_t i, const LawTable& table) {
  PanelLevels& found = panel_levels_[i];
  if (!levels_known_[i]) {
    const auto [base, offset, half] = panel(i);
    double bases[16], offsets[16];
    for (std::size_t k = 0; k < 16; ++k) {
      bases[k] = base;
      offsets[k] = offset + half * kronrod_rule().node[k];
    }
    kernels().cumulatives(table.view(), bases, offsets, 16, found.below, found.above, found.density,
                          found.slope);
    levels_known_[i] = true;
  }
  return found;
}

void QuantileTable::add_stretch(LinePoint low, LinePoint high, const LawTable& table) {
  const auto is_end = [this](const Place& place) { return place.atoms_before == place.atoms_after; };
  if (!places_.empty() && is_end(places_.back()) && !(places_.back().at < low)) {
    places_.back().smooth_after = true;  // goes on where the last stretch ended, with a kink
  } else {
    places_.push_back({low, atoms_passed_, atoms_passed_, true, true});
  }
  cut_into_panels(low, high, {&table}, coarseness, [&](const Panel& panel) {
    const LinePoint end = LinePoint{panel.base, panel.offset} + panel.half;
    places_.push_back({end, atoms_passed_, atoms_passed_, true, false});
  });
  places_.back().at = high;
  places_.back().smooth_after = false;
  places_.back().hard = true;
}

void QuantileTable::make_knots(const Law& law, const LawTable& table) {
  points_.clear();
  for (const Place& place : places_) points_.add(place.at);
  points_.pad();
  values_.evaluate(table, points_);
  knots_.clear();
  const double all = law.first_atoms(law.atoms().size()).mass;
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const Place& place = places_[i];
    const auto add = [&](std::size_t atoms_passed, Knot::Next next) {
      const double mass = law.first_atoms(atoms_passed).mass;
      const Level atoms{mass, all - mass};
      knots_.push_back({place.at,
                        {values_.below[i] + atoms.below, values_.above[i] + atoms.above},
                        {},
                        values_.density[i],
                        values_.slope[i],
                        next,
                        place.hard,
                        atoms});
    };
    if (place.atoms_after > place.atoms_before) {
      add(place.atoms_before, Knot::Next::atom);
      add(place.atoms_after, Knot::Next::gap);
    } else {
      add(place.atoms_before, place.smooth_after ? Knot::Next::smooth : Knot::Next::gap);
    }
  }
  panel_levels_.resize(knots_.size());
  levels_known_.assign(knots_.size(), false);
  logs_.clear();
  for (const Knot& knot : knots_) {
    logs_.push_back(std::max(knot.level.below, 1e-300));
    logs_.push_back(std::max(knot.level.above, 1e-300));
  }
  while (logs_.size() % lane_block != 0) logs_.push_back(1);
  kernels().logarithms(logs_.data(), logs_.size(), logs_.data());
  for (std::size_t i = 0; i < knots_.size(); ++i) knots_[i].logs = {logs_[2 * i], logs_[2 * i + 1]};
}

}  // namespace dlab
