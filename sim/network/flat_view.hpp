// Random reads of a whole column, as fast as from one array even where a world's pages are scattered.
#pragma once

#include <algorithm>
#include <vector>

#include "base/column.hpp"

namespace topsoil {

/// For dense kernels that read a narrow column at random millions of times a week. While the column lies in one piece
/// its own memory is read; else its pages are copied together first. Copying 600 KB costs 1 % of the 7 million reads
/// that follow, going through the table of pages at every read 12 %.
template <class T>
class FlatView {
public:
    /// All values of `column` in order, as they are now. Valid until the next call or the next write to the column.
    [[nodiscard]] const T* of(const Column<T>& column) {
        if (const T* flat = column.flat()) return flat;
        copy_.resize(column.size());
        T* next = copy_.data();
        for (std::size_t page = 0; page < column.pages(); ++page) {
            next = std::copy_n(column.read(page), column.page_length(page), next);
        }
        return copy_.data();
    }

private:
    std::vector<T> copy_;
};

}  // namespace topsoil
