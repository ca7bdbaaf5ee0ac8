#include "mechanisms/everyday_help_small_acts.hpp"

#include <algorithm>
#include <array>

#include "base/mix_many.hpp"
#include "base/widest.hpp"
#include "state/person_words.hpp"
#include "state/place_counts.hpp"

namespace topsoil {

namespace {

constexpr Purpose small_act_purpose{"help.small_act"};
constexpr std::uint32_t belonging_of_an_act = 110;  // in steps of Share16

/// Acts of those at home who have their turn and the time; none of others. A habit is a rate: its whole acts, and one more with the chance of the
/// rest. Whether that makes any follows no pattern: none is added as well.
struct Act {
    [[gnu::always_inline]] void operator()(const Person* persons, const Share16* contact, const std::uint32_t* luck, int turn, std::uint32_t minutes, std::uint32_t per_contact, std::uint16_t* place, std::uint32_t* acts) const {
        for (std::uint32_t i = 0; i < shard_size; ++i) {
            const PersonWords person(persons[i]);
            const bool may = person.has_turn(turn) & person.lives(Setting::home) & (person.capacity() >= person.committed() + minutes);
            place[i] = static_cast<std::uint16_t>(person.neighbourhood());
            acts[i] = static_cast<std::uint32_t>((std::uint64_t{contact[i]} * per_contact + luck[i]) >> 32) & (0 - std::uint32_t{may});
        }
    }
};
struct Belong {
    [[gnu::always_inline]] void operator()(const std::uint32_t* acts, Share16* belonging) const {
        for (std::uint32_t i = 0; i < shard_size; ++i) belonging[i] = static_cast<Share16>(std::min(std::uint32_t{share_one}, belonging[i] + belonging_of_an_act * acts[i]));
    }
};

}  // namespace

SmallActs::SmallActs(double chance, double hours) : minutes_(static_cast<std::uint32_t>(hours * 60)), per_contact_(static_cast<std::uint32_t>(turn_weeks * chance * 16 / share_one * 0x1p32 + 0.5)) {}

void SmallActs::live_week(Living& living) const {
    World& world = living.world;
    const std::size_t places = world.city->neighbourhoods.size();
    std::vector<std::vector<std::int64_t>> given(world.people.key.pages());
    living.team.for_shards(given.size(), [&](std::size_t shard) {
        if (!world.people.may_have_turn(shard, living.week)) return;
        touched(shard_size);
        static thread_local std::array<std::uint32_t, shard_size> luck, acts;
        static thread_local std::array<std::uint16_t, shard_size> place;
        quick_draws(living.seed, small_act_purpose, world.people.key.read(shard), shard_size, living.week, luck.data());
        at_widest(Act{}, world.people.persons(shard), world.people.contact.read(shard), luck.data(), living.week % turn_weeks, minutes_, per_contact_, place.data(), acts.data());
        at_widest(Belong{}, acts.data(), world.people.belonging.write(shard));
        PlaceCounts here(places);
        for (std::uint32_t i = 0; i < shard_size; ++i) here.add(i, place[i], acts[i]);
        for (std::size_t n = 0; n < places; ++n) given[shard].push_back(std::int64_t{here.of(n)} * minutes_);
    });
    for (const auto& part : given) {
        for (std::size_t n = 0; n < part.size(); ++n) world.flows.add(Flow::small_act_minutes, static_cast<NeighbourhoodId>(n), part[n]);
    }
}

}  // namespace topsoil
