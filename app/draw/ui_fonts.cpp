#include "app/draw/ui_fonts.hpp"

#include <glad/gl.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "app/draw/glyph_sheet.hpp"

namespace dlab {
namespace {

constexpr double box_size = 15;  // points: the text boxes' type

// The sheet's side for one screenful of glyphs at this scale, by measurement: a Chinese window at scale 1
// takes 0.25 megatexels, and the area grows with the square of the scale.
int sheet_side(float pixels_per_em_point) {
  if (pixels_per_em_point <= 1.3f) return 1020;
  return pixels_per_em_point <= 3.1f ? 2044 : 4092;
}

// Carries glyphs from the sheet into the bound texture, whose corner the sheet's is at (left, top).
void carry(const GlyphSheet& sheet, const std::vector<GlyphSheet::Glyph>& glyphs, int left, int top) {
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  std::vector<std::uint32_t> texels;
  for (const GlyphSheet::Glyph& glyph : glyphs) {
    texels.clear();
    for (int y = glyph.y; y < glyph.y + glyph.h; ++y) {
      const std::uint8_t* row = sheet.coverage().data() + y * sheet.width() + glyph.x;
      for (int x = 0; x < glyph.w; ++x) texels.push_back(IM_COL32(255, 255, 255, row[x]));
    }
    glTexSubImage2D(GL_TEXTURE_2D, 0, left + glyph.x, top + glyph.y, glyph.w, glyph.h, GL_RGBA,
                    GL_UNSIGNED_BYTE, texels.data());
  }
}

// Without a renderer (benchmarks) there is nothing to carry glyphs to.
bool has_renderer() { return ImGui::GetIO().BackendRendererUserData != nullptr; }

}  // namespace

#if IMGUI_VERSION_NUM >= 19200

// ImGui from 1.92 on moves its texture about as fonts grow, so the sheet has one of its own; the text boxes'
// font is ImGui's own business there.
struct UiFonts::State {
  GlyphSheet sheet;
  ImFont* plain = nullptr;
  ImFont* boxes = nullptr;
  float box_pixels = 0;
  GLuint texture = 0;

  State(ImFontAtlas& atlas, const FontBook& book, int side, float pixels) : sheet(book, side, side) {
    box_pixels = pixels;
    atlas.Clear();
    plain = boxes = atlas.AddFontDefault();
    ImFontConfig config;
    config.Flags |= ImFontFlags_NoLoadError;
    const auto add = [&](const FontFile& file) {
      if (file.path.empty()) return;
      config.FontNo = static_cast<ImU32>(file.index);
      ImFont* font = atlas.AddFontFromFileTTF(file.path.c_str(), line_height(book), &config);
      if (font && !config.MergeMode) boxes = font;
      config.MergeMode = font != nullptr;
    };
    add(book.latin(Weight::regular));
    add(book.chinese(Weight::regular));
  }
  ~State() {
    if (texture != 0 && ImGui::GetCurrentContext() && has_renderer()) glDeleteTextures(1, &texture);
  }

  float line_height(const FontBook& book) const {
    return box_pixels * static_cast<float>(book.ascent() + book.descent());
  }
  ImVec2 uv(int x, int y) const {
    return {static_cast<float>(x) / static_cast<float>(sheet.width()),
            static_cast<float>(y) / static_cast<float>(sheet.height())};
  }
  void begin(ImDrawList* list) {
    if (texture == 0) upload();
    list->PushTexture(ImTextureRef(static_cast<ImTextureID>(texture)));
  }
  void end(ImDrawList* list) const { list->PopTexture(); }
  void upload() {
    if (!has_renderer() || (texture != 0 && !sheet.has_fresh())) return;
    GlyphSheet::Fresh fresh = sheet.take_fresh();
    if (texture == 0) {
      glGenTextures(1, &texture);
      glBindTexture(GL_TEXTURE_2D, texture);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
      glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, sheet.width(), sheet.height(), 0, GL_RGBA, GL_UNSIGNED_BYTE,
                   nullptr);
      fresh.whole = true;
    }
    glBindTexture(GL_TEXTURE_2D, texture);
    if (fresh.whole) fresh.glyphs = {{0, 0, sheet.width(), sheet.height(), 0, 0}};
    carry(sheet, fresh.glyphs, 0, 0);
  }
  float line() const { return boxes->LegacySize; }
  float ascent() const { return boxes->GetFontBaked(boxes->LegacySize)->Ascent; }
  bool has(char32_t) const { return true; }
  void add(const std::u32string&) {}
};

