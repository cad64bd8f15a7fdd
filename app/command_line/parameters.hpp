// The table of parameters, from the fields themselves.
#pragma once
#include <string>

namespace dlab {

std::string parameters_table();  // Markdown

}  // namespace dlab
