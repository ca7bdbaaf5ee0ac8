#include <map>
#include <set>

#include "engine/parameters.hpp"
#include "mechanisms/everyday_help_noticing.hpp"
#include "quiet_town.hpp"

using namespace topsoil;

namespace {

/// Everybody who is asked helps; nobody notices by themselves.
ParameterSet everybody_asks() {
    return parameters_with({{"everyday_help.notice_rate", 0}, {"everyday_help.ask_chance", 1}, {"everyday_help.offer_base", 100}, {"everyday_help.small_act_chance", 0}, {"everyday_help.group_answers", 0}});
}
ParameterSet ready_town() {
    return parameters_with({{"everyday_help.notice_rate", 0.3}, {"everyday_help.ask_chance", 0.5}, {"everyday_help.offer_base", 3}});
}

int people_helped(const World& world) {
    int helped = 0;
    for_each_file(world, [&](FileId, const CareFile& file) { helped += file.everyday > 0 ? 1 : 0; });
    return helped;
}

}  // namespace

TEST_CASE("Where nobody notices and nobody asks, nobody is helped", "[everyday_help]") {
    QuietTown town({"everyday_help"}, parameters_with({{"everyday_help.notice_rate", 0}, {"everyday_help.ask_chance", 0}, {"everyday_help.small_act_chance", 0}}));
    for_each_file(town.world(), [&](FileId id, const CareFile&) { end_everyday_help(town.world(), id); });
    town.live(8);
    REQUIRE(people_helped(town.world()) == 0);
    REQUIRE(town.total(Flow::small_act_minutes) == 0);
}

TEST_CASE("People with no time to give offer none", "[everyday_help]") {
    QuietTown town({"everyday_help"}, ready_town());
    World& world = town.world();
    for_each_file(world, [&](FileId id, const CareFile&) { end_everyday_help(world, id); });
    for_everybody(world, [&](Slot slot) { world.people.capacity.edit(slot) = world.people.committed[slot]; });
    town.live(8);
    REQUIRE(people_helped(world) == 0);
    REQUIRE(town.total(Flow::small_act_minutes) == 0);
}

TEST_CASE("Nobody gives more everyday help than they have time for, or than is needed", "[everyday_help]") {
    QuietTown town({"everyday_help"}, ready_town());
    const World& world = town.world();
    std::vector<std::uint16_t> committed_before(world.city->slots, 0);
    for_everybody(world, [&](Slot slot) { committed_before[slot] = world.people.committed[slot]; });
    town.live(12);
    REQUIRE(people_helped(world) > 20);
    for_each_file(world, [&](FileId, const CareFile& file) {
        if (file.everyday == 0) return;
        REQUIRE(world.people.setting[file.person] == Setting::home);
        REQUIRE(file.everyday + file.unpaid_light <= file.light_need());
        REQUIRE(file.everyday + file.unpaid_light + file.unpaid_any + file.paid <= file.need_minutes());
        for (std::size_t i = 0; i < file.helper.size(); ++i) {
            if (file.helper[i] == nobody) continue;
            REQUIRE(file.helper[i] != file.person);
            REQUIRE(world.people.setting[file.helper[i]] == Setting::home);
            REQUIRE(file.helper_minutes[i] >= 20);
            REQUIRE(file.helper_minutes[i] <= 120);
        }
    });
    for_everybody(world, [&](Slot slot) {
        if (world.people.committed[slot] > committed_before[slot]) REQUIRE(world.people.committed[slot] <= world.people.capacity[slot]);
    });
}

TEST_CASE("What family gives beyond the need is no reason for a neighbour to go on helping", "[everyday_help]") {
    QuietTown town({"everyday_help"}, ready_town());
    World& world = town.world();
    int seen_to = 0;
    for_each_file(world, [&](FileId id, const CareFile& file) {
        if (file.everyday == 0 || file.paid > 0) return;
        ++seen_to;
        world.care.files.edit(id).paid = static_cast<std::uint16_t>(file.need_minutes());  // all that is needed, and what the others give on top
        world.care.files.edit(id).funding = Funding::personal_assistant;
    });
    town.live(all_turns);
    REQUIRE(seen_to > 20);
    for_each_file(world, [&](FileId, const CareFile& file) {
        if (file.funding == Funding::personal_assistant && file.paid >= file.need_minutes()) REQUIRE(file.everyday == 0);
    });
}

TEST_CASE("Some people have everyday help from the first week on, those with high need most often", "[everyday_help]") {
    const World world = settled_world();
    std::array<double, 4> people{}, helped{};
    for_each_file(world, [&](FileId, const CareFile& file) {
        if (world.people.setting[file.person] != Setting::home) return;
        const auto level = static_cast<std::size_t>(world.people.need[file.person]);
        people[level] += 1;
        helped[level] += file.everyday > 0 ? 1 : 0;
    });
    REQUIRE(helped[1] > 0);
    REQUIRE(helped[1] / people[1] < 0.15);
    REQUIRE(helped[3] / people[3] > 1.5 * helped[1] / people[1]);
}

