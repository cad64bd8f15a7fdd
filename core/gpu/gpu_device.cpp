#include "core/gpu/gpu_device.hpp"

#include "core/gpu/compute_program.hpp"

namespace dlab {
namespace {

constexpr GpuLimits least{1 << 27, 32 << 10, 256, 8};  // what OpenGL 4.3 promises, but for a group's size

std::string text(const GLubyte* characters) {
  return characters ? reinterpret_cast<const char*>(characters) : "";
}

}  // namespace

GpuDevice::~GpuDevice() {
  if (!context_->make_current()) return;
  programs_.clear();
  context_->release();
}

Result<std::unique_ptr<GpuDevice>> GpuDevice::open(std::unique_ptr<ComputeContext> context) {
  std::unique_ptr<GpuDevice> made(new GpuDevice);
  GpuDevice& device = *made;
  device.context_ = std::move(context);
  const Error too_old{"",
                      N_("Training on the graphics card needs OpenGL 4.3, which this driver does not offer: "
                         "update it, or train on the processor."),
                      {}};
  if (!device.context_->make_current()) return too_old;
  if (!device.gl_.load([&](const char* name) { return device.context_->function(name); })) return too_old;
  const GlApi& gl = device.gl_;
  device.renderer_ = text(gl.GetString(GL_RENDERER));
  device.version_ = text(gl.GetString(GL_VERSION));
  GLint major = 0, minor = 0, blocks = 0, shared = 0, group = 0;
  gl.GetIntegerv(GL_MAJOR_VERSION, &major);
  gl.GetIntegerv(GL_MINOR_VERSION, &minor);
  if (10 * major + minor < 43) return too_old;
  GLint64 block = 0;
  gl.GetInteger64v(GL_MAX_SHADER_STORAGE_BLOCK_SIZE, &block);
  gl.GetIntegerv(GL_MAX_COMPUTE_SHARED_MEMORY_SIZE, &shared);
  gl.GetIntegerv(GL_MAX_COMPUTE_WORK_GROUP_INVOCATIONS, &group);
  gl.GetIntegerv(GL_MAX_COMPUTE_SHADER_STORAGE_BLOCKS, &blocks);
  device.limits_ = {block, shared, group, blocks};
  if (block < least.storage_block || shared < least.shared_memory || group < least.group ||
      blocks < least.storage_blocks)
    return too_old;
  return made;
}

Result<ComputeProgram*> GpuDevice::program(const std::string& file, const Defines& defines) {
  std::string key = file;
  for (const auto& [name, value] : defines) key += " " + name + "=" + std::to_string(value);
  std::unique_ptr<ComputeProgram>& known = programs_[key];
  if (!known) {
    Result<std::unique_ptr<ComputeProgram>> made = ComputeProgram::compile(gl_, file, defines);
    if (!made) return made.error();
    known = *std::move(made);
  }
  return known.get();
}

}  // namespace dlab
