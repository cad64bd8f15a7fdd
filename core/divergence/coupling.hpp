// W2 through the monotone coupling of two laws: W2² = ∫₀¹ (F⁻¹(u) − G⁻¹(u))² du.
#pragma once
#include <vector>

#include "core/divergence/differences.hpp"
#include "core/divergence/quantile_table.hpp"

namespace dlab {

class Coupling {
 public:
  // Segments are halved until the error is below tolerance · W2².
  explicit Coupling(double tolerance) : tolerance_(tolerance) {}

  struct Marginal {
    const LawTable* table;
    QuantileTable* quantiles;
  };
  // W2², not its root, with a bound on its error. Panels of the first law are integrated over where they can
  // be, so it should be the one that stays the same between calls. `spread`: a typical width of the laws, for
  // what counts as small.
  Bounded mean_square(Marginal first, Marginal second, double spread);

 private:
  struct Place {
    LinePoint at;
    double density, slope;
  };
  // A knot of either law, and where the other law has the same level.
  struct Event {
    const Knot* own;
    std::size_t which;    // whose knot it is: 0 for the first law, 1 for the second
    std::size_t knot[2];  // both laws' next knots: this one, and the first of the other law that lies ahead
    Place place[2];
    double covered = 0;  // how much of the other law's panel lies before
  };
  // One law between two events: it moves smoothly or stands still.
  struct Side {
    Place from, to;
    bool smooth;
    Level atoms;
    double share;  // how much of the panel between its knots is covered, or more than 1
  };
  struct Segment {
    Side side[2];
    std::size_t along = 0;  // the side whose x is integrated over
    Place middle[2];        // of both sides, halfway along
    double value = 0, difference = 0;
  };
  const std::vector<Knot>& knots(std::size_t which) const { return law_[which].quantiles->knots(); }
  void list_events();
  void place_events(std::size_t on);
  Side side_between(const Event& from, const Event& to, std::size_t which) const;
  void list_segments();
  void add_segment(const Event& from, const Event& to);
  static void set_guess(CouplingTask& task, const Side& side, const Side& partner, double width, double rise);
  void evaluate(Segment& segment, const PanelLevels* known) const;
  void refine(double limit);

  double tolerance_;
  Marginal law_[2] = {};
  double unresolved_ = 0, spread_ = 0;
  std::vector<Event> events_;
  std::vector<Segment> segments_, refined_;

  // Arrays for the kernels.
  void clear_tasks();
  void add_task(LinePoint base, double high, double guess, Level target);
  void invert(const LawTable& table);
  std::vector<std::size_t> chosen_;  // events
  std::vector<double> base_, low_, high_, guess_, below_, above_, offset_, density_, slope_;
};

}  // namespace dlab
