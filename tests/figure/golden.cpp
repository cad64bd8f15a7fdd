#include "tests/figure/golden.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <sstream>

#include "core/base/file.hpp"

namespace dlab {

bool same_line(const std::string& a, const std::string& b, double tolerance) {
  const auto numeric = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) || c == '-'; };
  const char *x = a.c_str(), *y = b.c_str();
  while (*x && *y) {
    if (tolerance > 0 && numeric(*x) && numeric(*y)) {
      char *x_end, *y_end;
      const double u = std::strtod(x, &x_end), v = std::strtod(y, &y_end);
      if (x_end != x && y_end != y) {
        if (std::abs(u - v) > tolerance) return false;
        x = x_end;
        y = y_end;
        continue;
      }
    }
    if (*x++ != *y++) return false;
  }
  return *x == *y;
}

void expect_golden(const std::string& name, const std::string& text, double tolerance) {
  const std::string path = std::string(DLAB_SOURCE_DIR) + "/tests/figure/golden/" + name;
  if (std::getenv("DLAB_RENEW_GOLDEN")) {
    const Status written = write_file(path, text);
    ASSERT_TRUE(written) << written.error().text();
    return;
  }
  const Result<std::string> wanted = read_file(path);
  ASSERT_TRUE(wanted) << wanted.error().text() << "; set DLAB_RENEW_GOLDEN=1 to write it";
  std::istringstream want(*wanted), have(text);
  std::string a, b;
  for (int line = 1;; ++line) {
    const bool more_a = static_cast<bool>(std::getline(want, a)),
               more_b = static_cast<bool>(std::getline(have, b));
    if (!more_a && !more_b) return;
    ASSERT_TRUE(more_a && more_b && same_line(a, b, tolerance))
        << path << ":" << line << "\nwanted: " << (more_a ? a : "(end)")
        << "\n   got: " << (more_b ? b : "(end)")
        << "\nif the change is meant, run with DLAB_RENEW_GOLDEN=1 and look at the difference";
  }
}

}  // namespace dlab
