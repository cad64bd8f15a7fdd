#include "app/draw/surface_painter.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/draw/kept_gl_state.hpp"
#include "app/draw/ui.hpp"
#include "core/figure/surface_raster.hpp"

namespace dlab {
namespace {

constexpr double rest = 0.15;  // seconds without a change, before a picture is drawn in full

// Points are few and may be laid anew for every frame.
bool same_points(const Surface& a, const Surface& b) {
  return a.points == b.points || (a.points && b.points && *a.points == *b.points);
}
bool same_look(const Surface& a, const Surface& b) {
  return same_field(a, b) && a.rect == b.rect && a.ramp == b.ramp && a.contours == b.contours &&
         a.contour == b.contour && a.yaw == b.yaw && a.pitch == b.pitch && a.height == b.height &&
         a.zoom == b.zoom && same_points(a, b) && a.wall == b.wall && a.rim == b.rim;
}

constexpr int widest = 16384;

// All pixels that the rectangle touches, its corner at `low` in pixels.
SurfaceFrame frame_of(const Surface& surface, Vec low, double scale) {
  SurfaceFrame frame;
  frame.scale = scale;
  frame.left = low.x - std::floor(low.x);
  frame.top = low.y - std::floor(low.y);
  const auto pixels = [](double length) { return static_cast<int>(std::ceil(std::min(length, 1e6))); };
  frame.width = pixels(frame.left + surface.rect.w * scale);
  frame.height = pixels(frame.top + surface.rect.h * scale);
  return frame;
}

}  // namespace

struct SurfacePainter::Picture {
  Surface surface;
  SurfaceFrame frame;
  GLuint texture = 0;
  SurfacePainter& painter;
  bool used = true, rough = false;
  bool paints = true;  // anew, when the frame is rendered
  double since = 0;    // seconds of ImGui's clock: its last change

