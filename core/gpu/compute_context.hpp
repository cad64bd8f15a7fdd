// An OpenGL context for computing, made elsewhere: core knows no windows.
#pragma once
#include <glad/gl.h>

namespace dlab {

class ComputeContext {
 public:
  virtual ~ComputeContext() = default;
  // Makes it the calling thread's; false if the driver refuses, as after a lost device. A context belongs to
  // one thread at a time.
  virtual bool make_current() = 0;
  virtual void release() = 0;  // from the calling thread
  virtual GLADapiproc function(const char* name) = 0;
};

}  // namespace dlab
