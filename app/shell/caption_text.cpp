#include "app/shell/caption_text.hpp"

#include <set>
#include <string>

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

// "=" and its like stand between two things that belong together.
bool operator_word(const std::string& word) {
  static const std::set<std::string> all{"= ", "− ", "→ ", "≤ ", "≥ ", "< ", "> ", "+ ", "± "};
  return all.contains(word);
}

struct CaptionPart {
  CaptionWord word;
  double width = 0;
  bool name = false;
  bool glued = false;  // stays on the line of the piece before it
};

// Sets each piece's line and place; what is glued together and wider than a line breaks all the same.
int lay_out(std::vector<CaptionPart>& pieces, double width) {
  double x = 0;
  int line = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    double together = pieces[i].width;
    for (std::size_t k = i + 1; k < pieces.size() && pieces[k].glued; ++k) together += pieces[k].width;
    const bool over = x + (together <= width && !pieces[i].glued ? together : pieces[i].width) > width;
    if (x > 0 && over) {
      x = 0;
      ++line;
    }
    pieces[i].word.x = x;
    pieces[i].word.line = line;
    x += pieces[i].width;
  }
  return line;
}

// A last line of a word or two is filled up from those before it.
void fill_last_line(std::vector<CaptionPart>& pieces, double width) {
  const int lines = lay_out(pieces, width);
  if (lines == 0 || pieces.back().word.x + pieces.back().width >= 0.3 * width) return;
  double low = 0.5 * width, high = width;
  for (int i = 0; i < 12; ++i) {
    const double middle = 0.5 * (low + high);
    (lay_out(pieces, middle) > lines ? low : high) = middle;
  }
  lay_out(pieces, high);
}

}  // namespace

std::vector<CaptionWord> caption_words(const std::string& caption, double width, double size,
                                       const Style& style) {
  // Pieces that never break: a name, a word with its trailing spaces, or one Chinese character.
  std::vector<CaptionPart> pieces;
  std::string word;
  const auto add = [&](CaptionWord piece, bool name, bool glued) {
    if (!pieces.empty() && operator_word(pieces.back().word.text)) glued = true;
    const double wide = text_width(piece.text, size, piece.weight, *style.measurer);
    glued = glued || operator_word(piece.text);
    pieces.push_back({std::move(piece), wide, name, glued && !pieces.empty()});
  };
  // "{JS}," keeps its comma: what follows a name without a space, and is no Chinese character, belongs to it.
  const auto flush = [&](bool breakable = false) {
    const bool belongs = !breakable && !pieces.empty() && pieces.back().name && !word.starts_with(' ');
    if (!word.empty()) add({word, style.theme->text, Weight::regular}, false, belongs);
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
      add({text, color, Weight::semibold}, true, false);
      i = end;
    } else if (chinese(code) && !closing(code)) {
      flush();
      word = encode_utf8(code);
      if (i + 1 >= codes.size() || !closing(codes[i + 1])) flush(true);
    } else {
      word += encode_utf8(code);
      if (code == U' ' || closing(code)) flush();
    }
  }
  flush();
  fill_last_line(pieces, width);
  std::vector<CaptionWord> words;
  for (CaptionPart& piece : pieces) words.push_back(std::move(piece.word));
  return words;
}

}  // namespace dlab
