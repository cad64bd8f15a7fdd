// How an error's place and sentence are put together.
#include "core/base/error.hpp"

namespace dlab {

std::string Error::text(const Catalog& words) const {
  const std::string sentence = words(what, arguments);
  return where.empty() ? sentence : where + ": " + sentence;
}

Error Error::in_field(const std::string& outer) const {
  if (outer.empty()) return *this;
  Error error = *this;
  const bool joined_by_dot = !where.empty() && where.front() != '[';
  error.where = outer + (joined_by_dot ? "." : "") + where;
  return error;
}

Error Error::in_file(const std::string& file) const {
  if (file.empty()) return *this;
  Error error = *this;
  error.where = where.empty() ? file : file + ": " + where;
  return error;
}

}  // namespace dlab
