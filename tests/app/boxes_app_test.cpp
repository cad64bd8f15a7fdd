// Exhibit C in the program: boxes carried by hand and keyboard, the table, inspector, undo.
#include <GLFW/glfw3.h>

#include <cmath>

#include "tests/app/app_fixture.hpp"

namespace dlab {
namespace {

class BoxesAppTest : public AppFixture {
 protected:
  void SetUp() override { start("six-boxes"); }

  const BoxesScene& boxes() const { return std::get<BoxesScene>(app_->scene().exhibit); }
  double cost() const { return app_->results().get<BoxesResults>()->cost; }
  float middle(const std::string& name) {
    const Probe::Place p = place(name);
    return p.x + p.w / 2;
  }
  // Between two positions on the line, pixels.
  float step() { return (middle("handle.box.2.0") - middle("handle.box.0.0")) / 2; }
};

TEST_F(BoxesAppTest, ADragCarriesABoxAndUndoBringsItBack) {
  const BoxesScene before = boxes();
  drag("handle.box.0.2", 9 * step(), 0);
  EXPECT_EQ(boxes().destinations[0], (std::vector<std::int64_t>{-1, -1, 3}));
  EXPECT_EQ(cost(), 9);
  drag("handle.box.0.1", 6 * step(), -40);
  EXPECT_EQ(cost(), 9 + 6);
  key(GLFW_KEY_Z, true);
  key(GLFW_KEY_Z, true);
  EXPECT_EQ(boxes(), before);
  key(GLFW_KEY_Z, true, true);
  EXPECT_EQ(cost(), 9);
  drag("handle.box.0.2", -5 * step(), 0);  // let go over nothing: home
  EXPECT_EQ(boxes(), before);
}

TEST_F(BoxesAppTest, NumbersFollowTheHandWhileItHolds) {
  const Probe::Place p = place("handle.box.0.2");
  const float x = p.x + p.w / 2, y = p.y + p.h / 2, to = step();
  move(x, y);
  frames(1);
  input_.pointer->left = true;
  frames(1);
  move(x + 6 * to, y);
  EXPECT_EQ(cost(), 6);
  move(x + 8 * to, y);
  EXPECT_EQ(cost(), 8);
  move(x + 4 * to, y);
  EXPECT_EQ(cost(), 0);
  input_.pointer->left = false;
  frames(2);
  key(GLFW_KEY_Z, true);
  EXPECT_EQ(app_->state_text().find("\"notice\""), std::string::npos);
}

TEST_F(BoxesAppTest, TheTableIsClickedAndTyped) {
  click("handle.cell.0.3");
  EXPECT_EQ(box_plan(boxes())[3], 1);
  click("handle.cell.0.3");
  EXPECT_EQ(box_plan(boxes())[3], 2);
  key(GLFW_KEY_3);
  EXPECT_EQ(box_plan(boxes())[3], 3);
  key(GLFW_KEY_DOWN);
  EXPECT_EQ(box_plan(boxes())[3], 2);
  key(GLFW_KEY_DELETE);
  EXPECT_EQ(box_plan(boxes())[3], 0);
  EXPECT_EQ(app_->state_text().find("\"notice\""), std::string::npos) << "a digit is no view here";
  const Probe::Place p = place("handle.cell.0.3");
  click("handle.cell.0.3");
  move(p.x + p.w / 2, p.y + p.h / 2);
  input_.pointer->right = true;
  frames(1);
  input_.pointer->right = false;
  frames(2);
  EXPECT_EQ(box_plan(boxes())[3], 0) << "the other button takes one away";
}

TEST_F(BoxesAppTest, EverythingGoesByKeyboard) {
  for (int i = 0; i < 80 && boxes().destinations[0][0] == not_carried; ++i) {
    key(GLFW_KEY_TAB);
    key(GLFW_KEY_RIGHT);  // a box goes to the first place; elsewhere it is a step of the plan or nothing
    if (boxes().destinations[0][0] == not_carried && cost() != 0) key(GLFW_KEY_Z, true);
  }
  EXPECT_EQ(boxes().destinations[0][0], 0);
  key(GLFW_KEY_RIGHT);
  EXPECT_EQ(boxes().destinations[0][0], 1);
}

TEST_F(BoxesAppTest, StepPlayAndResetGoTheBestWay) {
  click("step");
  EXPECT_EQ(app_->results().get<BoxesResults>()->carried, 1);
  click("load_optimum");
  EXPECT_EQ(cost(), 42);
  EXPECT_TRUE(app_->results().get<BoxesResults>()->complete());
  click("show_optimum");
  EXPECT_TRUE(boxes().show_optimum);
  click("show_prices");
  EXPECT_TRUE(boxes().show_prices);
  click("reset");
  EXPECT_EQ(app_->results().get<BoxesResults>()->carried, 0);
  click("play");
  EXPECT_TRUE(app_->busy());
  frames(200);
  EXPECT_GT(app_->results().get<BoxesResults>()->carried, 0);
}

TEST_F(BoxesAppTest, StockAndDemandAreEdited) {
  const Probe::Place p = place("stock.0.amount");
  move(p.x + p.w - 12, p.y + p.h / 2);  // its plus
  frames(1);
  input_.pointer->left = true;
  frames(1);
  input_.pointer->left = false;
  frames(2);
  EXPECT_EQ(boxes().stock[0].amount, 4);
  EXPECT_FALSE(app_->results().get<BoxesResults>()->optimum);
  click("stock.add");
  EXPECT_EQ(boxes().stock.size(), 4u);
  click("stock.3.remove");
  EXPECT_EQ(boxes().stock.size(), 3u);
}

TEST_F(BoxesAppTest, IsATabOfTheRail) {
  start("two-bells");
  click("rail.boxes");
  EXPECT_EQ(app_->scene().name, "six-boxes");
  click("rail.line");
  EXPECT_TRUE(std::holds_alternative<LineScene>(app_->scene().exhibit));
  key(GLFW_KEY_Z, true);
  EXPECT_EQ(app_->scene().name, "six-boxes");
}

}  // namespace
}  // namespace dlab
