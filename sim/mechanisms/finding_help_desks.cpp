#include "mechanisms/finding_help_desks.hpp"

#include <algorithm>
#include <limits>

namespace topsoil {

Desks::Desks(const World& world, double rate, double saves, Week week) : desk_(world.commissioned.desk) {
    if (desk_.empty()) desk_.assign(world.city->neighbourhoods.size(), 0);
    std::vector<std::int64_t> people(static_cast<std::size_t>(*std::max_element(desk_.begin(), desk_.end())) + 1, 0);
    std::int64_t all = 0;
    for (std::size_t n = 0; n < desk_.size(); ++n) {
        people[static_cast<std::size_t>(desk_[n])] += world.city->neighbourhoods[n].founders;
        all += world.city->neighbourhoods[n].founders;
    }
    for (std::size_t base = 0; base < people.size(); ++base) {
        const double share = people[base] == all ? 1 : static_cast<double>(people[base]) / static_cast<double>(all);
        const double own = rate * share * (base == 0 ? 1 : 1 + saves);
        rate_.push_back(own);
        room_.push_back(static_cast<std::int64_t>(own * (week + 1)) - static_cast<std::int64_t>(own * week));
    }
    waiting_.assign(room_.size(), 0);
}

bool Desks::take(std::size_t neighbourhood) {
    std::int64_t& room = room_[base_of(neighbourhood)];
    if (room <= 0) return false;
    --room;
    return true;
}

bool Desks::take_near(const City& city, std::size_t neighbourhood) {
    const auto& near = city.neighbourhoods[neighbourhood].nearest;
    return std::any_of(near.begin(), near.end(), [this](NeighbourhoodId other) { return take(other); });
}

double Desks::weeks_of_work(std::size_t neighbourhood) const {
    const std::size_t base = base_of(neighbourhood);
    if (waiting_[base] == 0) return 0;
    return rate_[base] > 0 ? static_cast<double>(waiting_[base]) / rate_[base] : std::numeric_limits<double>::infinity();
}

}  // namespace topsoil
