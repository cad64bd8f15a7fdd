#include "app/host/compute_devices.hpp"

#include <algorithm>

#include "app/host/egl.hpp"
#include "app/host/pin_driver.hpp"

namespace dlab {
namespace {

class EglCompute : public ComputeContext {
 public:
  explicit EglCompute(std::unique_ptr<EglContext> context) : context_(std::move(context)) {}
  bool make_current() override { return context_->make_current(); }
  void release() override { context_->release(); }
  GLADapiproc function(const char* name) override { return context_->function(name); }

 private:
  std::unique_ptr<EglContext> context_;
};

}  // namespace

bool is_software(const GpuDevice& device) {
  return std::ranges::any_of(
      std::initializer_list<const char*>{"llvmpipe", "softpipe", "swrast", "SwiftShader"},
      [&](const char* name) { return device.renderer().find(name) != std::string::npos; });
}

std::vector<std::unique_ptr<GpuDevice>> compute_devices() {
  std::vector<std::unique_ptr<GpuDevice>> found;
  for (std::unique_ptr<EglContext>& context : EglContext::all(4, 3)) {
    Result<std::unique_ptr<GpuDevice>> device =
        GpuDevice::open(std::make_unique<EglCompute>(std::move(context)));
    if (!device) continue;
    (*device)->release();
    const bool known = std::ranges::any_of(
        found, [&](const auto& other) { return other->renderer() == (*device)->renderer(); });
    if (!known) found.push_back(*std::move(device));
  }
  pin_drivers();
  std::ranges::stable_partition(found, [](const auto& device) { return !is_software(*device); });
  return found;
}

Result<std::unique_ptr<GpuDevice>> best_compute_device() {
  std::vector<std::unique_ptr<GpuDevice>> devices = compute_devices();
  if (!devices.empty()) return std::move(devices.front());
  return Error{
      "",
      N_("Training on the graphics card needs OpenGL 4.3 through EGL, which this machine does not offer: "
         "install libegl1 and the card's driver, or train on the processor."),
      {}};
}

}  // namespace dlab
