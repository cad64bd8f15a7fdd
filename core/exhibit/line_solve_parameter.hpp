// The parameter that the recorder follows: a real field of P or Q, set over and over on a copy.
#pragma once
#include <optional>
#include <string>

#include "core/exhibit/line.hpp"

namespace dlab {

class LineParameter {
 public:
  // By its path ("q.mean", "p.components.1.weight"); an Error names the nearest path if there is none such.
  static Result<LineParameter> find(const LineScene& scene, const std::string& path);

  Side side() const { return side_; }
  double value() const { return value_; }  // in the scene it was found in
  // The side's distribution with the parameter at x; none if x is not admissible there.
  std::optional<Distribution> at(double x) const;
  // "mean of Q", in the catalogue's language.
  std::string name(const Catalog& words) const;

 private:
  LineParameter() = default;

  Side side_ = Side::q;
  std::string path_;
  Distribution base_;
  const FieldInfo* info_ = nullptr;
  double value_ = 0;
};

}  // namespace dlab
