// What the processor this runs on can do beyond what every one of its kind can. A build with TOPSOIL_PLAIN asks for nothing beyond, so
// that its instructions are the same everywhere and can be counted.
#pragma once

#if defined(__x86_64__) && !defined(TOPSOIL_PLAIN)
#define TOPSOIL_CHOOSES_VECTORS 1

namespace topsoil {

[[nodiscard]] inline bool has_avx2() {
    static const bool has = __builtin_cpu_supports("avx2") != 0;
    return has;
}
[[nodiscard]] inline bool has_avx512() {
    static const bool has = __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0;
    return has;
}

}  // namespace topsoil
#endif
