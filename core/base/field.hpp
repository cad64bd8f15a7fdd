// Fields declared once: name, unit, range, default and help of every parameter. JSON, the inspector's widgets,
// --set key=value and the table of parameters in the documentation are all driven by these lists.
#pragma once
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
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
  const char* key;         // JSON key and last segment of the path: "mean"
  FieldKind kind;
  const char* label;       // message id: N_("mean")
  const char* unit = "";   // message id; empty for pure numbers
  const char* help = "";   // message id, one sentence
  double low = 0;          // hard limits, inclusive, unless low_open
  double high = 0;
  bool low_open = false;
  double soft_low = 0;     // the slider's range
  double soft_high = 0;
  bool logarithmic = false;  // the slider's scale
  std::span<const Choice> choices = {};
};

// A value on its way into or out of a field. A choice travels as its key.
using FieldValue = std::variant<double, std::int64_t, bool, std::string>;

// "2.4", "true", "kl_pq": as typed after --set or into a number box.
std::string to_text(const FieldValue& value);

// One field of one live object.
class FieldRef {
 public:
  using Target = std::variant<double*, std::int64_t*, bool*, std::string*, std::pair<void*, int (*)(void*, int)>>;

  FieldRef(const FieldInfo& info, double& target) : info_(&info), target_(&target) {}
  FieldRef(const FieldInfo& info, std::int64_t& target) : info_(&info), target_(&target) {}
  FieldRef(const FieldInfo& info, bool& target) : info_(&info), target_(&target) {}
  FieldRef(const FieldInfo& info, std::string& target) : info_(&info), target_(&target) {}
  // An enumeration whose values are 0, 1, 2 … in the order of info.choices.
  template <class Enum>
    requires std::is_enum_v<Enum>
  FieldRef(const FieldInfo& info, Enum& target)
      : info_(&info), target_(std::pair<void*, int (*)(void*, int)>{&target, [](void* at, int set) {
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

// The candidate closest to `word` in edit distance ("did you mean …"), or "" if none is close.
std::string nearest_name(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace dlab
