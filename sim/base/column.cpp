#include "base/column.hpp"

#include <malloc.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <map>
#include <mutex>

namespace topsoil {

namespace {
std::atomic<std::size_t> bytes_held{0};
constexpr std::size_t cache_line = 64;
constexpr std::size_t huge_page = std::size_t{2} << 20;

/// Memory for slabs out of huge pages: columns are read at random, and the processor's table of ordinary pages is far too small for
/// that. Pieces of one size are handed out again when they come back; the regions themselves stay until the process ends.
class SlabMemory {
public:
    static SlabMemory& instance() {
        static SlabMemory* memory = new SlabMemory;  // never destroyed: columns may outlive any static
        return *memory;
    }

    std::byte* take(std::size_t bytes) {
        const std::size_t size = (bytes + cache_line) / cache_line * cache_line;
        const std::scoped_lock lock(mutex_);
        std::vector<std::byte*>& back = returned_[size];
        if (!back.empty()) {
            std::byte* piece = back.back();
            back.pop_back();
            return piece;
        }
        if (left_ < size) open_region(size);
        std::byte* piece = next_;
        next_ += size;
        left_ -= size;
        return piece;
    }

    void give_back(std::byte* piece, std::size_t bytes) {
        const std::size_t size = (bytes + cache_line) / cache_line * cache_line;
        const std::scoped_lock lock(mutex_);
        returned_[size].push_back(piece);
    }

private:
    void open_region(std::size_t at_least) {
        const std::size_t size = (std::max(at_least, 4 * huge_page) + huge_page - 1) / huge_page * huge_page;
        void* region = mmap(nullptr, size + huge_page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (region == MAP_FAILED) throw std::bad_alloc();
        const std::size_t beyond = reinterpret_cast<std::uintptr_t>(region) % huge_page;
        next_ = static_cast<std::byte*>(region) + (beyond == 0 ? 0 : huge_page - beyond);
        left_ = size;
        (void)madvise(next_, size, MADV_HUGEPAGE);  // a wish: without it everything is as right and slower
    }

    std::mutex mutex_;
    std::map<std::size_t, std::vector<std::byte*>> returned_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
};

}  // namespace

Slab::Slab(std::size_t pages, std::size_t bytes)
    : memory_(SlabMemory::instance().take(bytes)),
      bytes_(bytes),
      owners_(std::make_unique<std::atomic<std::uint32_t>[]>(pages)) {
    bytes_held.fetch_add(bytes_, std::memory_order_relaxed);
}

Slab::~Slab() {
    SlabMemory::instance().give_back(memory_, bytes_);
    bytes_held.fetch_sub(bytes_, std::memory_order_relaxed);
}

void Slab::acquire(std::size_t page) {
    owners_[page].fetch_add(1, std::memory_order_relaxed);
    pages_held_.fetch_add(1, std::memory_order_relaxed);
}

bool Slab::release(std::size_t page) {
    owners_[page].fetch_sub(1, std::memory_order_acq_rel);
    return pages_held_.fetch_sub(1, std::memory_order_acq_rel) == 1;
}

std::size_t column_bytes_held() { return bytes_held.load(std::memory_order_relaxed); }

void keep_freed_memory() {
    mallopt(M_MMAP_THRESHOLD, 32 << 20);  // the most there can be
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

std::size_t peak_resident_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

}  // namespace topsoil
