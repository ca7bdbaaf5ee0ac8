// People who wait for a package that the council will pay, arranged by hand.
#pragma once

#include "quiet_town.hpp"
#include "state/prices.hpp"

namespace topsoil {

/// Nobody has any arrangement beside home care and care homes, and nobody waits for one: what a test arranges is all there is.
inline void clear_settings(World& world) {
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        CareFile& file = world.care.files.edit(id);
        if (file.person == nobody) continue;
        if (file.funding == Funding::supported_living || employs(file.funding)) {
            file.funding = Funding::none;
            file.stage = Stage::none;
            file.paid = 0;
        }
        file.set_days(0);
        file.set(mark::reablement, false);
    }
    for (const Assistance& post : world.settings.assistants) {
        world.people.committed.edit(post.person) = static_cast<std::uint16_t>(world.people.committed[post.person] - running_a_post);
        if (post.assistant == nobody) continue;
        world.people.committed.edit(post.assistant) = static_cast<std::uint16_t>(world.people.committed[post.assistant] - post.minutes);
        world.people.roles.edit(post.assistant) = static_cast<std::uint8_t>(world.people.roles[post.assistant] & ~role::assistant);
    }
    world.settings.assistants.clear();
    world.settings.tenancies.clear();
    for (Scheme& scheme : world.settings.schemes) scheme.tenants = 0;
    world.settings.attendances.clear();
    for (DayCentre& centre : world.settings.day_centres) centre.taken = 0;
    world.settings.courses.clear();
    world.settings.may_start.clear();
}

/// Money without end for one kind of arrangement, none for the others.
inline void fund_only(World& world, FundedSetting setting, Pence a_week = 100'000'000) {
    world.commissioned.setting_money.assign(funded_settings, 0);
    world.commissioned.setting_money[static_cast<std::size_t>(setting)] = a_week;
}

/// Somebody at home, alone or not, without any part in care, of an age in [from, to).
[[nodiscard]] inline Slot anybody(const World& world, int from, int to, const std::vector<Slot>& besides = {}) {
    return first_person(world, [&](Slot s) {
        const int age = world.people.age(s, world.week);
        return world.people.setting[s] == Setting::home && world.people.care_file[s] == nobody && world.people.committed[s] == 0 && world.people.roles[s] == 0 && age >= from && age < to &&
               std::find(besides.begin(), besides.end(), s) == besides.end();
    });
}

/// They need this much, and wait for a package of so many minutes since `week`.
inline FileId let_wait(World& world, Slot slot, NeedLevel level, int package, Week week = 0) {
    const FileId id = give_need(world, slot, level);
    CareFile& file = world.care.files.edit(id);
    file.stage = Stage::waiting_start;
    file.funding = Funding::council;
    file.package_wanted = static_cast<std::uint16_t>(package);
    file.since = static_cast<std::int16_t>(week);
    world.settings.may_start.push_back(id);
    return id;
}

}  // namespace topsoil
