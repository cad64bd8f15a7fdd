// A device to compute on: its context, functions, limits, and the programs compiled for it.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.hpp"
#include "core/gpu/compute_context.hpp"
#include "core/gpu/gl_api.hpp"

namespace dlab {

class ComputeProgram;

// What decides how a run is laid out, in bytes and invocations.
struct GpuLimits {
  std::int64_t storage_block = 0;  // bytes of one buffer
  std::int64_t shared_memory = 0;  // bytes of one work-group
  int group = 0;                   // invocations of one work-group
  int storage_blocks = 0;          // that a program may have
};

class GpuDevice {
 public:
  // Takes the context for the calling thread. Errors: no OpenGL 4.3, limits too small (sentence with a
  // remedy).
  static Result<std::unique_ptr<GpuDevice>> open(std::unique_ptr<ComputeContext> context);
  ~GpuDevice();
  GpuDevice(const GpuDevice&) = delete;

  const GlApi& gl() const { return gl_; }
  const GpuLimits& limits() const { return limits_; }
  const std::string& renderer() const { return renderer_; }  // "llvmpipe (LLVM 15.0.6, 256 bits)"
  const std::string& version() const { return version_; }    // "4.5 (Core Profile) Mesa 22.3.6"

  // For the calling thread, until release(); false: the device is lost.
  bool make_current() { return context_->make_current(); }
  void release() { context_->release(); }

  // A program of shaders/compute, compiled when it is first asked for; `defines` are name and value.
  using Defines = std::vector<std::pair<std::string, int>>;
  Result<ComputeProgram*> program(const std::string& file, const Defines& defines);

 private:
  GpuDevice() = default;
  std::unique_ptr<ComputeContext> context_;
  GlApi gl_;
  GpuLimits limits_;
  std::string renderer_, version_;
  std::map<std::string, std::unique_ptr<ComputeProgram>> programs_;
};

}  // namespace dlab
