#include "app/command_line/parameters.hpp"

#include <vector>

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

std::string row(const FieldRef& field) {
  const FieldInfo& info = field.info();
  return "| `" + field.path() + "`" + (info.derived ? " †" : "") + " | " + info.help + " | " + range(info) +
         " | " + to_text(field.get()) + " |\n";
}

constexpr const char* head = "| key | meaning | range | at first |\n|---|---|---|---|\n";

// One of each kind, with the values it has where a file leaves a key out.
std::vector<Distribution> examples() {
  Discrete discrete;
  discrete.points = {0, 1};
  discrete.weights = {0.5, 0.5};
  Mixture mixture;
  mixture.components.resize(2);
  return {Normal{}, Laplace{}, Uniform{}, Exponential{}, Dirac{}, discrete, Histogram{}, Samples{}, mixture};
}

}  // namespace

std::string parameters_table() {
  std::string text =
      "# Parameters\n\nMade by `divergence-lab parameters`; a test holds that it is up to date. Keys are "
      "what\n"
      "`--set KEY=VALUE` and scene files take. Those of a distribution stand behind `p.` or `q.` (`q.mean`), "
      "a\n"
      "mixture's components behind `q.components.0.` and so on. A key marked † is computed from the others: "
      "it can "
      "be\nset and swept, and is not kept in files.\n";
  for (Distribution distribution : examples()) {
    const DistributionKind kind = kind_of(distribution);
    text += std::string("\n## ") + kind_label(kind) + " (`\"type\": \"" + kind_key(kind) + "\"`)\n\n" + head;
    for (const FieldRef& field : fields(distribution, "")) text += row(field);
  }
  Scene scene;
  text += std::string("\n## The scene\n\n") + head;
  for (const FieldRef& field : fields(scene))
    if (!field.path().starts_with("p.") && !field.path().starts_with("q.")) text += row(field);
  return text;
}

}  // namespace dlab
