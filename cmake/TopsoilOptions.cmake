# Language level, warnings, and the switches that a preset sets.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(TOPSOIL_TESTS "Build the tests" ON)
option(TOPSOIL_BENCHMARKS "Build the benchmarks" ON)
option(TOPSOIL_CHECKED "Assertions, conservation every week, declared writes checked" OFF)
option(TOPSOIL_PLAIN "Instructions that every processor has, none chosen at run time" OFF)
set(TOPSOIL_PARALLEL "tbb" CACHE STRING "Parallel backend: tbb, threads (for race checking) or serial")
set_property(CACHE TOPSOIL_PARALLEL PROPERTY STRINGS tbb threads serial)
set(TOPSOIL_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize=: address,undefined or thread")

# The same bits from every compiler: no fused multiply-add behind our back, no value-changing shortcuts.
add_compile_options(-ffp-contract=off -Wall -Wextra -Wpedantic -Wfloat-conversion -Wshadow)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 sees overlaps and uninitialised members in strings and vectors of the standard library where there are none.
  add_compile_options(-Wno-restrict -Wno-maybe-uninitialized)
endif()
if(TOPSOIL_SANITIZE)
  add_compile_options(-fsanitize=${TOPSOIL_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${TOPSOIL_SANITIZE})
endif()
if(TOPSOIL_PLAIN)
  add_compile_definitions(TOPSOIL_PLAIN=1)
endif()
if(TOPSOIL_CHECKED)
  add_compile_definitions(TOPSOIL_CHECKED=1)
endif()

# Every file is told its compiler's own speed level by the preset; ccache is used where it is installed.
find_program(TOPSOIL_CCACHE ccache)
if(TOPSOIL_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${TOPSOIL_CCACHE})
endif()
