// Honest numbers: a value never travels without its error and the way it was computed.
#pragma once
#include <limits>
#include <string>

namespace dlab {

enum class Method { closed_form, quadrature, exact, sampled };

const char* method_key(Method method);  // "closed_form", … as in the command line's JSON

struct Estimate {
  double value = 0;  // may be +infinity, by definition rather than by overflow
  double error = 0;  // bound on |value − truth|; for `sampled` one standard error
  Method method = Method::exact;
  std::string why;  // message id: not empty if the quantity is undefined for the pair; then value is NaN

  bool defined() const { return why.empty(); }
  bool infinite() const { return value == std::numeric_limits<double>::infinity(); }
  bool operator==(const Estimate&) const = default;
};

}  // namespace dlab
