#include "app/draw/surface_program.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "assets/surface_frag.hpp"
#include "assets/surface_point_frag.hpp"
#include "assets/surface_point_vert.hpp"
#include "assets/surface_vert.hpp"
#include "assets/surface_wall_frag.hpp"
#include "core/figure/surface_shade.hpp"

namespace dlab {
namespace {

constexpr int table_size = 1024;  // places told apart by colour and nearest level

std::array<float, 4> four(Premultiplied c) {
  return {static_cast<float>(c.r), static_cast<float>(c.g), static_cast<float>(c.b), static_cast<float>(c.a)};
}

struct Uniforms {
  GLuint program;
  GLint at(const char* name) const { return glGetUniformLocation(program, name); }
  void set(const char* name, int value) const { glUniform1i(at(name), value); }
  void set(const char* name, double value) const { glUniform1f(at(name), static_cast<float>(value)); }
  void set(const char* name, double x, double y) const {
    glUniform2f(at(name), static_cast<float>(x), static_cast<float>(y));
  }
  void set(const char* name, Premultiplied c) const { glUniform4fv(at(name), 1, four(c).data()); }
};

// By place: the ramp's colour into the first texture, the nearest level into the second. Gives the levels.
std::vector<double> fill_tables(const Surface& surface, GLuint ramp, GLuint level) {
  const std::vector<double> levels = SurfaceShade::levels(surface);
  std::vector<std::uint8_t> colors;
  std::vector<float> nearest;
  for (int i = 0; i < table_size; ++i) {
    const double place = static_cast<double>(i) / (table_size - 1);
    const Premultiplied c = ramp_color(surface.ramp, place);
    for (const double part : {c.r, c.g, c.b, c.a})
      colors.push_back(static_cast<std::uint8_t>(std::lround(255 * part)));
    const auto closer = [place](double a, double b) { return std::abs(a - place) < std::abs(b - place); };
    const auto found = std::min_element(levels.begin(), levels.end(), closer);
    nearest.push_back(found == levels.end() ? 1e9f : static_cast<float>(*found));
  }
  glBindTexture(GL_TEXTURE_2D, ramp);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, table_size, 1, 0, GL_RGBA, GL_UNSIGNED_BYTE, colors.data());
  glBindTexture(GL_TEXTURE_2D, level);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, table_size, 1, 0, GL_RED, GL_FLOAT, nearest.data());
  return levels;
}

}  // namespace

SurfaceShaders surface_shaders() {
  return {{"shaders/surface.vert", assets::surface_vert},
          {"shaders/surface.frag", assets::surface_frag},
          {"shaders/surface_wall.frag", assets::surface_wall_frag},
          {"shaders/surface_point.vert", assets::surface_point_vert},
          {"shaders/surface_point.frag", assets::surface_point_frag}};
}

SurfaceProgram::SurfaceProgram(const SurfaceShaders& shaders) {
  const auto build = [this](unsigned& program, const ShaderFile& vertex, const ShaderFile& fragment) {
    const Result<unsigned> made = make_program(vertex, fragment);
    if (made)
      program = *made;
    else
      complaint_ = made.error().what;
  };
  build(land_, shaders.vertex, shaders.land_fragment);
  build(wall_, shaders.vertex, shaders.wall_fragment);
  build(point_, shaders.point_vertex, shaders.point_fragment);
  if (!complaint_.empty()) return;
  const std::string renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
  for (const char* name : {"llvmpipe", "softpipe", "swrast", "SwiftShader"})
    software_ |= renderer.find(name) != std::string::npos;
  ramp_ = nearest_texture();
  level_ = nearest_texture();
  glGenVertexArrays(1, &point_array_);
  glGenBuffers(1, &point_buffer_);
  glBindVertexArray(point_array_);
  glBindBuffer(GL_ARRAY_BUFFER, point_buffer_);
  constexpr std::array<GLint, 5> parts{4, 4, 1, 4, 4};
  std::size_t from = 0;
  for (GLuint i = 0; i < parts.size(); ++i) {
    glEnableVertexAttribArray(i);
    glVertexAttribPointer(i, parts[i], GL_FLOAT, GL_FALSE, 17 * sizeof(float),
                          reinterpret_cast<void*>(from * sizeof(float)));
    glVertexAttribDivisor(i, 1);
    from += static_cast<std::size_t>(parts[i]);
  }
}

SurfaceProgram::~SurfaceProgram() {
  if (!has_renderer()) return;
  glDeleteTextures(1, &ramp_);  // 0 is passed over
  glDeleteTextures(1, &level_);
  glDeleteVertexArrays(1, &point_array_);
  glDeleteBuffers(1, &point_buffer_);
  for (const unsigned program : {land_, wall_, point_}) glDeleteProgram(program);
}