TEST_CASE("Somebody who asks asks whom they count on most", "[everyday_help]") {
    const ParameterSet parameters = everybody_asks();
    QuietTown town({"everyday_help"}, parameters);
    const World& world = town.world();
    const TieDecay decay(5 * 52, 26, tie_sustained);
    const UsualContacts usual(view_of(parameters, "everyday_help"));
    int helped = 0;
    for (int week = 0; week < all_turns; ++week) {
        std::map<FileId, Slot> closest;
        std::map<FileId, std::map<Slot, double>> meetings;
        for_each_file(world, [&](FileId id, const CareFile& file) {
            if (file.everyday > 0) return;  // theirs stands
            double most = 0;
            const ContactsByKind& contacts = usual.of(usual.street_writes(*world.city, world.people.home[file.person]));
            for_each_tie(*world.city, world.ties, world.people, file.person, [&](const TieView& tie) {
                const double strength = contacts[static_cast<std::size_t>(tie.kind)] * decay.strength(tie.kind, tie.level, tie.last, world.week);
                meetings[id][tie.target] = std::max(meetings[id][tie.target], strength);
                if (strength <= most) return;
                most = strength;
                closest[id] = tie.target;
            });
        });
        town.live();
        for (const auto& [id, slot] : closest) {
            const CareFile& file = world.care.files[id];
            if (file.everyday == 0) continue;
            ++helped;
            REQUIRE(meetings[id][file.helper[0]] >= meetings[id][slot] * (1 - 1e-6));  // contacts are counted in whole numbers: two may be level
            REQUIRE(file.helper[1] == nobody);
            REQUIRE(file.has(mark::noticed));
        }
    }
    REQUIRE(helped > 10);
}

TEST_CASE("An arrangement is looked at again in a week of its own, and stands in all others", "[everyday_help]") {
    QuietTown town({"everyday_help"}, ready_town());
    const World& world = town.world();
    town.live(all_turns);
    int stood = 0;
    int ended_or_changed = 0;
    std::map<FileId, Week> changed;
    for (int week = 0; week < 9 * all_turns; ++week) {
        std::map<FileId, std::pair<Slot, std::uint8_t>> before;
        for_each_file(world, [&](FileId id, const CareFile& file) { before[id] = {file.helper[0], file.helper_minutes[0]}; });
        const Week now = world.week;
        town.live();
        for_each_file(world, [&](FileId id, const CareFile& file) {
            const std::pair after{file.helper[0], file.helper_minutes[0]};
            if (before[id] == after) {
                stood += file.helper[0] != nobody ? 1 : 0;
                return;
            }
            ++ended_or_changed;
            const Week first = changed.try_emplace(id, now).first->second;
            REQUIRE((now - first) % 4 == 0);
        });
    }
    REQUIRE(stood > 100);
    REQUIRE(ended_or_changed > 20);
}

TEST_CASE("Help that was given makes people count on each other more", "[everyday_help]") {
    QuietTown town({"everyday_help"}, everybody_asks());
    World& world = town.world();
    for_each_file(world, [&](FileId id, const CareFile&) { end_everyday_help(world, id); });
    const auto level_between = [&](Slot owner, Slot target) {
        int level = 0;  // the first tie counts where somebody is known in two ways
        for_each_tie(*world.city, world.ties, world.people, owner, [&](const TieView& tie) { level = tie.target == target && level == 0 ? tie.level : level; });
        return level;
    };
    std::map<std::pair<Slot, Slot>, int> before;
    for_each_file(world, [&](FileId, const CareFile& file) {
        for_each_tie(*world.city, world.ties, world.people, file.person, [&](const TieView& tie) { before.try_emplace({file.person, tie.target}, tie.level); });
    });
    town.live();
    int stronger = 0;
    for_each_file(world, [&](FileId, const CareFile& file) {
        if (file.helper[0] == nobody) return;
        ++stronger;
        const int was = before[{file.person, file.helper[0]}];
        const int now = level_between(file.person, file.helper[0]);
        REQUIRE((now > was || was == 255));
    });
    REQUIRE(stronger > 0);
}

