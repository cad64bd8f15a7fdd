// The insides of several critics side by side, as figure 1b of Gulrajani et al. 2017 has them: the gradient's
// size layer by layer, and how the weights are spread.
#pragma once
#include <string>
#include <vector>

#include "core/exhibit/canvas.hpp"
#include "core/gan/diagnosis.hpp"

namespace dlab {

struct LayeredRun {
  const Diagnosis* diagnosis = nullptr;
  Stroke stroke;
  Color text;
  std::string label;  // plain
  double clip = 0;    // c where weights are held within ±c, else 0
};

// Root mean square of the loss's gradient by the critic's layers, input side first, on a logarithmic axis; a
// line with markers for each run, named at its end where there is room, else above. A gradient of 0 lies on
// the axis, hollow.
void draw_gradients_by_layer(FigureCanvas& canvas, const Rect& card, const std::vector<LayeredRun>& runs,
                             const std::string& axes);
// Share of the critic's weights by bin, on a logarithmic axis, an outline for each run. Runs of other ranges
// share the axis by their own: −1 … 1 is then the range that a run's name says.
void draw_weight_outlines(FigureCanvas& canvas, const Rect& card, const std::vector<LayeredRun>& runs,
                          const std::string& axes);

// The same for lines that are not of critics alone.
struct LayerLine {
  const std::vector<double>* sizes = nullptr;
  Stroke stroke;
  Color text;
  std::string label;
  Shape shape = Shape::circle;
};
void draw_layer_lines(FigureCanvas& canvas, const Rect& card, const std::vector<LayerLine>& lines,
                      const std::string& axes);

}  // namespace dlab
