// `divergence-lab transport`: JSON in, JSON out.
#pragma once
#include <string>

#include "core/base/error.hpp"

namespace dlab {

// The answer to the request in a file, or on standard input for "-".
Result<std::string> run_transport(const std::string& request);

// The answer to a request's text; `folder` is where its relative file names start.
Result<std::string> answer_transport(const std::string& text, const std::string& folder);

}  // namespace dlab
