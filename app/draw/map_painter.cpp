#include "app/draw/map_painter.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "assets/map_frag.hpp"
#include "assets/map_vert.hpp"
#include "core/figure/contour.hpp"
#include "core/figure/map_field.hpp"

namespace dlab {
namespace {

constexpr std::size_t most_entries = 64;  // of the shader's arrays
constexpr float hole = 1e9f;              // what a NaN is uploaded as

bool has_renderer() { return ImGui::GetCurrentContext() && ImGui::GetIO().BackendRendererUserData; }

bool same_flat(const Map& a, const Map& b) {
  return a.values == b.values && a.columns == b.columns && a.rows == b.rows && a.low == b.low &&
         a.high == b.high && a.rect == b.rect && a.ramp == b.ramp && a.contours == b.contours &&
         a.contour == b.contour;
}

}  // namespace

struct MapPainter::Program {
  GLuint id = 0, vertex_array = 0;
  GLint quad, framebuffer, field, rect, ramp, ramp_last, levels, level_count, line, line_width;

  explicit Program(GLuint made) : id(made) {
    glGenVertexArrays(1, &vertex_array);
    const auto find = [made](const char* name) { return glGetUniformLocation(made, name); };
    quad = find("quad");
    framebuffer = find("framebuffer");
    field = find("field");
    rect = find("rect");
    ramp = find("ramp");
    ramp_last = find("ramp_last");
    levels = find("levels");
    level_count = find("level_count");
    line = find("line");
    line_width = find("line_width");
  }
};

struct MapPainter::Call {
  const Program* program;
  GLuint texture;
  ImVec2 low, high;
  std::array<float, 4 * most_entries> ramp;
  int ramp_count;
  std::array<float, most_entries> levels;
  int level_count;
  std::array<float, 4> line;
  float line_width;
};

MapShaders map_shaders() {
  return {{"shaders/map.vert", assets::map_vert}, {"shaders/map.frag", assets::map_frag}};
}

MapPainter::MapPainter(MapShaders shaders) : shaders_(std::move(shaders)) {}

MapPainter::~MapPainter() {
  // Where the renderer went first, everything in it went with it.
  if (!has_renderer()) return;
  for (const Field& field : fields_) glDeleteTextures(1, &field.texture);
  if (!program_) return;
  glDeleteVertexArrays(1, &program_->vertex_array);
  glDeleteProgram(program_->id);
}

bool MapPainter::ready() {
  if (tried_) return program_ != nullptr;
  tried_ = true;
  const Result<unsigned> made = make_program(shaders_.vertex, shaders_.fragment);
  if (made)
    program_ = std::make_unique<Program>(*made);
  else
    complaint_ = made.error().what;
  return program_ != nullptr;
}

unsigned MapPainter::texture(const Map& map) {
  for (Field& field : fields_) {
    if (field.values.lock() != map.values || field.columns != map.columns || field.rows != map.rows ||
        field.low != map.low || field.high != map.high)
      continue;
    field.used = true;
    return field.texture;
  }
  GLint most = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
  if (std::max(map.columns, map.rows) > most) return 0;
  std::vector<float> places = ramp_places(map);
  for (float& place : places)
    if (std::isnan(place)) place = hole;
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
    glTexParameteri(GL_TEXTURE_2D, filter, GL_NEAREST);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, map.columns, map.rows, 0, GL_RED, GL_FLOAT, places.data());
  fields_.push_back({map.values, map.columns, map.rows, map.low, map.high, texture, true});
  return texture;
}

bool MapPainter::draw(ImDrawList* list, ImVec2 low, ImVec2 high, float line_width, const Map& map) {
  if (!has_renderer()) return true;  // nobody will see it
  if (map.ramp.size() > most_entries || map.contours.size() > most_entries || !ready()) return false;
  const GLuint field = texture(map);
  if (field == 0) return false;
  auto call = std::make_unique<Call>();
  call->program = program_.get();
  call->texture = field;
  call->low = low;
  call->high = high;
  const auto put = [](float* to, Color color, double share) {
    const Premultiplied c = premultiplied(color);
    const double parts[] = {c.r, c.g, c.b, c.a};
    for (double part : parts) *to++ = static_cast<float>(part * share);
  };
  call->ramp_count = static_cast<int>(map.ramp.size());
  for (std::size_t i = 0; i < map.ramp.size(); ++i) put(&call->ramp[4 * i], map.ramp[i], 1);
  call->level_count = 0;
  if (line_width > 0 && map.contour.color.a > 0)
    for (const double level : map.contours)
      if (std::isfinite(level))
        call->levels[static_cast<std::size_t>(call->level_count++)] =
            static_cast<float>(ramp_place(map, level));
  // A line thinner than a pixel is drawn a pixel wide and paler.
  put(call->line.data(), map.contour.color, std::min(1.0, static_cast<double>(line_width)));
  call->line_width = std::max(1.f, line_width);
  list->AddCallback(render, call.get());
  list->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
  calls_.push_back(std::move(call));
  return true;
}

