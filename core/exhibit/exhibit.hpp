// What every exhibit offers, by the scene's own kind: compute, picture, handles, words. The one place that
// knows them all; app/ works with these and with its exhibit's own controls.
#pragma once
#include <memory>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "core/exhibit/action.hpp"
#include "core/exhibit/arena_results.hpp"
#include "core/exhibit/boxes_solve.hpp"
#include "core/exhibit/handle.hpp"
#include "core/exhibit/line_solve.hpp"
#include "core/exhibit/plane_solve.hpp"
#include "core/figure/style.hpp"

namespace dlab {

// Of whichever exhibit; empty at first.
struct Results {
  std::variant<std::monostate, std::shared_ptr<const LineResults>, std::shared_ptr<const PlaneResults>,
               std::shared_ptr<const BoxesResults>, std::shared_ptr<const ArenaResults>>
      of;
  explicit operator bool() const { return of.index() != 0; }
  // Null if they are of another exhibit.
  template <class R>
  const R* get() const {
    const auto* held = std::get_if<std::shared_ptr<const R>>(&of);
    return held ? held->get() : nullptr;
  }
};

// How much of solve() fits into a frame.
enum class Effort { all, without_curve, none };
Effort effort(const Scene& scene, const Results& previous);
// `curve` false: the recorded curve is taken from `previous` and marked as being renewed. Empty if stopped.
Results solve(const Scene& scene, const Results& previous, std::stop_token stop = {}, bool curve = true);
bool curve_current(const Results& results);
// The scene that the results belong to: `scene` with its exhibit's inputs.
Scene solved_scene(const Scene& scene, const Results& results);
bool same_exhibit(const Scene& scene, const Results& results);

// The results must be of the scene's exhibit (here and below).
Figure figure(const Scene& scene, const Results& results, const Look& look, const Style& style, double width,
              double height);
std::vector<MeterPlace> meter_places(const Scene& scene, const Results& results, const Style& style,
                                     double width, double height);
// Where "renewing…" stands: the card of what takes long.
Rect slow_card(const Scene& scene, const Style& style, double width, double height);

std::vector<Handle> handles(const Scene& scene, const Results& results);
// The action that moves the handle's grip to `data` (grab offset already removed). `snap`: to nice values.
Action drag_handle(const Scene& scene, const Results& results, const Handle& handle, Vec data, bool snap);
// What letting go of it does, if anything.
std::optional<Action> drop_handle(const Scene& scene, const Results& results, const Handle& handle, Vec data);
// What a key or a click does to a handle that has its own picture; none: it has no use for it.
std::optional<Action> key_handle(const Scene& scene, const Results& results, const Handle& handle,
                                 const HandleKey& key);
// Of a side that is a mixture; 0 otherwise.
std::size_t component_count(const Scene& scene, Side side);
// "mean 2.400": what the bubble at a held handle says; "" for none.
std::string handle_label(const Scene& scene, const Handle& handle, const Catalog& words);
// The field that the recorder follows when this handle is dragged, and that a double click types; "" for
// none.
std::string recorded_parameter(const Scene& scene, const Handle& handle);

// What to look at now, in a sentence or two that are true of the scene on screen. Names in braces are
// coloured.
std::string caption(const Scene& scene, const Results& results, const Catalog& words);
// What tests and other programs read: by key, in the scene's unit.
std::vector<std::pair<std::string, Estimate>> meters(const Scene& scene, const Results& results);

}  // namespace dlab
