#include "mechanisms/wellbeing_introductions.hpp"

#include "quiet_town.hpp"
#include "state/residents.hpp"
#include "state/tie_count.hpp"
#include "support/hamlet.hpp"

using namespace topsoil;

namespace {

/// Ann counts on Bea alone, and Bea on Cleo alone.
struct Three {
    Hamlet hamlet{{{0, 1}, {1, 2}}};
    Slot ann = hamlet.settle(0, 40), bea = hamlet.settle(1, 42);
    Slot cleo;
    explicit Three(int age = 45, HomeId home = 2) : cleo(hamlet.settle(home, age)) {}
    Slot introduced_to(Slot slot) { return friends_of_friends(hamlet.living(), {slot}).front(); }
};

/// Of pairs of people known to somebody, the share who know each other after two years in which everybody goes out whenever they can.
double clustering(double introduced) {
    QuietTown town({"wellbeing"}, parameters_with({{"wellbeing.introduced", introduced}, {"wellbeing.acquaint_chance", 1}, {"wellbeing.few_contacts", 10}}));
    town.live(104);
    double pairs = 0, closed = 0;
    for (const TieCount& count : town.world().ties.counted) {
        pairs += count.pairs;
        closed += count.closed;
    }
    return closed / pairs;
}

}  // namespace

TEST_CASE("Who counts on one friend alone is introduced to that friend's only friend", "[wellbeing]") {
    Three three;
    CHECK(three.introduced_to(three.ann) == three.cleo);
    CHECK(three.introduced_to(three.bea) == nobody);  // Cleo counts on nobody
    CHECK(three.introduced_to(three.cleo) == nobody);
}

TEST_CASE("Nobody is introduced to a child, to somebody a generation older, or to those they live with", "[wellbeing]") {
    CHECK(Three(10).introduced_to(0) == nobody);
    CHECK(Three(70).introduced_to(0) == nobody);
    Three at_home(45, 0);
    CHECK(at_home.introduced_to(at_home.ann) == nobody);
}

TEST_CASE("Nobody is introduced to themselves or to somebody who has died", "[wellbeing]") {
    Hamlet two({{0, 1}, {1, 0}});
    const Slot ann = two.settle(0, 40);
    (void)two.settle(1, 42);
    CHECK(friends_of_friends(two.living(), {ann}).front() == nobody);
    Three three;
    Living living = three.hamlet.living();
    remove_person(living, three.cleo);
    CHECK(three.introduced_to(three.ann) == nobody);
}

TEST_CASE("The more are introduced by friends, the more of somebody's friends know each other", "[wellbeing]") {
    CHECK(clustering(1) > 1.1 * clustering(0));
}
