// What the requests of `distance` and `transport` share: reading them, and the distributions in them.
#pragma once
#include <functional>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/error.hpp"
#include "core/distribution/distribution_2d.hpp"

namespace dlab {

// The answer to the request in a file, or on standard input for "-". `answer` gets the request's text and the
// folder where its relative file names start; its errors are told with the request's name.
Result<std::string> run_request(
    const std::string& request,
    const std::function<Result<std::string>(const std::string& text, const std::string& folder)>& answer);

// Both "p" and "q" are there, and both lie on the line or both in the plane.
Status check_pair(const nlohmann::json& request);

// A distribution in the plane that can be computed with: its pictures and words have cells.
Result<Distribution2d> distribution_2d_of_request(const nlohmann::json& side, const std::string& where,
                                                  const std::string& folder);

// A number of the request within limits, or `otherwise`.
Result<double> number_of_request(const nlohmann::json& request, const char* key, double low, double high,
                                 double otherwise, bool low_open = false);
Result<std::int64_t> count_of_request(const nlohmann::json& request, const char* key, std::int64_t low,
                                      std::int64_t high, std::int64_t otherwise);

}  // namespace dlab