void SurfaceProgram::draw(const Surface& surface, const SurfaceBuffers& buffers, const SurfaceFrame& frame) {
  glViewport(0, 0, frame.width, frame.height);
  glEnable(GL_SCISSOR_TEST);  // the target may be larger
  glScissor(0, 0, frame.width, frame.height);
  glEnable(GL_MULTISAMPLE);
  glDisable(GL_CULL_FACE);
  glDisable(GL_STENCIL_TEST);
  glDisable(GL_BLEND);
  glEnable(GL_DEPTH_TEST);
  glDepthFunc(GL_LEQUAL);
  glDepthMask(GL_TRUE);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  glClearColor(0, 0, 0, 0);
  glClearDepth(1);
  glClear(GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT);
  draw_land(surface, buffers, frame);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDepthMask(GL_FALSE);
  draw_points(surface, buffers, frame);
}

// The matrix: from the figure's points to the picture's pixels to −1 … 1.
void SurfaceProgram::draw_land(const Surface& surface, const SurfaceBuffers& buffers,
                               const SurfaceFrame& frame) {
  const SurfaceView view(surface);
  std::array<float, 16> matrix{};
  const Vec origin = frame.pixel(surface, {0, 0});
  for (std::size_t i = 0; i < 4; ++i) {
    const auto& m = view.matrix();
    const double x = m[0][i] * frame.scale + origin.x * m[3][i],
                 y = m[1][i] * frame.scale + origin.y * m[3][i];
    matrix[i] = static_cast<float>(2 * x / frame.width - m[3][i]);
    matrix[4 + i] = static_cast<float>(m[3][i] - 2 * y / frame.height);
    matrix[8 + i] = static_cast<float>(-m[2][i] / view.reach());
    matrix[12 + i] = static_cast<float>(m[3][i]);
  }
  const std::vector<double> levels = fill_tables(surface, ramp_, level_);
  const SurfaceShade::Line line = SurfaceShade::line(surface.contour, frame.scale),
                           rim = SurfaceShade::line(surface.rim, frame.scale);
  const auto use = [&](GLuint program) {
    const Uniforms u{program};
    glUseProgram(program);
    glUniformMatrix4fv(u.at("view"), 1, GL_TRUE, matrix.data());
    u.set("last", buffers.shape.columns - 1.0, buffers.shape.rows - 1.0);
    u.set("height", surface.height);
    u.set("base", view.base());
    u.set("rim", rim.color);
    u.set("rim_width", rim.width);
    u.set("under", SurfaceShade::under);
    return u;
  };
  for (const auto& [unit, texture] :
       {std::pair{GL_TEXTURE2, level_}, {GL_TEXTURE1, ramp_}, {GL_TEXTURE0, buffers.field}}) {
    glActiveTexture(static_cast<GLenum>(unit));
    glBindTexture(GL_TEXTURE_2D, texture);
  }
  glBindVertexArray(buffers.array);
  const Uniforms land = use(land_);
  land.set("field", 0);
  land.set("ramp", 1);
  land.set("level", 2);
  land.set("spacing", SurfaceShade::spacing(levels));
  land.set("line", line.color);
  land.set("line_width", std::max(line.width, 1.0));
  const SurfaceView::World light = view.light();
  glUniform3f(land.at("light"), static_cast<float>(light.x), static_cast<float>(light.y),
              static_cast<float>(light.z));
  land.set("contrast", SurfaceView::contrast);
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(buffers.shape.land), GL_UNSIGNED_INT, nullptr);
  if (surface.wall.a == 0) return;
  const Uniforms wall = use(wall_);
  wall.set("wall_color", premultiplied(surface.wall));
  std::array<float, 4> lights{};
  for (int side = 1; side <= 4; ++side)
    lights[static_cast<std::size_t>(side - 1)] = static_cast<float>(SurfaceShade::wall_light(view, side));
  glUniform1fv(wall.at("wall_light"), 4, lights.data());
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(buffers.shape.indices.size() - buffers.shape.land),
                 GL_UNSIGNED_INT, reinterpret_cast<void*>(buffers.shape.land * sizeof(std::uint32_t)));
}

void SurfaceProgram::draw_points(const Surface& surface, const SurfaceBuffers& buffers,
                                 const SurfaceFrame& frame) {
  const SurfaceView view(surface);
  std::vector<float> data;
  std::size_t count = 0;
  const auto put = [&data](std::initializer_list<double> values) {
    for (const double v : values) data.push_back(static_cast<float>(v));
  };
  for (const SurfaceSprite& s : surface_sprites(surface, buffers.shape, view)) {
    const Vec at = frame.pixel(surface, s.at);
    put({at.x, at.y, s.depth, sprite_extent(s) * frame.scale + 1});
    put({s.lean.x / frame.scale, s.lean.y / frame.scale, s.size * frame.scale, s.stroke * frame.scale});
    put({static_cast<double>(s.shape)});
    for (const Color c : {s.fill, s.edge}) {
      const Premultiplied p = premultiplied(c);
      put({p.r, p.g, p.b, p.a});
    }
    ++count;
  }
  if (count == 0) return;
  const Uniforms u{point_};
  glUseProgram(u.program);
  u.set("framebuffer", frame.width, frame.height);
  u.set("depth_scale", 1 / view.reach());
  glBindVertexArray(point_array_);
  glBindBuffer(GL_ARRAY_BUFFER, point_buffer_);
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(data.size() * sizeof(float)), data.data(),
               GL_STREAM_DRAW);
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(count));
}

}  // namespace dlab
