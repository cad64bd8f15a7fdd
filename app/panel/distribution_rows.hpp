// The rows that one side's controls are made of, on the line as in the plane.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/panel/distribution_panel.hpp"

namespace dlab {

void side_heading(const Ui& ui, Side side);
// The kind chosen among `names`, if one was just now.
std::optional<int> kind_row(const Ui& ui, const std::vector<std::string>& names, int now, Side side,
                            Probe& probe);
// "120 values · 1 skipped (NA)", and below it where they came from.
void data_row(const Ui& ui, std::string count, std::size_t skipped, const std::string& column,
              const std::string& where, Side side, Edits& edits, Probe& probe);
void choose_button(const Ui& ui, Side side, const std::string& label, const std::string& hint, Edits& edits,
                   Probe& probe);
// The word that is drawn as a density, to be typed.
void word_row(const Ui& ui, std::string word, const std::string& path, Edits& edits, Probe& probe);
// Every field of the side, below its component's heading; `components` names their kinds, in order.
void field_rows(const Ui& ui, Scene& copy, const std::vector<std::string>& components, Side side,
                Edits& edits, Probe& probe);
// True when pressed.
bool add_component_button(const Ui& ui, Side side, const std::string& hint, Probe& probe);
// Opens the panel that chooses the side's data.
void choose_data(Side side, Edits& edits);

}  // namespace dlab
