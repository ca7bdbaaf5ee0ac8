#include "mechanisms/unpaid_care_strain.hpp"

#include <algorithm>

#include "state/group_kinds.hpp"
#include "state/time_use.hpp"

namespace topsoil {

namespace {

constexpr Purpose leave_work_purpose{"care.leave_work"};
constexpr Purpose spell_purpose{"care.first_spell"};
constexpr double longest_spell = 40;                 // years
constexpr Minutes many_hours = 35 * 60;              // past which carers leave paid work

void stop_caring(Living& living, Slot slot) {
    World& world = living.world;
    const FileId file = world.people.care_file[slot];
    while (world.care.files[file].first_given != nobody) {
        const std::uint32_t tie = world.care.files[file].first_given;
        world.care.files.edit(world.care.ties[tie].cared).set(mark::asks, true);
        change_care_tie(world, tie, 0);
    }
    world.flows.add(Flow::carers_stopped, world.people.neighbourhood[slot], 1);
    close_file_if_idle(world, file);
}

/// They have more time now: those they care for ask again.
void leave_work(Living& living, Slot slot, FileId file) {
    World& world = living.world;
    world.people.roles.edit(slot) |= role::left_work;
    world.people.capacity.edit(slot) = giveable_minutes(world.city->seed, world.people.key[slot], world.people.age(slot, living.week), false, world.people.need[slot]);
    for (std::uint32_t tie = world.care.files[file].first_given; tie != nobody; tie = world.care.ties[tie].next_given) world.care.files.edit(world.care.ties[tie].cared).set(mark::asks, true);
}

/// Who belongs to a group in which carers meet others in the same boat: a bit each, so that it stays at hand.
class Company {
public:
    explicit Company(const World& world) : bits_(world.city->slots / 64 + 1, 0) {
        for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
            const Group& group = world.groups.all[g];
            if (group.alive == 0 || !gives_peer_support(world.city->place.groups[group.kind].kind)) continue;
            for (const Slot slot : world.groups.members[g]) bits_[slot / 64] |= std::uint64_t{1} << (slot % 64);
        }
    }
    [[nodiscard]] bool has(Slot slot) const { return (bits_[slot / 64] >> (slot % 64) & 1) != 0; }

private:
    std::vector<std::uint64_t> bits_;
};

/// Log odds of the strain that somebody's caring comes to.
[[nodiscard]] double burden(const Living& living, const StrainRule& rule, const Company& company, FileId id) {
    const World& world = living.world;
    double hours = 0;
    double years = 0;
    int break_days = 0;
    bool high = false;
    for (std::uint32_t tie = world.care.files[id].first_given; tie != nobody; tie = world.care.ties[tie].next_given) {
        const CareTie& care = world.care.ties[tie];
        hours += care.minutes / 60.0;
        years = std::max(years, (living.week - care.since) / 52.0);
        break_days += world.care.files[care.cared].days();
        high = high || world.people.need[world.care.files[care.cared].person] == NeedLevel::high;
    }
    return -3 + 0.045 * hours + 0.10 * std::min(years, 5.0) + (high ? 0.8 : 0.0) - rule.relief * break_days * (minutes_of_a_day / 60.0) - (company.has(world.care.files[id].person) ? rule.peers : 0.0);
}
[[nodiscard]] Share16 target_strain(double burden) { return to_share16(logistic(burden)); }

/// Carers whose turn it is; those with the same turn who care no more recover meanwhile.
[[nodiscard]] std::vector<FileId> carers_of_this_week(Living& living, const StrainRule& rule) {
    World& world = living.world;
    const auto turn = static_cast<std::size_t>(living.week % turn_weeks);
    std::vector<FileId> carers;
    for (std::size_t page = turn; page < world.care.files.pages(); page += turn_weeks) {
        const CareFile* files = world.care.files.read(page);
        touched(world.care.reach[page]);
        const auto fetch = [&](std::size_t i) {
            if (files[i].person != nobody) world.people.strain.prefetch(files[i].person);
        };
        in_stages(world.care.reach[page], 16, fetch, [&](std::size_t i) {
            if (files[i].person == nobody) return;
            if (files[i].first_given != nobody) {
                carers.push_back(static_cast<FileId>(page << shard_bits | i));
            } else if (world.people.strain[files[i].person] != 0) {
                Share16& strain = world.people.strain.edit(files[i].person);
                strain = relax(strain, 0, rule.step);
            }
        });
    }
    return carers;
}

}  // namespace

