#include "app/host/pin_driver.hpp"

#ifdef __SANITIZE_ADDRESS__
#include <dlfcn.h>
#include <link.h>

#include <string>
#include <vector>
#endif

namespace dlab {

#ifdef __SANITIZE_ADDRESS__

void pin_drivers() {
  std::vector<std::string> drivers;
  dl_iterate_phdr(
      [](dl_phdr_info* info, std::size_t, void* found) {
        const std::string name = info->dlpi_name ? info->dlpi_name : "";
        if (name.find("_dri.so") != std::string::npos || name.find("libgallium") != std::string::npos)
          static_cast<std::vector<std::string>*>(found)->push_back(name);
        return 0;
      },
      &drivers);
  for (const std::string& driver : drivers) dlopen(driver.c_str(), RTLD_NOW | RTLD_NOLOAD | RTLD_NODELETE);
}

#else

void pin_drivers() {}

#endif

}  // namespace dlab
