// A facet: one member of the records of a column, used as if it were a column of its own. What one visit to somebody reads together
// lies together, and is still read, written, checked and saved by name. See docs/decisions/0010-what-is-read-together-lies-together.md.
#pragma once

#include <type_traits>
#include <utility>

#include "base/column.hpp"

namespace topsoil {

/// One page of a facet: `page[i]` is the member of the record in place i. `Record` is const for a page that is only read.
template <class Record, auto Member>
class FacetPage {
public:
    explicit FacetPage(Record* records) : records_(records) {}
    [[nodiscard]] auto& operator[](std::size_t i) const { return records_[i].*Member; }
    /// The same page from the record in place `i` onwards.
    [[nodiscard]] FacetPage operator+(std::size_t i) const { return FacetPage(records_ + i); }
    void prefetch(std::size_t i) const { fetch_ahead(records_ + i); }

private:
    Record* records_;
};

/// The calls of a Column, for one member. The column itself belongs to whoever declares the facets, and outlives them.
template <class Record, auto Member>
class Facet {
public:
    using Value = std::remove_cvref_t<decltype(std::declval<Record&>().*Member)>;

    explicit Facet(Column<Record>& records) : records_(&records) {}

    [[nodiscard]] std::size_t size() const { return records_->size(); }
    [[nodiscard]] std::size_t pages() const { return records_->pages(); }
    [[nodiscard]] std::uint32_t page_length(std::size_t page) const { return records_->page_length(page); }
    [[nodiscard]] const Value& operator[](std::uint32_t slot) const { return (*records_)[slot].*Member; }
    [[nodiscard]] FacetPage<const Record, Member> read(std::size_t page) const { return FacetPage<const Record, Member>(records_->read(page)); }
    [[nodiscard]] FacetPage<Record, Member> write(std::size_t page) { return FacetPage<Record, Member>(records_->write(page)); }
    [[nodiscard]] Value& edit(std::uint32_t slot) { return records_->edit(slot).*Member; }
    /// Fetches all facets of the record ahead.
    void prefetch(std::uint32_t slot) const { records_->prefetch(slot); }

    /// Makes the column as long as pages of these lengths, zero-filled, unless it already is.
    void lay(const std::vector<std::uint32_t>& page_lengths) {
        bool laid = page_lengths.size() == records_->pages();
        for (std::size_t page = 0; laid && page < page_lengths.size(); ++page) laid = page_lengths[page] == records_->page_length(page);
        if (!laid) *records_ = Column<Record>(page_lengths);
    }

    /// Bytes of this member, in pages this world alone holds and in pages it shares with others.
    [[nodiscard]] std::pair<std::size_t, std::size_t> bytes_own_and_shared() const {
        const auto [own, shared] = records_->bytes_own_and_shared();
        return {own / sizeof(Record) * sizeof(Value), shared / sizeof(Record) * sizeof(Value)};
    }

private:
    Column<Record>* records_;
};

}  // namespace topsoil
