// Shaders put together from files, and what a driver says of them.
#include "core/gpu/shader_text.hpp"

#include "core/gpu/compute_program.hpp"
#include "tests/gpu/device.hpp"

namespace dlab {
namespace {

const ShaderFiles few{{"main.comp", "#include \"a.glsl\"\n#include \"b.glsl\"\nvoid main() {}\n"},
                      {"a.glsl", "#include \"b.glsl\"\nint a;\n"},
                      {"b.glsl", "int b;\n"},
                      {"lost.comp", "#include \"nowhere.glsl\"\n"}};

TEST(ShaderText, IncludesEveryFileOnceAndKnowsItsLines) {
  const Result<ShaderText> made = shader_text("main.comp", {{"SIDE", 3}}, few);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->text, "#version 430 core\n#define SIDE 3\nint b;\nint a;\nvoid main() {}\n");
  std::string places;
  for (const ShaderText::Place& place : made->places)
    places += place.file + ":" + std::to_string(place.line) + " ";
  EXPECT_EQ(places,
            "shaders/compute/main.comp:0 shaders/compute/main.comp:0 shaders/compute/b.glsl:1 "
            "shaders/compute/a.glsl:2 shaders/compute/main.comp:3 ");
}

TEST(ShaderText, AMissingFileIsNamed) {
  for (const char* file : {"none.comp", "lost.comp"}) {
    const Result<ShaderText> made = shader_text(file, {}, few);
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().text().find(file), std::string::npos);
  }
}

TEST(ShaderText, ComplaintsNameTheirFileAndLine) {
  const std::vector<ShaderText::Place> places{{"main.comp", 0}, {"main.comp", 1}, {"a.glsl", 7}};
  EXPECT_EQ(with_places("0:3(5): error: `x' undeclared\n", places), "a.glsl:7: error: `x' undeclared");
  EXPECT_EQ(with_places("0(2) : error C1503: undefined variable \"x\"\n\nlast words\n", places),
            "main.comp:1: error C1503: undefined variable \"x\"\nlast words");
  EXPECT_EQ(with_places("0:9(1): error: far away\n", places), "0:9(1): error: far away");
}

using ComputeDevice = OnDevice;

TEST_F(ComputeDevice, ABrokenShaderIsRefusedByFileAndLine) {
  const ShaderFiles broken{
      {"broken.comp", "layout(local_size_x = 1) in;\n#include \"part.glsl\"\nvoid main() { f(); }\n"},
      {"part.glsl", "\n\nvoid f() { undeclared = 1; }\n"}};
  const auto program = ComputeProgram::compile(device_->gl(), "broken.comp", {}, broken);
  ASSERT_FALSE(program);
  EXPECT_NE(program.error().text().find("shaders/compute/part.glsl:3"), std::string::npos)
      << program.error().text();
}

TEST_F(ComputeDevice, SaysWhatItIs) {
  EXPECT_FALSE(device_->renderer().empty());
  EXPECT_FALSE(device_->version().empty());
  EXPECT_GE(device_->limits().shared_memory, 32 << 10);
  EXPECT_GE(device_->limits().group, 256);
}

class Refused : public ComputeContext {
 public:
  bool make_current() override { return false; }
  void release() override {}
  GLADapiproc function(const char*) override { return nullptr; }
};

TEST(ComputeDeviceRefused, SaysSo) {
  const auto device = GpuDevice::open(std::make_unique<Refused>());
  ASSERT_FALSE(device);
  EXPECT_NE(device.error().text().find("OpenGL 4.3"), std::string::npos);
}

}  // namespace
}  // namespace dlab
