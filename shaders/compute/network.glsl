// One network's arrays: parameters as core/network/mlp.hpp lays them out, and of every row what the passes leave:
// right_l = h_l (later tangents), left_l = δ_l.
layout(std430, binding = 0) buffer Weights { float weights[]; };
layout(std430, binding = 1) buffer Gradient { float gradient[]; };
layout(std430, binding = 2) buffer Right { float right[]; };    // right_0: the inputs
layout(std430, binding = 3) buffer Left { float left[]; };      // from left_1 on
layout(std430, binding = 4) buffer Slopes { float slopes[]; };  // softplus: φ′ of layer 1 …; else not read
layout(std430, binding = 5) buffer Heads { float heads[]; };    // ∂L/∂out, `outputs` a row

uniform int inputs, outputs, width, depth;
uniform int rows;  // that there is room for

int columns_of(int layer) { return layer == 0 ? inputs : width; }
int units_of(int layer) { return layer == depth ? outputs : width; }
// Layer 0 … depth maps right_layer to the next.
int weights_at(int layer) {
  return layer == 0 ? 0 : width * (inputs + 1) + (layer - 1) * width * (width + 1);
}
int biases_at(int layer) { return weights_at(layer) + units_of(layer) * columns_of(layer); }
int right_at(int layer, int row) {
  return layer == 0 ? row * inputs : rows * inputs + ((layer - 1) * rows + row) * width;
}
int hidden_at(int layer, int row) { return ((layer - 1) * rows + row) * width; }  // of left and slopes, layer ≥ 1
