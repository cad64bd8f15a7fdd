// What the program will hand to the catalogue at run time is in the Chinese one: fields, kinds, scenes.
#include <gtest/gtest.h>

#include "core/base/languages.hpp"
#include "core/distribution/distribution.hpp"
#include "core/exhibit/scene.hpp"

namespace dlab {
namespace {

void expect_known(const std::string& id, const std::string& place) {
  if (id.empty()) return;
  EXPECT_TRUE(catalog_for("zh").entries().contains(id))
      << place << ": \"" << id << "\" is not marked for translation";
}

void expect_known(const FieldList& fields, const std::string& place) {
  for (const FieldRef& field : fields) {
    const std::string at = place + " " + field.path();
    expect_known(field.info().label, at);
    expect_known(field.info().unit, at);
    expect_known(field.info().help, at);
    for (const Choice& choice : field.info().choices) expect_known(choice.label, at);
  }
}

TEST(MessagesShown, EveryFieldOfEveryScene) {
  for (Scene scene : built_in_scenes()) {
    expect_known(scene.title, scene.name);
    expect_known(scene.caption, scene.name);
    expect_known(fields(scene), scene.name);
  }
}

TEST(MessagesShown, EveryKindOfDistribution) {
  for (int kind = 0; kind <= static_cast<int>(DistributionKind::mixture); ++kind) {
    Distribution distribution = convert(Normal{0, 1}, static_cast<DistributionKind>(kind));
    ASSERT_EQ(kind_of(distribution), static_cast<DistributionKind>(kind));
    expect_known(kind_label(kind_of(distribution)), "kind");
    expect_known(fields(distribution, "q"), kind_key(kind_of(distribution)));
  }
}

}  // namespace
}  // namespace dlab
