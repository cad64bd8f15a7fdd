// What a figure looks like: theme colours, sizes, words and text metrics, handed to everything that draws.
#pragma once
#include <string>
#include <vector>

#include "core/base/catalog.hpp"
#include "core/divergence/distances.hpp"
#include "core/figure/figure.hpp"
#include "core/figure/text.hpp"

namespace dlab {

enum class ThemeKind { light, dark };

// The dark theme lifts each hue until text reaches 4.5:1 and lines 3:1 on their ground.
struct Theme {
  ThemeKind kind;
  Color page;  // behind the cards
  Color card;  // the stage's cards, rail, bars
  Color card_border;
  Color text, text_soft;  // both ≥ 4.5:1 on card and page
  Color grid, axis;       // the axis has ≥ 3:1, the grid is meant to recede
  Color p, q, mixture;    // real, model, M
  Color accent;           // primary buttons: near-black on light, near-white on dark
  Color on_accent;
  Color control;  // the track of segmented controls, chosen rail entry
  Color error, on_error;
  Color p_text, q_text;    // the hues of P and Q where they colour words: ≥ 4.5:1 on card and page
  Color distance[6];       // lines, by DistanceKind: ≥ 3:1 on card and page
  Color distance_text[6];  // words: ≥ 4.5:1
  Color distance_fill[6];  // areas and stripes, the pure hues
  Color sequential[3];     // density maps, low to high
};
const Theme& theme(ThemeKind kind);
Dash distance_dash(DistanceKind kind);
double distance_width(DistanceKind kind);  // line width in points; W1 is the thickest
double contrast(Color a, Color b);         // WCAG 2.1 contrast ratio, 1 … 21

struct Style {
  const Theme* theme = nullptr;
  const Catalog* words = nullptr;
  const TextMeasurer* measurer = nullptr;
  double emphasis = 1;       // presenter: type ×1.5, lines thicker
  bool transparent = false;  // no page or card ground (export)
  bool invites = false;      // sentences that tell a hand what to do: where there is one

  double type(double size) const { return size * emphasis; }
  // xgettext finds these by name; the pointer called directly it would not.
  std::string tr(const char* id) const { return (*words)(id); }
  std::string tr(const char* id, const std::vector<std::string>& arguments) const {
    return (*words)(id, arguments);
  }
};

}  // namespace dlab
