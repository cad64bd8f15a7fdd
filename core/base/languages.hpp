// The languages that the program speaks, and the catalogue of each.
#pragma once
#include <string>
#include <vector>

#include "core/base/catalog.hpp"

namespace dlab {

struct Language {
  std::string key;       // "zh": --lang and the settings
  std::string own_name;  // "中文": what its speakers look for in a menu, never translated
};
const std::vector<Language>& languages();

// The catalogue that is built in; English for a language that the program does not speak.
const Catalog& catalog_for(const std::string& language);

// The language that a locale such as "zh_CN.UTF-8" asks for; English if the program does not speak it.
std::string language_of_locale(const std::string& locale);

}  // namespace dlab