void MapPainter::render(const ImDrawList*, const ImDrawCmd* command) {
  const Call& call = *static_cast<const Call*>(command->UserCallbackData);
  const Program& program = *call.program;
  const ImDrawData& data = *ImGui::GetDrawData();
  const ImVec2 scale = data.FramebufferScale, from = data.DisplayPos;
  const float width = data.DisplaySize.x * scale.x, height = data.DisplaySize.y * scale.y;
  const auto to_pixels = [&](ImVec2 p) { return ImVec2{(p.x - from.x) * scale.x, (p.y - from.y) * scale.y}; };
  const ImVec2 low = to_pixels(call.low), high = to_pixels(call.high);
  const ImVec2 clip_low = to_pixels({command->ClipRect.x, command->ClipRect.y}),
               clip_high = to_pixels({command->ClipRect.z, command->ClipRect.w});
  // Whole pixels that the map touches, inside the clip and the framebuffer.
  const float left = std::max({std::floor(low.x), clip_low.x, 0.f}),
              top = std::max({std::floor(low.y), clip_low.y, 0.f}),
              right = std::min({std::ceil(high.x), clip_high.x, width}),
              bottom = std::min({std::ceil(high.y), clip_high.y, height});
  if (!(right > left && bottom > top)) return;

  glViewport(0, 0, static_cast<GLsizei>(width), static_cast<GLsizei>(height));
  // As ImGui's backend rounds it for what it draws itself.
  glEnable(GL_SCISSOR_TEST);
  glScissor(static_cast<GLint>(clip_low.x), static_cast<GLint>(height - clip_high.y),
            static_cast<GLsizei>(clip_high.x - clip_low.x), static_cast<GLsizei>(clip_high.y - clip_low.y));
  glEnable(GL_BLEND);
  glBlendEquation(GL_FUNC_ADD);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glUseProgram(program.id);
  glBindVertexArray(program.vertex_array);
  glActiveTexture(GL_TEXTURE0);
  glBindTexture(GL_TEXTURE_2D, call.texture);
  glUniform1i(program.field, 0);
  glUniform4f(program.quad, left, top, right, bottom);
  glUniform2f(program.framebuffer, width, height);
  glUniform4f(program.rect, low.x, low.y, high.x, high.y);
  glUniform4fv(program.ramp, call.ramp_count, call.ramp.data());
  glUniform1i(program.ramp_last, call.ramp_count - 1);
  if (call.level_count > 0) glUniform1fv(program.levels, call.level_count, call.levels.data());
  glUniform1i(program.level_count, call.level_count);
  glUniform4fv(program.line, 1, call.line.data());
  glUniform1f(program.line_width, call.line_width * scale.x);
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

const MapPainter::Flat& MapPainter::flat(const Map& map) {
  for (KeptFlat& kept : flats_) {
    if (!same_flat(kept.map, map)) continue;
    kept.used = true;
    return kept.flat;
  }
  // Two pixels a point are enough for any display: the field is smooth.
  const auto pixels = [](double length) {
    return static_cast<int>(std::clamp(std::round(2 * length), 1.0, 1500.0));
  };
  const Rect& r = map.rect;
  flats_.push_back({map, {map_raster(map, r, pixels(r.w), pixels(r.h)), map_contours(map)}, true});
  return flats_.back().flat;
}

void MapPainter::end_frame() {
  std::erase_if(fields_, [](Field& field) {
    const bool stale = !field.used;
    if (stale && has_renderer()) glDeleteTextures(1, &field.texture);
    field.used = false;
    return stale;
  });
  std::erase_if(flats_, [](KeptFlat& kept) { return !std::exchange(kept.used, false); });
  // This frame's may still have to be rendered; the one before has been.
  last_calls_ = std::move(calls_);
  calls_.clear();
}

}  // namespace dlab
