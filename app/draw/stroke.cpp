#include "app/draw/stroke.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace dlab {
namespace {

constexpr float least_step = 0.3f;  // pixels between points that are worth keeping
constexpr int chunk = 8000;         // cross-sections in one reservation: indices have 16 bits

ImVec2 operator+(ImVec2 a, ImVec2 b) { return {a.x + b.x, a.y + b.y}; }
ImVec2 operator-(ImVec2 a, ImVec2 b) { return {a.x - b.x, a.y - b.y}; }
ImVec2 operator*(ImVec2 a, float s) { return {a.x * s, a.y * s}; }
float dot(ImVec2 a, ImVec2 b) { return a.x * b.x + a.y * b.y; }
float cross(ImVec2 a, ImVec2 b) { return a.x * b.y - a.y * b.x; }
float length(ImVec2 a) { return std::sqrt(dot(a, a)); }
ImVec2 turned(ImVec2 d) {
  return {-d.y, d.x};
}  // by a quarter: to the line's right on screen, where y is down

// Where the strip is cut: the middle line's point, the vectors to its right and left edge at a distance of
// one, and how opaque it is there.
struct Section {
  ImVec2 at, right, left;
  bool visible = true;
};

std::vector<ImVec2> decimated(std::span<const ImVec2> points, bool closed) {
  std::vector<ImVec2> kept;
  for (const ImVec2 p : points)
    if (kept.empty() || length(p - kept.back()) >= least_step) kept.push_back(p);
  if (!points.empty() && kept.size() > 1 && !closed) kept.back() = points.back();
  while (closed && kept.size() > 1 && length(kept.front() - kept.back()) < least_step) kept.pop_back();
  return kept;
}

// A corner between directions `in` and `out`. Gentle ones get one mitred section; at sharp ones the outer
// edge goes round the corner while the inner edge stays put, so the strip nowhere covers itself. `room` is
// the longest that the inner mitre may be, in units of the half width.
void corner(std::vector<Section>& sections, ImVec2 at, ImVec2 in, ImVec2 out, float room, Join join) {
  const ImVec2 n0 = turned(in), n1 = turned(out);
  const float cosine = dot(in, out);
  const ImVec2 sum = n0 + n1;
  const float sum_length = length(sum);
  const ImVec2 middle = sum_length > 1e-3f ? sum * (1 / sum_length) : in;
  const float mitre = sum_length > 1e-3f ? 1 / std::max(dot(middle, n0), 0.05f) : 0;
  if (cosine > 0.8f || (join == Join::mitre && mitre > 0 && mitre < 10)) {
    sections.push_back({at, middle * mitre, middle * -mitre});
    return;
  }
  const bool to_right = cross(in, out) > 0;  // the inner edge is the right one
  const ImVec2 inner = middle * (std::min(mitre, room) * (to_right ? 1.f : -1.f));
  const float angle = std::acos(std::clamp(cosine, -1.f, 1.f)) * (to_right ? 1.f : -1.f);
  const int steps = std::max(2, static_cast<int>(std::ceil(std::abs(angle) / 0.3f)));
  for (int i = 0; i <= steps; ++i) {
    const float a = angle * static_cast<float>(i) / static_cast<float>(steps);
    const ImVec2 n{n0.x * std::cos(a) - n0.y * std::sin(a), n0.x * std::sin(a) + n0.y * std::cos(a)};
    sections.push_back(to_right ? Section{at, inner, n * -1.f} : Section{at, n, inner});
  }
}

// An end's edge fades as the sides do: from half a pixel inside to half a pixel beyond.
std::array<Section, 2> end_sections(ImVec2 at, ImVec2 direction, float room, bool first) {
  const ImVec2 right = turned(direction), half_pixel = direction * 0.5f;
  const ImVec2 inside = direction * std::min(0.5f, room / 2);
  if (first)
    return {Section{at - half_pixel, right, right * -1.f, false}, {at + inside, right, right * -1.f}};
  return {Section{at - inside, right, right * -1.f}, {at + half_pixel, right, right * -1.f, false}};
}

std::vector<Section> sections_of(const std::vector<ImVec2>& points, bool closed, float half, Join join) {
  const std::size_t n = points.size();
  std::vector<ImVec2> directions;
  std::vector<float> lengths;
  for (std::size_t i = 0; i + 1 < n + (closed ? 1 : 0); ++i) {
    const ImVec2 d = points[(i + 1) % n] - points[i];
    lengths.push_back(length(d));
    directions.push_back(d * (1 / lengths.back()));
  }
  std::vector<Section> sections;
  const auto end = [&](ImVec2 at, ImVec2 direction, float room, bool first) {
    for (const Section& section : end_sections(at, direction, room, first)) sections.push_back(section);
  };
  const auto room_at = [&](std::size_t in, std::size_t out) {
    return std::max(1.f, std::min(lengths[in], lengths[out]) / std::max(half, 0.5f));
  };
  if (!closed) end(points[0], directions[0], lengths[0], true);
  for (std::size_t i = closed ? 0 : 1; i + (closed ? 0 : 1) < n; ++i) {
    const std::size_t in = (i + directions.size() - 1) % directions.size();
    corner(sections, points[i], directions[in], directions[i], room_at(in, i), join);
  }
  if (!closed) end(points[n - 1], directions.back(), lengths.back(), false);
  if (closed && !sections.empty()) sections.push_back(sections.front());
  return sections;
}

// Four vertices a section: edge, core, core, edge; six triangles between two sections.
void fill_strip(ImDrawList* list, std::span<const Section> sections, float core, float edge, ImU32 color) {
  const ImU32 clear = color & ~IM_COL32_A_MASK;
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  const int count = static_cast<int>(sections.size());
  list->PrimReserve((count - 1) * 18, count * 4);
  const unsigned base = list->_VtxCurrentIdx;
  for (const Section& s : sections) {
    const ImU32 inside = s.visible ? color : clear;
    list->PrimWriteVtx(s.at + s.right * edge, white, clear);
    list->PrimWriteVtx(s.at + s.right * core, white, inside);
    list->PrimWriteVtx(s.at + s.left * core, white, inside);
    list->PrimWriteVtx(s.at + s.left * edge, white, clear);
  }
  for (unsigned i = 0; i + 1 < static_cast<unsigned>(count); ++i) {
    for (unsigned lane = 0; lane < 3; ++lane) {
      const unsigned a = base + 4 * i + lane, b = a + 4;
      for (const unsigned index : {a, a + 1, b + 1, a, b + 1, b})
        list->PrimWriteIdx(static_cast<ImDrawIdx>(index));
    }
  }
}

// A strip through the sections; a line thinner than a pixel is drawn a pixel wide and paler.
void fill_line(ImDrawList* list, std::span<const Section> all, float width, ImU32 color) {
  const float drawn = std::max(width, 1.f);
  const ImU32 shade = width < 1 ? faded(color, width) : color;
  for (std::size_t from = 0; from + 1 < all.size(); from += chunk - 1)
    fill_strip(list, all.subspan(from, std::min<std::size_t>(chunk, all.size() - from)), (drawn - 1) / 2,
               (drawn + 1) / 2, shade);
}

void stroke_part(ImDrawList* list, const LinePart& part, float width, ImU32 color, Join join) {
  if (part.points.size() < 2) return;
  fill_line(list, sections_of(part.points, part.closed, std::max(width, 1.f) / 2, join), width, color);
}

}  // namespace

