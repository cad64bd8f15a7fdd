// What tells runs of the arena apart: their names, and the settings in which they differ.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/base/catalog.hpp"
#include "core/exhibit/arena_results.hpp"

namespace dlab {

// Whether a setting, by its field's path, has any effect under the others.
bool used_by(const GanSettings& settings, std::string_view path);
// A setting's value as it is read: "0.1", "WGAN-GP", "on".
std::string setting_text(const FieldRef& field, const Catalog& words);

// One setting that two runs do not share, in words: {"penalty λ", "0.1", "10"}.
struct SettingDifference {
  std::string name, then, now;
};
// Only what either of the two is trained by: a clip is of no account to a penalised critic. In the order of
// the fields.
std::vector<SettingDifference> setting_differences(const GanSettings& then, const GanSettings& now,
                                                   const Catalog& words);

// "run 2".
std::string run_name(int number, const Catalog& words);
// What changed where the present run parted from it, in less and less words: "run 2: λ 0.1 → 10 · batch 64 →
// 256 at 400", … "run 2: λ 0.1", "run 2"; where nothing did, "run 2: again from 400", "run 2".
std::vector<std::string> run_labels(const LeftRun& run, const GanSettings& now, const Catalog& words);

}  // namespace dlab
