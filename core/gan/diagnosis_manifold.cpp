// The generator's manifold: where it takes a grid of noise.
#include "core/distribution/law_piece.hpp"
#include "core/gan/diagnosis_parts.hpp"

namespace dlab {
namespace {

constexpr int finer_curve = 8;  // noise on a line: so many times as many places, for they make one curve

// Equal mass between neighbours: normal noise at the middles of n equal shares, uniform noise from end to
// end.
std::vector<float> lines_of(NoiseKind kind, int n) {
  std::vector<float> at;
  for (int i = 0; i < n; ++i) {
    const double middle = (i + 0.5) / n;
    at.push_back(static_cast<float>(kind == NoiseKind::normal
                                        ? standard_quantile(Piece::Shape::normal, middle)
                                    : n == 1 ? 0
                                             : 2.0 * i / (n - 1) - 1));
  }
  return at;
}

}  // namespace

std::vector<Point> generated(const DiagnosedMoment& moment, const std::vector<float>& noise) {
  const MlpShape shape = moment.settings.generator_shape();
  std::vector<float> out(noise.size() / static_cast<std::size_t>(shape.inputs) * moment.dimension);
  MlpEvaluator(shape, moment.checkpoint.generator).values(noise, out);
  return moment.points(out);
}

void diagnose_manifold(const DiagnosedMoment& moment, Diagnosis& found) {
  const int n = moment.request.manifold;
  if (n == 0 || moment.fake) return;
  const bool plane = moment.settings.noise.dimension == 2;
  const std::vector<float> at = lines_of(moment.settings.noise.kind, plane ? n : finer_curve * (n - 1) + 1);
  found.manifold_columns = static_cast<int>(at.size());
  found.manifold_rows = plane ? n : 1;
  std::vector<float> noise;
  for (int row = 0; row < found.manifold_rows; ++row) {
    for (const float first : at) {
      noise.push_back(first);
      if (plane) noise.push_back(at[static_cast<std::size_t>(row)]);
    }
  }
  found.manifold = generated(moment, noise);
}

}  // namespace dlab
