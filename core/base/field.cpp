// Getting, setting, parsing and looking up fields, with the sentences that a wrong value deserves.
#include "core/base/field.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numeric>

namespace dlab {
namespace {

template <class... Fs>
struct Overloaded : Fs... {
  using Fs::operator()...;
};
template <class... Fs>
Overloaded(Fs...) -> Overloaded<Fs...>;

std::string_view trimmed(std::string_view text) {
  const auto blank = " \t\r\n";
  const auto first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

std::vector<std::string> keys(std::span<const Choice> choices) {
  std::vector<std::string> names;
  for (const Choice& choice : choices) names.emplace_back(choice.key);
  return names;
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

// What was given, as an error shows it: numbers bare, words in quotation marks.
std::string shown(const FieldValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text ? quoted(*text) : to_text(value);
}

std::optional<double> as_real(const FieldValue& value) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  return std::nullopt;
}

std::optional<Error> out_of_range(const FieldInfo& info, double value, const std::string& where,
                                  const std::string& got) {
  if (!std::isfinite(value)) return Error{where, N_("must be a finite number, got %1"), {got}};
  const bool positive = info.kind == FieldKind::real && (info.low > 0 || (info.low == 0 && info.low_open));
  if (positive && value <= 0) return Error{where, N_("must be > 0, got %1"), {got}};
  if (info.low_open && value <= info.low) {
    return Error{where, N_("must be > %1, got %2"), {to_text(info.low), got}};
  }
  if (value < info.low) return Error{where, N_("must be at least %1, got %2"), {to_text(info.low), got}};
  if (value > info.high) return Error{where, N_("must be at most %1, got %2"), {to_text(info.high), got}};
  return std::nullopt;
}

bool whole(double value) { return std::abs(value) < 9.2e18 && std::nearbyint(value) == value; }

// Optimal string alignment distance (Damerau 1964, restricted): insert, delete, replace, swap neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, now);
  }
  return last[b.size()];
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace

std::string to_text(double value) {
  std::array<char, 32> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  return {digits.data(), end};
}

std::string to_text(const FieldValue& value) {
  return std::visit(Overloaded{[](double real) { return to_text(real); },
                               [](std::int64_t integer) { return std::to_string(integer); },
                               [](bool on) { return std::string(on ? "true" : "false"); },
                               [](const std::string& text) { return text; }},
                    value);
}

std::optional<double> parse_number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("\xE2\x88\x92")) {  // a real minus sign, as copied from the screen
    const auto positive = parse_number(text.substr(3));
    return positive ? std::optional(-*positive) : std::nullopt;
  }
  if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
  double value = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || end != text.data() + text.size()) return std::nullopt;
  if (code == std::errc::result_out_of_range) {  // over- or underflow: from_chars does not say which
    const auto exponent = text.find_first_of("eE");
    const bool tiny = exponent == std::string_view::npos
                          ? text.find_first_of("123456789") > text.find('.')
                          : text.substr(exponent).find('-') != std::string_view::npos;
    if (tiny) return 0.0;
    return text.starts_with('-') ? -std::numeric_limits<double>::infinity()
                                 : std::numeric_limits<double>::infinity();
  }
  return value;
}

FieldValue FieldRef::get() const {
  return std::visit(
      Overloaded{[](const double* real) -> FieldValue { return *real; },
                 [](const std::int64_t* integer) -> FieldValue { return *integer; },
                 [](const int* integer) -> FieldValue { return std::int64_t{*integer}; },
                 [](const bool* on) -> FieldValue { return *on; },
                 [](const std::string* text) -> FieldValue { return *text; },
                 [this](const Enumeration& choice) -> FieldValue {
                   const auto index = static_cast<std::size_t>(choice.second(choice.first, -1));
                   return std::string(info_->choices[index].key);
                 },
                 [](const Derived& derived) -> FieldValue { return derived.second(derived.first, nullptr); }},
      target_);
}

Status FieldRef::set(const FieldValue& value) const {
  const auto real = as_real(value);
  const auto wrong = [&](const char* what) { return Error{path_, what, {shown(value)}}; };
  switch (info_->kind) {
    case FieldKind::real: {
      if (!real) return wrong(N_("must be a number, got %1"));
      if (auto error = out_of_range(*info_, *real, path_, shown(value))) return *error;
      if (const auto* derived = std::get_if<Derived>(&target_)) {
        derived->second(derived->first, &*real);
      } else {
        *std::get<double*>(target_) = *real;
      }
      return Done{};
    }
    case FieldKind::integer: {
      if (!real || (std::isfinite(*real) && !whole(*real)))
        return wrong(N_("must be a whole number, got %1"));
      if (auto error = out_of_range(*info_, *real, path_, shown(value))) return *error;
      const auto* exact = std::get_if<std::int64_t>(&value);
      const std::int64_t whole = exact ? *exact : static_cast<std::int64_t>(*real);
      if (int* const* small = std::get_if<int*>(&target_)) {
        **small = static_cast<int>(whole);
      } else {
        *std::get<std::int64_t*>(target_) = whole;
      }
      return Done{};
    }
    case FieldKind::boolean: {
      const auto* on = std::get_if<bool>(&value);
      if (!on) return wrong(N_("must be true or false, got %1"));
      *std::get<bool*>(target_) = *on;
      return Done{};
    }
    case FieldKind::choice: {
      const auto names = keys(info_->choices);
      const auto* key = std::get_if<std::string>(&value);
      if (!key) return unknown_name(Noun::value, path_, to_text(value), names);
      const auto found = std::find(names.begin(), names.end(), *key);
      if (found == names.end()) return unknown_name(Noun::value, path_, *key, names);
      const auto& [at, access] = std::get<Enumeration>(target_);
      access(at, static_cast<int>(found - names.begin()));
      return Done{};
    }
    case FieldKind::text: {
      const auto* text = std::get_if<std::string>(&value);
      if (!text) return wrong(N_("must be a text, got %1"));
      *std::get<std::string*>(target_) = *text;
      return Done{};
    }
  }
  return Done{};
}

