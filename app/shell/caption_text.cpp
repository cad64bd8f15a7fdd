#include "app/shell/caption_text.hpp"

#include <map>

namespace dlab {
namespace {

// The names in braces, what they show and in which colour.
std::pair<std::string, Color> named(const std::string& name, const Theme& theme) {
  const auto distance = [&](DistanceKind kind) {
    return theme.distance_text[static_cast<std::size_t>(kind)];
  };
  if (name == "P") return {"P", theme.p_text};
  if (name == "Q") return {"Q", theme.q_text};
  if (name == "M") return {"M", theme.text_soft};
  if (name == "JS") return {"JS", distance(DistanceKind::js)};
  if (name == "TV") return {"TV", distance(DistanceKind::tv)};
  if (name == "W1") return {"W_{1}", distance(DistanceKind::w1)};
  if (name == "W2") return {"W_{2}", distance(DistanceKind::w2)};
  if (name == "KL") return {"KL", distance(DistanceKind::kl_pq)};
  if (name == "KL(P‖Q)") return {name, distance(DistanceKind::kl_pq)};
  if (name == "KL(Q‖P)") return {name, distance(DistanceKind::kl_qp)};
  return {name, theme.text};
}

bool chinese(char32_t code) { return code >= 0x2E80; }
bool closing(char32_t code) {
  return code == U'，' || code == U'。' || code == U'；' || code == U'：' || code == U'、' || code == U'）' ||
         code == U'”' || code == U'？' || code == U'！';
}

}  // namespace

std::vector<CaptionWord> caption_words(const std::string& caption, double width, double size,
                                       const Style& style) {
  // Pieces that never break: a name, a word with its trailing spaces, or one Chinese character.
  std::vector<CaptionWord> pieces;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) pieces.push_back({word, style.theme->text, Weight::regular});
    word.clear();
  };
  const std::u32string codes = decode_utf8(caption);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const char32_t code = codes[i];
    const std::size_t end = code == U'{' && (i == 0 || (codes[i - 1] != U'_' && codes[i - 1] != U'^'))
                                ? codes.find(U'}', i)
                                : std::u32string::npos;
    if (end != std::u32string::npos) {
      flush();
      std::string name;
      for (std::size_t k = i + 1; k < end; ++k) name += encode_utf8(codes[k]);
      const auto [text, color] = named(name, *style.theme);
      pieces.push_back({text, color, Weight::semibold});
      i = end;
    } else if (chinese(code) && !closing(code)) {
      flush();
      word = encode_utf8(code);
      if (i + 1 >= codes.size() || !closing(codes[i + 1])) flush();
    } else {
      word += encode_utf8(code);
      if (code == U' ' || closing(code)) flush();
    }
  }
  flush();
  // A piece that begins without a space stays on the line of a name before it ("{JS}," keeps its comma).
  double x = 0;
  int line = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    CaptionWord& piece = pieces[i];
    const double wide = text_width(piece.text, size, piece.weight, *style.measurer);
    if (x > 0 && x + wide > width) {
      x = 0;
      ++line;
    }
    piece.x = x;
    piece.line = line;
    x += wide;
  }
  return pieces;
}

}  // namespace dlab
