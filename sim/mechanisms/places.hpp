// Support that somebody has instead of home care, at home: a place in supported living, in extra care, or a direct payment. Here: how
// such support begins and ends in a care file, whoever gives it.
#pragma once

#include <algorithm>
#include <vector>

#include "state/prices.hpp"

namespace topsoil {

/// The care file of somebody who has support of this kind and lives at home, or will come back there; nobody if it is over.
[[nodiscard]] inline FileId file_of_place(const World& world, Slot person, Key key, Funding funding) {
    if (!still_here(world, person, key)) return nobody;
    const FileId id = world.people.care_file[person];
    const Setting setting = world.people.setting[person];
    if (id == nobody || (setting != Setting::home && setting != Setting::hospital)) return nobody;
    const CareFile& file = world.care.files[id];
    return file.funding == funding && file.stage == Stage::served && file.need_minutes() > 0 ? id : nobody;
}

inline void begin_place(World& world, FileId id, Funding funding, Week week) {
    CareFile& file = world.care.files.edit(id);
    file.stage = Stage::served;
    file.funding = funding;
    file.since = static_cast<std::int16_t>(week);
    world.flows.add(Flow::packages_started, world.people.neighbourhood[file.person], 1);
}

/// Whatever is left of it in the file of somebody whose place is over; a stay in a care home has a stage and a funding of its own.
inline void end_place(World& world, Slot person, Key key, Funding funding) {
    if (!still_here(world, person, key) || world.people.care_file[person] == nobody) return;
    const FileId id = world.people.care_file[person];
    CareFile& file = world.care.files.edit(id);
    if (file.funding != funding) return;
    file.paid = 0;
    file.stage = Stage::none;
    file.funding = Funding::none;
    close_file_if_idle(world, id);
}

/// People who wait for a package to begin and for whom `wants` holds: those who have waited longest first, then by key. Most support in
/// place of home care is for those whom the council pays for.
enum class PaidBy : std::uint8_t { council, anybody };
template <class Wants>
[[nodiscard]] std::vector<FileId> those_who_wait(const World& world, PaidBy payer, Wants&& wants) {
    struct Turn {
        std::int16_t since;
        Key key;
        FileId id;
    };
    std::vector<Turn> turns;
    const std::vector<FileId>& waiting = world.settings.may_start;
    const auto stands_open = [&](const CareFile& file) {
        return file.person != nobody && file.stage == Stage::waiting_start && file.client == nobody && (payer == PaidBy::anybody || file.funding == Funding::council);
    };
    in_stages(
        waiting.size(), 12, [&](std::size_t i) { world.care.files.prefetch(waiting[i]); },
        [&](std::size_t i) {
            const CareFile& file = world.care.files[waiting[i]];
            if (!stands_open(file)) return;
            world.people.setting.prefetch(file.person);
            world.people.key.prefetch(file.person);
        },
        [&](std::size_t i) {
            const CareFile& file = world.care.files[waiting[i]];
            if (!stands_open(file) || world.people.setting[file.person] != Setting::home || file.need_minutes() == 0 || !wants(file)) return;
            turns.push_back({file.since, world.people.key[file.person], waiting[i]});
        });
    std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.since != b.since ? a.since < b.since : a.key < b.key; });
    std::vector<FileId> order;
    for (const Turn& turn : turns) order.push_back(turn.id);
    return order;
}

}  // namespace topsoil
