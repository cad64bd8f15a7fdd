// Places on a stage that can be grabbed, and what a stage shows besides its figure's own state.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/divergence/distances.hpp"
#include "core/exhibit/recorder.hpp"
#include "core/figure/figure.hpp"

namespace dlab {

// Dragging a handle to a data position proposes an action.
struct Handle {
  std::string id;    // the field path(s) it moves: "q.mean", "q.components.1.weight"; stays while it is held
  std::string axes;  // which axes it lives on
  Vec at;            // data coordinates
  Side side = Side::q;
  bool primary = true;  // the big one (location) or a small one (width, weight, support end)
  bool horizontal = true, vertical = true;  // directions it moves in
  bool own_picture = false;                 // the figure draws it (a box): the stage draws no dot
  bool own_focus = false;                   // … and shows that keyboard or pointer is there
  double reach = 22;                        // half of its hit area, points
};

// A key for the focused handle, or a click on it.
struct HandleKey {
  enum class Kind { left, right, up, down, press, remove, digit };
  Kind kind = Kind::press;
  int digit = 0;
  bool less = false;  // a press with Shift, or with the other button
};

// What is only on screen and never exported as state: limits in mid-glide, the crosshair, a thing in the
// hand.
struct Look {
  enum class Part { all, axes, crosshair };
  Part part = Part::all;     // axes: no more than they need; crosshair: all axes, and nothing but it drawn
  std::vector<Axes> limits;  // by axes name: limits to use instead of the fitted ones
  std::optional<Vec> crosshair;  // in figure points
  std::string crosshair_axes;
  std::string held;              // id of the handle in the hand …
  Vec hand;                      // … and where its grip is, in figure points
  std::string focused, hovered;  // handles whose own picture shows that the keyboard, the pointer is there
  const Axes* find(const std::string& axes) const {
    for (const Axes& shown : limits)
      if (shown.name == axes) return &shown;
    return nullptr;
  }
};

// A number on the stage that can be pointed at: hover explains it, a click copies it.
struct MeterPlace {
  std::string id;  // "kl_pq"
  Rect rect;       // points
  Estimate estimate;
  std::string hint;  // further sentences, in the catalogue's language
};

}  // namespace dlab
