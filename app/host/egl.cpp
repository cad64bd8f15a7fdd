#include "app/host/egl.hpp"

#include <glad/gl.h>

#ifdef DLAB_HAVE_EGL
#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <dlfcn.h>

#include <array>
#include <string_view>
#include <vector>
#endif

namespace dlab {

#ifdef DLAB_HAVE_EGL
namespace {

// The entry points in use, from a library opened at run time.
struct Egl {
  void* library = nullptr;
  decltype(&eglGetProcAddress) get_proc_address = nullptr;
  decltype(&eglQueryString) query_string = nullptr;
  decltype(&eglGetDisplay) get_display = nullptr;
  decltype(&eglInitialize) initialize = nullptr;
  decltype(&eglBindAPI) bind_api = nullptr;
  decltype(&eglChooseConfig) choose_config = nullptr;
  decltype(&eglCreateContext) create_context = nullptr;
  decltype(&eglDestroyContext) destroy_context = nullptr;
  decltype(&eglMakeCurrent) make_current = nullptr;

  template <class F>
  bool load(F& function, const char* name) {
    function = reinterpret_cast<F>(dlsym(library, name));
    return function != nullptr;
  }
  bool open() {
    library = dlopen("libEGL.so.1", RTLD_NOW | RTLD_LOCAL);
    return library && load(get_proc_address, "eglGetProcAddress") && load(query_string, "eglQueryString") &&
           load(get_display, "eglGetDisplay") && load(initialize, "eglInitialize") &&
           load(bind_api, "eglBindAPI") && load(choose_config, "eglChooseConfig") &&
           load(create_context, "eglCreateContext") && load(destroy_context, "eglDestroyContext") &&
           load(make_current, "eglMakeCurrent");
  }
  bool client_has(const char* extension) const {
    const char* all = query_string(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    return all && std::string_view(all).find(extension) != std::string_view::npos;
  }
};

// Displays to try, most likely to work without a screen first.
std::vector<EGLDisplay> displays(const Egl& egl) {
  std::vector<EGLDisplay> found;
  const auto platform_display =
      reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(egl.get_proc_address("eglGetPlatformDisplayEXT"));
  if (platform_display && egl.client_has("EGL_MESA_platform_surfaceless"))
    found.push_back(platform_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr));
  const auto query_devices =
      reinterpret_cast<PFNEGLQUERYDEVICESEXTPROC>(egl.get_proc_address("eglQueryDevicesEXT"));
  if (platform_display && query_devices && egl.client_has("EGL_EXT_platform_device")) {
    std::array<EGLDeviceEXT, 16> devices{};
    EGLint count = 0;
    if (query_devices(static_cast<EGLint>(devices.size()), devices.data(), &count))
      for (EGLint i = 0; i < count; ++i)
        found.push_back(
            platform_display(EGL_PLATFORM_DEVICE_EXT, devices[static_cast<std::size_t>(i)], nullptr));
  }
  found.push_back(egl.get_display(EGL_DEFAULT_DISPLAY));
  return found;
}

}  // namespace

struct EglContext::State {
  Egl egl;
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;

  bool try_display(EGLDisplay candidate, int major, int minor) {
    EGLint egl_major = 0, egl_minor = 0;
    if (candidate == EGL_NO_DISPLAY || !egl.initialize(candidate, &egl_major, &egl_minor)) return false;
    display = candidate;
    const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
    const EGLint version[] = {EGL_CONTEXT_MAJOR_VERSION,
                              major,
                              EGL_CONTEXT_MINOR_VERSION,
                              minor,
                              EGL_CONTEXT_OPENGL_PROFILE_MASK,
                              EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                              EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (egl.bind_api(EGL_OPENGL_API) && egl.choose_config(display, wanted, &config, 1, &count) && count > 0)
      context = egl.create_context(display, config, EGL_NO_CONTEXT, version);
    if (context != EGL_NO_CONTEXT && make_current()) return true;  // needs surfaceless contexts
    close();
    return false;
  }
  // The API that is bound is the thread's.
  bool make_current() {
    return egl.bind_api(EGL_OPENGL_API) && egl.make_current(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context);
  }
  void release() { egl.make_current(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT); }
  // The display stays initialised: it is the process's, and another context may live on it.
  void close() {
    if (display == EGL_NO_DISPLAY) return;
    release();
    if (context != EGL_NO_CONTEXT) egl.destroy_context(display, context);
    display = EGL_NO_DISPLAY;
    context = EGL_NO_CONTEXT;
  }
};

EglContext::EglContext() : state_(std::make_unique<State>()) {}

// The library itself stays open: drivers leave threads and exit handlers behind in it.
EglContext::~EglContext() { state_->close(); }

Result<std::unique_ptr<EglContext>> EglContext::create() {
  std::unique_ptr<EglContext> made(new EglContext);
  State& state = *made->state_;
  if (!state.egl.open())
    return Error{"", N_("Drawing without a window needs EGL, which is missing: install libegl1."), {}};
  for (EGLDisplay candidate : displays(state.egl)) {
    if (!state.try_display(candidate, 3, 3)) continue;
    if (gladLoadGL(reinterpret_cast<GLADloadfunc>(state.egl.get_proc_address)) >= GLAD_MAKE_VERSION(3, 3))
      return made;
    state.close();
  }
  return Error{
      "",
      N_("Drawing without a window needs OpenGL 3.3, which EGL does not offer: install libgl1-mesa-dri."),
      {}};
}

std::vector<std::unique_ptr<EglContext>> EglContext::all(int major, int minor) {
  std::vector<std::unique_ptr<EglContext>> found;
  Egl egl;
  if (!egl.open()) return found;
  for (EGLDisplay candidate : displays(egl)) {
    std::unique_ptr<EglContext> made(new EglContext);
    made->state_->egl = egl;
    if (!made->state_->try_display(candidate, major, minor)) continue;
    made->release();
    found.push_back(std::move(made));
  }
  return found;
}

bool EglContext::make_current() { return state_->make_current(); }
void EglContext::release() { state_->release(); }
EglContext::Function EglContext::function(const char* name) { return state_->egl.get_proc_address(name); }

#else

struct EglContext::State {};
EglContext::EglContext() = default;
EglContext::~EglContext() = default;
Result<std::unique_ptr<EglContext>> EglContext::create() {
  return Error{
      "",
      N_("Drawing without a window needs EGL, and this build has none: install libegl-dev and build again."),
      {}};
}
std::vector<std::unique_ptr<EglContext>> EglContext::all(int, int) { return {}; }
bool EglContext::make_current() { return false; }
void EglContext::release() {}
EglContext::Function EglContext::function(const char*) { return nullptr; }

#endif

}  // namespace dlab
