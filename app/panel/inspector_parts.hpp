// What the inspectors of several exhibits share.
#pragma once
#include <array>
#include <functional>
#include <string>

#include "app/panel/edits.hpp"
#include "app/panel/probe.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {

// A row for one field of the scene; nothing if there is no such field.
void edit_field(const Ui& ui, Scene& copy, const std::string& path, Color color, Edits& edits, Probe& probe);
// Which number the recorder follows, and from where to where; `name` says what a field is called.
void recorder_group(const Ui& ui, Scene& copy, const std::function<std::string(const std::string&)>& name,
                    Edits& edits, Probe& probe);
void distances_group(const Ui& ui, const std::array<bool, 6>& shown, Unit unit, Edits& edits, Probe& probe);

// The exhibits' own.
void line_inspector(const Ui& ui, const Scene& scene, const LineScene& line, Edits& edits, Probe& probe);
void plane_inspector(const Ui& ui, const Scene& scene, const PlaneScene& plane, Edits& edits, Probe& probe);
void arena_inspector(const Ui& ui, const Scene& scene, const ArenaScene& arena, Edits& edits, Probe& probe);

}  // namespace dlab
