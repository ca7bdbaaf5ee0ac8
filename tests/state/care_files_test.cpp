#include <algorithm>
#include <vector>

#include "catch.hpp"
#include "support/hamlet.hpp"

using namespace topsoil;

namespace {

std::vector<FileId> watched(const World& world, std::size_t page) {
    std::vector<FileId> found;
    world.care.files.for_each_watched(page, [&](FileId id) { found.push_back(id); });
    return found;
}

/// Reviews the files of everybody; those of whom `concerns` says so stay watched.
template <class Concerns>
void review(World& world, Concerns&& concerns) {
    world.care.files.begin_review();
    for (std::size_t page = 0; page < world.care.files.pages(); ++page) {
        world.care.files.review(page, world.care.reach[page], world.week + 1, [](FileId) {}, [&](FileId, CareFile& file) { return CareFiles::Found{concerns(file), false}; });
    }
}

bool is_watched(const World& world, FileId id) {
    const std::vector<FileId> found = watched(world, shard_of(id));
    return std::find(found.begin(), found.end(), id) != found.end();
}

}  // namespace

TEST_CASE("Care files are watched from the first, all of them") {
    Hamlet hamlet;
    hamlet.settle(0, 85, NeedLevel::medium);
    const FileId id = hamlet.world.people.care_file[0];
    REQUIRE(watched(hamlet.world, shard_of(id)).size() == shard_size);
}

TEST_CASE("A file in which nobody finds anything to do is left alone until somebody changes it") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const FileId mother = world.people.care_file[hamlet.settle(0, 85, NeedLevel::medium)];
    const FileId neighbour = world.people.care_file[hamlet.settle(1, 80, NeedLevel::low)];
    review(world, [&](const CareFile& file) { return file.person == 1; });
    REQUIRE_FALSE(is_watched(world, mother));
    REQUIRE(is_watched(world, neighbour));
    world.care.files.edit(mother).unmet = 60;
    REQUIRE(is_watched(world, mother));
    review(world, [](const CareFile&) { return false; });
    REQUIRE(watched(world, shard_of(mother)).empty());
}

TEST_CASE("A file whose hours are the same every week is reviewed no more until it changes, and is then known as it was") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const FileId mother = world.people.care_file[hamlet.settle(0, 85, NeedLevel::medium)];
    const std::size_t page = shard_of(mother);
    std::vector<FileId> looked_at;
    const auto review_page = [&] {
        looked_at.clear();
        world.care.files.begin_review();
        world.care.files.review(page, world.care.reach[page], world.week + 1, [](FileId) {}, [&](FileId id, CareFile&) {
            looked_at.push_back(id);
            return CareFiles::Found{false, true};
        });
    };
    review_page();
    REQUIRE(looked_at == std::vector<FileId>{mother});
    review_page();
    REQUIRE(looked_at.empty());
    world.care.files.edit(mother).unpaid_any = 120;
    world.care.files.edit(mother).unpaid_any = 240;
    REQUIRE(world.care.files.unsettled(page).size() == 1);
    REQUIRE(world.care.files.unsettled(page)[0].id == mother);
    REQUIRE(world.care.files.unsettled(page)[0].as_it_was.unpaid_any == 0);
    review_page();
    REQUIRE(looked_at == std::vector<FileId>{mother});
    const std::uint64_t since = world.care.files.remembered_since();
    (void)world.care.files.all();
    REQUIRE(world.care.files.remembered_since() != since);
    review_page();
    REQUIRE(looked_at == std::vector<FileId>{mother});
}

TEST_CASE("A file that is settled stays watched or not until it changes, and is watched and looked at again when its time is up") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const FileId mother = world.people.care_file[hamlet.settle(0, 85, NeedLevel::medium)];
    const FileId neighbour = world.people.care_file[hamlet.settle(1, 80, NeedLevel::low)];
    const std::size_t page = shard_of(mother);
    std::vector<FileId> looked_at;
    const auto review_in = [&](Week week) {
        looked_at.clear();
        world.care.files.begin_review();
        world.care.files.review(page, world.care.reach[page], week + 1, [](FileId) {}, [&](FileId id, CareFile&) {
            looked_at.push_back(id);
            return CareFiles::Found{id == neighbour, true, id == mother && week < 300 ? Week{303} : no_week};
        });
    };
    review_in(300 - 8);
    REQUIRE(looked_at.size() == 2);
    for (const Week week : {293, 296, 301}) {
        review_in(week);
        REQUIRE(looked_at.empty());
        REQUIRE_FALSE(is_watched(world, mother));
        REQUIRE(is_watched(world, neighbour));
    }
    review_in(302);
    REQUIRE(looked_at.empty());
    REQUIRE(is_watched(world, mother));
    review_in(303);
    REQUIRE(looked_at == std::vector<FileId>{mother});
    REQUIRE_FALSE(is_watched(world, mother));
    review_in(303 + 255);
    REQUIRE(is_watched(world, neighbour));
    REQUIRE_FALSE(is_watched(world, mother));
}

