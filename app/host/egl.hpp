// An OpenGL 3.3 context without a display, through EGL.
#pragma once
#include <memory>

#include "core/base/error.hpp"

namespace dlab {

class EglContext {
 public:
  // libEGL is looked for at run time, so that the window works where it is missing. Tries Mesa's surfaceless
  // platform, then each EGL device, then the default display.
  static Result<std::unique_ptr<EglContext>> create();
  ~EglContext();
  EglContext(const EglContext&) = delete;
  EglContext& operator=(const EglContext&) = delete;
  bool make_current();

 private:
  EglContext();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dlab