void end_some(Living& living, double yearly_rate) {
    World& world = living.world;
    const double stop = weekly_chance(yearly_rate);
    const auto stopping = events(living, stop_cell, [&](Slot slot) {
        return world.people.has(slot, role::carer) ? stop : 0.0;
    });
    for (const Slot slot : stopping) stop_caring(living, slot);
}

void break_down(Living& living, double scale) {
    World& world = living.world;
    const auto breaking = events(living, breakdown_cell, [&](Slot slot) {
        if (!world.people.has(slot, role::carer)) return YearlyRate{};
        const double strain = as_share(world.people.strain[slot]);
        return YearlyRate{scale * strain * strain * strain};
    });
    for (const Slot slot : breaking) {
        const FileId file = world.people.care_file[slot];
        for (std::uint32_t tie = world.care.files[file].first_given; tie != nobody; tie = world.care.ties[tie].next_given) {
            world.care.files.edit(world.care.ties[tie].cared).lost_carer_week = static_cast<std::int16_t>(living.week);
        }
        world.care.files.edit(file).breakdown_week = static_cast<std::int16_t>(living.week);
        world.flows.add(Flow::breakdowns, world.people.neighbourhood[slot], 1);
        stop_caring(living, slot);
    }
}

void settle_strain(Living& living, const StrainRule& rule) {
    World& world = living.world;
    const Company company(world);
    for (FileId file = 0; file < world.care.files.size(); ++file) {
        if (world.care.files[file].first_given != nobody) world.people.strain.edit(world.care.files[file].person) = target_strain(burden(living, rule, company, file));
    }
}

void settle_spells(Living& living, double yearly_exit) {
    World& world = living.world;
    for (std::uint32_t tie = 0; tie < world.care.ties.size(); ++tie) {
        const CareTie& care = world.care.ties[tie];
        if (care.cared == nobody) continue;
        const Key pair = pair_key(world.people.key[care.carer], world.people.key[world.care.files[care.cared].person]);
        const double years = std::min(longest_spell, -log_exact(1 - uniform(draw(living.seed, spell_purpose, pair, 0))) / yearly_exit);
        world.care.ties.edit(tie).since = static_cast<std::int16_t>(living.week - static_cast<int>(years * weeks_per_year));
    }
}

void some_have_left_work(Living& living, double share) {
    World& world = living.world;
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        const CareFile& file = world.care.files[id];
        if (file.person == nobody || file.first_given == nobody || minutes_given(world, file.person) <= many_hours) continue;
        const Slot slot = file.person;
        const Key key = world.people.key[slot];
        const int age = world.people.age(slot, living.week);
        if (!in_paid_work(world.city->seed, key, age, false) || !happens(draw(living.seed, leave_work_purpose, key, living.week, 1), share)) continue;
        leave_work(living, slot, id);
    }
}

void feel_strain(Living& living, const StrainRule& rule) {
    World& world = living.world;
    const std::vector<FileId> carers = carers_of_this_week(living, rule);
    const Company company(world);
    const auto first_cared = [&](std::size_t i) { return world.care.ties[world.care.files[carers[i]].first_given].cared; };
    struct Felt {
        Slot person;
        Minutes given;
        double burden;
    };
    std::vector<Felt> felt(carers.size());
    in_stages(
        carers.size(), 6,
        [&](std::size_t i) {
            world.care.ties.prefetch(world.care.files[carers[i]].first_given);
            world.people.strain.prefetch(world.care.files[carers[i]].person);
        },
        [&](std::size_t i) { world.care.files.prefetch(first_cared(i)); }, [&](std::size_t i) { world.people.need.prefetch(world.care.files[first_cared(i)].person); },
        [&](std::size_t i) {
            const Slot person = world.care.files[carers[i]].person;
            felt[i] = {person, minutes_given(world, person), burden(living, rule, company, carers[i])};
        });
    // The exponentials by themselves: processors work at several chains of sums at once where nothing lies between them.
    std::vector<Share16> targets(carers.size());
    std::transform(felt.begin(), felt.end(), targets.begin(), [](const Felt& one) { return target_strain(one.burden); });
    for (std::size_t i = 0; i < carers.size(); ++i) {
        const Slot person = felt[i].person;
        Share16& strain = world.people.strain.edit(person);
        strain = relax(strain, targets[i], rule.step);
        if (felt[i].given > many_hours && !world.people.has(person, role::left_work) && happens(draw(living.seed, leave_work_purpose, world.people.key[person], living.week), rule.leave_work) &&
            in_paid_work(world.city->seed, world.people.key[person], world.people.age(person, living.week), false)) {
            leave_work(living, person, carers[i]);
        }
    }
}

}  // namespace topsoil