TEST_CASE("Who lacks help and has been told no, or has asked, concerns somebody again when the time for it has come") {
    CareFile file;
    file.person = 0;
    file.need = {600, 300, 0};
    REQUIRE(file.concerns_again() == no_week);
    file.unpaid_any = 720;
    file.unmet = 180;
    file.since = 40;
    REQUIRE(file.concerns_again() == 40 + weeks_after_a_no);
    REQUIRE_FALSE(file.concerns_anybody(file.concerns_again() - 1));
    REQUIRE(file.concerns_anybody(file.concerns_again()));
    file.weeks_short = weeks_until_asking;
    file.last_ask = 50;
    REQUIRE(file.concerns_again() == 50 + weeks_between_asks);
    REQUIRE_FALSE(file.concerns_anybody(file.concerns_again() - 1));
    REQUIRE(file.concerns_anybody(file.concerns_again()));
}

TEST_CASE("Whoever may change every file puts all of them back under watch, and so does a new world") {
    Hamlet hamlet;
    World& world = hamlet.world;
    const FileId id = world.people.care_file[hamlet.settle(0, 85, NeedLevel::medium)];
    review(world, [](const CareFile&) { return false; });
    World other = world.branch();
    REQUIRE(is_watched(other, id));
    review(world, [](const CareFile&) { return false; });
    (void)world.care.files.write(shard_of(id));
    REQUIRE(is_watched(world, id));
}

TEST_CASE("A file concerns somebody while its person waits, asks, may contact the council or is in hospital, and when a package has changed") {
    CareFile file;
    file.person = 0;
    file.need = {600, 300, 0};
    file.unpaid_any = 900;
    REQUIRE_FALSE(file.concerns_anybody(10));
    const auto with = [&](auto&& change) {
        CareFile changed = file;
        change(changed);
        return changed.concerns_anybody(10);
    };
    REQUIRE(with([](CareFile& f) { f.stage = Stage::waiting_assessment; }));
    REQUIRE(with([](CareFile& f) { f.stage = Stage::waiting_start; }));
    REQUIRE_FALSE(with([](CareFile& f) { f.stage = Stage::served; }));
    REQUIRE(with([](CareFile& f) { f.set(mark::asks, true); }));
    REQUIRE(with([](CareFile& f) { f.paid = 60; }));
    REQUIRE(with([](CareFile& f) { f.paid_answered = 60; }));
    REQUIRE(with([](CareFile& f) { f.set(mark::admitted, true); }));
    // A fifth is lacking: they may contact the council, but not for half a year after a no.
    const auto lacks = [](CareFile& f) { f.unpaid_any = 720, f.unmet = 180; };
    REQUIRE(with(lacks));
    REQUIRE_FALSE(with([&](CareFile& f) { lacks(f), f.unpaid_any = 721; }));
    REQUIRE_FALSE(with([&](CareFile& f) { lacks(f), f.since = 5; }));
    REQUIRE(with([&](CareFile& f) { lacks(f), f.since = static_cast<std::int16_t>(10 - weeks_after_a_no); }));
    REQUIRE(with([&](CareFile& f) { lacks(f), f.since = 5, f.lost_carer_week = 9; }));
    // Who lacked a fifth for a month asks again thirteen weeks after they last did.
    const auto short_of_help = [](CareFile& f) { f.stage = Stage::served, f.weeks_short = 4; };
    REQUIRE(with([&](CareFile& f) { short_of_help(f), f.last_ask = static_cast<std::int16_t>(10 - weeks_between_asks); }));
    REQUIRE_FALSE(with([&](CareFile& f) { short_of_help(f), f.last_ask = static_cast<std::int16_t>(11 - weeks_between_asks); }));
}
