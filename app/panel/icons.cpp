// The icons and the mark, as paths in a square of 20 units: sharp at every scale, and no font is needed.
#include <cmath>
#include <numbers>

#include "app/draw/fill.hpp"
#include "app/draw/stroke.hpp"
#include "app/panel/widgets.hpp"

namespace dlab {
namespace {

using Points = std::vector<ImVec2>;

struct Pen {
  ImDrawList* list;
  ImVec2 center;
  float unit;  // pixels
  ImU32 color;
  float width;  // units

  ImVec2 at(ImVec2 p) const { return {center.x + (p.x - 10) * unit, center.y + (p.y - 10) * unit}; }
  Points at(Points points) const {
    for (ImVec2& p : points) p = at(p);
    return points;
  }
  void line(const Points& points, bool closed = false) const {
    stroke_line(list, at(points), closed, width * unit, color);
    if (closed || points.size() < 2) return;
    for (const ImVec2 end : {points.front(), points.back()})  // round ends
      fill_polygon(list, circle_points(at(end), width * unit / 2), color);
  }
  void fill(const Points& points) const { fill_polygon(list, at(points), color); }
  void dot(ImVec2 p, float radius) const { fill_polygon(list, circle_points(at(p), radius * unit), color); }
  void circle(ImVec2 p, float radius) const { line(arc(p, radius, 0, 359), true); }
  // Degrees clockwise from the right.
  static Points arc(ImVec2 p, float radius, float from, float to) {
    Points points;
    const int steps = 24;
    for (int i = 0; i <= steps; ++i) {
      const float a = (from + (to - from) * static_cast<float>(i) / steps) * std::numbers::pi_v<float> / 180;
      points.push_back({p.x + radius * std::cos(a), p.y + radius * std::sin(a)});
    }
    return points;
  }
};

Points bell(float middle, float width, float base, float height, float left, float right) {
  Points points;
  const int steps = 40;
  for (int i = 0; i <= steps; ++i) {
    const float x = left + (right - left) * static_cast<float>(i) / steps, z = (x - middle) / width;
    points.push_back({x, base - height * std::exp(-z * z / 2)});
  }
  return points;
}

// An arrow that turns back: an arc open at the bottom left with a head at its left end.
void turning_back(const Pen& pen, bool mirrored) {
  const auto m = [&](Points points) {
    if (mirrored)
      for (ImVec2& p : points) p.x = 20 - p.x;
    return points;
  };
  Points hook{{4, 8}};
  for (const ImVec2 p : Pen::arc({11.5f, 12}, 4, -90, 90)) hook.push_back(p);
  hook.push_back({7.5f, 16});
  pen.line(m(hook));
  pen.line(m({{7.6f, 4.2f}, {3.8f, 8}, {7.6f, 11.8f}}));
}

void draw_file_icon(const Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::export_:
      pen.line({{10, 13}, {10, 3.5f}});
      pen.line({{6.2f, 7}, {10, 3.2f}, {13.8f, 7}});
      pen.line({{3.5f, 12}, {3.5f, 16.5f}, {16.5f, 16.5f}, {16.5f, 12}});
      break;
    case Icon::open:
      pen.line({{2.8f, 16}, {2.8f, 4.5f}, {7.6f, 4.5f}, {9.4f, 6.8f}, {17.2f, 6.8f}, {17.2f, 16}}, true);
      break;
    case Icon::copy:
      pen.line({{7.5f, 7.5f}, {16.5f, 7.5f}, {16.5f, 16.5f}, {7.5f, 16.5f}}, true);
      pen.line({{4.8f, 12.5f}, {3.5f, 12.5f}, {3.5f, 3.5f}, {12.5f, 3.5f}, {12.5f, 4.8f}});
      break;
    default:
      break;
  }
}

void draw_mode_icon(const Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::present:
      pen.line({{2.5f, 4}, {17.5f, 4}, {17.5f, 14}, {2.5f, 14}}, true);
      pen.line({{7, 17}, {13, 17}});
      break;
    case Icon::help: {
      pen.circle({10, 10}, 7.5f);
      Points hook = Pen::arc({10, 8}, 2.4f, -190, 55);
      hook.push_back({10, 11});
      hook.push_back({10, 11.7f});
      pen.line(hook);
      pen.dot({10, 14}, 1.1f);
      break;
    }
    case Icon::sun:
      pen.circle({10, 10}, 3.6f);
      for (int i = 0; i < 8; ++i) {
        const float a = static_cast<float>(i) * std::numbers::pi_v<float> / 4, c = std::cos(a),
                    s = std::sin(a);
        pen.line({{10 + 6.3f * c, 10 + 6.3f * s}, {10 + 8.1f * c, 10 + 8.1f * s}});
      }
      break;
    case Icon::moon: {
      // The outer disc from cusp to cusp, and back along the disc over those cusps that bites it.
      Points crescent = Pen::arc({10, 10}, 7.3f, 15, 255);
      const ImVec2 a = crescent.back(), b = crescent.front();
      const ImVec2 middle{(a.x + b.x) / 2, (a.y + b.y) / 2};
      const auto degrees = [&](ImVec2 p) {
        return std::atan2(p.y - middle.y, p.x - middle.x) * 180 / std::numbers::pi_v<float>;
      };
      const Points bite =
          Pen::arc(middle, std::hypot(a.x - b.x, a.y - b.y) / 2, degrees(a) + 360, degrees(b));
      crescent.insert(crescent.end(), bite.begin() + 1, bite.end() - 1);
      pen.line(crescent, true);
      break;
    }
    case Icon::globe: {
      pen.circle({10, 10}, 7.5f);
      pen.line({{2.5f, 10}, {17.5f, 10}});
      Points meridian = Pen::arc({10, 10}, 7.5f, 0, 359);
      for (ImVec2& p : meridian) p.x = 10 + (p.x - 10) * 0.45f;
      pen.line(meridian, true);
      break;
    }
    default:
      break;
  }
}

