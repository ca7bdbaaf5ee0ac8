#include "state/world.hpp"

#include <algorithm>
#include <type_traits>

namespace topsoil {

namespace {

template <class Part>
concept HasBranch = requires(Part& part) { part.branch(); };

/// Copies each part of `from` into the part of `to` of the same name and order: columns share pages, the rest is copied.
class Brancher {
public:
    explicit Brancher(World& to) {
        to.visit([this](const Field&, auto& storage) { targets_.push_back(&storage); });
    }
    template <class Storage>
    void operator()(const Field&, Storage& storage) {
        auto& target = *static_cast<Storage*>(targets_[next_++]);
        if constexpr (HasBranch<Storage>) {
            target = storage.branch();
        } else {
            target = storage;
        }
    }
    /// Facets point at records, which are branched once for all of them.
    template <class Record, auto Member>
    void operator()(const Field&, Facet<Record, Member>&) {
        ++next_;
    }

private:
    std::vector<void*> targets_;
    std::size_t next_ = 0;
};

}  // namespace

World World::branch() {
    World other;
    other.city = city;
    other.week = week;
    other.ledger = Ledger(city->neighbourhoods.size());
    other.flows = Flows(city->neighbourhoods.size());
    other.billed = Flows(city->neighbourhoods.size());
    Brancher brancher(other);
    visit(brancher);
    people.share_records_with(other.people);
    homes.share_records_with(other.homes);
    ties.share_records_with(other.ties);
    return other;
}

void enter_home(World& world, Slot slot, HomeId home) {
    world.people.next_in_home.edit(slot) = world.homes.first_person[home];
    world.homes.first_person.edit(home) = slot;
    ++world.homes.count.edit(home);
    world.people.home.edit(slot) = home;
    world.people.neighbourhood.edit(slot) = world.city->home_neighbourhood[home];
    reckon_anew(world, slot);
}

void reckon_anew(World& world, Slot slot) {
    if (world.people.has_file(slot)) world.care.files.unsettle(world.people.care_file[slot]);
}

void change_memberships(World& world, Slot slot, int by) {
    std::uint8_t& count = world.people.memberships.edit(slot);
    count = static_cast<std::uint8_t>(std::max(0, count + by));
    reckon_anew(world, slot);
}

namespace {

/// Who comes before somebody in the list of a home, or nobody. Mostly those stored beside them, who are asked first: lists of halls are long.
[[nodiscard]] Slot before_in_home(const World& world, HomeId home, Slot slot) {
    for (const Slot beside : {slot + 1, slot - 1}) {
        if (beside < world.city->slots && world.people.next_in_home[beside] == slot) return beside;
    }
    Slot at = world.homes.first_person[home];
    while (at != nobody && world.people.next_in_home[at] != slot) at = world.people.next_in_home[at];
    return at;
}

}  // namespace

void leave_home(World& world, Slot slot) {
    const HomeId home = world.people.home[slot];
    const Slot next = world.people.next_in_home[slot];
    if (world.homes.first_person[home] == slot) {
        world.homes.first_person.edit(home) = next;
    } else {
        const Slot before = before_in_home(world, home, slot);
        if (before == nobody) return;
        world.people.next_in_home.edit(before) = next;
    }
    --world.homes.count.edit(home);
    world.people.next_in_home.edit(slot) = nobody;
}

FileId open_file(World& world, Slot slot) {
    const FileId known = world.people.care_file[slot];
    if (known != nobody) return known;
    Care& care = world.care;
    const auto turn = static_cast<std::size_t>(turn_of(world.people.origin[slot]));
    if (care.free_files[turn].empty()) {
        const auto first = static_cast<FileId>(care.files.size());
        care.files.append_uniform(shard_size * turn_weeks, CareFile{});
        care.reach.resize(care.files.pages(), 0);
        for (FileId file = first + shard_size * turn_weeks; file-- > first;) care.free_files[shard_of(file) % turn_weeks].push_back(file);
    }
    const FileId file = care.free_files[turn].back();
    care.free_files[turn].pop_back();
    CareFile& record = care.files.edit(file);
    record = CareFile{};
    record.person = slot;
    std::uint16_t& reach = care.reach[shard_of(file)];
    reach = std::max(reach, static_cast<std::uint16_t>((file & shard_mask) + 1));
    world.people.set_file(slot, file);
    return file;
}

void close_file_if_idle(World& world, FileId file) {
    const CareFile& record = world.care.files[file];
    if (record.person == nobody) return;
    const Slot person = record.person;
    const bool needs = world.people.alive(person) && world.people.need[person] != NeedLevel::none;
    if (needs || record.first_received != nobody || record.first_given != nobody || record.client != nobody) return;
    if (record.stage != Stage::none && world.people.alive(person)) return;
    if (world.people.alive(person) && record.breakdown_week + rest_after_breakdown > world.week) return;  // not to be asked yet: remember why
    if (world.people.alive(person) && world.people.strain[person] > rested) return;  // still tired from caring
    if (world.people.strain[person] != 0) world.people.strain.edit(person) = 0;
    end_everyday_help(world, file);
    world.people.set_file(person, nobody);
    world.care.files.edit(file) = CareFile{};
    world.care.free_files[shard_of(file) % turn_weeks].push_back(file);
}

void start_care_tie(World& world, FileId cared, Slot carer, Tier tier, Minutes minutes, Week week) {
    const FileId giving = open_file(world, carer);
    Care& care = world.care;
    for (std::uint32_t known = care.files[cared].first_received; known != nobody; known = care.ties[known].next_received) {
        if (care.ties[known].carer == carer) {
            change_care_tie(world, known, care.ties[known].minutes + minutes);
            return;
        }
    }
    if (care.free_ties.empty()) {
        const auto first = static_cast<std::uint32_t>(care.ties.size());
        care.ties.append_uniform(shard_size, CareTie{});
        for (std::uint32_t tie = first + shard_size; tie-- > first;) care.free_ties.push_back(tie);
    }
    const std::uint32_t tie = care.free_ties.back();
    care.free_ties.pop_back();
    CareFile& cared_file = care.files.edit(cared);
    CareFile& giving_file = care.files.edit(giving);
    CareTie& record = care.ties.edit(tie);
    record = CareTie{};
    record.cared = cared;
    record.carer = carer;
    record.next_received = cared_file.first_received;
    record.next_given = giving_file.first_given;
    record.since = static_cast<std::int16_t>(week);
    record.tier = tier;
    cared_file.first_received = tie;
    giving_file.first_given = tie;
    world.people.roles.edit(carer) |= role::carer;
    change_care_tie(world, tie, minutes);
}

void change_care_tie(World& world, std::uint32_t tie, Minutes minutes) {
    Care& care = world.care;
    CareTie& record = care.ties.edit(tie);
    CareFile& cared = care.files.edit(record.cared);
    const auto change = static_cast<std::int32_t>(minutes) - record.minutes;
    std::uint16_t& received = does_personal_care(record.tier) ? cared.unpaid_any : cared.unpaid_light;
    received = static_cast<std::uint16_t>(received + change);
    std::uint16_t& committed = world.people.committed.edit(record.carer);
    committed = static_cast<std::uint16_t>(committed + change);
    record.minutes = static_cast<std::uint16_t>(minutes);
    if (minutes > 0) return;

    const auto unlink = [&](std::uint32_t first, std::uint32_t CareTie::*next) {
        if (first == tie) return record.*next;
        for (std::uint32_t at = first; at != nobody; at = care.ties[at].*next) {
            if (care.ties[at].*next == tie) {
                care.ties.edit(at).*next = record.*next;
                break;
            }
        }
        return first;
    };
    cared.first_received = unlink(cared.first_received, &CareTie::next_received);
    CareFile& giving = care.files.edit(world.people.care_file[record.carer]);
    giving.first_given = unlink(giving.first_given, &CareTie::next_given);
    if (giving.first_given == nobody) world.people.roles.edit(record.carer) = static_cast<std::uint8_t>(world.people.roles[record.carer] & ~role::carer);
    record = CareTie{};
    care.free_ties.push_back(tie);
}

void end_everyday_help(World& world, FileId file) {
    CareFile& record = world.care.files.edit(file);
    for (std::size_t i = 0; i < record.helper.size(); ++i) {
        if (record.helper[i] == nobody) continue;
        std::uint16_t& committed = world.people.committed.edit(record.helper[i]);
        committed = static_cast<std::uint16_t>(committed - record.helper_minutes[i]);
        record.helper[i] = nobody;
        record.helper_minutes[i] = 0;
    }
    record.everyday = 0;
    record.set(mark::by_group, false);
}

Minutes minutes_given(const World& world, Slot carer) {
    const FileId file = world.people.care_file[carer];
    if (file == nobody) return 0;
    Minutes sum = 0;
    for (std::uint32_t tie = world.care.files[file].first_given; tie != nobody; tie = world.care.ties[tie].next_given) {
        sum += world.care.ties[tie].minutes;
    }
    return sum;
}

}  // namespace topsoil
