// Follows one field of a side through its values.
#include "core/exhibit/plane_parameter.hpp"

#include <charconv>

namespace dlab {

Result<PlaneParameter> PlaneParameter::find(const PlaneScene& scene, const std::string& path) {
  PlaneParameter found;
  found.path_ = path;
  found.side_ = path.starts_with("p.") ? Side::p : Side::q;
  found.base_ = side_of(scene, found.side_);
  const FieldList list = fields(found.base_, side_key(found.side_));
  const auto field = find_field(list, path);
  if (!field) return field.error();
  if (field->info().kind != FieldKind::real)
    return Error{path, N_("must be a number that can be dragged; choose a place or a width"), {}};
  found.value_ = std::get<double>(field->get());
  found.info_ = &field->info();
  return found;
}

std::optional<Distribution2d> PlaneParameter::at(double x) const {
  Distribution2d moved = base_;
  for (const FieldRef& field : fields(moved, side_key(side_)))
    if (field.path() == path_) return field.set(x) && validate(moved) ? std::optional(moved) : std::nullopt;
  return std::nullopt;
}

std::string PlaneParameter::name(const Catalog& words) const {
  const std::string letter = side_ == Side::p ? "P" : "Q";
  std::string label = words(info_->label);
  const std::size_t digit = path_.find(".components.");
  if (digit == std::string::npos) return words("%1 of %2", {label, letter});
  std::size_t index = 0;
  std::from_chars(path_.data() + digit + 12, path_.data() + path_.size(), index);
  return words("%1 of %2's component %3", {label, letter, std::to_string(index + 1)});
}

}  // namespace dlab
