# Every dependency is looked for on the system first and fetched, pinned, where it is missing.
include(FetchContent)
set(FETCHCONTENT_QUIET ON)

FetchContent_Declare(nlohmann_json
  GIT_REPOSITORY https://github.com/nlohmann/json.git GIT_TAG v3.11.2 GIT_SHALLOW ON
  FIND_PACKAGE_ARGS 3.10)
FetchContent_MakeAvailable(nlohmann_json)

# Boost.Math, Random123 and Eigen are headers only. Fetched, Boost.Math stands alone, without the rest of Boost.
add_library(dlab_numeric_headers INTERFACE)
find_path(BOOST_MATH_INCLUDE boost/math/quadrature/gauss_kronrod.hpp)
if(NOT BOOST_MATH_INCLUDE)
  FetchContent_Declare(boost_math
    GIT_REPOSITORY https://github.com/boostorg/math.git GIT_TAG boost-1.81.0 GIT_SHALLOW ON
    SOURCE_SUBDIR none)
  FetchContent_MakeAvailable(boost_math)
  set(BOOST_MATH_INCLUDE ${boost_math_SOURCE_DIR}/include)
  target_compile_definitions(dlab_numeric_headers INTERFACE BOOST_MATH_STANDALONE=1)
endif()
find_path(RANDOM123_INCLUDE Random123/philox.h)
if(NOT RANDOM123_INCLUDE)
  FetchContent_Declare(random123
    GIT_REPOSITORY https://github.com/DEShawResearch/random123.git GIT_TAG v1.14.0 GIT_SHALLOW ON
    SOURCE_SUBDIR none)
  FetchContent_MakeAvailable(random123)
  set(RANDOM123_INCLUDE ${random123_SOURCE_DIR}/include)
endif()
find_path(EIGEN_INCLUDE Eigen/Core PATH_SUFFIXES eigen3)
if(NOT EIGEN_INCLUDE)
  FetchContent_Declare(eigen
    GIT_REPOSITORY https://gitlab.com/libeigen/eigen.git GIT_TAG 3.4.0 GIT_SHALLOW ON
    SOURCE_SUBDIR none)
  FetchContent_MakeAvailable(eigen)
  set(EIGEN_INCLUDE ${eigen_SOURCE_DIR})
endif()
target_include_directories(dlab_numeric_headers SYSTEM INTERFACE ${BOOST_MATH_INCLUDE} ${RANDOM123_INCLUDE}
                           ${EIGEN_INCLUDE})

find_package(Threads REQUIRED)

if(DLAB_APP)
  FetchContent_Declare(CLI11
    GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git GIT_TAG v2.3.2 GIT_SHALLOW ON
    FIND_PACKAGE_ARGS 2.1)
  FetchContent_MakeAvailable(CLI11)
  find_package(OpenGL REQUIRED)
  FetchContent_Declare(glfw3
    GIT_REPOSITORY https://github.com/glfw/glfw.git GIT_TAG 3.3.8 GIT_SHALLOW ON
    FIND_PACKAGE_ARGS 3.3)
  set(GLFW_BUILD_DOCS OFF CACHE BOOL "")
  set(GLFW_BUILD_TESTS OFF CACHE BOOL "")
  set(GLFW_BUILD_EXAMPLES OFF CACHE BOOL "")
  FetchContent_MakeAvailable(glfw3)
  include(imgui)
  include(glad)
endif()

if(DLAB_TESTS)
  FetchContent_Declare(GTest
    GIT_REPOSITORY https://github.com/google/googletest.git GIT_TAG release-1.12.1 GIT_SHALLOW ON
    FIND_PACKAGE_ARGS NAMES GTest)
  FetchContent_MakeAvailable(GTest)
  include(GoogleTest)
endif()
if(DLAB_BENCH)
  set(BENCHMARK_ENABLE_TESTING OFF CACHE BOOL "")
  FetchContent_Declare(benchmark
    GIT_REPOSITORY https://github.com/google/benchmark.git GIT_TAG v1.7.1 GIT_SHALLOW ON
    FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(benchmark)
endif()
