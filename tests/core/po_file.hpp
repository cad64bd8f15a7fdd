// A reader of gettext's .po and .pot files, as far as the tests of the catalogues need it.
#pragma once
#include <map>
#include <string>

namespace dlab::po {

struct Message {
  std::string translation;
  bool fuzzy = false;
  std::string places;  // "core/math/estimate.cpp …"
};

// By message id, without the header and without obsolete entries (GNU gettext manual, "The Format of PO
// Files").
std::map<std::string, Message> parse(const std::string& text);

}  // namespace dlab::po
