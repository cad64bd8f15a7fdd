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

  // W2², not its root, with a bound on its error. `spread`: a typical width of the laws, for what counts as
  // small.
  Bounded mean_square(const LawTable& p_table, const QuantileTable& p, const LawTable& q_table,
                      const QuantileTable& q, double spread);

 private:
  struct Place {
    Point at;
    double density, slope;
  };
  // A knot of either law, and where the other law has the same level.
  struct Event {
    const Knot* own;
    std::size_t which;    // whose knot it is: 0 for P, 1 for Q
    std::size_t knot[2];  // P's and Q's next knots: this one, and the first of the other law that lies ahead
    Place place[2];       // in P and in Q
    double panels[2];     // how many panels of P and of Q lie before
  };
  // One law between two events: it moves smoothly or stands still.
  struct Side {
    Place from, to;
    bool smooth;
    Level atoms;
    double panels;  // how many it covers
  };
  struct Segment {
    Side side[2];
    double mass;
    std::size_t along;     // the side whose x is integrated over
    Place middle[2] = {};  // of both sides, halfway along
    double value = 0, difference = 0;
  };
  void list_events(const std::vector<Knot>& p, const std::vector<Knot>& q);
  void place_events(std::size_t on, const LawTable& table, const std::vector<Knot>& knots);
  void add_segment(const Event& from, const Event& to, const LawTable& p_table, const std::vector<Knot>& p,
                   const LawTable& q_table, const std::vector<Knot>& q);
  void list_segments(const LawTable& p_table, const std::vector<Knot>& p, const LawTable& q_table,
                     const std::vector<Knot>& q);
  Side side_between(const Event& from, const Event& to, std::size_t which,
                    const std::vector<Knot>& knots) const;
  static void set_guess(CouplingTask& task, const Side& side, const Side& partner, double width, double rise);
  void evaluate(Segment& segment, const LawTable& along, const LawTable& other) const;
  void refine(double limit, const LawTable& p, const LawTable& q);

  std::vector<Event> events_;
  std::vector<Segment> segments_, refined_;
  double tolerance_;
  double unresolved_ = 0, spread_ = 0;

  // Arrays for the kernels.
  void clear_tasks();
  void add_task(Point base, double high, double guess, Level target);
  void invert(const LawTable& table);
  std::vector<std::size_t> chosen_;  // events
  std::vector<double> base_, low_, high_, guess_, below_, above_, offset_, density_, slope_;
};

}  // namespace dlab
