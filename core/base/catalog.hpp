// Translations as a value: a gettext .mo file read into a map. Nothing global; whoever makes text is handed
// one.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// Marks a literal for xgettext where the catalogue is not at hand; translate later with catalog(text).
#define N_(text) text

namespace dlab {

class Catalog {
 public:
  Catalog() = default;  // English: every message id is its own translation
  // Reads the bytes of a .mo file (GNU gettext manual, "The Format of GNU MO Files"); unreadable bytes give
  // an empty catalogue.
  static Catalog from_mo(std::string_view bytes, std::string language);

  // Call sites are picked up by xgettext as `words("…")`.
  std::string operator()(std::string_view id) const;
  // As above, with %1 … %9 replaced by the arguments.
  std::string operator()(std::string_view id, const std::vector<std::string>& arguments) const;

  const std::string& language() const { return language_; }  // "en", "zh"
  const std::unordered_map<std::string, std::string>& entries() const { return entries_; }

 private:
  std::string language_ = "en";
  std::unordered_map<std::string, std::string> entries_;
};

}  // namespace dlab
