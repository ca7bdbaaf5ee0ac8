// For tests that what is worked out many at once is the same at every width of instructions that the processor has.
#pragma once

#include "base/processor.hpp"

namespace topsoil {

/// Calls `use(width)` with nothing wider allowed, from the narrowest on.
template <class Use>
void at_each_width(Use&& use) {
    for (const Width width : {Width::plain, Width::avx2, Width::avx512}) {
        widest_allowed = width;
        if (widest() == width) use(width);
    }
    widest_allowed = Width::avx512;
}

}  // namespace topsoil
