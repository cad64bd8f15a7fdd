// A user's error as a value: where it is, what is wrong, what would be right; translatable, never thrown.
#pragma once
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/catalog.hpp"

namespace dlab {

// `what` is a message id (English, %1 %2 … for the arguments) so that the same error reads well on standard
// error and, translated, in the window's error bar. `where` is a path such as "p.std" or "row 17".
struct Error {
  std::string where;
  std::string what;
  std::vector<std::string> arguments;

  // "p.std: must be > 0, got -1"; without `where`, only the sentence.
  std::string text(const Catalog& words = {}) const;
  // The same error, seen from one level further out: "request.json: " + …; levels join with '.', files with
  // ": ".
  Error in_field(const std::string& outer) const;
  Error in_file(const std::string& file) const;
  bool operator==(const Error&) const = default;
};

// Either a value or an Error. `*result` asserts that there is a value.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }
  const Error& error() const { return std::get<1>(state_); }

 private:
  std::variant<T, Error> state_;
};

struct Done {
  bool operator==(const Done&) const = default;
};
using Status = Result<Done>;  // success carries nothing

}  // namespace dlab
