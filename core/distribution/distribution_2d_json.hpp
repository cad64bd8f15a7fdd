// The JSON schema of distributions in the plane, the same in requests and scenes.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/distribution/distribution_2d.hpp"

namespace dlab {

// {"type":"normal_2d","mean":[0,0],"std":[1,2],"angle":30} … Places are [x,y]. Points, cells and pictures
// carry their values, so that a file needs no other file.
nlohmann::json to_json(const Distribution2d& distribution);

// Errors name the place under `where`: "p.components[1].distribution.std_u". Normals take "cov" as well, or
// "std_u", "std_v". Nested mixtures are flattened, and "mixture" is read as "mixture_2d". The "file" of
// points is looked for in `folders` in turn, then in the working directory; "bandwidth" may be "silverman".
// The file of an image and a text are kept as names: who can read and draw them fills the cells.
Result<Distribution2d> distribution_2d_from_json(const nlohmann::json& json, const std::string& where,
                                                 const std::vector<std::string>& folders = {});

// Whether the object's type is one of the plane's, or a mixture's first component is.
bool in_plane(const nlohmann::json& json);

// Two columns of a CSV file as points: file, columns and condition remembered, missing cells counted.
Result<Points2d> points_from_file(const std::string& path, const std::string& column_x,
                                  const std::string& column_y, const std::string& where_column = "",
                                  const std::string& where_value = "");

}  // namespace dlab
