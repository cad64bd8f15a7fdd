// The parameter that the recorder follows: a real field of P or Q, set over and over on a copy.
#include "core/exhibit/line_solve_parameter.hpp"

#include <charconv>

namespace dlab {
namespace {

const char* prefix(Side side) { return side == Side::p ? "p" : "q"; }

// "q.components.1.mean" → 2, "q.points.0" → 1; 0 if the path counts nothing.
std::size_t ordinal(const std::string& path) {
  const std::size_t digit = path.find_first_of("0123456789");
  if (digit == std::string::npos || path[digit - 1] != '.') return 0;
  std::size_t index = 0;
  std::from_chars(path.data() + digit, path.data() + path.size(), index);
  return index + 1;
}

}  // namespace

Result<LineParameter> LineParameter::find(const LineScene& scene, const std::string& path) {
  LineParameter found;
  found.path_ = path;
  found.side_ = path.starts_with("p.") ? Side::p : Side::q;
  found.base_ = found.side_ == Side::p ? scene.p : scene.q;
  const FieldList list = fields(found.base_, prefix(found.side_));
  const auto field = find_field(list, path);
  if (!field) return field.error();
  if (field->info().kind != FieldKind::real)
    return Error{path, N_("must be a number that can be dragged; choose a mean or a width"), {}};
  found.value_ = std::get<double>(field->get());
  found.info_ = &field->info();
  return found;
}

std::optional<Distribution> LineParameter::at(double x) const {
  Distribution moved = base_;
  for (const FieldRef& field : fields(moved, prefix(side_)))
    if (field.path() == path_) return field.set(x) && validate(moved) ? std::optional(moved) : std::nullopt;
  return std::nullopt;
}

std::string LineParameter::name(const Catalog& words) const {
  const std::string letter = side_ == Side::p ? "P" : "Q";
  const std::size_t count = ordinal(path_);
  if (count == 0) return words("%1 of %2", {words(info_->label), letter});
  if (path_.find(".components.") == std::string::npos)
    return words("%1 of %2's point %3", {words(info_->label), letter, std::to_string(count)});
  return words("%1 of %2's component %3", {words(info_->label), letter, std::to_string(count)});
}

}  // namespace dlab
