// OpenGL contexts without a display, through EGL.
#pragma once
#include <memory>
#include <vector>

#include "core/base/error.hpp"

namespace dlab {

class EglContext {
 public:
  // One for drawing with OpenGL 3.3, current and loaded. libEGL is looked for at run time, so that the window
  // works where it is missing. Tries Mesa's surfaceless platform, then each EGL device, then the default
  // display.
  static Result<std::unique_ptr<EglContext>> create();
  // One of each of these that offers core OpenGL of this version; none of them current, nothing loaded.
  static std::vector<std::unique_ptr<EglContext>> all(int major, int minor);
  ~EglContext();
  EglContext(const EglContext&) = delete;
  EglContext& operator=(const EglContext&) = delete;
  bool make_current();
  void release();
  using Function = void (*)();
  Function function(const char* name);

 private:
  EglContext();
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dlab
