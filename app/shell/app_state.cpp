// What tests read of the running window.
#include <nlohmann/json.hpp>

#include "app/shell/app.hpp"

namespace dlab {

std::string App::state_text() const {
  nlohmann::json state;
  state["scene"] = to_json(scene());
  if (results()) {
    for (const auto& [key, estimate] : meters(scene(), results())) {
      state["meters"][key] = estimate.infinite() ? nlohmann::json("inf") : nlohmann::json(estimate.value);
    }
  }
  if (const auto* line = results().get<LineResults>()) {
    for (const RecorderPoint& point : line->curve) {
      nlohmann::json row{point.x};
      for (const Estimate& estimate : point.distances.values)
        row.push_back(estimate.infinite() ? nlohmann::json("inf") : nlohmann::json(estimate.value));
      state["curve"].push_back(row);
    }
  }
  if (const auto* arena = results().get<ArenaResults>()) {
    static constexpr const char* names[] = {"paused", "running", "diverged"};  // TrainingStatus
    state["training"] = {{"status", names[static_cast<std::size_t>(arena->status)]},
                         {"newest", arena->iterations},
                         {"looking_back", arena->looking_back}};
    for (const auto& rival : arena->rivals)
      state["training"]["rivals"].push_back({{"newest", rival->iterations},
                                             {"penalty", rival->settings.penalty},
                                             {"w1_exact", rival->diagnosis->w1.value}});
  }
  for (const Axes& axes : stage_.figure().axes)
    state["axes"][axes.name] = {axes.x_low, axes.x_high, axes.y_low, axes.y_high};
  for (const auto& [name, place] : probe_.places)
    state["places"][name] = {place.x, place.y, place.w, place.h};
  if (notice_) state["notice"] = notice_->sentence;
  state["complaints"] = complaints_;
  state["theme"] = settings_.theme == ThemeKind::dark ? "dark" : "light";
  state["language"] = settings_.language;
  state["presenting"] = presenting_;
  state["typing"] = controls_.typing.held;  // a text box has the keyboard
  state["stale"] = solver_.stale();
  return state.dump(1) + "\n";
}

}  // namespace dlab
