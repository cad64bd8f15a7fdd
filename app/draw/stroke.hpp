// Lines as triangle strips with soft edges, drawn without overlap so that translucent ones show no joints.
#pragma once
#include <imgui.h>

#include <span>
#include <vector>

namespace dlab {

// Parts of a line that `pattern` (on, off, on, … in pixels, starting on) leaves visible, walking along it
// without restarting at corners. Points closer together than 0.3 px are merged first. An empty pattern gives
// the line whole.
struct LinePart {
  std::vector<ImVec2> points;
  bool closed = false;
};
std::vector<LinePart> dash_parts(std::span<const ImVec2> points, bool closed, std::span<const float> pattern);

enum class Join { round, mitre };

// The line through `points`, `width` pixels wide, ends cut square, sharp corners as `join` says.
// Edges fade over a pixel; a line thinner than a pixel is drawn a pixel wide and paler.
void stroke_line(ImDrawList* list, std::span<const ImVec2> points, bool closed, float width, ImU32 color,
                 std::span<const float> pattern = {}, Join join = Join::round);

// The same for a line of two points, solid.
void stroke_segment(ImDrawList* list, ImVec2 from, ImVec2 to, float width, ImU32 color);

ImU32 faded(ImU32 color, float share);  // its alpha times `share`

}  // namespace dlab