TEST_CASE("Small acts come at their rate per contact and lift belonging", "[everyday_help]") {
    constexpr double acts_per_contact = 0.07;
    QuietTown town({"everyday_help"}, parameters_with({{"everyday_help.notice_rate", 0}, {"everyday_help.ask_chance", 0}, {"everyday_help.small_act_chance", acts_per_contact}, {"everyday_help.small_act_hours", 0.5}}));
    World& world = town.world();
    for_each_file(world, [&](FileId id, const CareFile&) { end_everyday_help(world, id); });  // which lifts belonging too
    double mean = 0;
    for_everybody(world, [&](Slot slot) {
        world.people.contact.edit(slot) = to_share16(5.0 / 16);
        world.people.belonging.edit(slot) = 10'000;
        if (world.people.setting[slot] == Setting::home && world.people.capacity[slot] >= world.people.committed[slot] + 30) mean += all_turns * acts_per_contact * 5;
    });
    town.live(all_turns);
    const auto acts = static_cast<double>(town.total(Flow::small_act_minutes)) / 30;
    require_count(acts, {mean, mean});
    // Belonging rises by the same step for each act, whoever does it.
    double lifted = 0;
    for_everybody(world, [&](Slot slot) { lifted += world.people.belonging[slot] - 10'000; });
    REQUIRE(lifted > 0);
    for_everybody(world, [&](Slot slot) { REQUIRE(std::fmod(world.people.belonging[slot] - 10'000, lifted / acts) == 0); });
}

TEST_CASE("Where more is asked for, more people are helped", "[everyday_help]") {
    const auto helped = [](double ask) {
        QuietTown town({"everyday_help"}, parameters_with({{"everyday_help.ask_chance", ask}}));
        town.live(all_turns);
        return people_helped(town.world());
    };
    REQUIRE(helped(0.5) > helped(0.0));
}

TEST_CASE("Who has helped until now is asked before anybody else, and whoever can goes on as before", "[everyday_help]") {
    // Everybody who notices helps, and nobody is asked unprompted: were helpers sought anew each time, chance would bring others.
    QuietTown town({"everyday_help"}, parameters_with({{"everyday_help.notice_rate", 0.3}, {"everyday_help.ask_chance", 0}, {"everyday_help.offer_base", 100}, {"everyday_help.small_act_chance", 0}, {"everyday_help.group_answers", 0}}));
    const World& world = town.world();
    town.live(all_turns);
    struct Helped {
        Slot helper;
        Minutes minutes;
    };
    std::map<FileId, Helped> before;
    for_each_file(world, [&](FileId id, const CareFile& file) {
        if (file.helper[0] == nobody || file.has(mark::by_group)) return;
        before[id] = {file.helper[0], file.helper_minutes[0]};
    });
    town.live(all_turns);
    REQUIRE(before.size() > 50);
    int go_on = 0;
    for (const auto& [id, helped] : before) {
        const CareFile& file = world.care.files[id];
        const int lacking = std::min(file.light_need() - file.unpaid_light, file.shortfall_but_for_everyday());
        const bool still = file.helper[0] == helped.helper && file.helper_minutes[0] == helped.minutes;
        // Nobody lacks less here than before; only helpers whose other promises have filled their time may give up.
        if (lacking >= helped.minutes && world.people.capacity[helped.helper] >= world.people.committed[helped.helper] + helped.minutes) REQUIRE(still);
        go_on += still ? 1 : 0;
    }
    REQUIRE(go_on > 0.7 * static_cast<double>(before.size()));
}

TEST_CASE("Whether one friend notices says nothing of whether the next one does, and all notice as often as they meet", "[everyday_help]") {
    SmallTown town;
    const World& world = town.world();
    const ParameterSet parameters;
    const UsualContacts usual(view_of(parameters, "everyday_help"));
    constexpr double rate = 0.2;
    const Noticing noticing(rate, 8, usual);
    const Meetings meetings(usual);
    const Living living = town.living();
    Expected expected, together;
    double noticed = 0, both = 0;
    for_everybody(world, [&](Slot slot) {
        std::vector<MightHelp> might_help;
        noticing.look_along_ties(living, slot, false, might_help);
        std::set<std::uint32_t> arcs;
        for (const auto& [tie, asked] : might_help) {
            if (tie.arc != nobody) arcs.insert(tie.arc);
        }
        noticed += static_cast<double>(arcs.size());
        const FounderRow row = founder_row(*world.city, world.people, slot);
        double last = 0;
        for_each_meeting(
            world, meetings.of(*world.city, world.people.home[slot]), slot,
            [&](std::uint32_t i, std::uint32_t contacts) {
                const double chance = 1 - std::exp(-rate * 8 * contacts / static_cast<double>(a_contact));
                expected.add(chance);
                if (i > 0) together.add(chance * last);
                both += i > 0 && arcs.count(row.begin + i) != 0 && arcs.count(row.begin + i - 1) != 0 ? 1 : 0;
                last = chance;
            },
            [](std::uint32_t, std::uint32_t, std::uint32_t) {});
    });
    require_count(noticed, expected);
    together.variance *= 2;  // pairs that share a tie are not independent
    require_count(both, together);
}
