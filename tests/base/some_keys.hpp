// Keys for tests of what is worked out for many keys at once.
#pragma once

#include <vector>

#include "base/ids.hpp"

namespace topsoil {

/// Scattered keys, the first of them all ones.
[[nodiscard]] inline std::vector<Key> keys_for(std::size_t count) {
    std::vector<Key> keys(count);
    for (std::size_t i = 0; i < count; ++i) keys[i] = mix64(i);
    if (count > 0) keys[0] = ~Key{0};
    return keys;
}

}  // namespace topsoil
