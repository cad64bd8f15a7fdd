// Every control in every state on one sheet, to be looked at and to be tested for ink.
#pragma once
#include "app/draw/ui.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {

struct SpecimenValues {
  double p_mean = 0, p_std = 1, q_mean = -2.4, rate = 0.01;
  std::int64_t bins = 24;
  bool smooth = true;
  int view = 0, unit = 0, kind = 0;
  enum class Direction { forward, reverse } direction = Direction::forward;
  std::string path;
};

// 800 × 700 points.
void draw_specimen(const Ui& ui, SpecimenValues& values);

}  // namespace dlab
