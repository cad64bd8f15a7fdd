#include "core/gan/train_run.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "core/base/field.hpp"
#include "core/gan/diagnosis.hpp"

namespace dlab {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t usual_rows = 100;
constexpr auto between_reports = std::chrono::milliseconds(100);

TrainRow row_of(const Checkpoint& now, const StepLosses& losses, const GanProblem& problem, int points) {
  DiagnosisRequest request;
  request.columns = request.rows = 1;
  request.arrows = request.manifold = 0;
  request.points = points;
  request.layers = false;
  const auto found = diagnose(now, problem, request);
  TrainRow row;
  row.iterations = now.iterations;
  row.losses = losses;
  row.estimate = found->estimate;
  row.w1 = found->w1;
  row.js = found->js;
  row.modes_covered = found->modes.covered;
  row.modes = found->modes.modes;
  row.steep_share = found->steep_share;
  row.cosine = found->cosine;
  return row;
}

std::string cell(double value) {
  if (std::isnan(value)) return "";
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return to_text(value);
}

}  // namespace

std::uint64_t usual_spacing(std::uint64_t iterations) {
  return std::max<std::uint64_t>(1, (iterations + usual_rows - 1) / usual_rows);
}

TrainReport train_run(Trainer& trainer, const GanSettings& settings, const GanProblem& problem,
                      const TrainRunOptions& options) {
  TrainReport report;
  trainer.restore(first_checkpoint(settings), problem);
  const bool rests = options.freeze_generator || problem.fake.has_value();
  std::uint64_t done = 0;
  const auto now = [&] {
    Checkpoint checkpoint = trainer.checkpoint();
    checkpoint.iterations = done;
    return checkpoint;
  };
  StepLosses losses;
  const auto row_now = [&] {
    StepLosses shown = losses;
    if (rests) shown.generator = std::numeric_limits<double>::quiet_NaN();
    return row_of(now(), shown, problem, options.points);
  };
  if (options.every > 0) report.rows.push_back(row_now());
  Clock::duration training{};
  Clock::time_point told = Clock::now();
  while (done < options.iterations && !options.stop.stop_requested()) {
    const Clock::time_point begin = Clock::now();
    losses = trainer.advance(settings.n_critic, rests ? 0 : 1);
    const Clock::time_point end = Clock::now();
    training += end - begin;
    if (has_diverged(losses)) {
      report.divergence = divergence_in(trainer.checkpoint(), done + 1);
      break;
    }
    ++done;
    if (options.every > 0 && (done % options.every == 0 || done == options.iterations))
      report.rows.push_back(row_now());
    if (options.progress && end - told > between_reports) {
      options.progress(done);
      told = end;
    }
  }
  if (options.progress) options.progress(done);
  report.end = now();
  const bool told_already = !report.rows.empty() && report.rows.back().iterations == done;
  report.last = told_already && !report.divergence ? report.rows.back() : row_now();
  if (report.divergence && options.every > 0) {
    report.rows.push_back(report.last);
    report.rows.back().iterations = report.divergence->iteration;
    report.rows.back().diverged = true;
  }
  const double seconds = std::chrono::duration<double>(training).count();
  report.iterations_per_second = seconds > 0 ? static_cast<double>(done) / seconds : 0;
  return report;
}

std::string train_csv(const std::vector<TrainRow>& rows) {
  std::string text =
      "iterations,critic_estimate,w1_exact,modes_covered,modes,critic_loss,penalty,generator_loss,"
      "js_estimate,steep_share,cosine,status\n";
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  for (const TrainRow& row : rows) {
    const bool begun = row.iterations > 0;
    text += std::to_string(row.iterations);
    text += ',' + cell(row.estimate) + ',' + cell(row.w1.value);
    text += ',' + std::to_string(row.modes_covered) + ',' + std::to_string(row.modes);
    for (const double loss : {row.losses.critic, row.losses.penalty, row.losses.generator})
      text += ',' + cell(begun ? loss : none);
    for (const double value : {row.js.value_or(none), row.steep_share, row.cosine}) text += ',' + cell(value);
    text += row.diverged ? ",diverged\n" : ",ok\n";
  }
  return text;
}

}  // namespace dlab
