// A multilayer perceptron in double precision: the judge of the fast kernels, and what trains where none run.
#pragma once
#include <memory>
#include <span>

#include "core/network/mlp.hpp"

namespace dlab {

// Matrices are row-major, a row a sample; parameters lie as `layers(shape)` says. The gradients need a
// forward pass before them, whose parameters and inputs must still be there.
class ReferenceMlp {
 public:
  explicit ReferenceMlp(const MlpShape& shape);
  ~ReferenceMlp();
  ReferenceMlp(ReferenceMlp&&) noexcept;
  ReferenceMlp& operator=(ReferenceMlp&&) noexcept;

  const MlpShape& shape() const;

  // rows × inputs → rows × outputs; valid until the next call.
  std::span<const double> forward(std::span<const double> parameters, std::span<const double> x);

  // From ∂L/∂output: adds ∂L/∂parameters (unless empty), writes ∂L/∂x (unless empty).
  void backward(std::span<const double> d_output, std::span<double> d_parameters, std::span<double> d_x = {});

  // g = ∂D/∂x of every row, rows × inputs, for a network with one output; valid until the next call.
  std::span<const double> input_gradient();

  // From u = ∂P/∂g, after input_gradient(): adds ∂P/∂parameters. The output's bias gets nothing.
  void penalty_backward(std::span<const double> u, std::span<double> d_parameters);

 private:
  struct Tape;
  std::unique_ptr<Tape> tape_;
};

}  // namespace dlab