void draw_sign(const Pen& pen, Icon icon) {
  switch (icon) {
    case Icon::plus:
      pen.line({{10, 4}, {10, 16}});
      pen.line({{4, 10}, {16, 10}});
      break;
    case Icon::minus:
      pen.line({{4, 10}, {16, 10}});
      break;
    case Icon::close:
      pen.line({{5, 5}, {15, 15}});
      pen.line({{15, 5}, {5, 15}});
      break;
    case Icon::swap:
      pen.line({{3, 7}, {16, 7}});
      pen.line({{13, 4}, {16.2f, 7}, {13, 10}});
      pen.line({{17, 13}, {4, 13}});
      pen.line({{7, 10}, {3.8f, 13}, {7, 16}});
      break;
    case Icon::chevron_down:
      pen.line({{4.5f, 7.5f}, {10, 13}, {15.5f, 7.5f}});
      break;
    case Icon::chevron_left:
      pen.line({{12.5f, 4.5f}, {7, 10}, {12.5f, 15.5f}});
      break;
    case Icon::chevron_right:
      pen.line({{7.5f, 4.5f}, {13, 10}, {7.5f, 15.5f}});
      break;
    case Icon::check:
      pen.line({{4, 10.5f}, {8.3f, 14.8f}, {16.2f, 5.8f}});
      break;
    case Icon::warning:
      pen.line({{10, 3}, {18, 16.6f}, {2, 16.6f}}, true);
      pen.line({{10, 8}, {10, 11.4f}});
      pen.dot({10, 14}, 1.1f);
      break;
    default:
      break;
  }
}

}  // namespace

void draw_icon(const Ui& ui, ImDrawList* list, Icon icon, ImVec2 center, double size, Color color) {
  const float unit = ui.px(size) / 20;
  // Small icons get lines of at least 1.4 points, whatever their size.
  const Pen pen{list, center, unit, to_imgui(color), std::max(1.6f, ui.px(1.5) / unit)};
  switch (icon) {
    case Icon::line:
      pen.line(bell(10, 2.5f, 15, 11, 2, 18));
      pen.line({{1.5f, 17.5f}, {18.5f, 17.5f}});
      break;
    case Icon::plane:
      pen.circle({7.2f, 11.5f}, 5.2f);
      pen.circle({13, 7.6f}, 5);
      break;
    case Icon::boxes:
      pen.line({{2, 11}, {7, 11}, {7, 17}, {2, 17}}, true);
      pen.line({{2, 11}, {2, 5}, {7, 5}, {7, 11}});
      pen.line({{12.5f, 11}, {18, 11}, {18, 17}, {12.5f, 17}}, true);
      pen.line({{9, 4}, {15.2f, 4}, {15.2f, 7.6f}});
      break;
    case Icon::arena:
      pen.line({{1.5f, 17}, {7.2f, 7.5f}, {11, 13.2f}, {13.2f, 10}, {18.5f, 17}}, true);
      pen.circle({14.2f, 4.8f}, 2.1f);
      break;
    case Icon::sweep:
      pen.fill({{4.5f, 2.5f}, {17, 10}, {4.5f, 17.5f}});
      break;
    case Icon::pause:
      pen.fill({{4.5f, 3.5f}, {8.3f, 3.5f}, {8.3f, 16.5f}, {4.5f, 16.5f}});
      pen.fill({{11.7f, 3.5f}, {15.5f, 3.5f}, {15.5f, 16.5f}, {11.7f, 16.5f}});
      break;
    case Icon::step:
      pen.fill({{4, 3.5f}, {13, 10}, {4, 16.5f}});
      pen.fill({{13.5f, 3.5f}, {16, 3.5f}, {16, 16.5f}, {13.5f, 16.5f}});
      break;
    case Icon::reset:
      pen.line(Pen::arc({10, 10.5f}, 6.5f, -60, 230));
      pen.fill({{3.2f, 2.6f}, {9.4f, 4.1f}, {4.6f, 8.6f}});
      break;
    case Icon::undo:
    case Icon::redo:
      turning_back(pen, icon == Icon::redo);
      break;
    case Icon::export_:
    case Icon::open:
    case Icon::copy:
      draw_file_icon(pen, icon);
      break;
    case Icon::present:
    case Icon::help:
    case Icon::sun:
    case Icon::moon:
    case Icon::globe:
      draw_mode_icon(pen, icon);
      break;
    default:
      draw_sign(pen, icon);
  }
}

void draw_logo(const Ui& ui, ImDrawList* list, ImVec2 center, double size) {
  const float unit = ui.px(size) / 20;
  const auto hill = [&](float middle, float width, float height, float left, float right, Color color) {
    Points points = bell(middle, width, 16, height, left, right);
    points.push_back({right, 16});
    points.push_back({left, 16});
    for (ImVec2& p : points) p = {center.x + (p.x - 10) * unit, center.y + (p.y - 10) * unit};
    fill_polygon(list, points, to_imgui(color));
  };
  hill(8.2f, 2.5f, 12.4f, 1, 16, ui.theme->p);
  hill(12, 2.9f, 8.6f, 3.5f, 19.5f, with_alpha(ui.theme->q, 0.8));
}

}  // namespace dlab
