// Golden texts: compared with tests/figure/golden/NAME, or written there where DLAB_RENEW_GOLDEN is set.
#pragma once
#include <string>

namespace dlab {

// Fails the running test at the first line that differs. Numbers may differ by `tolerance`: what was computed
// is rounded differently by different processors.
void expect_golden(const std::string& name, const std::string& text, double tolerance = 0);
bool same_line(const std::string& a, const std::string& b, double tolerance);

}  // namespace dlab
