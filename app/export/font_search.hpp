// Finding the files of a type family: well-known paths first, fontconfig where they fail.
#pragma once
#include <fontconfig/fontconfig.h>

#include "app/export/font_book.hpp"

namespace dlab {

// `any`: whatever fontconfig has for sans-serif, better than no text.
enum class Family { inter, noto_sans, dejavu_sans, noto_cjk_sc, any };
const char* family_name(Family family);

class FontFinder {
 public:
  explicit FontFinder(const FontSearch& search) : search_(search) {}
  ~FontFinder();
  FontFinder(const FontFinder&) = delete;
  FontFinder& operator=(const FontFinder&) = delete;

  // The family's face at `weight`, or an empty path. Only Inter has medium and semibold; elsewhere these are
  // regular and bold. The index of a collection's face is a guess; the caller looks for the family's name.
  FontFile find(Family family, Weight weight, bool italic);

 private:
  FontFile ask_fontconfig(Family family, Weight weight, bool italic);

  FontSearch search_;
  FcConfig* config_ = nullptr;  // loaded when it is first asked
};

}  // namespace dlab
