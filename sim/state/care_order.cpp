#include "state/care_order.hpp"

#include <algorithm>

namespace topsoil {

namespace {

[[nodiscard]] std::uint32_t renumbered(const std::vector<std::uint32_t>& places, std::uint32_t id) { return id == nobody ? nobody : places[id]; }

/// The new number of each care file: those of one turn stay in the pages of that turn, those of people who need help before those of others.
[[nodiscard]] std::vector<FileId> order_files(World& world) {
    Care& care = world.care;
    std::vector<FileId> place(care.files.size(), nobody);
    for (std::size_t turn = 0; turn < turn_weeks; ++turn) {
        struct Used {
            bool need;
            Slot person;
            FileId id;
        };
        std::vector<Used> used;
        std::vector<FileId> free;
        for (std::size_t page = turn; page < care.files.pages(); page += turn_weeks) {
            const CareFile* files = care.files.read(page);
            for (std::uint32_t i = 0; i < shard_size; ++i) {
                const auto id = static_cast<FileId>(page << shard_bits | i);
                free.push_back(id);
                if (files[i].person != nobody) used.push_back({files[i].need_minutes() > 0, files[i].person, id});
            }
        }
        std::sort(used.begin(), used.end(), [](const Used& a, const Used& b) { return a.need != b.need ? a.need : a.person < b.person; });
        for (std::size_t i = 0; i < used.size(); ++i) place[used[i].id] = free[i];
        care.free_files[turn].assign(free.rbegin(), free.rend() - static_cast<std::ptrdiff_t>(used.size()));
    }
    return place;
}

/// The new number of each care tie: along the files as they now lie, those towards one person together.
[[nodiscard]] std::vector<std::uint32_t> order_ties(World& world) {
    Care& care = world.care;
    std::vector<std::uint32_t> place(care.ties.size(), nobody);
    std::uint32_t next = 0;
    for (FileId id = 0; id < care.files.size(); ++id) {
        if (care.files[id].person == nobody) continue;
        for (std::uint32_t tie = care.files[id].first_received; tie != nobody; tie = care.ties[tie].next_received) place[tie] = next++;
    }
    care.free_ties.clear();
    for (auto tie = static_cast<std::uint32_t>(care.ties.size()); tie-- > next;) care.free_ties.push_back(tie);
    return place;
}

/// Every used record goes to its new place; the others are blank.
template <class Record, class Used>
void lay(Column<Record>& records, const std::vector<std::uint32_t>& place, Used&& used) {
    std::vector<Record> laid(records.size());
    for (std::uint32_t id = 0; id < records.size(); ++id) {
        if (used(records[id])) laid[place[id]] = records[id];
    }
    auto from = laid.begin();
    for (std::size_t page = 0; page < records.pages(); ++page) {
        std::copy_n(from, records.page_length(page), records.write(page));
        from += records.page_length(page);
    }
}

/// Behind the last file of each page there is nothing to read.
void note_reach(Care& care) {
    for (std::size_t page = 0; page < care.files.pages(); ++page) {
        const CareFile* files = care.files.read(page);
        std::uint32_t reach = shard_size;
        while (reach > 0 && files[reach - 1].person == nobody) --reach;
        care.reach[page] = static_cast<std::uint16_t>(reach);
    }
}

}  // namespace

void lay_care_in_order(World& world) {
    Care& care = world.care;
    const std::vector<FileId> file = order_files(world);
    lay(care.files.all(), file, [](const CareFile& record) { return record.person != nobody; });
    note_reach(care);
    const std::vector<std::uint32_t> tie = order_ties(world);
    lay(care.ties, tie, [](const CareTie& record) { return record.cared != nobody; });
    for (FileId id = 0; id < care.files.size(); ++id) {
        if (care.files[id].person == nobody) continue;
        CareFile& record = care.files.edit(id);
        record.first_received = renumbered(tie, record.first_received);
        record.first_given = renumbered(tie, record.first_given);
        world.people.set_file(record.person, id);
    }
    for (std::uint32_t id = 0; id < care.ties.size(); ++id) {
        if (care.ties[id].cared == nobody) continue;
        CareTie& record = care.ties.edit(id);
        record.cared = renumbered(file, record.cared);
        record.next_received = renumbered(tie, record.next_received);
        record.next_given = renumbered(tie, record.next_given);
    }
    for (Client& client : world.home_care.clients) client.file = renumbered(file, client.file);
    for (FileId& id : world.settings.may_start) id = renumbered(file, id);
    std::erase(world.settings.may_start, nobody);  // their files were closed since
}

}  // namespace topsoil
