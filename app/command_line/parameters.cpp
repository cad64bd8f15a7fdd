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

Distribution2d example(Kind2d kind) {
  if (kind == Kind2d::mixture) return Mixture2d{{Component2d{}, Component2d{}}};
  const Distribution2d all[] = {Normal2d{},  Ring2d{},     Grid2d{},  SwissRoll2d{}, Moons2d{},
                                Circles2d{}, Segments2d{}, Box2d{},   Disc2d{},      Image2d{},
                                Text2d{},    Painted2d{},  Points2d{}};
  return all[static_cast<std::size_t>(kind)];
}

std::string section(const std::string& label, const std::string& key, const FieldList& list) {
  std::string text = "\n## " + label + " (`\"type\": \"" + key + "\"`)\n\n" + head;
  for (const FieldRef& field : list) text += row(field);
  return text;
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
    text += section(kind_label(kind), kind_key(kind), fields(distribution, ""));
  }
  for (int i = 0; i < kinds_2d; ++i) {
    const auto kind = static_cast<Kind2d>(i);
    Distribution2d distribution = example(kind);
    text += section(kind_label(kind), kind_key(kind), fields(distribution, ""));
  }
  Scene line, plane;
  plane.exhibit = PlaneScene();
  for (auto& [title, scene] : {std::pair<std::string, Scene&>{"A scene on the line", line},
                               std::pair<std::string, Scene&>{"A scene in the plane", plane}}) {
    text += "\n## " + title + "\n\n" + head;
    for (const FieldRef& field : fields(scene))
      if (!of_side(field.path())) text += row(field);
  }
  Scene boxes;
  boxes.exhibit = BoxesScene{};
  text += std::string("\n## A puzzle of boxes\n\n") + head;
  for (const FieldRef& field : std::visit([](auto& exhibit) { return fields(exhibit); }, boxes.exhibit))
    text += row(field);
  Scene arena;
  arena.exhibit = ArenaScene{};
  text += std::string("\n## A run in the arena\n\n") + head;
  for (const FieldRef& field : std::visit([](auto& exhibit) { return fields(exhibit); }, arena.exhibit))
    if (!of_side(field.path())) text += row(field);
  return text;
}

}  // namespace dlab
