# What every target of this project is compiled with; third-party code is not.
add_library(dlab_options INTERFACE)
target_compile_options(dlab_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion
  # GCC cannot follow moves of std::variant, nor, before 13 (PR 105329), copies inside std::string.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
  $<$<BOOL:${DLAB_WERROR}>:-Werror>)
if(DLAB_SANITIZE)
  list(JOIN DLAB_SANITIZE "," sanitizers)
  target_compile_options(dlab_options INTERFACE -fsanitize=${sanitizers} -fno-omit-frame-pointer
                         -fno-sanitize-recover=all)
  target_link_options(dlab_options INTERFACE -fsanitize=${sanitizers})
endif()

# dlab_library(name SOURCES... ): a static library with the project's options and include root.
function(dlab_library name)
  add_library(${name} STATIC ${ARGN})
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR}/generated)
  target_link_libraries(${name} PUBLIC $<BUILD_INTERFACE:dlab_options>)
endfunction()
