// The parameter that exhibit B's recorder follows: a real field of P or Q, set over and over on a copy.
#pragma once
#include <optional>
#include <string>

#include "core/exhibit/plane.hpp"

namespace dlab {

class PlaneParameter {
 public:
  static Result<PlaneParameter> find(const PlaneScene& scene, const std::string& path);

  Side side() const { return side_; }
  double value() const { return value_; }  // in the scene it was found in
  // The side's distribution with the parameter at x; none if x is not admissible there.
  std::optional<Distribution2d> at(double x) const;
  std::string name(const Catalog& words) const;  // "angle of Q"

 private:
  PlaneParameter() = default;
  Side side_ = Side::q;
  std::string path_;
  Distribution2d base_;
  const FieldInfo* info_ = nullptr;
  double value_ = 0;
};

}  // namespace dlab
