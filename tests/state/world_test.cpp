#include "state/world.hpp"

#include <set>

#include "base/draw.hpp"
#include "catch.hpp"
#include "engine/checks.hpp"
#include "engine/digest.hpp"
#include "support/hamlet.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

namespace {

/// Flips a bit of every byte of every part of a world.
struct Spoil {
    std::size_t parts = 0;
    template <class T>
    static void flip(T* values, std::size_t count) {
        auto* bytes = reinterpret_cast<unsigned char*>(values);
        for (std::size_t i = 0; i < count * sizeof(T); ++i) bytes[i] ^= 0x55;
    }
    template <class T>
    void operator()(const Field&, Column<T>& column) {
        for (std::size_t page = 0; page < column.pages(); ++page) flip(column.write(page), column.page_length(page));
        ++parts;
    }
    template <class Record, auto Member>
    void operator()(const Field&, Facet<Record, Member>& facet) {
        for (std::size_t page = 0; page < facet.pages(); ++page) {
            for (std::uint32_t i = 0; i < facet.page_length(page); ++i) flip(&facet.write(page)[i], 1);
        }
        ++parts;
    }
    template <class T>
    void operator()(const Field&, std::vector<T>& values) {
        flip(values.data(), values.size());
        values.resize(values.size() + 1);
        ++parts;
    }
    template <class T>
    void operator()(const Field&, std::vector<std::vector<T>>& rows) {
        for (auto& row : rows) flip(row.data(), row.size());
        rows.emplace_back();
        ++parts;
    }
};

std::set<Slot> people_at(const World& world, HomeId home) {
    std::set<Slot> found;
    for_each_in_home(world.people, world.homes, home, [&](Slot slot) { found.insert(slot); });
    return found;
}

/// What stands in both files of every tie, counted from the ties.
void require_sums(const World& world) {
    std::vector<int> given(world.city->slots, 0);
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        const CareFile& file = world.care.files[id];
        if (file.person == nobody) continue;
        int close = 0;
        int light = 0;
        for (std::uint32_t tie = file.first_received; tie != nobody; tie = world.care.ties[tie].next_received) {
            const CareTie& care = world.care.ties[tie];
            REQUIRE(care.cared == id);
            REQUIRE(care.minutes > 0);
            (does_personal_care(care.tier) ? close : light) += care.minutes;
            given[care.carer] += care.minutes;
        }
        REQUIRE(file.unpaid_any == close);
        REQUIRE(file.unpaid_light == light);
    }
    for (Slot slot = 0; slot < 2 * Hamlet::room; ++slot) {
        REQUIRE(minutes_given(world, slot) == given[slot]);
        REQUIRE(world.people.committed[slot] == given[slot]);
    }
}

}  // namespace

TEST_CASE("Whatever happens to everybody in one world happens to nobody in the world it came from") {
    SmallTown town;
    town.live(3);
    World& here = town.world();
    WriteGuard guard(here);
    const std::uint64_t before = digest(here);
    World other = here.branch();
    REQUIRE(digest(other) == before);
    Spoil spoil;
    other.visit(spoil);
    REQUIRE(spoil.parts > 50);
    REQUIRE_NOTHROW(guard.check(ProcessDeclaration{}));
    REQUIRE(digest(here) == before);
}

TEST_CASE("What happens later in the first world does not reach those that branched off") {
    SmallTown town;
    World other = town.world().branch();
    const std::uint64_t before = digest(other);
    town.live(5);
    REQUIRE(digest(town.world()) != before);
    REQUIRE(digest(other) == before);
    REQUIRE(other.week == 0);
}

TEST_CASE("People enter and leave a home in any order and each is there exactly while they live there") {
    Hamlet hamlet;
    World& world = hamlet.world;
    for (const Slot slot : {0U, 1U, 2U, 3U}) enter_home(world, slot, slot == 3 ? 5 : 1);
    REQUIRE(people_at(world, 1) == std::set<Slot>{0, 1, 2});
    REQUIRE(world.homes.count[1] == 3);
    REQUIRE(world.people.neighbourhood[3] == 1);
    leave_home(world, 1);  // in the middle of the list
    REQUIRE(people_at(world, 1) == std::set<Slot>{0, 2});
    leave_home(world, 2);  // its head
    leave_home(world, 2);  // nobody leaves twice
    REQUIRE(people_at(world, 1) == std::set<Slot>{0});
    REQUIRE(world.homes.count[1] == 1);
    leave_home(world, 0);
    REQUIRE(people_at(world, 1).empty());
    REQUIRE(world.homes.count[1] == 0);
    REQUIRE(people_at(world, 5) == std::set<Slot>{3});
    enter_home(world, 0, 5);
    REQUIRE(people_at(world, 5) == std::set<Slot>{0, 3});
}

