# How every target of ours is compiled: C++20, all warnings as errors, optional sanitizers, ccache where present.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -g1")
set(CMAKE_CXX_FLAGS_COVERAGE "-O0 -g1 --coverage -fprofile-update=atomic")
set(CMAKE_CXX_FLAGS_SANITIZE "-O1 -g1 -fno-omit-frame-pointer")

set(DOORBUSTER_SANITIZE "" CACHE STRING "Value for -fsanitize=, empty for none")
option(DOORBUSTER_FUZZ "Have the fuzz targets, which take clang" OFF)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # Paths count from the tree's root: what one clone has compiled, another finds.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
    "${CCACHE_PROGRAM}")
endif()

add_library(doorbuster_options INTERFACE)
target_include_directories(doorbuster_options INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(doorbuster_options INTERFACE "-fdebug-prefix-map=${CMAKE_SOURCE_DIR}=.")
# The tree is written against g++'s warnings. clang only fuzzes it, and is not asked for its opinion.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  target_compile_options(doorbuster_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
    -Woverloaded-virtual -Wimplicit-fallthrough -Werror)
endif()
if(DOORBUSTER_SANITIZE MATCHES thread)
  # The queue library's fences: ThreadSanitizer can't follow them, and g++ says so at each.
  target_compile_options(doorbuster_options INTERFACE -Wno-tsan)
endif()
if(DOORBUSTER_SANITIZE)
  # Instrumented code makes GCC 12 see uninitialised members where there are none (in boost::system::result).
  target_compile_options(doorbuster_options INTERFACE "-fsanitize=${DOORBUSTER_SANITIZE}" -fno-sanitize-recover=all
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(doorbuster_options INTERFACE "-fsanitize=${DOORBUSTER_SANITIZE}")
endif()

# doorbuster_library(NAME sources... ) makes a static library compiled with our options.
function(doorbuster_library name)
  if(NOT ARGN)
    file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/empty.cpp" "")
    list(APPEND ARGN "${CMAKE_CURRENT_BINARY_DIR}/empty.cpp")
  endif()
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC doorbuster_options)
endfunction()
