// Fields declared once: name, unit, range, default and help of every parameter. JSON, the inspector's
// widgets,
// --set key=value and the table of parameters in the documentation are all driven by these lists.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/base/error.hpp"

namespace dlab {

enum class FieldKind { real, integer, boolean, choice, text };

struct Choice {
  const char* key;    // in JSON and --set: "kl_pq"
  const char* label;  // message id for the inspector
};

struct FieldInfo {
  const char* key;  // JSON key and last segment of the path: "mean"
  FieldKind kind;
  const char* label;      // message id: N_("mean")
  const char* unit = "";  // message id; empty for pure numbers
  const char* help = "";  // message id, one sentence
  double low = 0;         // hard limits, inclusive, unless low_open
  double high = 0;
  bool low_open = false;
  double soft_low = 0;  // the slider's range
  double soft_high = 0;
  bool logarithmic = false;  // the slider's scale
  std::span<const Choice> choices = {};
  bool derived = false;  // computed from the others ("center"): can be set and swept, is not kept in files
};

// A value on its way into or out of a field. A choice travels as its key.
using FieldValue = std::variant<double, std::int64_t, bool, std::string>;

// "2.4", "true", "kl_pq": as typed after --set or into a number box; numbers with all the digits they need.
std::string to_text(const FieldValue& value);
std::string to_text(double value);
// A number as a person types it: surrounding blanks and a leading + are fine; the whole text must be read.
// "inf" and "nan" are read too: whoever sets a field refuses them with the right sentence.
std::optional<double> parse_number(std::string_view text);

// One field of one live object.
class FieldRef {
 public:
  using Enumeration = std::pair<void*, int (*)(void*, int)>;  // set if ≥ 0; returns the value
  using Derived =
      std::pair<void*, double (*)(void*, const double* set)>;  // set if not null; returns the value
  using Target = std::variant<double*, std::int64_t*, int*, bool*, std::string*, Enumeration, Derived>;

  FieldRef(const FieldInfo& info, double& target) : info_(&info), target_(&target) {}
  FieldRef(const FieldInfo& info, std::int64_t& target) : info_(&info), target_(&target) {}
  FieldRef(const FieldInfo& info, int& target) : info_(&info), target_(&target) {}  // limits that fit
  FieldRef(const FieldInfo& info, bool& target) : info_(&info), target_(&target) {}
  FieldRef(const FieldInfo& info, std::string& target) : info_(&info), target_(&target) {}
  FieldRef(const FieldInfo& info, Derived target) : info_(&info), target_(target) {}
  // An enumeration whose values are 0, 1, 2 … in the order of info.choices.
  template <class Enum>
  requires std::is_enum_v<Enum> FieldRef(const FieldInfo& info, Enum& target)
      : info_(&info), target_(Enumeration{&target, [](void* at, int set) {
                                            auto* value = static_cast<Enum*>(at);
                                            if (set >= 0) *value = static_cast<Enum>(set);
                                            return static_cast<int>(*value);
                                          }}) {}

  const FieldInfo& info() const { return *info_; }
  const std::string& path() const { return path_; }  // "q.components.1.mean"
  FieldRef at(std::string path) const {
    FieldRef moved = *this;
    moved.path_ = std::move(path);
    return moved;
  }

  FieldValue get() const;
  // Validates kind, finiteness and range; on error the target is unchanged and the Error names path().
  Status set(const FieldValue& value) const;
  Status check() const { return set(get()); }
  // Parses `text` by the field's kind, then sets.
  Status set_text(std::string_view text) const;
  // The nearest admissible value (for drags): clamps reals and integers; other kinds pass through.
  FieldValue clamped(const FieldValue& value) const;

 private:
  const FieldInfo* info_;
  Target target_;
  std::string path_;
};

using FieldList = std::vector<FieldRef>;

// The field at `path`, or an Error that names the nearest existing path.
Result<FieldRef> find_field(const FieldList& fields, std::string_view path);
// The same where a miss is no error.
std::optional<FieldRef> optional_field(const FieldList& fields, std::string_view path);

// The candidate closest to `word` in edit distance ("did you mean …"), or "" if none is close.
std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates);
// `there is no key "men"; did you mean "mean"?`, or without a near one the list of all. `thing` is one of the
// nouns of unknown_name's table, so that each sentence is translated whole.
enum class Noun { key, type, scene, column, value, field, command };
Error unknown_name(Noun noun, std::string where, std::string_view word,
                   const std::vector<std::string>& known);

}  // namespace dlab
