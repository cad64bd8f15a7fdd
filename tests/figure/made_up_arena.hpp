// A made-up moment of the arena for its figure's tests.
#pragma once
#include <memory>
#include <string>

#include "core/exhibit/arena_figure.hpp"

namespace dlab {

// Numbers that are exact on every processor.
std::shared_ptr<ArenaResults> made_up(const ArenaScene& scene);
ArenaScene on_the_line();
Figure picture(const ArenaScene& scene, const ArenaResults& results, double width = 1300, double height = 800,
               const Look& look = {});
bool says(const Figure& figure, const std::string& what);

}  // namespace dlab
