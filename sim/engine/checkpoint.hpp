// The whole state of a world as named blocks, and back. The unchanging city is not in it: it is made again from the place and the seed.
#pragma once

#include "base/blocks.hpp"
#include "state/world.hpp"

namespace topsoil {

/// Writes every field of the world. `prefix` goes before each block's name.
void save_world(World& world, BlockSink& sink, const std::string& prefix = "");

/// Replaces the state of `world`, which must have been made from the same place, seed and parameters. Throws InputError if a block is
/// missing or does not fit.
void load_world(World& world, const BlockSource& source, const std::string& prefix = "");

}  // namespace topsoil
