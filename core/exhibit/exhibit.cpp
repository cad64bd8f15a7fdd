// Which exhibit a scene belongs to is decided here and nowhere else.
#include "core/exhibit/exhibit.hpp"

#include "core/exhibit/arena_exhibit.hpp"
#include "core/exhibit/boxes_exhibit.hpp"
#include "core/exhibit/line_exhibit.hpp"
#include "core/exhibit/plane_exhibit.hpp"

namespace dlab {
namespace {

template <class Exhibit>
struct ResultsOf;
template <>
struct ResultsOf<LineScene> {
  using Type = LineResults;
};
template <>
struct ResultsOf<PlaneScene> {
  using Type = PlaneResults;
};
template <>
struct ResultsOf<BoxesScene> {
  using Type = BoxesResults;
};
template <>
struct ResultsOf<ArenaScene> {
  using Type = ArenaResults;
};

// use(exhibit, its results or null).
template <class Use>
auto visit_both(const Scene& scene, const Results& results, Use use) {
  return std::visit(
      [&](const auto& exhibit) {
        using Exhibit = std::decay_t<decltype(exhibit)>;
        return use(exhibit, results.get<typename ResultsOf<Exhibit>::Type>());
      },
      scene.exhibit);
}

}  // namespace

Effort effort(const Scene& scene, const Results& previous) {
  return visit_both(scene, previous,
                    [](const auto& exhibit, const auto* old) { return effort(exhibit, old); });
}

Results solve(const Scene& scene, const Results& previous, std::stop_token stop, bool curve) {
  return visit_both(scene, previous, [&](const auto& exhibit, const auto* old) {
    auto found = solve(exhibit, scene.seed, old, stop, curve);
    return found ? Results{std::move(found)} : Results{};
  });
}

bool curve_current(const Results& results) {
  return std::visit(
      [](const auto& held) {
        if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
          return true;
        } else {
          return curve_current(*held);
        }
      },
      results.of);
}

Scene solved_scene(const Scene& scene, const Results& results) {
  Scene solved = scene;
  std::visit(
      [&](const auto& held) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
          solved.exhibit = held->inputs;
      },
      results.of);
  return solved;
}

bool same_exhibit(const Scene& scene, const Results& results) {
  return visit_both(scene, results, [](const auto&, const auto* held) { return held != nullptr; });
}

Figure figure(const Scene& scene, const Results& results, const Look& look, const Style& style, double width,
              double height) {
  return visit_both(scene, results, [&](const auto& exhibit, const auto* held) {
    return figure(exhibit, *held, look, style, width, height);
  });
}

std::vector<MeterPlace> meter_places(const Scene& scene, const Results& results, const Style& style,
                                     double width, double height) {
  return visit_both(scene, results, [&](const auto& exhibit, const auto* held) {
    return meter_places(exhibit, *held, style, width, height);
  });
}

Rect slow_card(const Scene& scene, const Style& style, double width, double height) {
  return std::visit([&](const auto& exhibit) { return slow_card(exhibit, style, width, height); },
                    scene.exhibit);
}

std::vector<Handle> handles(const Scene& scene, const Results& results) {
  return visit_both(scene, results,
                    [](const auto& exhibit, const auto* held) { return handles(exhibit, *held); });
}

Action drag_handle(const Scene& scene, const Results& results, const Handle& handle, Vec data, bool snap) {
  return visit_both(scene, results, [&](const auto& exhibit, const auto* held) {
    return drag_handle(exhibit, *held, handle, data, snap);
  });
}

std::optional<Action> drop_handle(const Scene& scene, const Results& results, const Handle& handle,
                                  Vec data) {
  return visit_both(scene, results, [&](const auto& exhibit, const auto* held) {
    return drop_handle(exhibit, *held, handle, data);
  });
}

std::optional<Action> key_handle(const Scene& scene, const Results& results, const Handle& handle,
                                 const HandleKey& key) {
  return visit_both(scene, results, [&](const auto& exhibit, const auto* held) -> std::optional<Action> {
    if constexpr (requires { key_handle(exhibit, *held, handle, key); })
      return key_handle(exhibit, *held, handle, key);
    else
      return std::nullopt;
  });
}

std::size_t component_count(const Scene& scene, Side side) {
  const auto of = [](const auto& distribution) {
    return std::visit(
        [](const auto& d) -> std::size_t {
          if constexpr (requires { d.components; }) return d.components.size();
          return 0;
        },
        distribution);
  };
  if (const Distribution* line = line_side(scene, side)) return of(*line);
  if (const Distribution2d* plane = plane_side(scene, side)) return of(*plane);
  return 0;
}

std::string handle_label(const Scene& scene, const Handle& handle, const Catalog& words) {
  return std::visit([&](const auto& exhibit) { return handle_label(exhibit, handle, words); }, scene.exhibit);
}

std::string recorded_parameter(const Scene& scene, const Handle& handle) {
  return std::visit([&](const auto& exhibit) { return recorded_parameter(exhibit, handle); }, scene.exhibit);
}

std::string caption(const Scene& scene, const Results& results, const Catalog& words) {
  return visit_both(scene, results, [&](const auto& exhibit, const auto* held) {
    return held ? caption(scene, exhibit, *held, words) : std::string();
  });
}

std::vector<std::pair<std::string, Estimate>> meters(const Scene& scene, const Results& results) {
  return visit_both(scene, results,
                    [](const auto& exhibit, const auto* held) { return meters(exhibit, *held); });
}

}  // namespace dlab
