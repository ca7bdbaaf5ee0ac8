#include "engine/agreement.hpp"

#include "engine/promises.hpp"

namespace topsoil {

namespace {

/// A weight that tells one thing, or one pair of things, from all others.
[[nodiscard]] std::uint64_t weight(std::uint64_t a, std::uint64_t b = 0) {
    const std::uint64_t x = (a + 1) * 0x9E3779B97F4A7C15ULL + b * 0xD1B54A32D192ED03ULL;
    return (x ^ (x >> 32)) * 0xBF58476D1CE4E5B9ULL;
}
/// The same of somebody in the list of a home, who is weighed with the home's own weight: one step less for each of all people. Nobody weighs nothing.
[[nodiscard]] std::uint64_t weight_in_list(Slot slot) {
    static_assert(static_cast<Slot>(nobody + 1) == 0);
    const std::uint64_t x = std::uint64_t{static_cast<Slot>(slot + 1)} * 0xD1B54A32D192ED03ULL;
    return x ^ (x >> 32);
}

/// Claims of several kinds enter one sum, told apart by what they are multiplied with.
constexpr std::uint64_t lives_here = 0xA24BAED4963EE407ULL, half_a_couple = 0x9FB21C651E98DF25ULL;
constexpr std::uint64_t a_carer = 0xC2B2AE3D27D4EB4FULL, an_assistant = 0x165667B19E3779F9ULL, placed = 0x85EBCA77C2B2AE63ULL;

/// What somebody claims of their home besides their place in its list, by origin: women who live with a partner are as many as men who do.
constexpr auto claims_by_origin = [] {
    std::array<std::uint64_t, 256> claims{};
    for (unsigned origin = 0; origin < claims.size(); ++origin) {
        const auto bits = static_cast<std::uint8_t>(origin);
        claims[origin] = lives_here + (has_partner(bits) ? (is_woman(bits) ? half_a_couple : 0 - half_a_couple) : 0);
    }
    return claims;
}();
/// What somebody claims by their roles: that there are care ties and posts, and minutes that nobody else needs to have been promised.
constexpr auto claims_by_roles = [] {
    std::array<std::uint64_t, 256> claims{};
    for (unsigned roles = 0; roles < claims.size(); ++roles) claims[roles] = ((roles & role::carer) != 0 ? a_carer : 0) + ((roles & role::assistant) != 0 ? an_assistant : 0) - minutes_by_roles[roles];
    return claims;
}();

/// What ought to be nought: each claim enters once from either side.
struct Sums {
    std::uint64_t homes = 0;      ///< who lives in each home, and with a partner, less who is in its list and how many it says
    std::uint64_t people = 0;     ///< what each person has promised and is called, less their ties, posts and placements
    std::uint64_t received = 0;   ///< minutes of care by file, less those of the ties that lead there
    std::uint64_t listed = 0;     ///< care ties in the lists of those who receive, less all there are
    std::int64_t alive = 0;
    std::int64_t residents = 0;
    bool everyday = true;         ///< minutes of everyday help are those of the helpers
    bool filed = true;            ///< whoever needs care has a care file, the city knows who has one, and no file lies out of reach

