#include "app/command_line/distance.hpp"

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/base/file.hpp"
#include "core/base/json.hpp"
#include "core/distribution/distribution_json.hpp"
#include "core/divergence/distances.hpp"
#include "core/exhibit/line.hpp"

namespace dlab {
namespace {

using Json = nlohmann::ordered_json;

Json answer(const Estimate& estimate) {
  if (!estimate.defined()) return {{"value", nullptr}, {"why", estimate.why}};
  Json value = estimate.infinite() ? Json("inf") : Json(estimate.value);
  return {{"value", std::move(value)}, {"method", method_key(estimate.method)}, {"error", estimate.error}};
}

Result<Law> side(const nlohmann::json& request, const char* key, const std::string& folder) {
  const auto found = request.find(key);
  if (found == request.end()) return Error{key, N_("is missing; a distribution is expected"), {}};
  if (found->is_object() && found->contains("type") && (*found)["type"].is_string()) {
    const std::string type = (*found)["type"];
    if (type == "normal_2d" || type == "points_2d")
      return Error{std::string(key) + ".type",
                   N_("distributions in the plane are not computed yet; give a 1-D type such as \"normal\""),
                   {}};
  }
  Result<Distribution> distribution = distribution_from_json(*found, key, {folder});
  if (!distribution) return distribution.error();
  return Law(*distribution);
}

Result<Unit> unit_of(const nlohmann::json& request) {
  const auto found = request.find("unit");
  if (found == request.end() || *found == "nats") return Unit::nats;
  if (*found == "bits") return Unit::bits;
  return Error{"unit", N_("must be \"nats\" or \"bits\", got %1"), {shown_json(*found)}};
}

}  // namespace

Result<std::string> answer_distance(const std::string& text, const std::string& folder) {
  const Result<nlohmann::json> request = parse_json(text);
  if (!request) return request.error();
  if (const Status keys = check_object(*request, "", {"p", "q", "unit"}); !keys) return keys.error();
  const Result<Unit> unit = unit_of(*request);
  if (!unit) return unit.error();
  const Result<Law> p = side(*request, "p", folder);
  if (!p) return p.error();
  const Result<Law> q = side(*request, "q", folder);
  if (!q) return q.error();
  Distances values = distances(*p, *q);
  if (*unit == Unit::bits) values = in_bits(values);
  Json out{{"dimension", 1}, {"unit", *unit == Unit::bits ? "bits" : "nats"}};
  for (DistanceKind kind : all_distances) out[distance_key(kind)] = answer(values[kind]);
  return out.dump() + "\n";
}

Status run_distance(const std::string& request) {
  std::string text, folder = ".";
  const bool standard_input = request == "-";
  if (standard_input) {
    text.assign(std::istreambuf_iterator<char>(std::cin), {});
  } else {
    Result<std::string> read = read_file(request, std::size_t{1} << 30);
    if (!read) return read.error();
    text = *std::move(read);
    const std::string parent = std::filesystem::path(request).parent_path().string();
    if (!parent.empty()) folder = parent;
  }
  const Result<std::string> answer = answer_distance(text, folder);
  if (!answer) return answer.error().in_file(standard_input ? "standard input" : request);
  std::fputs(answer->c_str(), stdout);
  return Done{};
}

}  // namespace dlab
