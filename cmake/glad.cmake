# dlab::glad: the OpenGL loader, written by the glad generator at build time (core profile 4.3; what the window
# itself calls is 3.3, compute is optional).
find_program(GLAD_PROGRAM glad)
if(NOT GLAD_PROGRAM)
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
  FetchContent_Declare(glad
    GIT_REPOSITORY https://github.com/Dav1dde/glad.git GIT_TAG v0.1.36 GIT_SHALLOW ON SOURCE_SUBDIR none)
  FetchContent_MakeAvailable(glad)
  set(GLAD_COMMAND ${CMAKE_COMMAND} -E env PYTHONPATH=${glad_SOURCE_DIR} ${Python3_EXECUTABLE} -m glad)
else()
  set(GLAD_COMMAND ${GLAD_PROGRAM})
endif()
set(glad_out ${PROJECT_BINARY_DIR}/generated/glad)
add_custom_command(
  OUTPUT ${glad_out}/src/glad.c ${glad_out}/include/glad/glad.h
  COMMAND ${GLAD_COMMAND} --reproducible --generator c --spec gl --profile core --api gl=4.3 --extensions ""
          --out-path ${glad_out}
  COMMENT "Generating the OpenGL loader" VERBATIM)
add_library(dlab_glad STATIC ${glad_out}/src/glad.c)
target_include_directories(dlab_glad SYSTEM PUBLIC ${glad_out}/include)
target_link_libraries(dlab_glad PUBLIC ${CMAKE_DL_LIBS})
add_library(dlab::glad ALIAS dlab_glad)
