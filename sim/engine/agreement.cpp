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
/// A weight if it counts, else nothing: no branch to guess wrongly.
[[nodiscard]] std::uint64_t if_so(bool counts, std::uint64_t weight) { return weight & (0 - std::uint64_t{counts}); }

/// What ought to be nought: each claim enters once from either side.
struct Sums {
    std::uint64_t named = 0;      ///< in the lists of homes, less who lives there
    std::uint64_t counted = 0;    ///< people by home, less what each home says
    std::uint64_t couples = 0;    ///< women who live with a partner by home, less men who do
    std::uint64_t committed = 0;  ///< minutes by person, less what they are promised to
    std::uint64_t carers = 0;     ///< people called carers, less those who care for somebody
    std::uint64_t received = 0;   ///< minutes of care by file, less those of the ties that lead there
    std::uint64_t listed = 0;     ///< care ties in the lists of those who receive, less all there are
    std::uint64_t assistants = 0; ///< people called assistants, less those of the posts
    std::uint64_t placed = 0;     ///< who lives in a placement, less the children of the placements
    std::int64_t alive = 0;
    std::int64_t residents = 0;
    bool everyday = true;         ///< minutes of everyday help are those of the helpers
    bool filed = true;            ///< whoever needs care has a care file, the city knows who has one, and no file lies out of reach

    void add(const Sums& more) {
        named += more.named, counted += more.counted, couples += more.couples, committed += more.committed, carers += more.carers, received += more.received, listed += more.listed;
        assistants += more.assistants, placed += more.placed, alive += more.alive, residents += more.residents;
        everyday = everyday && more.everyday, filed = filed && more.filed;
    }
    [[nodiscard]] bool nought() const { return (named | counted | couples | committed | carers | received | listed | assistants | placed) == 0 && everyday && filed; }
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
            const std::uint64_t own = weight(slot);
            // Whoever is gone may still be down for everyday help until the yearly sweep.
            sums.committed += own * static_cast<std::uint64_t>(std::int64_t{person.committed} - minutes_of_roles(person.roles, person.citizenship));
            const bool has_file = person.care_file != nobody;
            sums.filed = sums.filed & (has_file | (person.need == NeedLevel::none));
            filed = filed >> 1 | std::uint64_t{has_file} << 63;
            if (person.setting == Setting::gone) continue;
            ++sums.alive;
            const std::uint64_t home = weight(person.home);
            sums.named += (weight_in_list(person.next_in_home) - weight_in_list(slot)) * home;
            sums.counted += home;
            sums.couples += if_so(has_partner(person.origin), is_woman(person.origin) ? home : 0 - home);
            sums.carers += if_so((person.roles & role::carer) != 0, own);
            if ((person.setting == Setting::home) & ((person.roles & role::assistant) == 0)) continue;  // as most
            sums.residents += person.setting == Setting::care_home ? 1 : 0;
            sums.assistants += if_so((person.roles & role::assistant) != 0, own);
            sums.placed += if_so(person.setting == Setting::placement, own);
        }
        sums.filed = sums.filed && filed == filed_by_word[word];
    }
    all.add(sums);
}

void add_people(const World& world, Sums& sums) {
    for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) add_shard(world, shard, sums);
    const auto homes = static_cast<HomeId>(world.city->home_point.size());
    for (HomeId home = 0; home < homes; ++home) {
        const std::uint64_t here = weight(home);
        sums.named += weight_in_list(world.homes.first_person[home]) * here;
        sums.counted -= here * world.homes.count[home];
    }
}

/// Care from those who see to the person and from friends and neighbours are told apart.
[[nodiscard]] std::uint64_t received_weight(FileId file, bool personal) { return weight(file, personal ? 1 : 2); }

void add_care(const World& world, Sums& sums) {
    for (std::size_t page = 0; page < world.care.files.pages(); ++page) {
        const CareFile* files = world.care.files.read(page);
        for (std::uint32_t i = 0; i < shard_size; ++i) {
            const CareFile& file = files[i];
            if (file.person == nobody) continue;
            const auto id = static_cast<FileId>(page << shard_bits | i);
            sums.filed = sums.filed & (i < world.care.reach[page]);
            if (file.first_given != nobody) sums.carers -= weight(file.person);
            if (file.first_received != nobody) sums.listed += weight(file.first_received, id);
            sums.received += received_weight(id, true) * file.unpaid_any + received_weight(id, false) * file.unpaid_light;
            int everyday = 0;
            for (std::size_t h = 0; h < file.helper.size(); ++h) {
                if (file.helper[h] != nobody) everyday += file.helper_minutes[h];
            }
            sums.everyday = sums.everyday && everyday == file.everyday;
        }
    }
    for (std::uint32_t id = 0; id < world.care.ties.size(); ++id) {
        const CareTie& tie = world.care.ties[id];
        if (tie.cared == nobody) continue;
        sums.received -= received_weight(tie.cared, does_personal_care(tie.tier)) * tie.minutes;
        sums.listed -= weight(id, tie.cared);
        if (tie.next_received != nobody) sums.listed += weight(tie.next_received, tie.cared);
    }
}

void add_settings(const World& world, Sums& sums) {
    for (const Assistance& post : world.settings.assistants) {
        if (still_here(world, post.assistant, post.assistant_key)) sums.assistants -= weight(post.assistant);
    }
    for (const Placement& placement : world.settings.placements) {
        if (still_here(world, placement.child, placement.key)) sums.placed -= weight(placement.child);
    }
}

}  // namespace

bool sums_agree(const World& world) {
    Sums sums;
    add_people(world, sums);
    add_care(world, sums);
    add_settings(world, sums);
    for_each_promise(world, [&](Slot slot, int minutes) { sums.committed -= weight(slot) * static_cast<std::uint64_t>(minutes); });
    const auto total = [&](Flow flow) { return world.flows.total(flow); };
    std::int64_t in_beds = 0;
    for (const std::uint16_t count : world.care_homes.residents) in_beds += count;
    return sums.nought() && sums.residents == in_beds &&
           sums.alive == world.city->place.population + total(Flow::births) + total(Flow::moved_in) - total(Flow::deaths) - total(Flow::moved_out);
}

}  // namespace topsoil