Status FieldRef::set_text(std::string_view text) const {
  const std::string_view word = trimmed(text);
  switch (info_->kind) {
    case FieldKind::real:
    case FieldKind::integer: {
      const auto number = parse_number(word);
      if (!number) return set(std::string(word));
      // Whole numbers beyond 2^53 keep all their digits.
      std::int64_t exact = 0;
      const auto end = std::from_chars(word.data(), word.data() + word.size(), exact);
      if (info_->kind == FieldKind::integer && end.ec == std::errc() &&
          end.ptr == word.data() + word.size()) {
        return set(exact);
      }
      return set(*number);
    }
    case FieldKind::boolean: {
      const std::string lower = lower_case(word);
      for (const char* yes : {"true", "on", "yes", "1"}) {
        if (lower == yes) return set(true);
      }
      for (const char* no : {"false", "off", "no", "0"}) {
        if (lower == no) return set(false);
      }
      return set(std::string(word));
    }
    case FieldKind::choice:
      return set(std::string(word));
    case FieldKind::text:
      return set(std::string(text));
  }
  return Done{};
}

FieldValue FieldRef::clamped(const FieldValue& value) const {
  const auto real = as_real(value);
  if (!real || (info_->kind != FieldKind::real && info_->kind != FieldKind::integer)) return value;
  if (std::isnan(*real)) return get();
  double low = info_->low;
  if (info_->low_open) low = std::nextafter(low, info_->high);
  const double inside = std::clamp(*real, low, info_->high);
  if (info_->kind == FieldKind::real) return inside;
  return static_cast<std::int64_t>(std::llround(inside));
}

std::optional<FieldRef> optional_field(const FieldList& fields, std::string_view path) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const FieldRef& field) { return field.path() == path; });
  return found == fields.end() ? std::nullopt : std::optional(*found);
}

Result<FieldRef> find_field(const FieldList& fields, std::string_view path) {
  if (const auto found = optional_field(fields, path)) return *found;
  std::vector<std::string> paths;
  for (const FieldRef& field : fields) paths.push_back(field.path());
  return unknown_name(Noun::field, "", path, paths);
}

std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string wanted = lower_case(word);
  std::string nearest;
  std::size_t best = std::max<std::size_t>(1, std::max<std::size_t>(wanted.size(), 5) / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::string name = lower_case(candidate);
    // "mean" is close to "q.mean", "Adelie" to "Adelie Penguin": a whole segment, or a beginning.
    const bool segment = wanted.size() > 1 && (name.ends_with("." + wanted) || name.ends_with("-" + wanted));
    const bool beginning = wanted.size() > 2 && name.starts_with(wanted);
    const std::size_t distance = segment || beginning ? 1 : edit_distance(wanted, name);
    if (distance < best && distance < name.size()) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

Error unknown_name(Noun noun, std::string where, std::string_view word,
                   const std::vector<std::string>& known) {
  struct Sentences {
    const char *near, *list;
  };
  static constexpr Sentences sentences[] = {
      {N_("there is no key \"%1\"; did you mean \"%2\"?"), N_("there is no key \"%1\"; there are: %2")},
      {N_("there is no type \"%1\"; did you mean \"%2\"?"), N_("there is no type \"%1\"; there are: %2")},
      {N_("there is no scene \"%1\"; did you mean \"%2\"?"), N_("there is no scene \"%1\"; there are: %2")},
      {N_("there is no column \"%1\"; did you mean \"%2\"? The columns are: %3"),
       N_("there is no column \"%1\"; the columns are: %2")},
      {N_("there is no value \"%1\"; did you mean \"%2\"?"), N_("there is no value \"%1\"; there are: %2")},
      {N_("there is no field \"%1\"; did you mean \"%2\"?"), N_("there is no field \"%1\"; there are: %2")},
      {N_("there is no command \"%1\"; did you mean \"%2\"?"),
       N_("there is no command \"%1\"; there are: %2")},
  };
  constexpr std::size_t most_listed = 40;
  std::string list;
  for (std::size_t i = 0; i < std::min(known.size(), most_listed); ++i) list += (i ? ", " : "") + known[i];
  if (known.size() > most_listed) list += ", …";
  const Sentences& sentence = sentences[static_cast<std::size_t>(noun)];
  std::string given(word.substr(0, 60));
  if (given.size() < word.size()) given += "…";
  const std::string nearest = nearest_name(word, known);
  if (nearest.empty()) return {std::move(where), sentence.list, {std::move(given), std::move(list)}};
  return {std::move(where), sentence.near, {std::move(given), nearest, std::move(list)}};
}

}  // namespace dlab
