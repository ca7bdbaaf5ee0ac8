// Something summed over people by neighbourhood, age, sex and whether they care for others. Each person is added once, to one cell; places
// and population groups are sums of cells.
#pragma once

#include <array>
#include <vector>

#include "measures/outcomes.hpp"
#include "measures/population_groups.hpp"
#include "state/city.hpp"
#include "state/people.hpp"

namespace topsoil {

/// A cell's people are of one age band, and all of them grown up or none: `Sums` has `void add(const Cell&, bool grown, bool carers)`.
template <class Cell, class Sums>
class ByCell {
public:
    explicit ByCell(std::size_t places) : cells_(places * cells_a_place + 1) {}

    /// Of somebody's cell, by their age and the bits of their origin and roles.
    [[nodiscard]] static std::uint32_t index(std::uint32_t place, std::uint32_t age, std::uint32_t origin, std::uint32_t roles) { return place * cells_a_place + first_of_age[age & 127] + (origin & 1) * 2 + (roles / role::carer & 1); }
    /// Of a cell that belongs to no sum, for whoever is not to be counted: less work than asking each time.
    [[nodiscard]] std::uint32_t nowhere() const { return static_cast<std::uint32_t>(cells_.size() - 1); }
    [[nodiscard]] Cell& operator[](std::uint32_t index) { return cells_[index]; }

    [[nodiscard]] std::vector<Sums> by_place() const {
        std::vector<Sums> places(cells_.size() / cells_a_place);
        for_each([&](std::size_t place, std::size_t, bool grown, bool, bool carers, const Cell& cell) { places[place].add(cell, grown, carers); });
        return places;
    }
    /// By position on the `group` axis.
    [[nodiscard]] std::vector<Sums> by_group(const City& city) const {
        std::vector<Sums> groups(population_groups().size());
        for_each([&](std::size_t place, std::size_t band, bool grown, bool women, bool carers, const Cell& cell) {
            for (const std::size_t group : {band, women ? group_axis::women : group_axis::men, group_axis::deprivation + static_cast<std::size_t>(city.neighbourhoods[place].deprivation_fifth), carers ? group_axis::carers : group_axis::others}) groups[group].add(cell, grown, carers);
        });
        return groups;
    }

private:
    static constexpr std::uint32_t ages = group_axis::age_bands + 1, cells_a_place = ages * 4;  // one band has children and grown-ups
    static constexpr std::array<std::uint32_t, 128> first_of_age = [] {
        std::array<std::uint32_t, 128> first{};
        for (std::size_t age = 0; age < first.size(); ++age) first[age] = (group_axis::band_of_age[age] + (age >= grown_up_age ? 1U : 0U)) * 4;
        return first;
    }();

    template <class Use>
    void for_each(Use&& use) const {
        constexpr std::size_t first_grown = first_of_age[grown_up_age] / 4;
        for (std::size_t i = 0; i < nowhere(); ++i) {
            const std::size_t age = i % cells_a_place / 4;
            const bool grown = age >= first_grown;
            use(i / cells_a_place, age - (grown ? 1 : 0), grown, (i & 2) != 0, (i & 1) != 0, cells_[i]);
        }
    }

    std::vector<Cell> cells_;
};

}  // namespace topsoil
