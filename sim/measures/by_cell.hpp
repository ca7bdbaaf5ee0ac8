// Something summed over people by neighbourhood, age band, sex and whether they care for others. Each person is added once, to one
// cell; places and population groups are sums of cells.
#pragma once

#include <array>
#include <vector>

#include "measures/population_groups.hpp"
#include "state/city.hpp"

namespace topsoil {

/// `Sums` has `void add(const Sums&)` and starts at nothing.
template <class Sums>
class ByCell {
public:
    explicit ByCell(std::size_t places) : cells_(places) {}

    [[nodiscard]] Sums& of(std::size_t place, int age, bool woman, bool carer) { return cells_[place][group_axis::age_band(age)][woman ? 1 : 0][carer ? 1 : 0]; }

    [[nodiscard]] std::vector<Sums> by_place() const {
        std::vector<Sums> places(cells_.size());
        for_each([&](std::size_t place, std::size_t, bool, bool, const Sums& cell) { places[place].add(cell); });
        return places;
    }
    /// By position on the `group` axis.
    [[nodiscard]] std::vector<Sums> by_group(const City& city) const {
        std::vector<Sums> groups(population_groups().size());
        for_each([&](std::size_t place, std::size_t band, bool woman, bool carer, const Sums& cell) {
            groups[band].add(cell);
            groups[woman ? group_axis::women : group_axis::men].add(cell);
            groups[group_axis::deprivation + static_cast<std::size_t>(city.neighbourhoods[place].deprivation_fifth)].add(cell);
            groups[carer ? group_axis::carers : group_axis::others].add(cell);
        });
        return groups;
    }

private:
    template <class Use>
    void for_each(Use&& use) const {
        for (std::size_t place = 0; place < cells_.size(); ++place) {
            for (std::size_t band = 0; band < group_axis::age_bands; ++band) {
                for (const std::size_t sex : {0U, 1U}) {
                    for (const std::size_t carer : {0U, 1U}) use(place, band, sex == 1, carer == 1, cells_[place][band][sex][carer]);
                }
            }
        }
    }

    std::vector<std::array<std::array<std::array<Sums, 2>, 2>, group_axis::age_bands>> cells_;
};

}  // namespace topsoil