#else

// The sheet is a rectangle inside ImGui's atlas texture: shapes and text then share draw calls.
struct UiFonts::State {
  ImFontAtlas* atlas;
  const FontBook* book;
  GlyphSheet sheet;
  ImFont* plain;  // ImGui's built-in face: where no font file was found
  ImFont* boxes;  // text boxes; its glyphs lie on the sheet
  float box_pixels;
  int left = 0, top = 0;  // the region's place in the texture
  std::unordered_set<char32_t> boxed;

  State(ImFontAtlas& in, const FontBook& faces, int side, float pixels)
      : atlas(&in), book(&faces), sheet(faces, side, side), box_pixels(pixels) {
    atlas->Clear();
    atlas->SetTexID({});
    atlas->Flags |= ImFontAtlasFlags_NoPowerOfTwoHeight | ImFontAtlasFlags_NoMouseCursors;
    atlas->TexDesiredWidth = side + 4;
    plain = atlas->AddFontDefault();
    boxes = atlas->AddFontDefault();
    const int region = atlas->AddCustomRectRegular(side, side);
    atlas->Build();
    left = atlas->GetCustomRectByIndex(region)->X;
    top = atlas->GetCustomRectByIndex(region)->Y;
    fill_boxes(U"");
  }

  ImVec2 uv(int x, int y) const {
    return {static_cast<float>(left + x) * atlas->TexUvScale.x,
            static_cast<float>(top + y) * atlas->TexUvScale.y};
  }

  void begin(ImDrawList*) const {}
  void end(ImDrawList*) const {}
  void upload() {
    const auto texture = static_cast<GLuint>(reinterpret_cast<std::uintptr_t>(atlas->TexID));
    if (!sheet.has_fresh() || texture == 0 || !has_renderer()) return;
    GlyphSheet::Fresh fresh = sheet.take_fresh();
    if (fresh.whole) {
      fill_boxes(U"");
      sheet.take_fresh();
      fresh.glyphs = {{0, 0, sheet.width(), sheet.height(), 0, 0}};
    }
    glBindTexture(GL_TEXTURE_2D, texture);
    carry(sheet, fresh.glyphs, left, top);
  }
  float line() const { return boxes->FontSize; }
  float ascent() const { return std::round(boxes->Ascent); }
  bool has(char32_t code) const { return boxed.contains(code); }
  void add(const std::u32string& codes) {
    if (book->latin(Weight::regular).path.empty()) return;
    bool grown = false;
    for (const char32_t code : codes) grown = box_glyph(code) || grown;
    if (!grown) return;
    boxes->BuildLookupTable();
    upload();
  }

  // The text boxes' font anew, with the characters that it had and `more`.
  void fill_boxes(const std::u32string& more) {
    if (book->latin(Weight::regular).path.empty()) return;
    boxes->ClearOutputData();
    boxes->ContainerAtlas = atlas;
    boxes->Ascent = static_cast<float>(book->ascent()) * box_pixels;
    boxes->Descent = -static_cast<float>(book->descent()) * box_pixels;
    boxes->FontSize = std::round(boxes->Ascent) + std::round(-boxes->Descent);
    std::unordered_set<char32_t> codes = std::exchange(boxed, {});
    for (char32_t code = ' '; code < 0x7F; ++code) codes.insert(code);
    codes.insert({U'–', U'−', U'×', U'…', U'�'});
    codes.insert(more.begin(), more.end());
    for (const char32_t code : codes) box_glyph(code);
    boxes->BuildLookupTable();
  }

