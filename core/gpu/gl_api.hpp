// The OpenGL 4.3 functions that the trainer calls, looked up for one context: no state is shared with whoever
// draws on another thread.
#pragma once
#include <glad/gl.h>

#include <functional>

namespace dlab {

#define DLAB_GL_FUNCTIONS(f)                                                                                \
  f(AttachShader, ATTACHSHADER) f(BindBuffer, BINDBUFFER) f(BindBufferBase, BINDBUFFERBASE)                 \
      f(BufferData, BUFFERDATA) f(BufferSubData, BUFFERSUBDATA) f(ClearBufferData, CLEARBUFFERDATA)         \
          f(CompileShader, COMPILESHADER) f(CreateProgram, CREATEPROGRAM) f(CreateShader, CREATESHADER)     \
              f(DeleteBuffers, DELETEBUFFERS) f(DeleteProgram, DELETEPROGRAM) f(DeleteShader, DELETESHADER) \
                  f(DispatchCompute, DISPATCHCOMPUTE) f(Finish, FINISH) f(Flush, FLUSH)                     \
                      f(GenBuffers, GENBUFFERS) f(GetBufferSubData, GETBUFFERSUBDATA) f(GetError, GETERROR) \
                          f(GetInteger64v, GETINTEGER64V) f(GetIntegeri_v, GETINTEGERI_V)                   \
                              f(GetIntegerv, GETINTEGERV) f(GetProgramInfoLog, GETPROGRAMINFOLOG)           \
                                  f(GetProgramiv, GETPROGRAMIV) f(GetShaderInfoLog, GETSHADERINFOLOG)       \
                                      f(GetShaderiv, GETSHADERIV) f(GetString, GETSTRING)                   \
                                          f(GetUniformLocation, GETUNIFORMLOCATION) f(IsBuffer, ISBUFFER)   \
                                              f(LinkProgram, LINKPROGRAM) f(MemoryBarrier, MEMORYBARRIER)   \
                                                  f(ShaderSource, SHADERSOURCE) f(Uniform1f, UNIFORM1F)     \
                                                      f(Uniform1i, UNIFORM1I) f(Uniform1ui, UNIFORM1UI)     \
                                                          f(UseProgram, USEPROGRAM)

struct GlApi {
#define DLAB_GL_MEMBER(name, NAME) PFNGL##NAME##PROC name = nullptr;
  DLAB_GL_FUNCTIONS(DLAB_GL_MEMBER)
#undef DLAB_GL_MEMBER

  // With the context current. False: a function is missing, so the context is older than 4.3.
  bool load(const std::function<GLADapiproc(const char*)>& find);
};

}  // namespace dlab
