// The devices of this machine that can train: each EGL display with OpenGL 4.3, graphics cards before
// software.
#pragma once
#include <memory>
#include <vector>

#include "core/gpu/gpu_device.hpp"

namespace dlab {

// Each once, by what its renderer calls itself; current on no thread.
std::vector<std::unique_ptr<GpuDevice>> compute_devices();
// The first of them. Errors: there is none (sentence with a remedy).
Result<std::unique_ptr<GpuDevice>> best_compute_device();
// Whether a renderer is a program and no hardware: "llvmpipe …".
bool is_software(const GpuDevice& device);

}  // namespace dlab
