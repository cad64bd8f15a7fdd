// Filled shapes with soft edges and no seams inside, translucent or not.
#pragma once
#include <imgui.h>

#include <array>
#include <span>
#include <vector>

namespace dlab {

// A simple polygon, either way round. `convex`: spares the search for its ears.
void fill_polygon(ImDrawList* list, std::span<const ImVec2> points, ImU32 color, bool convex = false);
// Its triangles, by cutting off ears (Meisters 1975): index triples; O(n²). A polygon that crosses itself
// still ends, with some triangles wrong.
std::vector<std::array<int, 3>> ears(std::span<const ImVec2> points);

// The area between y = low and y = high over x (pixels, ascending). Where the two cross, both sides are
// filled.
void fill_band(ImDrawList* list, std::span<const float> x, std::span<const float> low,
               std::span<const float> high, ImU32 color);

std::vector<ImVec2> circle_points(ImVec2 center, float radius);
// Clockwise on screen, corners as arcs.
std::vector<ImVec2> rounded_points(ImVec2 low, ImVec2 high, float radius);

}  // namespace dlab
