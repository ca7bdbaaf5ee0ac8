#include "base/column.hpp"

#include <sys/resource.h>

namespace topsoil {

namespace {
std::atomic<std::size_t> bytes_held{0};
constexpr std::size_t page_alignment = 64;  // one cache line
}  // namespace

Slab::Slab(std::size_t pages, std::size_t bytes)
    : memory_(static_cast<std::byte*>(::operator new(bytes + page_alignment, std::align_val_t{page_alignment}))),
      bytes_(bytes),
      owners_(std::make_unique<std::atomic<std::uint32_t>[]>(pages)) {
    std::memset(memory_, 0, bytes_);
    bytes_held.fetch_add(bytes_, std::memory_order_relaxed);
}

Slab::~Slab() {
    ::operator delete(memory_, std::align_val_t{page_alignment});
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

std::size_t peak_resident_bytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

}  // namespace topsoil
