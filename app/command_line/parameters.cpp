#include "app/command_line/parameters.hpp"

#include "core/distribution/distribution.hpp"
#include "core/exhibit/scene.hpp"

namespace dlab {
namespace {

std::string range(const FieldInfo& info) {
  if (info.kind == FieldKind::boolean) return "true, false";
  if (info.kind == FieldKind::text) return "text";
  if (info.kind == FieldKind::choice) {
    std::string all;
    for (const Choice& choice : info.choices) all += (all.empty() ? "" : ", ") + std::string(choice.key);
    return all;
  }
  const std::string low = to_text(FieldValue{info.low}), high = to_text(FieldValue{info.high});
  return (info.low_open ? "above " : "") + low + " to " + high;
}

std::string row(const FieldRef& field, const std::string& path) {
  const FieldInfo& info = field.info();
  return "| `" + path + "` | " + info.help + " | " + range(info) + " | " + info.unit + " | " +
         to_text(field.get()) + " |\n";
}

constexpr const char* head = "| key | meaning | range | unit | at first |\n|---|---|---|---|---|\n";

}  // namespace

std::string parameters_table() {
  std::string text =
      "# Parameters\n\nMade by `divergence-lab parameters`. Keys are what `--set KEY=VALUE` and scene files "
      "take; those "
      "of a\ndistribution stand behind `p.` or `q.` (`q.mean`), a mixture's components behind\n"
      "`q.components.0.` and so on.\n";
  for (int kind = 0; kind <= static_cast<int>(DistributionKind::mixture); ++kind) {
    Distribution distribution = convert(Normal{0, 1}, static_cast<DistributionKind>(kind));
    const FieldList list = fields(distribution, "");
    if (list.empty()) continue;
    text += std::string("\n## ") + kind_label(static_cast<DistributionKind>(kind)) + "\n\n" + head;
    for (const FieldRef& field : list) {
      std::string path = field.path();
      if (path.starts_with(".")) path.erase(0, 1);
      text += row(field, path);
    }
  }
  Scene scene;
  text += std::string("\n## The scene\n\n") + head;
  for (const FieldRef& field : fields(scene))
    if (!field.path().starts_with("p.") && !field.path().starts_with("q.")) text += row(field, field.path());
  return text;
}

}  // namespace dlab
