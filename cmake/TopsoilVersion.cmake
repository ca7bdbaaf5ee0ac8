# The program's version and git hash. The hash is looked up at every build, so that a result always names the source that
# made it; the header changes only when the hash does, so that nothing is compiled anew for nothing.
set(TOPSOIL_HASH_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/write_git_hash.cmake)

# Adds version.cpp and what it needs to a target: `topsoil_version(topsoil_base)`.
function(topsoil_version target)
  find_package(Git QUIET)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/version)
  set(header ${folder}/base/git_hash.hpp)  # included as the room's own
  add_custom_target(topsoil_git_hash
    COMMAND ${CMAKE_COMMAND} -DGIT=${GIT_EXECUTABLE} -DSOURCE=${PROJECT_SOURCE_DIR} -DHEADER=${header} -P ${TOPSOIL_HASH_SCRIPT}
    BYPRODUCTS ${header}
    COMMENT ""
    VERBATIM)
  add_dependencies(${target} topsoil_git_hash)
  set(source ${PROJECT_SOURCE_DIR}/sim/base/version.cpp)
  target_sources(${target} PRIVATE ${source})
  target_include_directories(${target} PRIVATE ${folder})
  target_compile_definitions(${target} PRIVATE TOPSOIL_VERSION="${PROJECT_VERSION}")
endfunction()
