// Forward, backward and the gradient of a gradient penalty as products of Eigen matrices.
#include "core/network/reference_mlp.hpp"

#include <Eigen/Core>
#include <cassert>

namespace dlab {
namespace {

using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Map = Eigen::Map<Matrix>;
using ConstMap = Eigen::Map<const Matrix>;
using RowMap = Eigen::Map<Eigen::RowVectorXd>;
using ConstRowMap = Eigen::Map<const Eigen::RowVectorXd>;

ConstMap as_matrix(std::span<const double> values, Eigen::Index columns) {
  assert(values.size() % static_cast<std::size_t>(columns) == 0);
  return {values.data(), static_cast<Eigen::Index>(values.size()) / columns, columns};
}
ConstMap weights(std::span<const double> parameters, const LayerPlace& layer) {
  return {parameters.data() + layer.weights, layer.rows, layer.columns};
}
Map weights(std::span<double> parameters, const LayerPlace& layer) {
  return {parameters.data() + layer.weights, layer.rows, layer.columns};
}
RowMap biases(std::span<double> parameters, const LayerPlace& layer) {
  return {parameters.data() + layer.biases, layer.rows};
}

std::span<const double> as_span(const Matrix& matrix) {
  return {matrix.data(), static_cast<std::size_t>(matrix.size())};
}

}  // namespace

// Names as in the comments of penalty_backward(). Layer l of the text is entry l − 1; h begins with the
// inputs.
struct ReferenceMlp::Tape {
  explicit Tape(const MlpShape& of) : shape(of), places(layers(of)) {
    const auto depth = static_cast<std::size_t>(shape.depth);
    h.resize(depth + 1), slope.resize(depth), curvature.resize(depth);
    q.resize(depth), delta.resize(depth), s.resize(depth), t.resize(depth + 1);
  }

  MlpShape shape;
  std::vector<LayerPlace> places;
  std::span<const double> parameters;
  std::vector<Matrix> h, slope, curvature;  // φ′ and φ″ at z
  std::vector<Matrix> q, delta;             // of input_gradient()
  std::vector<Matrix> s, t;                 // of penalty_backward()
  Matrix output, gradient, back, next;

