// Fetching ahead of need: what will be read soon is asked of memory now.
#pragma once

#include <cstddef>

namespace topsoil {

/// Asks for the cache line at `at`. Compilers take a function that does nothing but this for one that does nothing at all, and leave its calls
/// out; the empty statement of assembly tells them otherwise.
inline void fetch_ahead(const void* at) {
    __builtin_prefetch(at);
    asm volatile("");
}

/// Calls each stage for every i < count in order, the second so many steps behind the first, the third behind the second: what one stage
/// asks of memory is there when the next reads it, and nobody waits for one far corner of memory at a time.
template <class... Stages>
void in_stages(std::size_t count, std::size_t steps, Stages&&... stages) {
    const std::size_t end = count == 0 ? 0 : count + (sizeof...(stages) - 1) * steps;
    for (std::size_t now = 0; now < end; ++now) {
        std::size_t behind = 0;
        const auto call = [&](auto&& stage) {
            if (now >= behind && now - behind < count) stage(now - behind);
            behind += steps;
        };
        (call(stages), ...);
    }
}

}  // namespace topsoil
