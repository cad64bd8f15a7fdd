// The recorder: every distance as a function of one parameter, over the part of its range that was visited.
#pragma once
#include <string>

#include "core/base/field.hpp"

namespace dlab {

enum class Unit { nats, bits };
enum class Side { p, q };
const char* side_key(Side side);        // "p", "q"
bool of_side(const std::string& path);  // "p.…" or "q.…": a field of one of the two distributions

// The curve is a function of the scene, so it is never stale and never has gaps, however fast the hand was.
struct Recorder {
  std::string parameter = "q.mean";          // a field path
  double low = -8, high = 8;                 // the axis: what a sweep covers
  std::int64_t steps = 200;                  // positions: steps + 1
  bool recorded = false;                     // has anything been visited?
  double visited_low = 0, visited_high = 0;  // within [low, high]
  bool operator==(const Recorder&) const = default;
};

// "recorder.parameter", "recorder.low" …
FieldList fields(Recorder& recorder);
// It follows a number of P or Q, one of `scene_fields`, and stays where that number may go.
Status check(const Recorder& recorder, const FieldList& scene_fields);
// An empty recording over a sensible range of `parameter` around its present value.
Recorder recorder_for(const FieldList& scene_fields, const std::string& parameter, std::int64_t steps);

Status ordered(double low, double high, const char* key_low, const char* key_high);

// Declares a field of an exhibit.
constexpr FieldInfo choice_field(const char* key, const char* label, std::span<const Choice> choices,
                                 const char* help) {
  return {.key = key, .kind = FieldKind::choice, .label = label, .help = help, .choices = choices};
}
constexpr FieldInfo boolean_field(const char* key, const char* label, const char* help) {
  return {.key = key, .kind = FieldKind::boolean, .label = label, .help = help};
}
constexpr FieldInfo place_field(const char* key, const char* label, const char* help) {
  return {.key = key,
          .kind = FieldKind::real,
          .label = label,
          .help = help,
          .low = -1e12,
          .high = 1e12,
          .soft_low = -20,
          .soft_high = 20};
}
constexpr FieldInfo count_field(const char* key, const char* label, const char* help, double low, double high,
                                double soft_low, double soft_high) {
  return {.key = key,
          .kind = FieldKind::integer,
          .label = label,
          .help = help,
          .low = low,
          .high = high,
          .soft_low = soft_low,
          .soft_high = soft_high};
}

}  // namespace dlab
