# dlab::imgui: Dear ImGui with its GLFW and OpenGL 3 backends and the std::string helpers.
# Debian's libimgui-dev carries them all in one archive; elsewhere the sources are fetched and compiled here.
find_library(IMGUI_LIBRARY imgui)
find_path(IMGUI_INCLUDE imgui.h PATH_SUFFIXES imgui)
find_path(IMGUI_BACKENDS imgui_impl_glfw.h HINTS ${IMGUI_INCLUDE}/backends)
if(IMGUI_LIBRARY AND IMGUI_INCLUDE AND IMGUI_BACKENDS STREQUAL "${IMGUI_INCLUDE}/backends")
  find_package(Freetype REQUIRED)
  find_library(STB_LIBRARY stb REQUIRED)  # comes with libimgui-dev
  add_library(dlab_imgui INTERFACE)
  target_include_directories(dlab_imgui SYSTEM INTERFACE
    ${IMGUI_INCLUDE} ${IMGUI_INCLUDE}/backends ${IMGUI_INCLUDE}/misc/cpp)
  target_link_libraries(dlab_imgui INTERFACE ${IMGUI_LIBRARY} ${STB_LIBRARY} Freetype::Freetype glfw OpenGL::GL ${CMAKE_DL_LIBS})
else()
  FetchContent_Declare(imgui
    GIT_REPOSITORY https://github.com/ocornut/imgui.git GIT_TAG v1.89.9 GIT_SHALLOW ON)
  FetchContent_MakeAvailable(imgui)
  add_library(dlab_imgui STATIC
    ${imgui_SOURCE_DIR}/imgui.cpp ${imgui_SOURCE_DIR}/imgui_draw.cpp ${imgui_SOURCE_DIR}/imgui_tables.cpp
    ${imgui_SOURCE_DIR}/imgui_widgets.cpp ${imgui_SOURCE_DIR}/misc/cpp/imgui_stdlib.cpp
    ${imgui_SOURCE_DIR}/backends/imgui_impl_glfw.cpp ${imgui_SOURCE_DIR}/backends/imgui_impl_opengl3.cpp)
  target_include_directories(dlab_imgui SYSTEM PUBLIC
    ${imgui_SOURCE_DIR} ${imgui_SOURCE_DIR}/backends ${imgui_SOURCE_DIR}/misc/cpp)
  target_link_libraries(dlab_imgui PUBLIC glfw OpenGL::GL ${CMAKE_DL_LIBS})
endif()
add_library(dlab::imgui ALIAS dlab_imgui)
