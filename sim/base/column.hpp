// A column: one value per slot, in pages of one shard each, shared between worlds until one of them writes.
// See docs/decisions/0002-shards-and-pages.md.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>
#include <vector>

#include "base/fetch.hpp"
#include "base/ids.hpp"
#include "base/memory_count.hpp"

namespace topsoil {

inline constexpr unsigned shard_bits = 12;
inline constexpr std::uint32_t shard_size = 1U << shard_bits;  ///< slots in a shard, and values in a page of a column
inline constexpr std::uint32_t shard_mask = shard_size - 1;

[[nodiscard]] constexpr std::size_t shard_of(std::uint32_t slot) { return slot >> shard_bits; }
[[nodiscard]] constexpr std::size_t shards_for(std::size_t slots) { return (slots + shard_size - 1) >> shard_bits; }

/// One allocation holding several pages, with a count of owners for each page. Its memory is not cleared.
class Slab {
public:
    Slab(std::size_t pages, std::size_t bytes);
    ~Slab();
    Slab(const Slab&) = delete;
    Slab& operator=(const Slab&) = delete;

    [[nodiscard]] std::byte* memory() const { return memory_; }
    void acquire(std::size_t page);
    /// True if the slab itself is no longer needed by anybody.
    [[nodiscard]] bool release(std::size_t page);
    [[nodiscard]] bool sole_owner(std::size_t page) const { return owners_[page].load(std::memory_order_acquire) == 1; }

private:
    std::byte* memory_;
    std::size_t bytes_;
    std::unique_ptr<std::atomic<std::uint32_t>[]> owners_;
    std::atomic<std::uint32_t> pages_held_{0};
};

/// Values of a plain type T in pages. Reading is `column[slot]`; writing goes through `write(page)` or `edit(slot)`, which copy a
/// page that another world still shares. A page may be written by one thread at a time; different pages by different threads.
template <class T>
class Column {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    Column() = default;
    /// `count` values equal to `value`, in pages of `shard_size`.
    explicit Column(std::size_t count, T value = T{}) { append_uniform(count, value); }
    /// Pages of the given sizes, zero-filled: for columns that follow rows of unequal length.
    explicit Column(const std::vector<std::uint32_t>& page_sizes) { append_pages(page_sizes); }

    Column(Column&& other) noexcept { swap(other); }
    Column& operator=(Column&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Column() { release_all(); }

    /// The same values for another world; no page is copied until somebody writes. Not to be called while either is written.
    [[nodiscard]] Column branch() {
        Column other;
        other.values_ = values_;
        other.sizes_ = sizes_;
        other.slabs_ = slabs_;
        other.indices_ = indices_;
        other.own_.assign(own_.size(), 0);
        other.count_ = count_;
        for (std::size_t page = 0; page < slabs_.size(); ++page) slabs_[page]->acquire(indices_[page]);
        own_.assign(own_.size(), 0);
        return other;
    }

    [[nodiscard]] std::size_t size() const { return count_; }
    [[nodiscard]] std::size_t pages() const { return values_.size(); }
    [[nodiscard]] std::uint32_t page_length(std::size_t page) const { return sizes_[page]; }
    [[nodiscard]] const T& operator[](std::uint32_t slot) const { return values_[slot >> shard_bits][slot & shard_mask]; }
    [[nodiscard]] const T* read(std::size_t page) const { return values_[page]; }
    [[nodiscard]] T* write(std::size_t page) {
        if (!own_[page]) make_own(page);
        return values_[page];
    }
    [[nodiscard]] T& edit(std::uint32_t slot) { return write(slot >> shard_bits)[slot & shard_mask]; }
    void prefetch(std::uint32_t slot) const { fetch_ahead(&values_[slot >> shard_bits][slot & shard_mask]); }

    /// All values one after another while every page still lies in the allocation it was made in; else nullptr.
    [[nodiscard]] const T* flat() const {
        for (std::size_t page = 1; page < values_.size(); ++page) {
            if (values_[page] != values_[page - 1] + sizes_[page - 1]) return nullptr;
        }
        return values_.empty() ? nullptr : values_[0];
    }

    /// Makes every page this world's own, so that any thread may then write any page without copying.
    void own_all() {
        for (std::size_t page = 0; page < values_.size(); ++page) (void)write(page);
    }

    /// Adds `count` values equal to `value` at the end; new pages, old ones stay where they are. `size()` must be whole pages.
    void append_uniform(std::size_t count, T value) {
        const std::size_t new_pages = shards_for(count);
        std::vector<std::uint32_t> lengths(new_pages, shard_size);
        const std::size_t first = values_.size();
        append_pages(lengths);
        for (std::size_t page = first; page < values_.size(); ++page) {
            for (std::uint32_t i = 0; i < shard_size; ++i) values_[page][i] = value;
        }
    }

    /// Bytes of the pages this world alone holds, and of those it shares with others.
    [[nodiscard]] std::pair<std::size_t, std::size_t> bytes_own_and_shared() const {
        std::pair<std::size_t, std::size_t> bytes{0, 0};
        for (std::size_t page = 0; page < values_.size(); ++page) {
            (slabs_[page]->sole_owner(indices_[page]) ? bytes.first : bytes.second) += sizes_[page] * sizeof(T);
        }
        return bytes;
    }

private:
    void append_pages(const std::vector<std::uint32_t>& lengths) {
        std::size_t total = 0;
        for (const std::uint32_t length : lengths) total += length;
        if (lengths.empty()) return;
        auto* slab = new Slab(lengths.size(), total * sizeof(T));
        std::memset(slab->memory(), 0, total * sizeof(T));
        T* next = reinterpret_cast<T*>(slab->memory());
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            slab->acquire(i);
            values_.push_back(next);
            sizes_.push_back(lengths[i]);
            slabs_.push_back(slab);
            indices_.push_back(static_cast<std::uint32_t>(i));
            own_.push_back(1);
            next += lengths[i];
        }
        count_ += total;
    }

    void make_own(std::size_t page) {
        Slab* old = slabs_[page];
        if (!old->sole_owner(indices_[page])) {
            auto* slab = new Slab(1, sizes_[page] * sizeof(T));
            slab->acquire(0);
            if (sizes_[page] > 0) std::memcpy(slab->memory(), values_[page], sizes_[page] * sizeof(T));
            values_[page] = reinterpret_cast<T*>(slab->memory());
            if (old->release(indices_[page])) delete old;
            slabs_[page] = slab;
            indices_[page] = 0;
        }
        own_[page] = 1;
    }

    void release_all() {
        for (std::size_t page = 0; page < slabs_.size(); ++page) {
            if (slabs_[page]->release(indices_[page])) delete slabs_[page];
        }
        slabs_.clear();
    }

    void swap(Column& other) noexcept {
        values_.swap(other.values_);
        sizes_.swap(other.sizes_);
        slabs_.swap(other.slabs_);
        indices_.swap(other.indices_);
        own_.swap(other.own_);
        std::swap(count_, other.count_);
    }

    std::vector<T*> values_;
    std::vector<std::uint32_t> sizes_;
    std::vector<Slab*> slabs_;
    std::vector<std::uint32_t> indices_;
    std::vector<std::uint8_t> own_;  ///< 1: certainly ours alone; 0: ask the slab
    std::size_t count_ = 0;
};

}  // namespace topsoil
