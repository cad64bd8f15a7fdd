#include "app/draw/fill.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/draw/stroke.hpp"

namespace dlab {
namespace {

constexpr int chunk = 8000;  // columns in one reservation: indices have 16 bits

float cross(ImVec2 o, ImVec2 a, ImVec2 b) { return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x); }

float signed_area(std::span<const ImVec2> points) {
  float twice = 0;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ImVec2 a = points[i], b = points[(i + 1) % points.size()];
    twice += a.x * b.y - a.y * b.x;
  }
  return twice / 2;
}

bool inside(ImVec2 p, ImVec2 a, ImVec2 b, ImVec2 c) {
  return cross(a, b, p) >= 0 && cross(b, c, p) >= 0 && cross(c, a, p) >= 0;
}

ImVec2 normalised(ImVec2 d) {
  const float length = std::sqrt(d.x * d.x + d.y * d.y);
  return length > 0 ? ImVec2{d.x / length, d.y / length} : ImVec2{0, 0};
}

// One column of a band: both edges with what they fade to beyond.
struct Column {
  float x, top, bottom;
};

// Per column four vertices: above the top edge (clear), inside it, inside the bottom edge, below it (clear).
// Shared by the neighbours, so that there is no seam; where the band is thinner than a pixel it is paler
// instead.
void fill_columns(ImDrawList* list, std::span<const Column> columns, ImU32 color) {
  const ImU32 clear = color & ~IM_COL32_A_MASK;
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  const int count = static_cast<int>(columns.size());
  list->PrimReserve((count - 1) * 18, count * 4);
  const unsigned base = list->_VtxCurrentIdx;
  for (int i = 0; i < count; ++i) {
    const Column& c = columns[static_cast<std::size_t>(i)];
    const Column& before = columns[static_cast<std::size_t>(std::max(i - 1, 0))];
    const Column& after = columns[static_cast<std::size_t>(std::min(i + 1, count - 1))];
    // Half a pixel across a slanted edge is more of a vertical distance; capped, for cliffs.
    const auto soft = [&](float rise) {
      const float run = std::max(after.x - before.x, 1e-3f);
      return 0.5f * std::min(std::sqrt(1 + rise * rise / (run * run)), 4.f);
    };
    const float top = soft(after.top - before.top), bottom = soft(after.bottom - before.bottom);
    const float thick = c.bottom - c.top;
    const float share = std::clamp(thick / (top + bottom), 0.f, 1.f);
    const ImU32 core = share < 1 ? faded(color, share) : color;
    list->PrimWriteVtx({c.x, c.top - top}, white, clear);
    list->PrimWriteVtx({c.x, c.top + top * share}, white, core);
    list->PrimWriteVtx({c.x, c.bottom - bottom * share}, white, core);
    list->PrimWriteVtx({c.x, c.bottom + bottom}, white, clear);
  }
  for (unsigned i = 0; i + 1 < static_cast<unsigned>(count); ++i)
    for (unsigned lane = 0; lane < 3; ++lane) {
      const unsigned a = base + 4 * i + lane, b = a + 4;
      for (const unsigned index : {a, a + 1, b + 1, a, b + 1, b})
        list->PrimWriteIdx(static_cast<ImDrawIdx>(index));
    }
}

}  // namespace

std::vector<std::array<int, 3>> ears(std::span<const ImVec2> points) {
  std::vector<int> left(points.size());
  for (std::size_t i = 0; i < left.size(); ++i) left[i] = static_cast<int>(i);
  if (signed_area(points) < 0) std::reverse(left.begin(), left.end());
  const auto at = [&](int i) { return points[static_cast<std::size_t>(i)]; };
  std::vector<std::array<int, 3>> triangles;
  bool convex = left.size() > 2;
  float turn = 0;  // a star turns one way too, but more than once round
  for (std::size_t k = 0; convex && k < left.size(); ++k) {
    const ImVec2 a = at(left[k]), b = at(left[(k + 1) % left.size()]), c = at(left[(k + 2) % left.size()]);
    const float bend = cross(a, b, c);
    convex = bend >= 0;
    turn += std::atan2(bend, (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y));
  }
  if (convex && turn < 7) {  // a fan; 2π, with room for rounding
    for (std::size_t k = 1; k + 1 < left.size(); ++k) triangles.push_back({left[0], left[k], left[k + 1]});
    return triangles;
  }
  std::size_t i = 0, failures = 0;
  while (left.size() > 3 && failures <= left.size()) {
    const std::size_t n = left.size();
    const int a = left[(i + n - 1) % n], b = left[i % n], c = left[(i + 1) % n];
    bool ear = cross(at(a), at(b), at(c)) >= 0;
    for (const int other : left)
      if (ear && other != a && other != b && other != c && inside(at(other), at(a), at(b), at(c)))
        ear = false;
    if (ear || failures == n) {  // after a full round without one: whatever comes, so that this ends
      triangles.push_back({a, b, c});
      left.erase(left.begin() + static_cast<std::ptrdiff_t>(i % n));
      i = left.empty() ? 0 : i % left.size();
      failures = 0;
    } else {
      i = (i + 1) % n;
      ++failures;
    }
  }
  if (left.size() == 3) triangles.push_back({left[0], left[1], left[2]});
  return triangles;
}

