#include "core/gpu/gl_api.hpp"

#include <type_traits>

namespace dlab {

bool GlApi::load(const std::function<GLADapiproc(const char*)>& find) {
  bool all = true;
  const auto take = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(find(name));
    all = all && function;
  };
#define DLAB_GL_LOAD(name, NAME) take(name, "gl" #name);
  DLAB_GL_FUNCTIONS(DLAB_GL_LOAD)
#undef DLAB_GL_LOAD
  return all;
}

}  // namespace dlab
