#include "topsoil/version.hpp"

#include "base/git_hash.hpp"

namespace topsoil {

std::string version() { return TOPSOIL_VERSION; }

std::string git_hash() { return TOPSOIL_GIT_HASH; }

int model_version() { return 1; }

}  // namespace topsoil
