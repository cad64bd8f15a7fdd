#include "tests/figure/specimen.hpp"

#include <cmath>
#include <limits>

#include "core/figure/axis.hpp"

namespace dlab {
namespace {

Text words(Vec at, std::string text, Color color, double size = 15, Weight weight = Weight::regular) {
  Text t;
  t.at = at;
  t.text = std::move(text);
  t.size = size;
  t.color = color;
  t.weight = weight;
  return t;
}

double bell(double x, double mean, double std) {
  const double z = (x - mean) / std;
  return std::exp(-z * z / 2) / (std * 2.50662827463);
}

// Two bells as the first exhibit draws them.
void draw_bells(Figure& figure, const Style& style, const Rect& rect) {
  const Theme& t = *style.theme;
  const Axes axes{"density", rect, -5, 8, 0, 0.45};
  draw_axes(figure, axes, {"*x*", "density"}, style);
  Band p_band{{}, {}, {}, with_alpha(t.p, 0.16)}, q_band{{}, {}, {}, with_alpha(t.q, 0.16)};
  Polyline p{{}, {t.p, 3}}, q{{}, {t.q, 3}}, m{{}, {t.mixture, 2, Dash::dotted}};
  for (int i = 0; i <= 130; ++i) {
    const double x = -5 + i * 0.1, at_p = bell(x, 0, 1), at_q = bell(x, 2.4, 1.3);
    const Vec on_p = axes.to_figure({x, at_p}), on_q = axes.to_figure({x, at_q});
    p.points.push_back(on_p);
    q.points.push_back(on_q);
    m.points.push_back(axes.to_figure({x, (at_p + at_q) / 2}));
    p_band.x.push_back(on_p.x);
    p_band.high.push_back(on_p.y);
    p_band.low.push_back(rect.bottom());
    q_band.x.push_back(on_q.x);
    q_band.high.push_back(on_q.y);
    q_band.low.push_back(rect.bottom());
  }
  figure.add(PushClip{rect});
  figure.add(p_band);
  figure.add(q_band);
  figure.add(m);
  figure.add(p);
  figure.add(q);
  figure.add(PopClip{});
  const Vec top_p = axes.to_figure({0, bell(0, 0, 1)}), top_q = axes.to_figure({2.4, bell(2.4, 2.4, 1.3)});
  figure.add(Marker{top_p, Shape::circle, 16, t.p, {t.card, 3}});
  figure.add(Marker{top_q, Shape::diamond, 16, t.q, {t.card, 3}});
  figure.add(words({top_p.x - 30, top_p.y - 14}, "P", t.p_text, 21, Weight::semibold));
  figure.add(words({top_q.x + 22, top_q.y - 14}, "Q", t.q_text, 21, Weight::semibold));
}

void draw_lines(Figure& figure, const Theme& t, Vec at) {
  const char* names[] = {"KL(P‖Q)", "KL(Q‖P)", "JS → ln 2", "TV → 1", "W_{1}", "W_{2}"};
  for (DistanceKind kind : all_distances) {
    const auto i = static_cast<std::size_t>(kind);
    const double y = at.y + 24 * static_cast<double>(i);
    Polyline line{{{at.x, y}, {at.x + 70, y - 8}, {at.x + 140, y}},
                  {t.distance[i], distance_width(kind), distance_dash(kind)}};
    figure.add(line);
    Text name = words({at.x + 152, y}, names[i], t.distance_text[i], 15, Weight::semibold);
    name.baseline = Baseline::middle;
    figure.add(name);
  }
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const double y = at.y + 24 * 6;
  figure.add(Polyline{{{at.x, y}, {at.x + 50, y}, {nan, y}, {at.x + 90, y}, {at.x + 140, y}}, {t.text, 2}});
  figure.add(words({at.x + 152, y + 5}, "broken by a non-finite point", t.text_soft, 13));
}

void draw_shapes(Figure& figure, const Theme& t, Vec at) {
  const Shape shapes[] = {Shape::circle, Shape::diamond, Shape::square, Shape::triangle};
  for (int i = 0; i < 4; ++i) {
    figure.add(Marker{{at.x + 14 + 38 * i, at.y}, shapes[i], 20, t.p});
    figure.add(Marker{{at.x + 14 + 38 * i, at.y + 36}, shapes[i], 20, with_alpha(t.q, 0.25), {t.q, 2}});
  }
  const Vec o{at.x + 175, at.y - 12};
  figure.add(Polygon{{o, {o.x + 30, o.y}, {o.x + 12, o.y + 22}, {o.x + 30, o.y + 56}, {o.x, o.y + 56}},
                     t.distance[4]});
  figure.add(Polyline{
      {{o.x + 44, o.y}, {o.x + 80, o.y + 10}, {o.x + 56, o.y + 56}}, {t.text, 2, Dash::dashed}, true});
  figure.add(Box{{at.x + 275, at.y - 12, 60, 24}, t.control, {t.axis, 1}, 8});
  figure.add(Box{{at.x + 275, at.y + 20, 60, 24}, {0, 0, 0, 0}, {t.text, 1.5, Dash::dashed}, 0});
  figure.add(Arrow{{at.x + 355, at.y + 40}, {at.x + 400, at.y - 10}, {t.text, 2}, 10});
  figure.add(Arrow{{at.x + 385, at.y + 44}, {at.x + 389, at.y + 38}, {t.p, 2}, 10});
}

void draw_rasters(Figure& figure, const Theme& t, Vec at) {
  auto pixels = std::make_shared<std::vector<std::uint8_t>>();
  for (int y = 0; y < 6; ++y) {
    for (int x = 0; x < 8; ++x) {
      const double share = (x + y) / 12.0;
      const Color c = share < 0.5 ? mixed(t.sequential[0], t.sequential[1], 2 * share)
                                  : mixed(t.sequential[1], t.sequential[2], 2 * share - 1);
      const bool hole = x == 2 && y == 2;
      for (std::uint8_t byte : {c.r, c.g, c.b, hole ? std::uint8_t{0} : std::uint8_t{255}})
        pixels->push_back(byte);
    }
  }
  figure.add(Raster{{at.x, at.y, 96, 72}, 8, 6, pixels, true});
  figure.add(Raster{{at.x + 110, at.y, 96, 72}, 8, 6, pixels, false});
  figure.add(PushClip{{at.x + 220, at.y, 60, 72}});
  figure.add(PushClip{{at.x + 230, at.y + 10, 200, 40}});
  figure.add(Box{{at.x, at.y, 400, 400}, t.distance_fill[2]});
  figure.add(PopClip{});
  figure.add(Marker{{at.x + 275, at.y + 66}, Shape::circle, 24, t.p});
  figure.add(PopClip{});
}

// A leaning bell and a saddle with a hole, one over the other.
void draw_maps(Figure& figure, const Theme& t, Vec at) {
  const auto map = [](Rect rect, Color hue, const auto& f) {
    Map m;
    m.rect = rect;
    m.columns = 61;
    m.rows = 41;
    auto values = std::make_shared<std::vector<float>>();
    for (int row = 0; row < m.rows; ++row)
      for (int column = 0; column < m.columns; ++column)
        values->push_back(static_cast<float>(f((column - 30) / 10.0, (20 - row) / 10.0)));
    m.values = std::move(values);
    for (int i = 0; i <= 4; ++i) m.ramp.push_back(with_alpha(hue, 0.2 * i));
    m.contours = {0.1, 0.3, 0.5, 0.7, 0.9};
    m.contour = {hue, 1};
    return m;
  };
  figure.add(PushClip{{at.x, at.y, 220, 110}});
  figure.add(map({at.x, at.y - 10, 200, 130}, t.p, [](double x, double y) {
    const double u = 0.8 * x + 0.6 * y + 0.7, v = 0.8 * y - 0.6 * x - 0.3;
    return std::exp(-u * u / 2 - 2 * v * v);
  }));
  figure.add(map({at.x + 100, at.y + 10, 140, 90}, t.q, [](double x, double y) {
    return x > 1.9 && y > 0.9 ? std::nan("") : 0.5 + 0.1 * x * y - 0.05 * x;
  }));
  figure.add(PopClip{});
}

void draw_texts(Figure& figure, const Theme& t, Vec at) {
  figure.add(words(at, "KL(P‖Q) = ∫ *p*(*x*) ln(*p*(*x*) / *q*(*x*)) d*x*", t.text, 19));
  figure.add(words({at.x, at.y + 30},
                   "*W*_{1} = sup_{‖*f*‖≤1} E_{P}[*f*] − E_{Q}[*f*] ≥ 0,  *σ*_{P}^{2} = *e*^{−2*λ*_{i}}",
                   t.text, 19));
  figure.add(words({at.x, at.y + 60}, "JS 在两钟不再重叠时停在 ln 2 = 0.6931；", t.text, 19));
  figure.add(words({at.x, at.y + 90}, "拉开两个钟形 · 均值 *μ*_{Q}", t.text, 19, Weight::semibold));
  figure.add(words({at.x, at.y + 116}, "1.1111", t.text, 26, Weight::semibold));
  figure.add(words({at.x, at.y + 142}, "0.8888", t.text, 26, Weight::semibold));
  figure.add(words({at.x + 130, at.y + 116}, "medium 123", t.text, 17, Weight::medium));
  figure.add(words({at.x + 130, at.y + 142}, "∇ ∈ ∞ ± · ½ × 10⁻¹² & < > \"", t.text_soft, 17));
  const Align aligns[] = {Align::left, Align::center, Align::right};
  const Baseline baselines[] = {Baseline::top, Baseline::middle, Baseline::alphabetic, Baseline::bottom};
  const char* names[] = {"xH", "中值", "Qy_{1}"};
  for (int row = 0; row < 3; ++row) {
    const double y = at.y + 180 + 30 * row;
    figure.add(Polyline{{{at.x, y}, {at.x + 330, y}}, {t.grid, 1}});
    for (int i = 0; i < 4; ++i) {
      Text text = words({at.x + 40 + 84.0 * i, y}, names[row], t.text, 17);
      text.align = aligns[row];
      text.baseline = baselines[i];
      figure.add(Marker{text.at, Shape::circle, 4, t.q});
      figure.add(text);
    }
  }
  Text turned = words({at.x + 395, at.y + 215}, "turned 转 *f*(*x*)", t.text, 15);
  turned.turn = 90;
  turned.align = Align::center;
  figure.add(turned);
}

}  // namespace

Figure specimen(ThemeKind kind, const TextMeasurer& measurer) {
  const Theme& t = theme(kind);
  Style style;
  style.theme = &t;
  style.measurer = &measurer;
  Figure figure{920, 640, {}, {}};
  figure.add(Box{{0, 0, 920, 640}, t.page});
  figure.add(Box{{16, 16, 440, 300}, t.card, {t.card_border, 1}, 10});
  figure.add(Box{{16, 332, 440, 292}, t.card, {t.card_border, 1}, 10});
  figure.add(Box{{472, 16, 432, 608}, t.card, {t.card_border, 1}, 10});
  draw_bells(figure, style, {70, 60, 360, 200});
  draw_lines(figure, t, {40, 360});
  draw_shapes(figure, t, {32, 560});
  draw_texts(figure, t, {492, 56});
  draw_rasters(figure, t, {492, 360});
  draw_maps(figure, t, {492, 505});
  figure.add(words({492, 480}, "error", t.error, 17, Weight::medium));
  figure.add(Box{{560, 460, 100, 30}, t.error, {{}, 0}, 6});
  figure.add(words({572, 480}, "on error", t.on_error, 15));
  figure.add(Box{{680, 460, 100, 30}, t.accent, {{}, 0}, 6});
  figure.add(words({692, 480}, "on accent", t.on_accent, 15, Weight::semibold));
  return figure;
}

}  // namespace dlab
