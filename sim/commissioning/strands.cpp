#include "commissioning/strands.hpp"

#include <algorithm>

namespace topsoil {

namespace {

constexpr std::int64_t one = 1'000'000;
constexpr std::size_t late = 1;                   // quarters
constexpr std::size_t quarters_kept = late + 5;   // so that a year can be looked back upon

/// Where a strand beside packages is stored.
[[nodiscard]] std::size_t at(const World& world, Strand strand, std::size_t n) { return (static_cast<std::size_t>(strand) - 1) * world.city->neighbourhoods.size() + n; }

/// Of how much, and how much of it is lacking.
struct Lack {
    std::int64_t all = 0, lacking = 0;
};
using Lacks = std::vector<Lack>;  // [strand][neighbourhood]

class Noted {
public:
    explicit Noted(const World& world) : places_(world.city->neighbourhoods.size()), lacks_(strands * places_) {}
    Lack& at(Strand strand, std::size_t n) { return lacks_[static_cast<std::size_t>(strand) * places_ + n]; }
    [[nodiscard]] const Lacks& all() const { return lacks_; }

private:
    std::size_t places_;
    Lacks lacks_;
};

void note_need(const World& world, Slot person, FileId file, Strand strand, Noted& noted) {
    Lack& lack = noted.at(strand, world.people.neighbourhood[person]);
    lack.all += world.care.files[file].need_minutes();
    lack.lacking += world.care.files[file].unmet;
}

void note_groups(const World& world, std::size_t n, Noted& noted) {
    std::int64_t members = 0, elsewhere = 0;
    for (const std::uint32_t g : world.groups.in[n]) {
        members += static_cast<std::int64_t>(world.groups.members[g].size());
        elsewhere += world.groups.all[g].hosted == 0 ? 1 : 0;
    }
    const std::int64_t people = world.city->neighbourhoods[n].founders;
    noted.at(Strand::groups, n) = {people, std::max<std::int64_t>(0, people - members)};
    if (world.commissioned.shared_places[n] > 0) noted.at(Strand::places, n) = {static_cast<std::int64_t>(world.groups.in[n].size()), elsewhere};
}

}  // namespace

Pence after_reviews(World& world, Strand strand, std::size_t n, Pence by_levers) {
    world.commissioned.strand_money.resize((strands - 1) * world.city->neighbourhoods.size(), 0);
    world.commissioned.strand_money[at(world, strand, n)] = by_levers;
    return by_levers * reviewed_ppm(world, strand, n) / one;
}

Pence given_by_levers(const World& world, Strand strand, std::size_t n) { return world.commissioned.strand_money.empty() ? 0 : world.commissioned.strand_money[at(world, strand, n)]; }

std::int64_t& reviewed_ppm(World& world, Strand strand, std::size_t n) {
    world.commissioned.strand_ppm.resize((strands - 1) * world.city->neighbourhoods.size(), one);
    return world.commissioned.strand_ppm[at(world, strand, n)];
}

void forget_reviews(World& world) {
    const std::size_t places = world.city->neighbourhoods.size();
    world.commissioned.home_care_ppm.assign(places, one);
    world.commissioned.strand_ppm.assign((strands - 1) * places, one);
    world.commissioned.observed.assign(quarters_kept * strands * places, -1);
}

void note_results(World& world) {
    const std::size_t places = world.city->neighbourhoods.size();
    Noted noted(world);
    touched(world.home_care.clients.size() + world.settings.assistants.size() + world.groups.all.size());
    for (const Client& client : world.home_care.clients) {
        if (client.file != nobody) note_need(world, client.person, client.file, Strand::packages, noted);
    }
    for (const Assistance& post : world.settings.assistants) {
        const FileId file = world.people.care_file[post.person];
        if (post.funding == Funding::personal_budget && file != nobody) note_need(world, post.person, file, Strand::budgets, noted);
    }
    for (std::size_t n = 0; n < places; ++n) note_groups(world, n, noted);
    auto& seen = world.commissioned.observed;
    std::copy_backward(seen.begin(), seen.end() - static_cast<std::ptrdiff_t>(strands * places), seen.end());
    std::transform(noted.all().begin(), noted.all().end(), seen.begin(), [](const Lack& lack) { return lack.all > 0 ? lack.lacking * one / lack.all : -1; });
}

std::optional<std::int64_t> fall_seen(const World& world, Strand strand, std::size_t n) {
    const auto lacked = [&](std::size_t quarters_ago) { return world.commissioned.observed[(quarters_ago * strands + static_cast<std::size_t>(strand)) * world.city->neighbourhoods.size() + n]; };
    if (lacked(late + 4) < 0 || lacked(late) < 0) return std::nullopt;
    return lacked(late + 4) - lacked(late);
}

}  // namespace topsoil
