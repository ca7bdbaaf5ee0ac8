// Runs a loop over many things in the widest instructions that the processor has. The loop is written once, without branches and in whole
// words; compilers turn it into vectors of each width. Bits are the same at every width: nothing here rounds.
#pragma once

#include "base/processor.hpp"

namespace topsoil {

#if defined(TOPSOIL_CHOOSES_VECTORS)

namespace widths {

template <class Loop, class... Arguments>
__attribute__((target("avx2"))) void run_avx2(Arguments... arguments) {
    Loop{}(arguments...);
}
// With AVX-512 the product of two 64-bit numbers is one instruction.
template <class Loop, class... Arguments>
__attribute__((target("avx2,avx512f,avx512bw,avx512dq,avx512vl"))) void run_avx512(Arguments... arguments) {
    Loop{}(arguments...);
}

}  // namespace widths

/// Runs `loop`, a type with nothing in it whose `void operator()(arguments...) const` is [[gnu::always_inline]]. Arguments are copied:
/// pointers and numbers.
template <class Loop, class... Arguments>
void at_widest(const Loop& loop, Arguments... arguments) {
    if (has_avx512()) return widths::run_avx512<Loop>(arguments...);
    if (has_avx2()) return widths::run_avx2<Loop>(arguments...);
    loop(arguments...);
}

#else

template <class Loop, class... Arguments>
void at_widest(const Loop& loop, Arguments... arguments) {
    loop(arguments...);
}

#endif

}  // namespace topsoil