  // One glyph into the text boxes' font; ImGui places it from the top of the line.
  bool box_glyph(char32_t code) {
    if (code > 0xFFFF || !boxed.insert(code).second) return false;
    const GlyphSheet::Glyph* glyph = sheet.find(code, Weight::regular, false, box_pixels, 0);
    if (!glyph) return false;
    const float x = static_cast<float>(glyph->left);
    const float y = static_cast<float>(glyph->top) + std::round(boxes->Ascent);
    const ImVec2 low = uv(glyph->x, glyph->y), high = uv(glyph->x + glyph->w, glyph->y + glyph->h);
    boxes->AddGlyph(nullptr, static_cast<ImWchar>(code), x, y, x + static_cast<float>(glyph->w),
                    y + static_cast<float>(glyph->h), low.x, low.y, high.x, high.y,
                    static_cast<float>(book->advance(code, Weight::regular, false)) * box_pixels);
    return true;
  }
};

#endif

UiFonts::UiFonts(ImFontAtlas& atlas, const FontBook& book, float pixels_per_point, float emphasis,
                 const std::u32string& characters)
    : book_(&book),
      pixels_per_point_(pixels_per_point),
      state_(
          std::make_unique<State>(atlas, book, sheet_side(pixels_per_point * emphasis),
                                  std::round(static_cast<float>(box_size) * pixels_per_point * emphasis))) {
  state_->add(characters);
}

UiFonts::~UiFonts() = default;

void UiFonts::draw(ImDrawList* list, ImVec2 pen, const std::string& text, float pixels, Weight weight,
                   bool italic, ImU32 color, bool upward) const {
  State& state = *state_;
  state.begin(list);
  double along = upward ? -pen.y : pen.x;  // the pen's place on its line; the line's own place is whole
  const float across = std::round(upward ? pen.x : pen.y);
  for (const char32_t code : decode_utf8(text)) {
    const double advance = book_->advance(code, weight, italic) * pixels;
    const bool fine = pixels < 40;  // from there on a quarter of a pixel is nothing
    const auto quarters = static_cast<long>(fine ? std::lround(along * 4) : 4 * std::lround(along));
    const long whole = quarters >= 0 ? quarters / 4 : -((3 - quarters) / 4);
    const GlyphSheet::Glyph* glyph =
        state.sheet.find(code, weight, italic, pixels, static_cast<int>(quarters - 4 * whole));
    if (!glyph) {
      const std::string one = encode_utf8(code);
      if (!upward)
        list->AddText(state.plain, pixels, {static_cast<float>(along), across - 0.8f * pixels}, color,
                      one.c_str());
    } else if (glyph->w > 0) {
      const ImVec2 low = state.uv(glyph->x, glyph->y);
      const ImVec2 high = state.uv(glyph->x + glyph->w, glyph->y + glyph->h);
      const float s0 = static_cast<float>(whole + glyph->left), s1 = s0 + static_cast<float>(glyph->w);
      const float t0 = across + static_cast<float>(glyph->top), t1 = t0 + static_cast<float>(glyph->h);
      list->PrimReserve(6, 4);
      if (upward)
        list->PrimQuadUV({t0, -s0}, {t0, -s1}, {t1, -s1}, {t1, -s0}, low, {high.x, low.y}, high,
                         {low.x, high.y}, color);
      else
        list->PrimRectUV({s0, t0}, {s1, t1}, low, high, color);
    }
    along += advance;
  }
  state.end(list);
  state.upload();
}

UiFonts::Pick UiFonts::pick(double size, Weight, bool) const {
  const float share = static_cast<float>(size) * pixels_per_point_ / state_->box_pixels;
  return {state_->boxes, state_->line() * share, state_->ascent() * share};
}

bool UiFonts::covers(const std::u32string& characters) const {
  return std::all_of(characters.begin(), characters.end(), [&](char32_t code) { return state_->has(code); });
}

void UiFonts::cover(const std::string& text) const { state_->add(decode_utf8(text)); }

}  // namespace dlab
