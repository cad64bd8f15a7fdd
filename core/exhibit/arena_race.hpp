// Exhibit F's picture of a race: a card for each configuration, the curves of all, and how they stand.
#pragma once
#include <array>
#include <vector>

#include "core/exhibit/arena_figure.hpp"
#include "core/exhibit/exhibit.hpp"

namespace dlab {

struct RaceLayout {
  std::vector<Rect> lanes;  // a card for each configuration
  double heading = 0;       // the height of a card's own heading
  Rect curves, table;
  Rect timeline;  // w = 0: on no screen
};
RaceLayout race_layout(const ArenaScene& scene, double width, double height, const Style& style);

Figure race_figure(const ArenaScene& scene, const ArenaResults& results, const Look& look, const Style& style,
                   double width, double height);

// A number of a run, in the catalogue's language.
struct ArenaNumber {
  std::string id;
  Estimate estimate;
  std::string hint;
};
std::vector<ArenaNumber> arena_numbers(const ArenaResults& results, const Style& style);

// Where the table's numbers stand, and what they are: ids "estimate", "w1_exact", "modes_covered",
// "steep_share", of the further configurations followed by ".1" and so on.
std::vector<MeterPlace> race_meter_places(const ArenaScene& scene, const ArenaResults& results,
                                          const Style& style, double width, double height);

}  // namespace dlab
