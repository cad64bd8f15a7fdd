#include "app/draw/surface_painter.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "app/draw/kept_gl_state.hpp"
#include "app/draw/ui.hpp"
#include "assets/surface_frag.hpp"
#include "assets/surface_point_frag.hpp"
#include "assets/surface_point_vert.hpp"
#include "assets/surface_vert.hpp"
#include "core/figure/surface_raster.hpp"
#include "core/figure/surface_shade.hpp"

namespace dlab {
namespace {

constexpr std::size_t most_entries = 64;  // of the shader's arrays
constexpr GLint most_samples = 8;

bool has_renderer() { return ImGui::GetCurrentContext() && ImGui::GetIO().BackendRendererUserData; }

bool same_field(const Surface& a, const Surface& b) {
  return a.values == b.values && a.columns == b.columns && a.rows == b.rows && a.low == b.low &&
         a.high == b.high;
}
bool same_look(const Surface& a, const Surface& b) {
  return same_field(a, b) && a.rect == b.rect && a.ramp == b.ramp && a.contours == b.contours &&
         a.contour == b.contour && a.yaw == b.yaw && a.pitch == b.pitch && a.height == b.height &&
         a.zoom == b.zoom && a.points == b.points && a.wall == b.wall && a.rim == b.rim;
}

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

}  // namespace

struct SurfacePainter::Programs {
  GLuint land = 0, point = 0;
  GLuint point_array = 0, point_buffer = 0;
};

// Where pictures are drawn before they are resolved: as large as the largest needed it.
struct SurfacePainter::Target {
  GLuint framebuffer = 0, color = 0, depth = 0, resolve = 0;
  int width = 0, height = 0;
  Target() {
    glGenFramebuffers(1, &framebuffer);
    glGenFramebuffers(1, &resolve);
    glGenRenderbuffers(1, &color);
    glGenRenderbuffers(1, &depth);
  }
  ~Target() {
    if (!has_renderer()) return;
    glDeleteFramebuffers(1, &framebuffer);
    glDeleteFramebuffers(1, &resolve);
    glDeleteRenderbuffers(1, &color);
    glDeleteRenderbuffers(1, &depth);
  }
  Target(const Target&) = delete;
  Target& operator=(const Target&) = delete;

  bool grow(int to_width, int to_height) {
    if (to_width <= width && to_height <= height) return true;
    const int new_width = std::max(width, to_width), new_height = std::max(height, to_height);
    GLint most = 0, samples = 0;
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
    glGetIntegerv(GL_MAX_SAMPLES, &samples);
    if (std::max(new_width, new_height) > most) return false;
    samples = std::min(samples, most_samples);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    const auto attach = [&](GLuint buffer, GLenum format, GLenum place) {
      glBindRenderbuffer(GL_RENDERBUFFER, buffer);
      glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples, format, new_width, new_height);
      glFramebufferRenderbuffer(GL_FRAMEBUFFER, place, GL_RENDERBUFFER, buffer);
    };
    attach(color, GL_RGBA8, GL_COLOR_ATTACHMENT0);
    attach(depth, GL_DEPTH_COMPONENT24, GL_DEPTH_ATTACHMENT);
    if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) return false;
    width = new_width;
    height = new_height;
    return true;
  }
};

struct SurfacePainter::Mesh {
  Surface of;  // its field only
  SurfaceMesh shape;
  GLuint array = 0, vertices = 0, indices = 0, field = 0;
  bool used = true;

