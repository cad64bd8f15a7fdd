// Golden texts: compared with tests/figure/golden/NAME, or written there where DLAB_RENEW_GOLDEN is set.
#pragma once
#include <string>

namespace dlab {

// Fails the running test at the first line that differs.
void expect_golden(const std::string& name, const std::string& text);

}  // namespace dlab
