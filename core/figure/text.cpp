// The mark-up of figure texts into runs with places: subscripts, superscripts, italics.
#include "core/figure/text.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>

namespace dlab {
namespace {

constexpr double script_scale = 0.7;
constexpr double smallest_scale = 0.5;   // scripts of scripts stay readable
constexpr double subscript_drop = 0.22;  // em of the text they belong to
constexpr double superscript_rise = 0.4;
constexpr int deepest = 8;  // braces nested deeper are taken literally

bool is_mark(char c) { return c == '_' || c == '^' || c == '*' || c == '{' || c == '}' || c == '\\'; }

// The index of the brace that closes the one before `from`, or npos.
std::size_t closing_brace(std::string_view s, std::size_t from) {
  int depth = 1;
  for (std::size_t i = from; i < s.size(); ++i) {
    if (s[i] == '\\') {
      ++i;
    } else if (s[i] == '{') {
      ++depth;
    } else if (s[i] == '}' && --depth == 0) {
      return i;
    }
  }
  return std::string_view::npos;
}

bool has_star(std::string_view s) {
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '\\') {
      ++i;
    } else if (s[i] == '*') {
      return true;
    }
  }
  return false;
}

class Layout {
 public:
  Layout(double size, Weight weight, const TextMeasurer& measurer)
      : size_(size), weight_(weight), measurer_(measurer) {}

  void parse(std::string_view s, bool italic, double scale, double rise, int depth) {
    Run run = started(italic, scale, rise);
    Scripts scripts;
    for (std::size_t i = 0; i < s.size(); ++i) {
      const char c = s[i];
      const bool opens = (c == '_' || c == '^') && i + 1 < s.size() && s[i + 1] == '{' && depth < deepest;
      const std::size_t end = opens ? closing_brace(s, i + 2) : std::string_view::npos;
      if (end != std::string_view::npos) {
        finish(run);
        script(s.substr(i + 2, end - i - 2), c == '^', scripts, run, depth);
        run = started(run.italic, scale, rise);
        i = end;
        continue;
      }
      if (c == '*' && (run.italic != italic || has_star(s.substr(i + 1)))) {
        finish(run);
        run = started(!run.italic, scale, rise);
        continue;
      }
      if (c == '\\' && i + 1 < s.size() && is_mark(s[i + 1])) ++i;
      run.text += s[i];
      scripts = {};
    }
    finish(run);
  }

  std::vector<Run> take() { return std::move(runs_); }

 private:
  // A subscript and a superscript in a row stand one above the other: they share a start.
  struct Scripts {
    bool sub = false, super = false;
    double start = 0;
  };

  void script(std::string_view inside, bool super, Scripts& scripts, const Run& around, int depth) {
    const bool stacks = super ? scripts.sub && !scripts.super : scripts.super && !scripts.sub;
    const double after = x_;
    if (stacks) {
      x_ = scripts.start;
    } else {
      scripts = {};
      scripts.start = x_;
    }
    (super ? scripts.super : scripts.sub) = true;
    const double scale = std::max(smallest_scale, around.scale * script_scale);
    const double rise = around.rise + around.scale * (super ? superscript_rise : -subscript_drop);
    parse(inside, around.italic, scale, rise, depth + 1);
    if (stacks) x_ = std::max(x_, after);
  }

  Run started(bool italic, double scale, double rise) const {
    Run run;
    run.italic = italic;
    run.scale = scale;
    run.rise = rise;
    run.x = x_;
    return run;
  }

  void finish(Run& run) {
    if (run.text.empty()) return;
    run.x = x_;
    for (char32_t code : decode_utf8(run.text)) {
      run.width += measurer_.advance(code, weight_, run.italic) * size_ * run.scale;
    }
    x_ += run.width;
    runs_.push_back(run);
  }

  double size_;
  Weight weight_;
  const TextMeasurer& measurer_;
  double x_ = 0;
  std::vector<Run> runs_;
};

}  // namespace

std::vector<Run> lay_out(const Text& text, const TextMeasurer& measurer) {
  Layout layout(text.size, text.weight, measurer);
  layout.parse(text.text, false, 1, 0, 0);
  return layout.take();
}

double runs_width(const std::vector<Run>& runs) {
  double right = 0;
  for (const Run& run : runs) right = std::max(right, run.x + run.width);
  return right;
}

double text_width(const std::string& marked_up, double size, Weight weight, const TextMeasurer& measurer) {
  Layout layout(size, weight, measurer);
  layout.parse(marked_up, false, 1, 0, 0);
  return runs_width(layout.take());
}

Vec text_origin(const Text& text, double width, const TextMeasurer& measurer) {
  const double turn = text.turn * std::numbers::pi / 180;
  const Vec along{std::cos(turn), -std::sin(turn)}, down{std::sin(turn), std::cos(turn)};
  const double back = text.align == Align::left ? 0 : text.align == Align::center ? width / 2 : width;
  double fall = 0;  // from `at` to the baseline
  switch (text.baseline) {
    case Baseline::top:
      fall = measurer.ascent();
      break;
    case Baseline::middle:
      fall = measurer.cap_height() / 2;
      break;
    case Baseline::alphabetic:
      break;
    case Baseline::bottom:
      fall = -measurer.descent();
      break;
  }
  fall *= text.size;
  return {text.at.x - along.x * back + down.x * fall, text.at.y - along.y * back + down.y * fall};
}

std::string escape_markup(std::string_view plain) {
  std::string out;
  for (char c : plain) {
    if (is_mark(c)) out += '\\';
    out += c;
  }
  return out;
}

std::string plain_text(const std::string& marked_up) {
  std::string out;
  Text text;
  text.text = marked_up;
  for (const Run& run : lay_out(text, FixedAdvance{})) out += run.text;
  return out;
}

}  // namespace dlab