  explicit Mesh(const Surface& surface) : of(surface), shape(surface_mesh(surface)) {
    of.points = nullptr;
    glGenVertexArrays(1, &array);
    glGenBuffers(1, &vertices);
    glGenBuffers(1, &indices);
    glGenTextures(1, &field);
    glBindVertexArray(array);
    glBindBuffer(GL_ARRAY_BUFFER, vertices);
    glBufferData(GL_ARRAY_BUFFER,
                 static_cast<GLsizeiptr>(shape.vertices.size() * sizeof(SurfaceMesh::Vertex)),
                 shape.vertices.data(), GL_STATIC_DRAW);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER,
                 static_cast<GLsizeiptr>(shape.indices.size() * sizeof(std::uint32_t)), shape.indices.data(),
                 GL_STATIC_DRAW);
    constexpr GLsizei stride = sizeof(SurfaceMesh::Vertex);
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, stride, nullptr);
    glEnableVertexAttribArray(1);
    glVertexAttribPointer(1, 2, GL_FLOAT, GL_FALSE, stride, reinterpret_cast<void*>(3 * sizeof(float)));
    glBindTexture(GL_TEXTURE_2D, field);
    for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
      glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, shape.columns, shape.rows, 0, GL_RGBA, GL_FLOAT,
                 shape.nodes.data());
  }
  ~Mesh() {
    if (!has_renderer()) return;
    glDeleteVertexArrays(1, &array);
    glDeleteBuffers(1, &vertices);
    glDeleteBuffers(1, &indices);
    glDeleteTextures(1, &field);
  }
  Mesh(const Mesh&) = delete;
  Mesh& operator=(const Mesh&) = delete;
};

// Where a surface lies in its picture, whose pixels are the framebuffer's.
struct SurfacePainter::Frame {
  int width = 0, height = 0;
  double scale = 1;          // pixels a point
  double left = 0, top = 0;  // of the surface's rectangle, 0 … 1
  bool operator==(const Frame&) const = default;
  Vec pixel(const Surface& s, Vec at) const {
    return {left + (at.x - s.rect.x) * scale, top + (at.y - s.rect.y) * scale};
  }
};

struct SurfacePainter::Picture {
  Surface surface;
  Frame frame;
  GLuint texture = 0;
  bool used = true;

  Picture() {
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
      glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
    for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
      glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  }
  ~Picture() {
    if (has_renderer()) glDeleteTextures(1, &texture);
  }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;
};

SurfaceShaders surface_shaders() {
  return {{"shaders/surface.vert", assets::surface_vert},
          {"shaders/surface.frag", assets::surface_frag},
          {"shaders/surface_point.vert", assets::surface_point_vert},
          {"shaders/surface_point.frag", assets::surface_point_frag}};
}

SurfacePainter::SurfacePainter(SurfaceShaders shaders) : shaders_(std::move(shaders)) {}

SurfacePainter::~SurfacePainter() {
  // Where the renderer went first, everything in it went with it.
  if (!has_renderer() || !programs_) return;
  glDeleteVertexArrays(1, &programs_->point_array);
  glDeleteBuffers(1, &programs_->point_buffer);
  glDeleteProgram(programs_->land);
  glDeleteProgram(programs_->point);
}

bool SurfacePainter::ready() {
  if (tried_) return programs_ != nullptr;
  tried_ = true;
  const Result<unsigned> land = make_program(shaders_.land_vertex, shaders_.land_fragment);
  const Result<unsigned> point = make_program(shaders_.point_vertex, shaders_.point_fragment);
  if (!land || !point) {
    complaint_ = !land ? land.error().what : point.error().what;
    for (const Result<unsigned>* made : {&land, &point})
      if (*made) glDeleteProgram(**made);
    return false;
  }
  programs_ = std::make_unique<Programs>(Programs{*land, *point});
  glGenVertexArrays(1, &programs_->point_array);
  glGenBuffers(1, &programs_->point_buffer);
  glBindVertexArray(programs_->point_array);
  glBindBuffer(GL_ARRAY_BUFFER, programs_->point_buffer);
  constexpr std::array<GLint, 5> parts{4, 4, 1, 4, 4};
  std::size_t from = 0;
  for (GLuint i = 0; i < parts.size(); ++i) {
    glEnableVertexAttribArray(i);
    glVertexAttribPointer(i, parts[i], GL_FLOAT, GL_FALSE, 17 * sizeof(float),
                          reinterpret_cast<void*>(from * sizeof(float)));
    glVertexAttribDivisor(i, 1);
    from += static_cast<std::size_t>(parts[i]);
  }
  return true;
}

SurfacePainter::Mesh* SurfacePainter::mesh(const Surface& surface) {
  for (const auto& mesh : meshes_) {
    if (!same_field(mesh->of, surface)) continue;
    mesh->used = true;
    return mesh.get();
  }
  GLint most = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
  if (std::max(surface.columns, surface.rows) > most) return nullptr;
  return meshes_.emplace_back(std::make_unique<Mesh>(surface)).get();
}

