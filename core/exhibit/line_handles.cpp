// The handles of exhibit A: where each distribution can be grabbed, and what dragging there proposes.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/exhibit/line_figure.hpp"
#include "core/exhibit/line_figure_curve.hpp"
#include "core/figure/axis.hpp"

namespace dlab {
namespace {

constexpr std::size_t most_point_handles = 12;  // as many as the points that are fields

// Collects the handles of one side. A handle sits on the curve (a component's on its own thin curve), an
// atom's on the tip of its stem.
class HandleMaker {
 public:
  // `solved` and `law` are the side as it was last solved, which may be a moment ago.
  HandleMaker(std::vector<Handle>& handles, Side side, double top, const Distribution& solved, const Law& law)
      : handles_(handles), side_(side), top_(top), solved_(solved), law_(law) {}

  void add(const Distribution& distribution) {
    const std::string prefix = side_ == Side::p ? "p" : "q";
    const auto* mixture = std::get_if<Mixture>(&distribution);
    if (!mixture) {
      visit(*narrowed(distribution), prefix, 1);
      return;
    }
    double total = 0;
    for (const Component& component : mixture->components) total += component.weight;
    weighted_ = mixture->components.size() > 1;
    for (std::size_t i = 0; i < mixture->components.size(); ++i)
      visit(mixture->components[i].distribution, prefix + ".components." + std::to_string(i),
            total > 0 ? mixture->components[i].weight / total : 0);
  }

 private:
  void visit(const Simple& simple, const std::string& prefix, double share) {
    prefix_ = prefix;
    share_ = share;
    std::visit([&](const auto& d) { make(d, simple); }, simple);
  }

  void make(const Normal& d, const Simple& simple) { bell(d.mean, d.std, "mean", "std", simple); }
  void make(const Laplace& d, const Simple& simple) { bell(d.mean, d.scale, "mean", "scale", simple); }
  void bell(double mean, double width, const char* mean_key, const char* width_key, const Simple& simple) {
    const Law law(widened(simple));
    location(mean_key, {mean, law.density(mean)});
    shape(width_key, {mean + width, law.density(mean + width)});
  }
  void make(const Uniform& d, const Simple&) {
    const double height = 1 / (d.high - d.low);
    location("center", {0.5 * (d.low + d.high), height});
    shape("low", {d.low, 0.5 * height});
    shape("high", {d.high, 0.5 * height});
  }
  void make(const Exponential& d, const Simple&) {
    location("start", {d.start, d.rate});
    shape("rate", {d.start + 1 / d.rate, d.rate * std::exp(-1.0)});
  }
  void make(const Dirac& d, const Simple&) { atom("at", {d.at, share_}); }
  void make(const Discrete& d, const Simple& simple) {
    if (d.points.size() > most_point_handles) return whole("center", simple);
    double total = 0;
    for (double weight : d.weights) total += weight;
    for (std::size_t i = 0; i < d.points.size(); ++i) {
      const std::string index = std::to_string(i);
      std::string id = prefix_ + ".points." + index;
      if (d.points.size() > 1) id += "+" + prefix_ + ".weights." + index;
      handles_.push_back(
          {id, "mass", {d.points[i], share_ * d.weights[i] / total}, side_, true, true, d.points.size() > 1});
    }
  }
  void make(const Histogram&, const Simple&) {}  // painted, not pulled
  void make(const Samples&, const Simple& simple) { whole("shift", simple); }

  // Data and long lists are grabbed at their mean. Building their law again each frame would take too long.
  void whole(const char* key, const Simple& simple) {
    if (const auto moved = moved_since_solved(simple)) return whole(key, law_, *moved);
    whole(key, Law(widened(simple)), 0);
  }
  void whole(const char* key, const Law& law, double moved) {
    if (!law.discrete()) return location(key, {law.mean() + moved, law.density(law.mean())});
    double tallest = 0;
    for (const Atom& a : law.atoms()) tallest = std::max(tallest, a.mass);
    handles_.push_back(
        {prefix_ + "." + key, "mass", {law.mean() + moved, share_ * tallest}, side_, true, true, false});
  }
  // By how much the side was moved since it was solved, if nothing else of it has changed.
  std::optional<double> moved_since_solved(const Simple& simple) const {
    if (share_ != 1) return std::nullopt;
    if (widened(simple) == solved_) return 0;
    const auto* now = std::get_if<Samples>(&simple);
    const auto* then = std::get_if<Samples>(&solved_);
    if (!now || !then || !(now->values == then->values) || now->bandwidth != then->bandwidth)
      return std::nullopt;
    return now->shift - then->shift;
  }

  void location(const char* key, Vec at) {
    std::string id = prefix_ + "." + key;
    if (weighted_) id += "+" + prefix_ + ".weight";
    handles_.push_back({id, "density", on_stage(at), side_, true, true, weighted_});
  }
  void shape(const char* key, Vec at) {
    handles_.push_back({prefix_ + "." + key, "density", on_stage(at), side_, false, true, false});
  }
  void atom(const char* key, Vec at) {
    std::string id = prefix_ + "." + key;
    if (weighted_) id += "+" + prefix_ + ".weight";
    handles_.push_back({id, "mass", at, side_, true, true, weighted_});
  }
  // A spike that leaves through the top is grabbed there.
  Vec on_stage(Vec at) const { return {at.x, std::min(share_ * at.y, 0.96 * top_)}; }

