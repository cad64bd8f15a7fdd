// The parts of a diagnosis, each filling its fields.
#pragma once
#include <optional>
#include <stop_token>
#include <vector>

#include "core/gan/batch.hpp"
#include "core/gan/diagnosis.hpp"
#include "core/network/mlp_evaluator.hpp"

namespace dlab {

// A moment of a run, ready to be looked at.
struct DiagnosedMoment {
  DiagnosedMoment(const Checkpoint& now, const GanProblem& problem, const DiagnosisRequest& request,
                  std::stop_token stop);

  const Checkpoint& checkpoint;
  const GanSettings& settings;  // the checkpoint's
  const GanProblem& problem;
  const DiagnosisRequest& request;  // within its limits
  std::stop_token stop;
  std::size_t dimension;
  DataSource real;
  std::optional<DataSource> fake;  // where fakes are given
  std::vector<float> weights;      // the critic's, spectrally normalised where it is
  MlpEvaluator critic;

  bool stopped() const { return stop.stop_requested(); }
  // `dimension` numbers a point, on the line x alone.
  std::vector<float> flat(const std::vector<Point>& points) const;
  std::vector<Point> points(const std::vector<float>& flat) const;
};

// Each false if stopped.
bool diagnose_map(const DiagnosedMoment& moment, Diagnosis& found);  // with the grid of arrows
bool diagnose_samples(const DiagnosedMoment& moment, Diagnosis& found);
bool diagnose_layers(const DiagnosedMoment& moment, Diagnosis& found);
// After the map and the samples, for data on the line.
void diagnose_line(const DiagnosedMoment& moment, Diagnosis& found);

// The generator's samples from (noise dimension) numbers a row.
std::vector<Point> generated(const DiagnosedMoment& moment, const std::vector<float>& noise);
void diagnose_manifold(const DiagnosedMoment& moment, Diagnosis& found);

}  // namespace dlab