TEST_CASE("Minutes promised along care ties stand with the carer and with the one cared for, whatever is begun, changed or ended") {
    constexpr Purpose deed{"test.care_deed"};
    Hamlet hamlet;
    World& world = hamlet.world;
    for (int i = 0; i < 6; ++i) hamlet.settle(static_cast<HomeId>(i % 4), 50 + i);
    for (int i = 0; i < 4; ++i) hamlet.settle(static_cast<HomeId>(4 + i), 80 + i, NeedLevel::medium);
    for (std::uint32_t step = 0; step < 400; ++step) {
        const Block bits = block(9, deed, step, 0);
        const FileId cared = world.people.care_file[Hamlet::room + below(bits[0], 4)];
        if (below(bits[1], 3) > 0) {
            // The tier belongs to the pair: those of the first homes are kin, the others friends.
            const Slot carer = below(bits[2], 6);
            start_care_tie(world, cared, carer, carer < 3 ? Tier::kin_near : Tier::close_friend, static_cast<Minutes>(5 + below(bits[3], 40)), static_cast<Week>(step));
        } else if (world.care.files[cared].first_received != nobody) {
            change_care_tie(world, world.care.files[cared].first_received, static_cast<Minutes>(below(bits[3], 2) * 30));
        }
        require_sums(world);
    }
    std::size_t used = 0;
    for (std::uint32_t tie = 0; tie < world.care.ties.size(); ++tie) used += world.care.ties[tie].cared != nobody;
    REQUIRE(used > 0);
    REQUIRE(used + world.care.free_ties.size() == world.care.ties.size());
    REQUIRE(used <= 24);  // a second start of the same pair adds to the first
}

TEST_CASE("A shortfall is what need leaves after every kind of help, and friends may meet its light part only") {
    CareFile file;
    file.need = {600, 300, 100};
    file.unpaid_any = 200;
    file.unpaid_light = 100;
    file.paid = 250;
    file.everyday = 50;
    REQUIRE(file.need_minutes() == 1'000);
    REQUIRE(file.shortfall() == 400);
    REQUIRE(file.light_need() == 400);
    REQUIRE(file.light_shortfall() == 250);
    file.paid = 600;
    REQUIRE(file.shortfall() == 50);
    REQUIRE(file.light_shortfall() == 50);
    file.paid = 2'000;
    REQUIRE(file.shortfall() == 0);
    REQUIRE(file.light_shortfall() == 0);
    file.paid = 0;
    file.unpaid_light = 500;
    REQUIRE(file.light_shortfall() == 0);
}

TEST_CASE("A care file stays open while anything stands in it and is another's afterwards") {
    Hamlet hamlet;
    World& world = hamlet.world;
    world.week = 100;
    const Slot old = hamlet.settle(0, 85, NeedLevel::low);
    const Slot young = hamlet.settle(1, 50);
    const FileId file = world.people.care_file[old];
    REQUIRE(open_file(world, old) == file);
    const auto stays_open = [&](Slot person, FileId id) {
        close_file_if_idle(world, id);
        return world.people.care_file[person] == id;
    };
    REQUIRE(stays_open(old, file));  // in need
    start_care_tie(world, file, young, Tier::kin_near, 60, 100);
    const FileId giving = world.people.care_file[young];
    REQUIRE(giving != nobody);
    REQUIRE(stays_open(young, giving));  // gives care
    world.people.need.edit(old) = NeedLevel::none;
    REQUIRE(stays_open(old, file));  // still receives care
    change_care_tie(world, world.care.files[file].first_received, 0);
    world.care.files.edit(file).client = 4;
    REQUIRE(stays_open(old, file));  // visits still to be ended
    world.care.files.edit(file).client = nobody;
    world.care.files.edit(file).stage = Stage::waiting_start;
    REQUIRE(stays_open(old, file));  // in a queue
    world.care.files.edit(file).stage = Stage::none;
    world.care.files.edit(giving).breakdown_week = 80;
    REQUIRE(stays_open(young, giving));  // broke down twenty weeks ago: not to be asked
    world.week = 106;
    REQUIRE(!stays_open(young, giving));
    REQUIRE(!stays_open(old, file));
    REQUIRE(world.people.care_file[old] == nobody);
    REQUIRE(world.care.files[file].person == nobody);
    REQUIRE(open_file(world, young) == file);  // the last to be closed is the first to be used
}

TEST_CASE("Helpers of everyday help have their minutes back when it ends") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const Slot old = hamlet.settle(0, 85, NeedLevel::low);
    const Slot one = hamlet.settle(1, 50);
    const Slot other = hamlet.settle(2, 60);
    CareFile& file = world.care.files.edit(world.people.care_file[old]);
    file.helper = {one, other};
    file.helper_minutes = {60, 30};
    file.everyday = 90;
    world.people.committed.edit(one) = 100;
    world.people.committed.edit(other) = 30;
    end_everyday_help(world, world.people.care_file[old]);
    REQUIRE(world.people.committed[one] == 40);
    REQUIRE(world.people.committed[other] == 0);
    REQUIRE(world.care.files[world.people.care_file[old]].everyday == 0);
    REQUIRE(world.care.files[world.people.care_file[old]].helper == std::array<std::uint32_t, 2>{nobody, nobody});
}
