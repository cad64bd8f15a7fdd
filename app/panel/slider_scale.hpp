// Where a value stands on its slider, and which values a hand can reach there.
#pragma once
#include "core/base/field.hpp"

namespace dlab {

// How finely a gesture moves: Shift is coarse, Ctrl fine.
enum class Grain { coarse, normal, fine };

// The slider's range is the field's soft one, else the hard one; without a finite range there is no slider.
class SliderScale {
 public:
  explicit SliderScale(const FieldInfo& info);

  bool exists() const { return exists_; }
  double position(double value) const;  // in 0 … 1, clamped
  // The round value nearest to a position: multiples of 1, 2 or 5 × 10^k of about a thousandth of the range,
  // or three significant digits on a logarithmic scale.
  double value(double position, Grain grain) const;
  // One key press away.
  double stepped(double value, int direction, Grain grain) const;
  double low() const { return low_; }
  double high() const { return high_; }

 private:
  double step(Grain grain) const;
  bool exists_ = false, logarithmic_ = false, integer_ = false;
  double low_ = 0, high_ = 1;
};

// As a number box shows it: four significant digits, but no more than three after the point; a minus sign as
// wide as a plus. "0.000", "12.40", "1500".
std::string box_text(double value, bool integer);
// "12.40" → "12.4", "10.00" → "10", "1.500×10⁷" → "1.5×10⁷"; "100" stays.
std::string without_idle_zeros(std::string number);

}  // namespace dlab
