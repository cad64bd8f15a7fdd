#include "app/command_line/devices.hpp"

#include <algorithm>
#include <thread>

#include "app/host/compute_devices.hpp"
#include "core/gan/cpu_run.hpp"

namespace dlab {

std::string list_of_devices() {
  const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  std::string list = "cpu\t" + CpuRun(std::min(cores, most_threads)).device() + "\n";
  for (const auto& device : compute_devices()) {
    const GpuLimits& limits = device->limits();
    list += "gl\t" + device->renderer() + "\tOpenGL " + device->version() + "\tgroups of " +
            std::to_string(limits.group) + ", " + std::to_string(limits.shared_memory >> 10) +
            " KiB shared, buffers of " + std::to_string(limits.storage_block >> 20) + " MiB\t" +
            (is_software(*device) ? "tiles of 64 x 64, in software" : "tiles of 64 x 64") + "\n";
  }
  return list;
}

}  // namespace dlab
