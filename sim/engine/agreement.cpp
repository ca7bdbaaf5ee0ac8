#include "engine/agreement.hpp"

#include "base/widest.hpp"
#include "engine/promises.hpp"
#include "state/person_words.hpp"

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

/// `amount` where it is so, else nothing, without asking.
[[nodiscard]] constexpr std::uint64_t where(std::uint64_t is_so, std::uint64_t amount) { return (0 - is_so) & amount; }
[[nodiscard]] constexpr std::uint64_t has_bit(std::uint64_t bits, unsigned bit) { return (bits & bit) != 0 ? 1 : 0; }

/// What somebody claims of their home besides their place in its list: women who live with a partner are as many as men who do.
[[nodiscard]] constexpr std::uint64_t claims_of_home(std::uint32_t origin) {
    const std::uint64_t partner = origin >> 7 & 1, woman = origin & 1;
    return lives_here + where(partner & woman, half_a_couple) - where(partner & ~woman, half_a_couple);
}
/// Minutes that nobody else needs to have been promised, as engine/promises.hpp has them by roles and duties.
[[nodiscard]] constexpr std::uint64_t promised_to_nobody(std::uint32_t roles, std::uint32_t duties) {
    return where(has_bit(roles, role::volunteer), minutes_by_roles[role::volunteer]) + where(has_bit(roles, role::assembly), minutes_by_roles[role::assembly]) + where(has_bit(duties, citizen::welcoming), minutes_by_duties[citizen::welcoming]) +
           where(has_bit(duties, citizen::commons), minutes_by_duties[citizen::commons]) + where(has_bit(duties, citizen::nature), minutes_by_duties[citizen::nature]);
}
static_assert([] {
    for (std::uint32_t roles = 0; roles < minutes_by_roles.size(); ++roles) {
        for (std::uint32_t duties = 0; duties <= citizen::own_duty; ++duties) {
            if (promised_to_nobody(roles, duties) != std::uint64_t{minutes_by_roles[roles]} + minutes_by_duties[duties]) return false;
        }
    }
    for (unsigned origin = 0; origin < 256; ++origin) {
        const auto bits = static_cast<std::uint8_t>(origin);
        if (claims_of_home(origin) != lives_here + (has_partner(bits) ? (is_woman(bits) ? half_a_couple : 0 - half_a_couple) : 0)) return false;
    }
    return true;
}());

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

    [[nodiscard]] bool nought() const { return (homes | people | received | listed) == 0 && everyday && filed; }
};

struct AddPeople {
    [[gnu::always_inline]] void operator()(const Person* persons, const std::uint64_t* filed, Slot first, Sums* all) const {
        std::uint64_t homes = 0, people = 0, alive = 0, residents = 0, odd = 0;
        for (std::uint32_t word = 0; word < shard_size / 64; ++word) {
            const std::uint64_t known = filed[word];  // who of sixty-four people is known to have a care file
            for (std::uint64_t i = 0; i < 64; ++i) {
                const PersonWords person(persons[word * 64 + i]);
                const Slot slot = first + word * 64 + static_cast<Slot>(i);
                const std::uint64_t here = person.lives(Setting::gone) ? 0 : 1, has_file = person.care_file() != nobody ? 1 : 0, needs_one = person.need() != 0 ? 1 : 0;
                // Whoever is gone may still be down for everyday help until the yearly sweep.
                const std::uint64_t claims = where(has_bit(person.roles(), role::carer), a_carer) + where(has_bit(person.roles(), role::assistant), an_assistant) + where(person.lives(Setting::placement) ? 1 : 0, placed);
                people += weight(slot) * (person.committed() - promised_to_nobody(person.roles(), person.citizenship()) + where(here, claims));
                homes += where(here, weight(person.home()) * (weight_in_list(person.next_in_home()) - weight_in_list(slot) + claims_of_home(person.origin())));
                alive += here;
                residents += person.lives(Setting::care_home) ? 1 : 0;
                odd |= (needs_one & ~has_file) | (has_file ^ (known >> i & 1));
            }
        }
        all->homes += homes, all->people += people, all->alive += static_cast<std::int64_t>(alive), all->residents += static_cast<std::int64_t>(residents);
        all->filed = all->filed && odd == 0;
    }
};

void add_people(const World& world, Sums& sums) {
    for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) {
        const auto first = static_cast<Slot>(shard << shard_bits);
        at_widest(AddPeople{}, world.people.persons(shard), world.people.filed.data() + first / 64, first, &sums);
    }
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
