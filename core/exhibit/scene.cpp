// What every scene has in common: its fields, its rules, and its JSON form.
#include "core/exhibit/scene.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/json.hpp"
#include "core/distribution/distribution_2d_json.hpp"
#include "core/distribution/distribution_json.hpp"
#include "core/exhibit/boxes_json.hpp"

namespace dlab {
namespace {

using nlohmann::json;

constexpr int version = 1;

constexpr FieldInfo text_field(const char* key, const char* label, const char* help) {
  return {.key = key, .kind = FieldKind::text, .label = label, .help = help};
}
constexpr FieldInfo name = text_field("name", N_("name"), N_("The built-in scene that this one began as."));
constexpr FieldInfo title = text_field("title", N_("title"), N_("What stands at the top of the window."));
constexpr FieldInfo caption =
    text_field("caption", N_("caption"), N_("What to look at, in one or two sentences."));
constexpr FieldInfo seed = {.key = "seed",
                            .kind = FieldKind::integer,
                            .label = N_("seed"),
                            .help = N_("The same seed gives the same random numbers."),
                            .low = 0,
                            .high = 9007199254740992,
                            .soft_low = 1,
                            .soft_high = 100};

// Puts a value at "recorder.low" into nested objects.
void put(json& object, const std::string& path, json value) {
  const auto dot = path.find('.');
  if (dot == std::string::npos) {
    object[path] = std::move(value);
  } else {
    put(object[path.substr(0, dot)], path.substr(dot + 1), std::move(value));
  }
}

// Kept in arrays or objects of their own, not field by field.
constexpr const char* rivals_key = "rivals";
bool of_rival(const std::string& path) { return path.starts_with("rivals."); }
bool kept_apart(const std::string& path) { return of_side(path) || of_boxes_array(path) || of_rival(path); }

// An object that fields are read from: where it is ("" or "rivals.0."), and its keys that are no fields.
struct Root {
  std::string group;
  std::vector<std::string> apart;
};

// The keys that may stand in the object at `group` ("" or "recorder."), and whether one is a group itself.
std::vector<std::string> known_keys(const FieldList& list, const std::string& group, const Root& root) {
  std::vector<std::string> keys;
  if (group == root.group) keys = root.apart;
  for (const FieldRef& field : list) {
    if (!field.path().starts_with(group) || (root.group.empty() && kept_apart(field.path()))) continue;
    const std::string rest = field.path().substr(group.size());
    const std::string key = rest.substr(0, rest.find('.'));
    if (keys.empty() || keys.back() != key) keys.push_back(key);
  }
  return keys;
}

Status read_fields(const FieldList& list, const json& object, const std::string& group, const Root& root) {
  const std::string where = group.substr(0, group.empty() ? 0 : group.size() - 1);
  if (const Status status = check_object(object, where, known_keys(list, group, root)); !status)
    return status;
  for (const auto& [key, value] : object.items()) {
    if (group == root.group && std::ranges::count(root.apart, key) > 0) continue;
    const auto field = optional_field(list, group + key);
    const Status status =
        field ? set_from_json(*field, value) : read_fields(list, value, group + key + ".", root);
    if (!status) return status;
  }
  return Done{};
}

Status check_version(const json& object) {
  if (!object.is_object()) return Error{"", N_("must be an object {…}, got %1"), {shown_json(object)}};
  const auto found = object.find("divergence_lab");
  if (found == object.end()) {
    return Error{"", N_("is not a scene: it has no key \"divergence_lab\""), {}};
  }
  if (!found->is_number_unsigned() || found->get<std::uint64_t>() == 0) {
    return Error{"divergence_lab", N_("must be %1, got %2"), {std::to_string(version), shown_json(*found)}};
  }
  if (found->get<std::uint64_t>() > version) {
    return Error{
        "divergence_lab", N_("was saved by a newer version of this program; update it to read the file"), {}};
  }
  return Done{};
}

// In the order of Scene::exhibit.
constexpr const char* exhibit_keys[] = {"line", "plane", "boxes", "arena"};

// An empty scene of the exhibit that the file names; of exhibit A if it names none.
Result<Scene> scene_for(const json& object) {
  Scene scene;
  scene.name.clear();
  scene.exhibit = LineScene();
  const auto found = object.find("exhibit");
  if (found == object.end() || *found == exhibit_keys[0]) return scene;
  scene.exhibit = PlaneScene();
  if (*found == exhibit_keys[1]) return scene;
  scene.exhibit = BoxesScene();
  if (*found == exhibit_keys[2]) return scene;
  scene.exhibit = ArenaScene();
  if (*found == exhibit_keys[3]) return scene;
  const std::string given = found->is_string() ? found->get<std::string>() : shown_json(*found);
  return unknown_name(Noun::value, "exhibit", given, {std::begin(exhibit_keys), std::end(exhibit_keys)});
}

Result<Distribution> side_from_json(const LineScene&, const json& value, const char* key,
                                    const std::vector<std::string>& folders) {
  return distribution_from_json(value, key, folders);
}
Result<Distribution2d> side_from_json(const PlaneScene&, const json& value, const char* key,
                                      const std::vector<std::string>& folders) {
  return distribution_2d_from_json(value, key, folders);
}

Result<GanData> side_from_json(const ArenaScene&, const json& value, const char* key,
                               const std::vector<std::string>& folders) {
  if (in_plane(value)) {
    Result<Distribution2d> plane = distribution_2d_from_json(value, key, folders);
    if (!plane) return plane.error();
    return GanData(*std::move(plane));
  }
  Result<Distribution> line = distribution_from_json(value, key, folders);
  if (!line) return line.error();
  return GanData(*std::move(line));
}

// What is no field: the two distributions, and a recorder that fits them.
template <class Exhibit>
Status read_sides(Exhibit& exhibit, const json& object, const std::vector<std::string>& folders) {
  for (const Side side : {Side::p, Side::q}) {
    const auto found = object.find(side_key(side));
    if (found == object.end()) continue;
    auto distribution = side_from_json(exhibit, *found, side_key(side), folders);
    if (!distribution) return distribution.error();
    side_of(exhibit, side) = *std::move(distribution);
  }
  if constexpr (requires { exhibit.recorder; })
    if (!object.contains("recorder"))
      exhibit.recorder = recorder_for(exhibit, location_path(exhibit, Side::q));
  if constexpr (std::is_same_v<Exhibit, ArenaScene>)
    if (!object.contains("q") && dimension_of(exhibit.p) != dimension_of(exhibit.q))
      exhibit.q = dimension_of(exhibit.p) == 1 ? GanData(Distribution(Normal{}))
                                               : GanData(Distribution2d(Normal2d{}));
  return Done{};
}

Status read_sides(BoxesScene& boxes, const json& object, const std::vector<std::string>&) {
  return read_boxes_arrays(object, boxes);
}

json side_json(const Distribution& side) { return to_json(side); }
json side_json(const Distribution2d& side) { return to_json(side); }
json side_json(const GanData& side) {
  return std::visit([](const auto& distribution) { return side_json(distribution); }, side);
}

template <class Exhibit>
void put_sides(const Exhibit& exhibit, json& object) {
  object["p"] = side_json(exhibit.p);
  object["q"] = side_json(exhibit.q);
}
void put_sides(const BoxesScene& boxes, json& object) { put_boxes_arrays(boxes, object); }

// A race's further configurations: a list of objects; what they leave out is as in the first.
void put_rivals(const ArenaScene& arena, json& object) {
  for (const ArenaRival& rival : arena.rivals) {
    ArenaRival copy = rival;
    json one = json::object();
    for (const FieldRef& field : fields(copy.gan, "")) put(one, field.path(), json_from(field.get()));
    if (rival.p) one["p"] = side_json(*rival.p);
    if (rival.q) one["q"] = side_json(*rival.q);
    object[rivals_key].push_back(std::move(one));
  }
}

Status read_rivals(const json& object, ArenaScene& arena, const std::vector<std::string>& folders) {
  const auto found = object.find(rivals_key);
  if (found == object.end()) return Done{};
  if (!found->is_array()) return Error{rivals_key, N_("must be a list […], got %1"), {shown_json(*found)}};
  if (found->size() > most_rivals)
    return Error{rivals_key,
                 N_("must have at most %1 entries, got %2"),
                 {std::to_string(most_rivals), std::to_string(found->size())}};
  arena.rivals.assign(found->size(), ArenaRival{arena.gan, {}, {}});
  const FieldList list = fields(arena);
  for (std::size_t i = 0; i < found->size(); ++i) {
    const std::string at = std::string(rivals_key) + "." + std::to_string(i);
    const json& one = (*found)[i];
    if (const Status read = read_fields(list, one, at + ".", {at + ".", {"p", "q"}}); !read) return read;
    for (const auto& [data, key] : {std::pair(&arena.rivals[i].p, "p"), std::pair(&arena.rivals[i].q, "q")}) {
      const auto own = one.find(key);
      if (own == one.end()) continue;
      Result<GanData> side = side_from_json(arena, *own, (at + "." + key).c_str(), folders);
      if (!side) return side.error();
      *data = *std::move(side);
    }
  }
  return Done{};
}

// The keys of what is no field.
std::vector<std::string> apart_keys(const Scene& scene) {
  std::vector<std::string> keys{"divergence_lab", "exhibit"};
  if (std::holds_alternative<BoxesScene>(scene.exhibit)) {
    keys.insert(keys.end(), boxes_array_keys().begin(), boxes_array_keys().end());
  } else {
    keys.insert(keys.end(), {"p", "q"});
  }
  if (std::holds_alternative<ArenaScene>(scene.exhibit)) keys.emplace_back(rivals_key);
  return keys;
}

}  // namespace

const char* exhibit_key(const Scene& scene) { return exhibit_keys[scene.exhibit.index()]; }

const char* exhibit_title(const Scene& scene) {
  static constexpr const char* titles[] = {N_("two distributions on a line"),
                                           N_("two distributions in the plane"), N_("the transport puzzle"),
                                           N_("networks that train live")};
  return titles[scene.exhibit.index()];
}

const Recorder* recorder_of(const Scene& scene) {
  return std::visit(
      [](const auto& exhibit) -> const Recorder* {
        if constexpr (requires { exhibit.recorder; })
          return &exhibit.recorder;
        else
          return nullptr;
      },
      scene.exhibit);
}
Recorder* recorder_of(Scene& scene) {
  return const_cast<Recorder*>(recorder_of(static_cast<const Scene&>(scene)));
}

const Distribution* line_side(const Scene& scene, Side side) {
  if (const auto* line = std::get_if<LineScene>(&scene.exhibit)) return &side_of(*line, side);
  if (const auto* arena = std::get_if<ArenaScene>(&scene.exhibit))
    return std::get_if<Distribution>(&side_of(*arena, side));
  return nullptr;
}
const Distribution2d* plane_side(const Scene& scene, Side side) {
  if (const auto* plane = std::get_if<PlaneScene>(&scene.exhibit)) return &side_of(*plane, side);
  if (const auto* arena = std::get_if<ArenaScene>(&scene.exhibit))
    return std::get_if<Distribution2d>(&side_of(*arena, side));
  return nullptr;
}
Distribution* line_side(Scene& scene, Side side) {
  return const_cast<Distribution*>(line_side(static_cast<const Scene&>(scene), side));
}
Distribution2d* plane_side(Scene& scene, Side side) {
  return const_cast<Distribution2d*>(plane_side(static_cast<const Scene&>(scene), side));
}

const char* play_label(const Scene& scene) {
  if (std::holds_alternative<ArenaScene>(scene.exhibit)) return N_("Play");
  if (const auto* line = std::get_if<LineScene>(&scene.exhibit))
    return line->play == LinePlay::fit ? N_("Fit") : N_("Sweep");
  if (std::holds_alternative<BoxesScene>(scene.exhibit)) return N_("Carry");
  return std::get<PlaneScene>(scene.exhibit).play == PlanePlay::move ? N_("Move") : N_("Sweep");
}

FieldList fields(Scene& scene) {
  FieldList list = std::visit([](auto& exhibit) { return fields(exhibit); }, scene.exhibit);
  list.push_back(FieldRef(name, scene.name).at(name.key));
  list.push_back(FieldRef(title, scene.title).at(title.key));
  list.push_back(FieldRef(caption, scene.caption).at(caption.key));
  list.push_back(FieldRef(seed, scene.seed).at(seed.key));
  return list;
}

Status validate(const Scene& scene) {
  std::int64_t checked = scene.seed;
  if (const Status status = FieldRef(seed, checked).at(seed.key).check(); !status) return status;
  return std::visit([](const auto& exhibit) { return validate(exhibit); }, scene.exhibit);
}

json to_json(const Scene& scene) {
  json object{{"divergence_lab", version}, {"exhibit", exhibit_key(scene)}};
  Scene copy = scene;
  for (const FieldRef& field : fields(copy)) {
    if (!kept_apart(field.path())) put(object, field.path(), json_from(field.get()));
  }
  std::visit([&](const auto& exhibit) { put_sides(exhibit, object); }, scene.exhibit);
  if (const auto* arena = std::get_if<ArenaScene>(&scene.exhibit)) put_rivals(*arena, object);
  return object;
}

Result<Scene> scene_from_json(const json& object, const std::vector<std::string>& folders) {
  if (const Status status = check_version(object); !status) return status.error();
  Result<Scene> begun = scene_for(object);
  if (!begun) return begun;
  Scene scene = *std::move(begun);
  const Status sides =
      std::visit([&](auto& exhibit) { return read_sides(exhibit, object, folders); }, scene.exhibit);
  if (!sides) return sides.error();
  if (const Status status = read_fields(fields(scene), object, "", {"", apart_keys(scene)}); !status)
    return status.error();
  if (auto* arena = std::get_if<ArenaScene>(&scene.exhibit))
    if (const Status status = read_rivals(object, *arena, folders); !status) return status.error();
  // Which costs a file chooses decides whether there has to be a table of them.
  auto* boxes = std::get_if<BoxesScene>(&scene.exhibit);
  if (boxes && boxes->cost == BoxCost::given && boxes->cost_matrix.empty()) settle(*boxes);
  if (const Status status = validate(scene); !status) return status.error();
  return scene;
}

Result<Scene> scene_from_text(const std::string& text, const std::vector<std::string>& folders) {
  const auto object = parse_json(text);
  if (!object) return object.error();
  return scene_from_json(*object, folders);
}

std::string to_text(const Scene& scene) { return dump_json(to_json(scene)) + "\n"; }

}  // namespace dlab
