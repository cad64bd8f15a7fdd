// The arrays of exhibit C's scenes in files; its other fields are read and written like everybody's.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/exhibit/boxes.hpp"

namespace dlab {

// "stock", "demand", "cost_matrix", "destinations".
const std::vector<std::string>& boxes_array_keys();
// {"stock": [{"at": 1, "amount": 3}, …], "demand": […], "destinations": [[3, 3, null], …]}, with labels
// and "cost_matrix": [[0, 10], …] where there are any.
void put_boxes_arrays(const BoxesScene& scene, nlohmann::json& object);
// Reads those that are there; without "destinations" no box is carried yet, without "cost_matrix" given costs
// are the distances. Errors name "stock[2].amount", "cost_matrix[0]" …; the rules between them are
// validate()'s.
Status read_boxes_arrays(const nlohmann::json& object, BoxesScene& scene);

}  // namespace dlab
