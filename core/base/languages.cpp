#include "core/base/languages.hpp"

#include "assets/zh_mo.hpp"

namespace dlab {

const std::vector<Language>& languages() {
  static const std::vector<Language> all{{"en", "English"}, {"zh", "中文"}};
  return all;
}

const Catalog& catalog_for(const std::string& language) {
  static const Catalog english;
  static const Catalog chinese = Catalog::from_mo(assets::zh_mo, "zh");
  return language == "zh" ? chinese : english;
}

std::string language_of_locale(const std::string& locale) {
  const std::string wanted = locale.substr(0, locale.find_first_of("_.@-"));
  for (const Language& language : languages()) {
    if (language.key == wanted) return wanted;
  }
  return "en";
}

}  // namespace dlab
