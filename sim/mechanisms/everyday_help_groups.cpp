#include "mechanisms/everyday_help_groups.hpp"

#include "state/group_kinds.hpp"

namespace topsoil {

namespace {

constexpr std::size_t neighbours_in_reach = 2;

}  // namespace

HelpingGroups::HelpingGroups(const World& world, double answers) : answers_(answers), near_(world.city->neighbourhoods.size()) {
    std::vector<bool> helps;
    for (const auto& groups : world.city->place.groups) helps.push_back(finds_helpers(groups.kind));
    std::vector<std::vector<std::uint32_t>> here(near_.size());
    for (std::size_t n = 0; n < here.size(); ++n) {
        for (const std::uint32_t g : world.groups.in[n]) {
            if (helps[world.groups.all[g].kind]) here[n].push_back(g);
        }
    }
    for (std::size_t n = 0; n < near_.size(); ++n) {
        near_[n] = here[n];
        const auto& nearest = world.city->neighbourhoods[n].nearest;
        for (std::size_t i = 0; i < std::min(neighbours_in_reach, nearest.size()); ++i) near_[n].insert(near_[n].end(), here[nearest[i]].begin(), here[nearest[i]].end());
    }
}

std::optional<std::uint32_t> HelpingGroups::turned_to(const World& world, Slot person, const Block& bits) const {
    const auto& near = near_[world.people.neighbourhood[person]];
    if (near.empty()) return std::nullopt;
    const std::uint32_t g = near[below(bits[0], static_cast<std::uint32_t>(near.size()))];
    if (world.groups.members[g].empty() || !happens(bits[1], answers_ * as_share(world.groups.all[g].energy))) return std::nullopt;
    return g;
}

}  // namespace topsoil
