// Components of mixtures, added and removed; the recorder's parameter is renamed with them.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/distribution/law.hpp"
#include "core/distribution/law_2d.hpp"
#include "core/exhibit/action_parts.hpp"

namespace dlab {
namespace {

Component bell(double weight, double at, double std) {
  Component component;
  component.weight = weight;
  component.distribution = Normal{at, std};
  return component;
}

// Component numbers above `removed` move down by one; a single component left stands alone.
void renumber(std::string& parameter, const std::string& prefix, std::size_t removed, bool alone) {
  const std::string start = prefix + "components.";
  if (!parameter.starts_with(start)) return;
  std::size_t index = 0;
  const char* digits = parameter.data() + start.size();
  const auto end = std::from_chars(digits, parameter.data() + parameter.size(), index).ptr;
  const std::string rest(end);  // ".mean"
  if (index == removed) {
    parameter.clear();
  } else if (alone) {
    parameter = prefix + rest.substr(std::min<std::size_t>(1, rest.size()));
  } else {
    parameter = start + std::to_string(index - (index > removed ? 1 : 0)) + rest;
  }
}

// A parameter that is gone still remembers its side.
void follow_components(std::string* parameter, const std::string& prefix, std::size_t removed, bool alone) {
  if (!parameter) return;
  renumber(*parameter, prefix, removed, alone);
  if (parameter->empty()) *parameter = prefix;
}

}  // namespace

Status add_component(Distribution& distribution, const AddComponent& action, std::string* parameter) {
  if (!std::isfinite(action.at))
    return Error{"", N_("must be a finite number, got %1"), {to_text(action.at)}};
  const double std = std::sqrt(Law(distribution).variance());
  const double width = std::isfinite(std) && std > smallest_scale ? std : 1;
  const double at = std::clamp(action.at, -location_limit, location_limit);
  if (auto* mixture = std::get_if<Mixture>(&distribution)) {
    double total = 0;
    for (const Component& component : mixture->components) total += component.weight;
    const auto n = static_cast<double>(mixture->components.size());
    mixture->components.push_back(bell(total / n, at, std::min(width / 2, largest_scale)));
    return Done{};
  }
  distribution = Mixture{{{0.5, *narrowed(distribution)}, bell(0.5, at, std::min(width, largest_scale))}};
  // What was followed is now the first component's.
  const std::string prefix = std::string(side_key(action.side)) + ".";
  if (parameter && parameter->starts_with(prefix)) parameter->insert(prefix.size(), "components.0.");
  return Done{};
}

Status add_component(Distribution2d& distribution, const AddComponent& action, std::string* parameter) {
  if (!std::isfinite(action.at_y))
    return Error{"", N_("must be a finite number, got %1"), {to_text(action.at_y)}};
  const Covariance cov = Law2d(distribution).covariance();
  const double std = std::clamp(0.5 * std::sqrt(std::max(0.0, 0.5 * (cov.xx + cov.yy))), 1e-3, 1e9);
  const auto limited = [](double at) { return std::clamp(at, -location_limit, location_limit); };
  Component2d bell;
  bell.distribution = Normal2d{{limited(action.at), limited(action.at_y)}, std, std, 0};
  if (auto* mixture = std::get_if<Mixture2d>(&distribution)) {
    double total = 0;
    for (const Component2d& component : mixture->components) total += component.weight;
    bell.weight = total / static_cast<double>(mixture->components.size());
    mixture->components.push_back(bell);
    return Done{};
  }
  bell.weight = 0.5;
  Component2d first;
  first.weight = 0.5;
  std::visit(
      [&](const auto& simple) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(simple)>, Mixture2d>) first.distribution = simple;
      },
      distribution);
  distribution = Mixture2d{{first, bell}};
  const std::string prefix = std::string(side_key(action.side)) + ".";
  if (parameter && parameter->starts_with(prefix)) parameter->insert(prefix.size(), "components.0.");
  return Done{};
}

Status remove_component(Distribution& distribution, const RemoveComponent& action, std::string* parameter) {
  auto* mixture = std::get_if<Mixture>(&distribution);
  if (!mixture || action.index >= mixture->components.size() || mixture->components.size() < 2) {
    return Error{side_key(action.side),
                 N_("has no component %1 that could be removed"),
                 {std::to_string(action.index + 1)}};
  }
  mixture->components.erase(mixture->components.begin() + static_cast<std::ptrdiff_t>(action.index));
  const bool alone = mixture->components.size() == 1;
  if (alone) {
    const Simple last = mixture->components.front().distribution;
    distribution = widened(last);
  } else if (std::all_of(mixture->components.begin(), mixture->components.end(),
                         [](const Component& component) { return component.weight == 0; })) {
    for (Component& component : mixture->components) component.weight = 1;
  }
  const std::string prefix = std::string(side_key(action.side)) + ".";
  follow_components(parameter, prefix, action.index, alone);
  return Done{};
}

Status remove_component(Distribution2d& distribution, const RemoveComponent& action, std::string* parameter) {
  auto* mixture = std::get_if<Mixture2d>(&distribution);
  if (!mixture || action.index >= mixture->components.size() || mixture->components.size() < 2) {
    return Error{side_key(action.side),
                 N_("has no component %1 that could be removed"),
                 {std::to_string(action.index + 1)}};
  }
  mixture->components.erase(mixture->components.begin() + static_cast<std::ptrdiff_t>(action.index));
  const bool alone = mixture->components.size() == 1;
  if (alone) {
    const Simple2d last = mixture->components.front().distribution;
    distribution = widened(last);
  } else if (std::all_of(mixture->components.begin(), mixture->components.end(),
                         [](const Component2d& component) { return component.weight == 0; })) {
    for (Component2d& component : mixture->components) component.weight = 1;
  }
  const std::string prefix = std::string(side_key(action.side)) + ".";
  follow_components(parameter, prefix, action.index, alone);
  return Done{};
}

}  // namespace dlab