  std::vector<Handle>& handles_;
  Side side_;
  double top_;
  const Distribution& solved_;
  const Law& law_;
  std::string prefix_;
  double share_ = 1;
  bool weighted_ = false;  // does a location handle move its component's weight, too?
};

std::vector<std::string> paths_of(const Handle& handle) {
  std::vector<std::string> paths;
  std::size_t from = 0;
  while (from <= handle.id.size()) {
    const std::size_t to = std::min(handle.id.find('+', from), handle.id.size());
    paths.push_back(handle.id.substr(from, to - from));
    from = to + 1;
  }
  return paths;
}

std::string last_key(const std::string& path) {
  const std::size_t dot = path.rfind('.');
  const std::string key = path.substr(dot + 1);
  if (key.find_first_not_of("0123456789") != std::string::npos) return key;
  const std::size_t before = path.rfind('.', dot - 1);
  return path.substr(before + 1, dot - before - 1);  // "points" of "q.points.0"
}

double value_at(const FieldList& list, const std::string& path) {
  for (const FieldRef& field : list) {
    if (field.path() != path) continue;
    const FieldValue value = field.get();
    if (const double* real = std::get_if<double>(&value)) return *real;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

// A weight beside its siblings' in the mixture or the discrete distribution.
struct Share {
  double weight = 0, others = 0;
  double value() const { return weight + others > 0 ? weight / (weight + others) : 0; }
};
Share share_at(const FieldList& list, const std::string& path) {
  // "q.components.1.weight" → "q.components." … ".weight"; "q.weights.1" → "q.weights." …
  const std::size_t digits = path.find_last_of("0123456789");
  const std::size_t first = path.find_last_not_of("0123456789", digits) + 1;
  const std::string before = path.substr(0, first), after = path.substr(digits + 1);
  Share share;
  for (std::size_t i = 0;; ++i) {
    const std::string sibling = before + std::to_string(i) + after;
    const double weight = value_at(list, sibling);
    if (std::isnan(weight)) return share;
    (sibling == path ? share.weight : share.others) += weight;
  }
}

bool is_weight(const std::string& key) { return key == "weight" || key == "weights"; }

// Where a drag of `handle` to `data` takes the fields that it moves. Everything moves by as much as the hand
// did, so dragging a handle to where it is changes nothing.
class Drag {
 public:
  Drag(const FieldList& list, const Handle& handle, Vec data, bool snap, double span, double top)
      : list_(list), handle_(handle), data_(data), snap_(snap), span_(span), top_(top) {}

  double moved(const std::string& path) const {
    const std::string key = last_key(path), parent = path.substr(0, path.rfind('.') + 1);
    const double dx = data_.x - handle_.at.x, dy = data_.y - handle_.at.y;
    const double now = value_at(list_, path), least = span_ / 1000;
    if (is_weight(key)) return dy == 0 ? now : weighted(path, dy);
    if (dx == 0 && !snap_) return now;
    if (key == "std" || key == "scale") return std::max(least, snapped(now + dx));
    if (key == "rate") return 1 / std::max(least, snapped(1 / now + dx));
    if (key == "low") return std::min(snapped(now + dx), value_at(list_, parent + "high") - least);
    if (key == "high") return std::max(snapped(now + dx), value_at(list_, parent + "low") + least);
    return snapped(now + dx);
  }

 private:
  double snapped(double value) const {
    if (!snap_) return value;
    const double step = 0.1 * std::pow(10.0, std::round(std::log10(span_)) - 1);
    return std::round(value / step) * step;
  }

  // A share s of the mass gives a height s · (height at s = 1); the others keep their weights: w = s/(1 − s)
  // Σ others.
  double weighted(const std::string& path, double dy) const {
    const Share now = share_at(list_, path);
    if (now.others <= 0) return now.weight;
    const double full = now.value() > 0 ? handle_.at.y / now.value() : top_;
    double s = full > 0 ? now.value() + dy / full : now.value();
    if (snap_) s = std::round(s / 0.05) * 0.05;
    s = std::clamp(s, 0.01, 0.99);
    return s / (1 - s) * now.others;
  }

  const FieldList& list_;
  const Handle& handle_;
  Vec data_;
  bool snap_;
  double span_, top_;
};

}  // namespace

std::vector<Handle> line_handles(const LineScene& scene, const LineResults& results) {
  const auto [low, high] = density_range(scene, *results.p, *results.q);
  const double top = density_top(sample_curves(*results.p, *results.q, low, high, 100));
  std::vector<Handle> handles;
  HandleMaker(handles, Side::p, top, results.inputs.p, *results.p).add(scene.p);
  HandleMaker(handles, Side::q, top, results.inputs.q, *results.q).add(scene.q);
  return handles;
}

Action drag_handle(const LineScene& scene, const LineResults& results, const Handle& handle, Vec data,
                   bool snap) {
  const auto [low, high] = density_range(scene, *results.p, *results.q);
  const double top =
      handle.axes == "mass" ? 1 : density_top(sample_curves(*results.p, *results.q, low, high, 100));
  LineScene copy = scene;
  const FieldList list = fields(copy);
  const Drag drag(list, handle, data, snap, high - low, top);
  SetFields set;
  set.clamp = true;
  for (const std::string& path : paths_of(handle)) {
    const double to = drag.moved(path);
    if (std::isfinite(to)) set.values.emplace_back(path, to);
  }
  return set;
}

std::string recorded_parameter(const Handle& handle) { return paths_of(handle).front(); }

std::string handle_label(const LineScene& scene, const Handle& handle, const Catalog& words) {
  LineScene copy = scene;
  const FieldList list = fields(copy);
  std::string text;
  for (const std::string& path : paths_of(handle)) {
    const bool weight = is_weight(last_key(path));
    for (const FieldRef& field : list) {
      if (field.path() != path) continue;
      const double value = weight ? share_at(list, path).value() : value_at(list, path);
      text += (text.empty() ? "" : " · ") + words(field.info().label) + " " + number_text(value);
    }
  }
  return text;
}

}  // namespace dlab