bool SurfacePainter::draw(ImDrawList* list, ImVec2 low, float scale, const Surface& surface) {
  if (!has_renderer()) return true;  // nobody will see it
  if (surface.ramp.size() > most_entries || surface.contours.size() > most_entries) return false;
  const ImVec2 dense = ImGui::GetIO().DisplayFramebufferScale;
  const double left = double{low.x} * double{dense.x}, top = double{low.y} * double{dense.y};
  Frame frame;
  frame.scale = double{scale} * double{dense.x};
  frame.left = left - std::floor(left);
  frame.top = top - std::floor(top);
  const double wide = std::ceil(frame.left + surface.rect.w * frame.scale),
               high = std::ceil(frame.top + surface.rect.h * frame.scale);
  if (!(wide <= 16384 && high <= 16384)) return false;
  frame.width = static_cast<int>(wide);
  frame.height = static_cast<int>(high);
  const auto found = std::find_if(pictures_.begin(), pictures_.end(), [&](const auto& p) {
    return p->frame == frame && same_look(p->surface, surface);
  });
  Picture* picture = found == pictures_.end() ? nullptr : found->get();
  if (!picture) {
    const KeptGlState kept;
    if (!ready()) return false;
    const Mesh* shape = mesh(surface);
    if (!shape) return false;
    const auto old = std::find_if(pictures_.begin(), pictures_.end(), [&](const auto& p) {
      return !p->used && p->frame.width == frame.width && p->frame.height == frame.height;
    });
    if (old == pictures_.end()) {
      picture = pictures_.emplace_back(std::make_unique<Picture>()).get();
      glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, frame.width, frame.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                   nullptr);
    } else {
      picture = old->get();
    }
    picture->surface = surface;
    picture->frame = frame;
    if (!paint(surface, *shape, frame, picture->texture)) {
      std::erase_if(pictures_, [picture](const auto& p) { return p.get() == picture; });
      return false;
    }
  } else if (Mesh* shape = mesh(surface)) {
    shape->used = true;
  }
  picture->used = true;
  const ImVec2 from{static_cast<float>(std::floor(left)) / dense.x,
                    static_cast<float>(std::floor(top)) / dense.y};
  const auto extent = [scale](double length) { return static_cast<float>(length) * scale; };
  list->PushClipRect(low, {low.x + extent(surface.rect.w), low.y + extent(surface.rect.h)}, true);
  list->AddCallback(
      [](const ImDrawList*, const ImDrawCmd*) {
        // The picture has its colours multiplied by alpha already.
        glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
      },
      nullptr);
  list->AddImage(to_imgui_texture(picture->texture), from,
                 {from.x + static_cast<float>(frame.width) / dense.x,
                  from.y + static_cast<float>(frame.height) / dense.y},
                 {0, 1}, {1, 0});
  list->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
  list->PopClipRect();
  return true;
}

