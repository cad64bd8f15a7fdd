#include "app/command_line/distance.hpp"

#include <array>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/base/file.hpp"
#include "core/base/json.hpp"
#include "core/distribution/distribution_2d_json.hpp"
#include "core/distribution/distribution_json.hpp"
#include "core/divergence/normal_2d.hpp"
#include "core/exhibit/line.hpp"

namespace dlab {
namespace {

using Json = nlohmann::ordered_json;

Json answer(const Estimate& estimate) {
  if (!estimate.defined()) return {{"value", nullptr}, {"why", estimate.why}};
  Json value = estimate.infinite() ? Json("inf") : Json(estimate.value);
  return {{"value", std::move(value)}, {"method", method_key(estimate.method)}, {"error", estimate.error}};
}

// What has a closed form, for now.
Result<Normal2d> normal_2d(const nlohmann::json& side, const std::string& where, const std::string& folder) {
  const Result<Distribution2d> read = distribution_2d_from_json(side, where, {folder});
  if (!read) return read.error();
  if (const auto* normal = std::get_if<Normal2d>(&*read)) return *normal;
  return Error{where + ".type", N_("is not computed in the plane yet; give \"normal_2d\" or a 1-D type"), {}};
}

Result<Law> law(const nlohmann::json& side, const char* where, const std::string& folder) {
  const Result<Distribution> distribution = distribution_from_json(side, where, {folder});
  if (!distribution) return distribution.error();
  return Law(*distribution);
}

struct Answer {
  int dimension;
  Distances distances;
};

Result<Answer> compute(const nlohmann::json& p, const nlohmann::json& q, const std::string& folder) {
  if (in_plane(p) != in_plane(q))
    return Error{"q.type",
                 N_("one distribution lies on the line and one in the plane; give both in the same space"),
                 {}};
  if (in_plane(p)) {
    const Result<Normal2d> first = normal_2d(p, "p", folder);
    if (!first) return first.error();
    const Result<Normal2d> second = normal_2d(q, "q", folder);
    if (!second) return second.error();
    return Answer{2, distances(*first, *second)};
  }
  const Result<Law> first = law(p, "p", folder);
  if (!first) return first.error();
  const Result<Law> second = law(q, "q", folder);
  if (!second) return second.error();
  return Answer{1, distances(*first, *second)};
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
  for (const char* key : {"p", "q"})
    if (!request->contains(key)) return Error{key, N_("is missing; a distribution is expected"), {}};
  Result<Answer> result = compute((*request)["p"], (*request)["q"], folder);
  if (!result) return result.error();
  if (*unit == Unit::bits) result->distances = in_bits(result->distances);
  Json out{{"dimension", result->dimension}, {"unit", *unit == Unit::bits ? "bits" : "nats"}};
  for (DistanceKind kind : all_distances) out[distance_key(kind)] = answer(result->distances[kind]);
  return out.dump() + "\n";
}

Result<std::string> run_distance(const std::string& request) {
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
  Result<std::string> answer = answer_distance(text, folder);
  if (!answer) return answer.error().in_file(standard_input ? "standard input" : request);
  return answer;
}

}  // namespace dlab