  explicit Picture(SurfacePainter& owner) : painter(owner) {
    texture = nearest_texture();
    for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
      glTexParameteri(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  }
  ~Picture() {
    if (has_renderer()) glDeleteTextures(1, &texture);
  }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;
};

SurfacePainter::SurfacePainter(SurfaceShaders shaders) : shaders_(std::move(shaders)) {}

SurfacePainter::~SurfacePainter() = default;

bool SurfacePainter::ready() {
  if (!program_) {
    program_ = std::make_unique<SurfaceProgram>(shaders_);
    complaint_ = program_->complaint();
  }
  return program_->complaint().empty();
}

const SurfaceBuffers* SurfacePainter::mesh(const Surface& surface, bool rough) {
  for (const auto& mesh : meshes_) {
    if (mesh->rough != rough || !same_field(mesh->of, surface)) continue;
    mesh->used = true;
    return mesh.get();
  }
  GLint most = 0;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &most);
  if (std::max(surface.columns, surface.rows) > most) return nullptr;
  return meshes_.emplace_back(std::make_unique<SurfaceBuffers>(surface, rough)).get();
}

bool SurfacePainter::draw(ImDrawList* list, ImVec2 low, float scale, const Surface& surface) {
  if (!has_renderer()) return true;  // nobody will see it
  if (failed_) {
    untold_ = false;
    return false;
  }
  const ImVec2 dense = ImGui::GetIO().DisplayFramebufferScale;
  const double left = double{low.x} * double{dense.x}, top = double{low.y} * double{dense.y};
  const SurfaceFrame frame = frame_of(surface, {left, top}, double{scale} * double{dense.x});
  if (frame.width > widest || frame.height > widest) return false;
  const auto found = std::find_if(pictures_.begin(), pictures_.end(), [&](const auto& p) {
    return p->frame == frame && same_look(p->surface, surface);
  });
  Picture* picture = found == pictures_.end() ? nullptr : found->get();
  if (picture && picture->rough && ImGui::GetTime() - picture->since > rest) {
    picture->rough = false;
    picture->paints = true;
  }
  if (!picture) {
    const KeptGlState kept;
    if (!ready()) return false;
    picture = renewed_picture(surface, frame);
  }
  picture->used = true;
  for (const auto& mesh : meshes_) mesh->used |= same_field(mesh->of, surface);
  const ImVec2 from{static_cast<float>(std::floor(left)) / dense.x,
                    static_cast<float>(std::floor(top)) / dense.y};
  const auto extent = [scale](double length) { return static_cast<float>(length) * scale; };
  list->PushClipRect(low, {low.x + extent(surface.rect.w), low.y + extent(surface.rect.h)}, true);
  if (picture->paints) {  // with everything else that OpenGL is given, not while the frame is prepared
    list->AddCallback(
        [](const ImDrawList*, const ImDrawCmd* command) {
          auto& painted = *static_cast<Picture*>(command->UserCallbackData);
          painted.painter.paint_once(painted);
        },
        picture);
    list->AddCallback(ImDrawCallback_ResetRenderState, nullptr);
  }
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

// One that the last frame drew at this size takes the change: then something moves.
SurfacePainter::Picture* SurfacePainter::renewed_picture(const Surface& surface, const SurfaceFrame& frame) {
  const auto old = std::find_if(pictures_.begin(), pictures_.end(), [&](const auto& p) {
    return !p->used && p->frame.width == frame.width && p->frame.height == frame.height;
  });
  const bool moves = old != pictures_.end();
  Picture* picture = nullptr;
  if (moves) {
    picture = old->get();
  } else {
    picture = pictures_.emplace_back(std::make_unique<Picture>(*this)).get();
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, frame.width, frame.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 nullptr);
  }
  picture->rough = moves && program_->software();
  picture->paints = true;
  picture->surface = surface;
  picture->frame = frame;
  picture->since = ImGui::GetTime();
  return picture;
}

void SurfacePainter::paint_once(Picture& picture) {
  if (!std::exchange(picture.paints, false) || failed_) return;
  const KeptGlState kept;
  failed_ = untold_ = !paint(picture);  // asked once: the next frame's image looks the same
}

bool SurfacePainter::paint(Picture& picture) {
  const Surface& surface = picture.surface;
  const SurfaceFrame& frame = picture.frame;
  const SurfaceBuffers* shape = mesh(surface, picture.rough);
  if (!shape) return false;
  std::unique_ptr<SurfaceTarget>& target = targets_[picture.rough ? 1 : 0];
  if (!target) target = std::make_unique<SurfaceTarget>(picture.rough);
  if (!target->grow(frame.width, frame.height)) {
    complaint_ = "no framebuffer of " + std::to_string(frame.width) + " × " + std::to_string(frame.height);
    target.reset();
    return false;
  }
  glBindFramebuffer(GL_FRAMEBUFFER, target->framebuffer);
  program_->draw(surface, *shape, frame);
  if (!target->resolve_into(picture.texture, frame.width, frame.height)) {
    complaint_ = "no framebuffer with a texture";
    return false;
  }
  ++drawn_;
  return true;
}

const Raster& SurfacePainter::flat(ImVec2 low, float scale, const Surface& surface) {
  const SurfaceFrame frame = frame_of(surface, {double{low.x}, double{low.y}}, double{scale});
  for (KeptFlat& kept : flats_) {
    if (!(kept.frame == frame) || !same_look(kept.surface, surface)) continue;
    kept.used = true;
    return kept.raster;
  }
  // The screen's own pixels.
  const Rect part{surface.rect.x - frame.left / frame.scale, surface.rect.y - frame.top / frame.scale,
                  frame.width / frame.scale, frame.height / frame.scale};
  flats_.push_back(
      {surface, frame,
       surface_raster(surface, part, std::min(frame.width, widest / 4), std::min(frame.height, widest / 4)),
       true});
  return flats_.back().raster;
}

bool SurfacePainter::unfinished() const {
  return untold_ || std::any_of(pictures_.begin(), pictures_.end(), [](const auto& p) { return p->rough; });
}

void SurfacePainter::end_frame() {
  const auto stale = [](const auto& kept) { return !std::exchange(kept->used, false); };
  std::erase_if(meshes_, stale);
  std::erase_if(pictures_, stale);
  std::erase_if(flats_, [](KeptFlat& kept) { return !std::exchange(kept.used, false); });
  if (pictures_.empty())
    for (auto& target : targets_) target.reset();
}

}  // namespace dlab
