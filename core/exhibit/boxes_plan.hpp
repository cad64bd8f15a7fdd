// What a hand does to exhibit C's plan; apply() calls these, each on a copy.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/base/error.hpp"
#include "core/exhibit/boxes_solve.hpp"

namespace dlab {

// To a place of the demand, or back (not_carried).
Status carry(BoxesScene& scene, BoxId box, std::int64_t destination);
// γ(place, destination) becomes `count`: boxes of that place are carried, or brought back, until it does.
Status set_plan_entry(BoxesScene& scene, std::size_t place, std::size_t destination, std::int64_t count);
Status bring_back_all(BoxesScene& scene);
// Carries every box as the best plan says.
Status load_optimum(BoxesScene& scene);

// The next box on the way to a complete plan: what the hand has done is kept and completed as cheaply as
// possible, row by row (north-west order); a complete plan that is too dear is changed, one box a step, into
// the best one. Nothing left to do: scene unchanged. An error if stock and demand differ.
Status carry_next(BoxesScene& scene);
// The carry that carry_next() makes; none if there is nothing left to do or no plan serves both sides.
std::optional<BoxCarry> next_carry(const BoxesResults& now);

// A new place beyond the last one, with one box (or a wish for one).
Status add_place(BoxesScene& scene, Side side);
// Boxes that were carried there go back.
Status remove_place(BoxesScene& scene, Side side, std::size_t index);

}  // namespace dlab
