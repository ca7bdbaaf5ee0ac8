// What the processor this runs on can do beyond what every one of its kind can. A build with TOPSOIL_PLAIN asks for nothing beyond, so
// that its instructions are the same everywhere and can be counted.
#pragma once

#include <cstdint>

#if defined(__x86_64__) && !defined(TOPSOIL_PLAIN)
#define TOPSOIL_CHOOSES_VECTORS 1
#endif

namespace topsoil {

/// Widths of vector instructions, each beyond the one before.
enum class Width : std::uint8_t { plain, avx2, avx512 };

/// No wider instructions are chosen than these: for tests, which try what the processor would not.
inline Width widest_allowed = Width::avx512;

/// The widest that the processor has and that is allowed.
[[nodiscard]] inline Width widest() {
#if defined(TOPSOIL_CHOOSES_VECTORS)
    static const Width has = [] {
        if (__builtin_cpu_supports("avx2") == 0) return Width::plain;
        const bool all_of_512 = __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
        return all_of_512 ? Width::avx512 : Width::avx2;
    }();
    return has < widest_allowed ? has : widest_allowed;
#else
    return Width::plain;
#endif
}
[[nodiscard]] inline bool has_avx2() { return widest() >= Width::avx2; }
[[nodiscard]] inline bool has_avx512() { return widest() >= Width::avx512; }

}  // namespace topsoil