namespace {

std::vector<std::array<int, 3>> fan(std::size_t corners) {
  std::vector<std::array<int, 3>> triangles;
  triangles.reserve(corners - 2);
  for (int i = 2; i < static_cast<int>(corners); ++i) triangles.push_back({0, i - 1, i});
  return triangles;
}

}  // namespace

void fill_polygon(ImDrawList* list, std::span<const ImVec2> points, ImU32 color, bool convex) {
  const std::size_t n = points.size();
  if (n < 3 || n > 16000 || (color & IM_COL32_A_MASK) == 0) return;
  const float way = signed_area(points) < 0 ? -1.f : 1.f;
  const std::vector<std::array<int, 3>> triangles = convex ? fan(points.size()) : ears(points);
  const ImU32 clear = color & ~IM_COL32_A_MASK;
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  list->PrimReserve(static_cast<int>(triangles.size() * 3 + n * 6), static_cast<int>(n * 2));
  const unsigned base = list->_VtxCurrentIdx;
  for (std::size_t i = 0; i < n; ++i) {
    const ImVec2 a = points[(i + n - 1) % n], b = points[i], c = points[(i + 1) % n];
    const ImVec2 d0 = normalised({b.x - a.x, b.y - a.y}), d1 = normalised({c.x - b.x, c.y - b.y});
    const ImVec2 n0{d0.y * way, -d0.x * way}, n1{d1.y * way, -d1.x * way};  // outwards
    ImVec2 out{(n0.x + n1.x) / 2, (n0.y + n1.y) / 2};
    const float square = std::max(out.x * out.x + out.y * out.y, 0.1f);
    out = {out.x / square * 0.5f, out.y / square * 0.5f};  // half a pixel off either edge
    list->PrimWriteVtx({b.x - out.x, b.y - out.y}, white, color);
    list->PrimWriteVtx({b.x + out.x, b.y + out.y}, white, clear);
  }
  for (const std::array<int, 3>& t : triangles)
    for (const int i : t) list->PrimWriteIdx(static_cast<ImDrawIdx>(base + 2 * static_cast<unsigned>(i)));
  for (unsigned i = 0; i < n; ++i) {
    const unsigned a = base + 2 * i, b = base + 2 * static_cast<unsigned>((i + 1) % n);
    for (const unsigned index : {a, a + 1, b + 1, a, b + 1, b})
      list->PrimWriteIdx(static_cast<ImDrawIdx>(index));
  }
}

void fill_band(ImDrawList* list, std::span<const float> x, std::span<const float> low,
               std::span<const float> high, ImU32 color) {
  const std::size_t n = std::min({x.size(), low.size(), high.size()});
  if ((color & IM_COL32_A_MASK) == 0) return;
  std::vector<Column> columns;
  const auto flush = [&] {
    for (std::size_t from = 0; from + 1 < columns.size(); from += chunk - 1)
      fill_columns(
          list, std::span(columns).subspan(from, std::min<std::size_t>(chunk, columns.size() - from)), color);
    columns.clear();
  };
  for (std::size_t i = 0; i < n; ++i) {
    if (!std::isfinite(x[i]) || !std::isfinite(low[i]) || !std::isfinite(high[i])) {
      flush();
      continue;
    }
    const bool joined = !columns.empty();
    if (joined && (high[i - 1] - low[i - 1]) * (high[i] - low[i]) < 0) {
      const float gap0 = high[i - 1] - low[i - 1], gap1 = high[i] - low[i], t = gap0 / (gap0 - gap1);
      const float y = low[i - 1] + t * (low[i] - low[i - 1]);
      columns.push_back({x[i - 1] + t * (x[i] - x[i - 1]), y, y});
    }
    columns.push_back({x[i], std::min(low[i], high[i]), std::max(low[i], high[i])});
  }
  flush();
}

std::vector<ImVec2> circle_points(ImVec2 center, float radius) {
  // The chord's sagitta stays under a tenth of a pixel.
  const float step = 2 * std::acos(1 - std::min(0.1f / std::max(radius, 0.2f), 0.5f));
  const int count = std::max(8, static_cast<int>(std::ceil(2 * std::numbers::pi_v<float> / step)));
  std::vector<ImVec2> points;
  for (int i = 0; i < count; ++i) {
    const float a = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / static_cast<float>(count);
    points.push_back({center.x + radius * std::cos(a), center.y + radius * std::sin(a)});
  }
  return points;
}

std::vector<ImVec2> rounded_points(ImVec2 low, ImVec2 high, float radius) {
  const float r = std::clamp(radius, 0.f, std::min(high.x - low.x, high.y - low.y) / 2);
  if (r < 0.5f) return {low, {high.x, low.y}, high, {low.x, high.y}};
  const float quarter = std::numbers::pi_v<float> / 2;
  const int steps = std::max(2, static_cast<int>(std::ceil(std::sqrt(r) * 1.8f)));
  // From the top edge's right end, where Cairo starts too: dashes then fall alike.
  const ImVec2 centers[] = {
      {high.x - r, low.y + r}, {high.x - r, high.y - r}, {low.x + r, high.y - r}, {low.x + r, low.y + r}};
  std::vector<ImVec2> points;
  for (int corner = 0; corner < 4; ++corner)
    for (int i = 0; i <= steps; ++i) {
      const float a =
          quarter * (static_cast<float>(corner + 3) + static_cast<float>(i) / static_cast<float>(steps));
      points.push_back({centers[corner].x + r * std::cos(a), centers[corner].y + r * std::sin(a)});
    }
  return points;
}

}  // namespace dlab