  std::size_t depth() const { return h.size() - 1; }
  ConstMap weights_of(std::size_t l) const { return weights(parameters, places[l]); }
};

ReferenceMlp::ReferenceMlp(const MlpShape& shape) : tape_(std::make_unique<Tape>(shape)) {}
ReferenceMlp::~ReferenceMlp() = default;
ReferenceMlp::ReferenceMlp(ReferenceMlp&&) noexcept = default;
ReferenceMlp& ReferenceMlp::operator=(ReferenceMlp&&) noexcept = default;
const MlpShape& ReferenceMlp::shape() const { return tape_->shape; }

// z_l = h_{l−1} W_lᵀ + b_l, h_l = φ(z_l); linear output.
std::span<const double> ReferenceMlp::forward(std::span<const double> parameters, std::span<const double> x) {
  Tape& tape = *tape_;
  assert(parameters.size() == parameter_count(tape.shape));
  tape.parameters = parameters;
  tape.h[0] = as_matrix(x, tape.shape.inputs);
  const auto affine = [&](std::size_t l, Matrix& z) {
    z.noalias() = tape.h[l] * tape.weights_of(l).transpose();
    z.rowwise() += ConstRowMap(parameters.data() + tape.places[l].biases, tape.places[l].rows);
  };
  for (std::size_t l = 0; l < tape.depth(); ++l) {
    Matrix &h = tape.h[l + 1], &slope = tape.slope[l], &curvature = tape.curvature[l];
    affine(l, h);
    slope.resizeLike(h), curvature.resizeLike(h);
    for (Eigen::Index i = 0; i < h.size(); ++i) {
      const Activated at = activate(tape.shape.activation, h.data()[i]);
      h.data()[i] = at.value, slope.data()[i] = at.slope, curvature.data()[i] = at.curvature;
    }
  }
  affine(tape.depth(), tape.output);
  return as_span(tape.output);
}

// Reverse mode: δ_l = φ′(z_l) ∘ (δ_{l+1} W_{l+1}); ∂L/∂W_l = δ_lᵀ h_{l−1}, ∂L/∂b_l = Σ δ_l.
void ReferenceMlp::backward(std::span<const double> d_output, std::span<double> d_parameters,
                            std::span<double> d_x) {
  Tape& tape = *tape_;
  tape.back = as_matrix(d_output, tape.shape.outputs);
  assert(tape.back.rows() == tape.output.rows());
  for (std::size_t l = tape.depth();; --l) {
    if (!d_parameters.empty()) {
      weights(d_parameters, tape.places[l]).noalias() += tape.back.transpose() * tape.h[l];
      biases(d_parameters, tape.places[l]) += tape.back.colwise().sum();
    }
    if (l == 0) break;
    tape.next.noalias() = tape.back * tape.weights_of(l);
    tape.back = tape.slope[l - 1].cwiseProduct(tape.next);
  }
  if (d_x.empty()) return;
  assert(d_x.size() == static_cast<std::size_t>(tape.h[0].size()));
  Map(d_x.data(), tape.h[0].rows(), tape.h[0].cols()).noalias() = tape.back * tape.weights_of(0);
}

// q_d = 1 wᵀ, δ_l = φ′(z_l) ∘ q_l, q_{l−1} = δ_l W_l, g = δ₁ W₁.
std::span<const double> ReferenceMlp::input_gradient() {
  Tape& tape = *tape_;
  assert(tape.shape.outputs == 1);
  tape.q.back() = tape.weights_of(tape.depth()).replicate(tape.output.rows(), 1);
  for (std::size_t l = tape.depth(); l-- > 0;) {
    tape.delta[l] = tape.slope[l].cwiseProduct(tape.q[l]);
    (l == 0 ? tape.gradient : tape.q[l - 1]).noalias() = tape.delta[l] * tape.weights_of(l);
  }
  return as_span(tape.gradient);
}

// The gradient of the directional derivative Σ u·g with u held fixed (Pearlmutter 1994). Tangent t₀ = u,
// s_l = t_{l−1} W_lᵀ, t_l = φ′(z_l) ∘ s_l; reverse a_{d+1} = 0,
// a_l = φ″(z_l) ∘ q_l ∘ s_l + φ′(z_l) ∘ (a_{l+1} W_{l+1}). Then
// dW_l = δ_lᵀ t_{l−1} + a_lᵀ h_{l−1}, db_l = Σ a_l, dw = Σ t_d, dc = 0.
void ReferenceMlp::penalty_backward(std::span<const double> u, std::span<double> d_parameters) {
  Tape& tape = *tape_;
  tape.t[0] = as_matrix(u, tape.shape.inputs);
  assert(tape.t[0].rows() == tape.gradient.rows());
  for (std::size_t l = 0; l < tape.depth(); ++l) {
    tape.s[l].noalias() = tape.t[l] * tape.weights_of(l).transpose();
    tape.t[l + 1] = tape.slope[l].cwiseProduct(tape.s[l]);
  }
  weights(d_parameters, tape.places.back()) += tape.t.back().colwise().sum();
  for (std::size_t l = tape.depth(); l-- > 0;) {
    Matrix& a = tape.back;
    if (l + 1 == tape.depth()) {
      a = tape.curvature[l].cwiseProduct(tape.q[l]).cwiseProduct(tape.s[l]);
    } else {
      tape.next.noalias() = a * tape.weights_of(l + 1);
      a = tape.curvature[l].cwiseProduct(tape.q[l]).cwiseProduct(tape.s[l]) +
          tape.slope[l].cwiseProduct(tape.next);
    }
    weights(d_parameters, tape.places[l]).noalias() += tape.delta[l].transpose() * tape.t[l];
    weights(d_parameters, tape.places[l]).noalias() += a.transpose() * tape.h[l];
    biases(d_parameters, tape.places[l]) += a.colwise().sum();
  }
}

}  // namespace dlab
