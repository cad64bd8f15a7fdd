#include "core/math/estimate.hpp"

namespace dlab {

const char* method_key(Method method) {
  switch (method) {
    case Method::closed_form:
      return "closed_form";
    case Method::quadrature:
      return "quadrature";
    case Method::exact:
      return "exact";
    case Method::sampled:
      return "sampled";
  }
  return "exact";
}

}  // namespace dlab
