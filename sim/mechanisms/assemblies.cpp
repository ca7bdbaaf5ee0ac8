// Assemblies: where a neighbourhood decides for itself, twenty-five of its people give two hours a month to it.
//
// Rule (submodels sheets 5 and 10): a new assembly sits each year. Those who come forward are more often in the middle of life and older, and
// have lived here for long: the largest of utility + Gumbel(person, year). By lot, everybody of 18 and over with the time is as likely. What
// members decide is in commissioning; here is who sits, and the time that it takes from whatever else they would have done with it.
// Deciding adds nothing to anybody's wellbeing: the controlled evidence is null [NULL_big_local_anxiety].
#include <algorithm>

#include "mechanisms/catalogue.hpp"

namespace topsoil {

namespace {

constexpr Purpose seat_purpose{"assembly.seat"};
constexpr std::int64_t by_lot = 2;

class Assemblies final : public Process {
public:
    explicit Assemblies(const ParameterView& p) : seats_(static_cast<std::size_t>(p["seats"])), middle_aged_(p["seat_middle_aged"]), settled_(p["seat_settled"]) {}

    void live_week(Living& living) override {
        World& world = living.world;
        for (std::size_t n = 0; n < world.commissioned.assembly.size(); ++n) {
            const bool wanted = world.commissioned.assembly[n] != 0;
            std::vector<Slot>& seated = world.groups.assembly[n];
            if (!wanted && seated.empty()) continue;
            const auto here = static_cast<NeighbourhoodId>(n);
            part_with_some(world, here);
            const bool year_is_over = static_cast<Week>(n % 52) == living.week % 52;
            if (!wanted || year_is_over) {
                for (const Slot slot : seated) stand_down(world, slot);
                seated.clear();
            }
            if (wanted && (year_is_over || seated.empty())) call(living, here);
            world.flows.add(Flow::assembly_minutes, here, static_cast<std::int64_t>(seated.size()) * assembly_minutes);
        }
    }

private:
    /// Who died, or lives elsewhere now, leaves an empty seat until the year is over.
    static void part_with_some(World& world, NeighbourhoodId n) {
        std::erase_if(world.groups.assembly[n], [&](Slot slot) {
            const bool still_theirs = world.people.alive(slot) && world.people.has(slot, role::assembly);
            if (still_theirs && world.people.neighbourhood[slot] == n && world.people.setting[slot] == Setting::home) return false;
            if (still_theirs) stand_down(world, slot);
            return true;
        });
    }

    static void stand_down(World& world, Slot slot) {
        world.people.roles.edit(slot) = static_cast<std::uint8_t>(world.people.roles[slot] & ~role::assembly);
        std::uint16_t& committed = world.people.committed.edit(slot);
        committed = static_cast<std::uint16_t>(committed - assembly_minutes);
    }

    [[nodiscard]] double utility(const Living& living, Slot slot) const {
        const People& people = living.world.people;
        const int age = people.age(slot, living.week);
        return (age >= 50 && age < 75 ? middle_aged_ : 0) + (people.came_as(slot) == Origin::newcomer ? 0 : settled_);
    }

    struct Candidate {
        std::uint32_t luck;
        Key key;
        Slot person;
        double eagerness = 0;
    };

    /// Leaves out whom no readiness could bring in: as many as there are seats have better luck by more than readiness can make good.
    void leave_out_the_unlucky(std::vector<Candidate>& candidates, std::size_t seats) const {
        if (seats == 0 || candidates.size() == seats) return;
        const auto last = candidates.begin() + static_cast<std::ptrdiff_t>(seats) - 1;
        std::nth_element(candidates.begin(), last, candidates.end(), [](const Candidate& a, const Candidate& b) { return a.luck > b.luck; });
        const double most_ready = middle_aged_ + settled_;
        const double least = exp_exact(-exp_exact(most_ready - gumbel(last->luck)));        // of the unit interval: luck that could still do
        const auto bound = static_cast<std::uint32_t>(least * 0.999 * 0x1p32);              // a thousandth to spare for rounding
        std::erase_if(candidates, [bound](const Candidate& candidate) { return candidate.luck < bound; });
    }

    void call(Living& living, NeighbourhoodId n) const {
        World& world = living.world;
        const Neighbourhood& here = world.city->neighbourhoods[n];
        const bool lot = world.commissioned.assembly[n] == by_lot;
        std::vector<Candidate> candidates;
        // The person so many places down the list of a home.
        const auto fetch_in_list = [&](std::size_t home, int places) {
            Slot slot = world.homes.first_person[here.first_home + static_cast<HomeId>(home)];
            for (; places > 0 && slot != nobody; --places) slot = world.people.next_in_home[slot];
            if (slot == nobody) return;
            world.people.setting.prefetch(slot);
            world.people.key.prefetch(slot);
        };
        const auto invite = [&](Slot slot) {
            const People& people = world.people;
            if (people.setting[slot] != Setting::home || people.age(slot, living.week) < 18 || people.has(slot, role::assembly)) return;
            if (people.capacity[slot] < people.committed[slot] + assembly_minutes) return;
            candidates.push_back({draw(living.seed, seat_purpose, people.key[slot], living.week), people.key[slot], slot});
        };
        in_stages(
            here.homes, 8, [&](std::size_t home) { fetch_in_list(home, 0); }, [&](std::size_t home) { fetch_in_list(home, 1); }, [&](std::size_t home) { fetch_in_list(home, 2); }, [&](std::size_t home) { fetch_in_list(home, 3); },
            [&](std::size_t home) { for_each_in_home(world.people, world.homes, here.first_home + static_cast<HomeId>(home), invite); });
        const std::size_t seats = std::min(seats_, candidates.size());
        leave_out_the_unlucky(candidates, seats);
        for (Candidate& candidate : candidates) candidate.eagerness = (lot ? 0 : utility(living, candidate.person)) + gumbel(candidate.luck);
        const auto before = [](const Candidate& a, const Candidate& b) { return a.eagerness != b.eagerness ? a.eagerness > b.eagerness : a.key < b.key; };
        std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(seats), candidates.end(), before);
        candidates.resize(seats);
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.key < b.key; });
        for (const Candidate& chosen : candidates) {
            world.people.roles.edit(chosen.person) |= role::assembly;
            std::uint16_t& committed = world.people.committed.edit(chosen.person);
            committed = static_cast<std::uint16_t>(committed + assembly_minutes);
            world.groups.assembly[n].push_back(chosen.person);
        }
    }

    std::size_t seats_;
    double middle_aged_, settled_;
};

}  // namespace

extern const MechanismDeclaration assemblies_declaration;
const MechanismDeclaration assemblies_declaration{
    {"assemblies",
     Phase::groups,
     "Where a neighbourhood decides for itself, some of its people come forward or are drawn by lot, and give two hours a month.",
     {"people", "homes", "commissioned.assembly"},
     {"groups.assembly", "people.roles", "people.committed", "flows.sum"},
     {{"seats", "1", 25, 1, 100, "definition", Grade::definition, "people in an assembly"},
      {"seat_middle_aged", "1", 1.0, 0, 3, "assumed", Grade::assumed, "how much more readily people of 50 to 74 come forward, in log odds"},
      {"seat_settled", "1", 0.5, 0, 3, "assumed", Grade::assumed, "how much more readily those come forward who did not move to the city lately, in log odds"}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Assemblies>(p); }};

}  // namespace topsoil
