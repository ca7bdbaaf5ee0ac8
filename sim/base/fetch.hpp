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

/// Calls fetch(i) for each i < count, so many steps before use(i).
template <class Fetch, class Use>
void for_each_fetched(std::size_t count, std::size_t ahead, Fetch&& fetch, Use&& use) {
    for (std::size_t i = 0; i < ahead && i < count; ++i) fetch(i);
    for (std::size_t i = 0; i < count; ++i) {
        if (i + ahead < count) fetch(i + ahead);
        use(i);
    }
}

}  // namespace topsoil