    void add(const Sums& more) {
        homes += more.homes, people += more.people, alive += more.alive, residents += more.residents;
        filed = filed && more.filed;
    }
    [[nodiscard]] bool nought() const { return (homes | people | received | listed) == 0 && everyday && filed; }
};

void add_shard(const World& world, std::size_t shard, Sums& all) {
    const People& p = world.people;
    const Person* persons = p.persons(shard);
    const std::uint64_t* filed_by_word = p.filed.data() + (shard << shard_bits) / 64;
    Sums sums;  // of this shard: what lies in registers need not be fetched and put back for each of them
    for (std::uint32_t word = 0; word < shard_size / 64; ++word) {
        std::uint64_t filed = 0;  // who of sixty-four people has a care file
        for (std::uint32_t i = word * 64; i < word * 64 + 64; ++i) {
            const Person& person = persons[i];
            const auto slot = static_cast<Slot>(shard << shard_bits | i);
            const std::uint64_t own = weight(slot), promised = std::uint64_t{person.committed} - minutes_by_duties[person.citizenship & citizen::own_duty];
            const bool has_file = person.care_file != nobody;
            sums.filed = sums.filed & (has_file | (person.need == NeedLevel::none));
            filed = filed >> 1 | std::uint64_t{has_file} << 63;
            if (person.setting == Setting::gone) {  // and may still be down for everyday help until the yearly sweep
                sums.people += own * (promised - minutes_by_roles[person.roles]);
                continue;
            }
            ++sums.alive;
            sums.people += own * (promised + claims_by_roles[person.roles]);
            sums.homes += weight(person.home) * (weight_in_list(person.next_in_home) - weight_in_list(slot) + claims_by_origin[person.origin]);
            if (person.setting == Setting::home) continue;  // as most
            sums.residents += person.setting == Setting::care_home ? 1 : 0;
            sums.people += person.setting == Setting::placement ? own * placed : 0;
        }
        sums.filed = sums.filed && filed == filed_by_word[word];
    }
    all.add(sums);
}

void add_people(const World& world, Sums& sums) {
    for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) add_shard(world, shard, sums);
    const auto homes = static_cast<HomeId>(world.city->home_point.size());
    for (HomeId home = 0; home < homes; ++home) sums.homes += weight(home) * (weight_in_list(world.homes.first_person[home]) - world.homes.count[home] * lives_here);
}

/// Care from those who see to the person and from friends and neighbours are told apart.
[[nodiscard]] std::uint64_t received_weight(FileId file, bool personal) { return weight(file, personal ? 1 : 2); }

void add_care(const World& world, Sums& sums) {
    const auto promise = [&](Slot slot, int minutes) { sums.people -= weight(slot) * static_cast<std::uint64_t>(minutes); };
    for (std::size_t page = 0; page < world.care.files.pages(); ++page) {
        const CareFile* files = world.care.files.read(page);
        for (std::uint32_t i = 0; i < shard_size; ++i) {
            const CareFile& file = files[i];
            if (file.person == nobody) continue;
            const auto id = static_cast<FileId>(page << shard_bits | i);
            sums.filed = sums.filed & (i < world.care.reach[page]);
            if (file.first_given != nobody) sums.people -= weight(file.person) * a_carer;
            if (file.first_received != nobody) sums.listed += weight(file.first_received, id);
            sums.received += received_weight(id, true) * file.unpaid_any + received_weight(id, false) * file.unpaid_light;
            int everyday = 0;
            for_each_promise_of_help(file, [&](Slot slot, int minutes) {
                promise(slot, minutes);
                everyday += minutes;
            });
            sums.everyday = sums.everyday && everyday == file.everyday;
        }
    }
    for (std::uint32_t id = 0; id < world.care.ties.size(); ++id) {
        const CareTie& tie = world.care.ties[id];
        if (tie.cared == nobody) continue;
        for_each_promise_of_care(tie, promise);
        sums.received -= received_weight(tie.cared, does_personal_care(tie.tier)) * tie.minutes;
        sums.listed -= weight(id, tie.cared);
        if (tie.next_received != nobody) sums.listed += weight(tie.next_received, tie.cared);
    }
}

void add_settings(const World& world, Sums& sums) {
    for_each_promise_of_posts(world, [&](Slot slot, int minutes) { sums.people -= weight(slot) * static_cast<std::uint64_t>(minutes); });
    for (const Assistance& post : world.settings.assistants) {
        if (still_here(world, post.assistant, post.assistant_key)) sums.people -= weight(post.assistant) * an_assistant;
    }
    for (const Placement& placement : world.settings.placements) {
        if (still_here(world, placement.child, placement.key)) sums.people -= weight(placement.child) * placed;
    }
}

}  // namespace

bool sums_agree(const World& world) {
    Sums sums;
    add_people(world, sums);
    add_care(world, sums);
    add_settings(world, sums);
    const auto total = [&](Flow flow) { return world.flows.total(flow); };
    std::int64_t in_beds = 0;
    for (const std::uint16_t count : world.care_homes.residents) in_beds += count;
    return sums.nought() && sums.residents == in_beds &&
           sums.alive == world.city->place.population + total(Flow::births) + total(Flow::moved_in) - total(Flow::deaths) - total(Flow::moved_out);
}

}  // namespace topsoil