ImU32 faded(ImU32 color, float share) {
  const float alpha = static_cast<float>((color & IM_COL32_A_MASK) >> IM_COL32_A_SHIFT) * share;
  return (color & ~IM_COL32_A_MASK) | (static_cast<ImU32>(std::lround(alpha)) << IM_COL32_A_SHIFT);
}

std::vector<LinePart> dash_parts(std::span<const ImVec2> points, bool closed,
                                 std::span<const float> pattern) {
  std::vector<ImVec2> line = decimated(points, closed);
  float period = 0;
  for (const float step : pattern) period += step;
  if (line.size() < 2) return {};
  if (period < 0.5f) {  // none, or finer than can be seen
    const bool loop = closed && line.size() > 2;
    return {{std::move(line), loop}};
  }
  if (closed) line.push_back(line.front());
  std::vector<LinePart> parts;
  std::size_t phase = 0;
  float left = pattern[0];  // of the dash or gap that is being walked
  LinePart part{{line[0]}, false};
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const ImVec2 step = line[i + 1] - line[i];
    const float whole = length(step);
    float done = 0;
    while (whole - done > left) {
      done += left;
      const ImVec2 here = line[i] + step * (done / whole);
      if (phase % 2 == 0) {
        part.points.push_back(here);
        parts.push_back(std::move(part));
      }
      phase = (phase + 1) % pattern.size();
      left = std::max(pattern[phase], 1e-3f);
      part = {{here}, false};
    }
    left -= whole - done;
    if (phase % 2 == 0) part.points.push_back(line[i + 1]);
  }
  if (phase % 2 == 0 && part.points.size() > 1) parts.push_back(std::move(part));
  for (LinePart& p : parts) p.points = decimated(p.points, false);
  return parts;
}

void stroke_line(ImDrawList* list, std::span<const ImVec2> points, bool closed, float width, ImU32 color,
                 std::span<const float> pattern, Join join) {
  if (width <= 0 || (color & IM_COL32_A_MASK) == 0) return;
  for (const LinePart& part : dash_parts(points, closed, pattern))
    stroke_part(list, part, width, color, join);
}

void stroke_segment(ImDrawList* list, ImVec2 from, ImVec2 to, float width, ImU32 color) {
  const float whole = length(to - from);
  if (width <= 0 || (color & IM_COL32_A_MASK) == 0 || !(whole >= least_step)) return;
  const ImVec2 direction = (to - from) * (1 / whole);
  const auto first = end_sections(from, direction, whole, true),
             last = end_sections(to, direction, whole, false);
  const std::array sections{first[0], first[1], last[0], last[1]};
  fill_line(list, sections, width, color);
}

}  // namespace dlab