bool SurfacePainter::paint(const Surface& surface, const Mesh& mesh, const Frame& frame, unsigned texture) {
  if (!target_) target_ = std::make_unique<Target>();
  if (!target_->grow(frame.width, frame.height)) {
    complaint_ = "no multisampled framebuffer of " + std::to_string(frame.width) + " × " +
                 std::to_string(frame.height);
    target_.reset();
    return false;
  }
  glBindFramebuffer(GL_FRAMEBUFFER, target_->framebuffer);
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
  paint_land(surface, mesh, frame);
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDepthMask(GL_FALSE);
  paint_points(surface, mesh, frame);

  glDisable(GL_SCISSOR_TEST);
  glBindFramebuffer(GL_READ_FRAMEBUFFER, target_->framebuffer);
  glBindFramebuffer(GL_DRAW_FRAMEBUFFER, target_->resolve);
  glFramebufferTexture2D(GL_DRAW_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
  if (glCheckFramebufferStatus(GL_DRAW_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE) {
    complaint_ = "no framebuffer with a texture";
    return false;
  }
  glBlitFramebuffer(0, 0, frame.width, frame.height, 0, 0, frame.width, frame.height, GL_COLOR_BUFFER_BIT,
                    GL_NEAREST);
  ++drawn_;
  return true;
}

void SurfacePainter::paint_land(const Surface& surface, const Mesh& mesh, const Frame& frame) {
  const SurfaceView view(surface);
  const Uniforms u{programs_->land};
  glUseProgram(u.program);
  // From the figure's points to the picture's pixels to −1 … 1.
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
  glUniformMatrix4fv(u.at("view"), 1, GL_TRUE, matrix.data());
  u.set("last", mesh.shape.columns - 1.0, mesh.shape.rows - 1.0);
  u.set("height", surface.height);
  u.set("base", view.base());
  u.set("field", 0);
  std::array<float, 4 * most_entries> ramp{};
  for (std::size_t i = 0; i < surface.ramp.size(); ++i)
    std::ranges::copy(four(premultiplied(surface.ramp[i])),
                      ramp.begin() + static_cast<std::ptrdiff_t>(4 * i));
  glUniform4fv(u.at("ramp"), static_cast<GLsizei>(surface.ramp.size()), ramp.data());
  u.set("ramp_last", static_cast<int>(surface.ramp.size()) - 1);
  const std::vector<double> levels = SurfaceShade::levels(surface);
  const std::vector<float> narrow(levels.begin(), levels.end());
  if (!narrow.empty()) glUniform1fv(u.at("levels"), static_cast<GLsizei>(narrow.size()), narrow.data());
  u.set("level_count", static_cast<int>(levels.size()));
  u.set("spacing", SurfaceShade::spacing(levels));
  const SurfaceShade::Line line = SurfaceShade::line(surface.contour, frame.scale),
                           rim = SurfaceShade::line(surface.rim, frame.scale);
  u.set("line", line.color);
  u.set("line_width", std::max(line.width, 1.0));
  u.set("rim", rim.color);
  u.set("rim_width", rim.width);
  u.set("wall_color", premultiplied(surface.wall));
  std::array<float, 4> walls{};
  for (int side = 1; side <= 4; ++side)
    walls[static_cast<std::size_t>(side - 1)] = static_cast<float>(SurfaceShade::wall_light(view, side));
  glUniform1fv(u.at("wall_light"), 4, walls.data());
  u.set("under", SurfaceShade::under);
  const SurfaceView::World light = view.light();
  glUniform3f(u.at("light"), static_cast<float>(light.x), static_cast<float>(light.y),
              static_cast<float>(light.z));
  u.set("contrast", SurfaceView::contrast);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, mesh.field);
  glBindVertexArray(mesh.array);
  const std::size_t count = surface.wall.a > 0 ? mesh.shape.indices.size() : mesh.shape.land;
  glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(count), GL_UNSIGNED_INT, nullptr);
}

void SurfacePainter::paint_points(const Surface& surface, const Mesh& mesh, const Frame& frame) {
  const SurfaceView view(surface);
  std::vector<float> data;
  std::size_t count = 0;
  const auto put = [&data](std::initializer_list<double> values) {
    for (const double v : values) data.push_back(static_cast<float>(v));
  };
  for (const SurfaceSprite& s : surface_sprites(surface, mesh.shape, view)) {
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
  const Uniforms u{programs_->point};
  glUseProgram(u.program);
  u.set("framebuffer", frame.width, frame.height);
  u.set("depth_scale", 1 / view.reach());
  glBindVertexArray(programs_->point_array);
  glBindBuffer(GL_ARRAY_BUFFER, programs_->point_buffer);
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(data.size() * sizeof(float)), data.data(),
               GL_STREAM_DRAW);
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(count));
}

const Raster& SurfacePainter::flat(const Surface& surface, float scale) {
  for (KeptFlat& kept : flats_) {
    if (kept.scale != scale || !same_look(kept.surface, surface)) continue;
    kept.used = true;
    return kept.raster;
  }
  const auto pixels = [scale](double length) {
    return static_cast<int>(std::clamp(std::round(length * double{scale}), 1.0, 3000.0));
  };
  const Rect& r = surface.rect;
  flats_.push_back({surface, scale, surface_raster(surface, r, pixels(r.w), pixels(r.h)), true});
  return flats_.back().raster;
}

void SurfacePainter::end_frame() {
  const auto stale = [](const auto& kept) { return !std::exchange(kept->used, false); };
  std::erase_if(meshes_, stale);
  std::erase_if(pictures_, stale);
  std::erase_if(flats_, [](KeptFlat& kept) { return !std::exchange(kept.used, false); });
  if (pictures_.empty()) target_.reset();
}

}  // namespace dlab
