#include "tests/core/gan_fixture.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace dlab::gan_fixture {
namespace {

using nlohmann::json;
using Values = std::vector<double>;

FieldValue field_value(const json& value) {
  if (value.is_boolean()) return value.get<bool>();
  if (value.is_string()) return value.get<std::string>();
  return value.get<double>();
}

std::string key(const MlpShape& shape) {
  return std::to_string(shape.inputs) + ' ' + std::to_string(shape.outputs) + ' ' +
         std::to_string(shape.depth);
}

}  // namespace

std::vector<Run> read() {
  std::ifstream file(std::string(DLAB_SOURCE_DIR) + "/tests/core/fixtures/gan_steps.json");
  const json all = json::parse(file);
  std::vector<Run> runs;
  for (const json& one : all.at("cases")) {
    Run run;
    const json& data = all.at("data").at(one.at("data").get<std::string>());
    run.settings.dimension = data.at("dimension");
    const FieldList list = fields(run.settings, "");
    for (const auto& [path, value] : one.at("settings").items()) {
      const auto field = find_field(list, path);
      EXPECT_TRUE(field && field->set(field_value(value))) << path;
    }
    const json& settings = one.at("settings");
    for (const char* part : {"objective", "critic.activation", "critic.depth", "critic.optimiser"})
      run.name += (run.name.empty() ? "" : " ") + settings.at(part).dump();
    run.name += ' ' + one.at("data").dump() + (run.settings.spectral ? " spectral" : "");
    run.critic_start = all.at("starts").at(key(run.settings.critic_shape())).get<Values>();
    run.generator_start = all.at("starts").at(key(run.settings.generator_shape())).get<Values>();
    for (const json& round : data.at("rounds"))
      run.rounds.push_back(
          {round.at("real"), round.at("noise"), round.at("between"), round.at("generator_noise")});
    const json& losses = one.at("losses");
    run.critic_loss = losses.at("critic").get<Values>();
    run.penalty = losses.at("penalty").get<Values>();
    run.estimate = losses.at("estimate").get<Values>();
    run.generator_loss = losses.at("generator").get<Values>();
    run.critic = one.at("critic").get<Values>();
    run.generator = one.at("generator").get<Values>();
    if (one.contains("u")) run.u = one.at("u").get<Values>();
    runs.push_back(std::move(run));
  }
  return runs;
}

}  // namespace dlab::gan_fixture
