// The JSON schema of 1-D distributions, the same in requests and scenes.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/distribution/distribution.hpp"

namespace dlab {

// {"type":"normal","mean":0,"std":1} …; samples carry their values, so that a file needs no other file.
nlohmann::json to_json(const Distribution& distribution);

// Errors name the place under `where`: "p.components[1].distribution.std". Nested mixtures are flattened. A
// samples' "file" is looked for in `folders` in turn, then in the working directory; "bandwidth" may be
// "silverman".
Result<Distribution> distribution_from_json(const nlohmann::json& json, const std::string& where,
                                            const std::vector<std::string>& folders = {});

// The numbers of a CSV file as samples: file, column and condition remembered, missing cells counted.
Result<Samples> samples_from_file(const std::string& path, const std::string& column,
                                  const std::string& where_column = "", const std::string& where_value = "");

}  // namespace dlab
