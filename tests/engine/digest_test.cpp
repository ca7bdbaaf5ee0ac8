#include "engine/digest.hpp"

#include "base/widths.hpp"
#include "catch.hpp"
#include "engine/checks.hpp"
#include "engine/golden_digests.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

namespace {

std::uint64_t digest_after(const std::string& regime, int weeks, int threads) {
    SmallTown town(regime, threads);
    town.live(weeks);
    return digest(town.world());
}

void require_golden(const std::string& name, std::uint64_t actual) {
    INFO("the run '" << name << "' has the digest " << digest_text(actual) << "; if results were meant to change, put it into tests/engine/golden_digests.hpp");
    CHECK(golden_digest(name) == digest_text(actual));
}

/// Which flows differ between two worlds of one city, and where. (To ask for digests would put all care files back under watch.)
std::string differences(const World& one, const World& other) {
    std::string found;
    for (std::size_t flow = 0; flow < flows; ++flow) {
        for (NeighbourhoodId n = 0; n < one.city->neighbourhoods.size(); ++n) {
            const std::int64_t more = one.flows.at(static_cast<Flow>(flow), n) - other.flows.at(static_cast<Flow>(flow), n);
            if (more != 0) found += "flow " + std::to_string(flow) + " in neighbourhood " + std::to_string(n) + " by " + std::to_string(more) + " in week " + std::to_string(one.week) + "\n";
        }
    }
    return found;
}

}  // namespace

TEST_CASE("Sixty weeks of a tendered town are the same for one, two and seven threads") {
    const std::uint64_t one = digest_after("tendered", 60, 1);
    REQUIRE(digest_after("tendered", 60, 2) == one);
    REQUIRE(digest_after("tendered", 60, 7) == one);
}

TEST_CASE("Sixty weeks of a gardened town are the same for one, two and seven threads") {
    const std::uint64_t one = digest_after("gardening", 60, 1);
    REQUIRE(digest_after("gardening", 60, 2) == one);
    REQUIRE(digest_after("gardening", 60, 7) == one);
}

TEST_CASE("A town lives the same at every width of instructions, and its sums agree") {
    at_each_width([](Width width) {
        CAPTURE(static_cast<int>(width));
        SmallTown town("gardening", 1);
        town.live(60);
        REQUIRE(golden_digest("small-town gardening, 60 weeks") == digest_text(digest(town.world())));
        REQUIRE_NOTHROW(check_everything(town.world()));
    });
}

TEST_CASE("A small town is made, and lives for sixty weeks, as it always did") {
    Team team(1);
    const ParameterSet defaults;
    require_golden("small-town as made", digest(make_city(shipped_place("small-town"), test_seed, view_of(defaults, "city"), team)));
    require_golden("small-town tendered, 60 weeks", digest_after("tendered", 60, 1));
    require_golden("small-town gardening, 60 weeks", digest_after("gardening", 60, 1));
}

TEST_CASE("A town lives the same whether every care file is read each week or only those that may concern somebody") {
    SmallTown some("gardening", 1);
    SmallTown all("gardening", 1);
    for (int week = 0; week < 60; ++week) {  // past the yearly sweep, which lays the files anew
        (void)all.world().care.files.all();
        some.live(1);
        all.live(1);
        REQUIRE(differences(some.world(), all.world()) == "");
    }
    REQUIRE(digest(some.world()) == digest(all.world()));
}

TEST_CASE("A digest is written as sixteen hexadecimal digits") {
    REQUIRE(digest_text(0) == "0000000000000000");
    REQUIRE(digest_text(0x0123456789ABCDEFULL) == "0123456789abcdef");
    REQUIRE(digest_text(~0ULL) == "ffffffffffffffff");
}
