// A test that catches a thumb on the scale: whatever a contested effect does, the same effect turned round does the other way. Each is looked
// at where it first lands, in one week of the one process that knows it, in a town in which everything is so that it must show; with the
// same luck for the effect, for none of it, and for its mirror image. What all of them together do to a city: fairness_city.cpp.
#include <functional>
#include <set>

#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"
#include "engine/parameters.hpp"
#include "measures/outcomes.hpp"
#include "mechanisms/catalogue.hpp"
#include "mechanisms/citizenship_asking.hpp"
#include "mechanisms/finding_help_desks.hpp"
#include "state/residents.hpp"
#include "topsoil/experiment.hpp"

using namespace topsoil;

namespace {

/// All contested effects at nothing, and rates high enough to be seen in five thousand people.
ParameterSet nothing_contested() {
    ParameterSet parameters;
    set_contested(parameters, ContestedColumn::null);
    parameters.set("workforce.leave_rate", 3);
    nobody_is_trained(parameters);  // the training of so many would be most of a fee
    parameters.set("groups.found_rate", 20);
    parameters.set("placements.entry_rate", 0.004);
    return parameters;
}

LeverVector stewarded() {
    LeverVector levers = shipped_levers("tendered");
    levers[Lever::contract_term_weeks] = 0;
    levers[Lever::review_every_weeks] = 52;
    return levers;
}

const ParameterSpec& spec_of(const std::string& key) {
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (entry.key() == key) return entry.spec;
    }
    throw std::invalid_argument(key);
}

/// Everybody lonely and strained, nothing met, every client among strangers, carers' groups full, on courses, at day centres; every employer
/// new, every team its own; much money for groups: there is nobody whom a contested effect would leave alone.
void arrange(World& world) {
    People& people = world.people;
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (!people.alive(slot)) continue;
        people.loneliness.edit(slot) = share_one;
        people.strain.edit(slot) = share_one;
    }
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        if (world.care.files[id].person == nobody) continue;
        CareFile& file = world.care.files.edit(id);
        file.unmet = static_cast<std::uint16_t>(file.need_minutes());
        file.set(mark::reablement, true);
        file.set_days(3);
    }
    for (Client& client : world.home_care.clients) client.met_recently = 0;
    for (Worker& worker : world.home_care.workers) {
        worker.morale = share_one;
        worker.factors = 31;
        worker.changed = static_cast<std::int16_t>(world.week);
    }
    for (Provider& provider : world.home_care.providers) {
        provider.autonomy = 1;
        provider.pay_basis = 0;
    }
    for (Scheme& scheme : world.settings.schemes) scheme.flats = static_cast<decltype(scheme.flats)>(scheme.tenants + 10);
    for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
        if (world.city->place.groups[world.groups.all[g].kind].kind != "carers") continue;
        for (Slot slot = 0; slot < world.city->slots; ++slot) {
            if (people.alive(slot) && people.has(slot, role::carer)) world.groups.members[g].push_back(slot);
        }
    }
    std::fill(world.commissioned.group_grants.begin(), world.commissioned.group_grants.end(), 1'000'000);
    for (Lot& lot : world.home_care.lots) lot.next_review = world.week;
}

struct Arranged : Town {
    Arranged() : Town(shipped_place("small-town"), nothing_contested(), stewarded()) {
        live(26);
        arrange(world());
    }
};

Town& arranged_town() {
    static Arranged town;
    return town;
}

/// One week of the process that owns `effect`, with as many kinds of luck as asked; what is counted afterwards, in sum.
template <class Count>
std::int64_t after_a_week(const std::string& effect, double value, int lucks, const std::function<void(World&)>& also, Count&& count) {
    Town& town = arranged_town();
    ParameterSet parameters = town.parameters;
    parameters.set(effect, value);
    const std::string owner = effect.substr(0, effect.find('.'));
    std::unique_ptr<Process> process;
    for (const MechanismDeclaration* one : mechanisms_catalogue()) {
        if (one->name == owner) process = one->make(view_of(parameters, owner));
    }
    if (!process) process = commissioning_part(owner, parameters, town.levers);
    const auto cells = all_luck_cells();
    std::int64_t sum = 0;
    for (int luck = 1; luck <= lucks; ++luck) {
        World world = town.world().branch();
        also(world);
        Luck lists(static_cast<std::uint64_t>(luck), cells);
        lists.prepare(world.people, world.city->shards(), world.week, town.team);
        Living living{world, town.team, lists, static_cast<std::uint64_t>(luck), world.week};
        process->live_week(living);
        sum += count(world);
    }
    return sum;
}

std::function<std::int64_t(const World&)> flow(Flow which) {
    return [which](const World& world) { return world.flows.total(which); };
}
std::int64_t levels_of_need(const World& world) {
    std::int64_t sum = 0;
    for (Slot slot = 0; slot < world.city->slots; ++slot) sum += world.people.alive(slot) ? static_cast<int>(world.people.need[slot]) : 0;
    return sum;
}
std::int64_t strain(const World& world) {
    std::int64_t sum = 0;
    for (Slot slot = 0; slot < world.city->slots; ++slot) sum += world.people.alive(slot) ? world.people.strain[slot] : 0;
    return sum;
}
std::int64_t unpaid(const World& world) {
    std::int64_t sum = 0;
    for (std::uint32_t tie = 0; tie < world.care.ties.size(); ++tie) sum += world.care.ties[tie].cared != nobody ? world.care.ties[tie].minutes : 0;
    return sum;
}
std::int64_t morale(const World& world) {
    std::int64_t sum = 0;
    for (const Worker& worker : world.home_care.workers) sum += worker.key != 0 ? worker.morale : 0;
    return sum;
}
std::int64_t fees(const World& world) {
    std::int64_t sum = 0;
    for (const Provider& provider : world.home_care.providers) sum += provider.fee_per_hour;
    return sum;
}

/// A contested effect, the luck it needs to be seen, and what to count.
struct Landing {
    std::string effect;
    int lucks;
    std::function<std::int64_t(const World&)> count;
    std::function<void(World&)> also = [](World&) {};
};

/// Package agreed, and its carers not yet asked what they make of it; a little of the need still open.
void new_packages(World& world) {
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        if (world.care.files[id].person == nobody || world.care.files[id].paid == 0) continue;
        CareFile& file = world.care.files.edit(id);
        file.paid_answered = 0;
        file.need[1] = static_cast<std::uint16_t>(file.need[1] + file.paid + 2'000);
    }
}

/// Two years of creep, and books that show what paying for travel as today costs: no fee moves by as much as a tenth.
void two_years_on(World& world) {
    world.week = 2 * 52;
    for (Lot& lot : world.home_care.lots) lot.next_review = world.week;
    for (Provider& provider : world.home_care.providers) {
        provider.pay_basis = 0.35;
        provider.fixed_per_week = 0;
        provider.fee_per_hour = 2'100;
    }
}

const std::vector<Landing>& landings() {
    static const std::vector<Landing> all{
        {"life_course.lonely_death_factor", 60, flow(Flow::deaths)},
        {"need.escalation_unmet", 20, levels_of_need},
        {"need.escalation_continuity", 1'500, levels_of_need},
        {"need.escalation_lonely", 40, levels_of_need},
        {"need.recovery_reablement", 20, levels_of_need},
        {"groups.found_elasticity", 40, flow(Flow::groups_founded)},
        {"unpaid_care.displacement_home", 1, unpaid, new_packages},
        {"unpaid_care.strain_peers", 1, strain},
        {"unpaid_care.break_relief", 1, strain},
        {"care_homes.score_extra_care", 40, flow(Flow::care_home_admissions)},
        {"placements.entry_strain", 200, flow(Flow::children_entered)},
        {"crisis.admissions_unmet", 40, flow(Flow::emergency_admissions)},
        {"workforce.wage_elasticity", 200, flow(Flow::workers_left)},
        {"workforce.morale_weight", 60, flow(Flow::workers_left)},
        {"workforce.job_factor_weight", 60, flow(Flow::workers_left)},
        {"workforce.morale_autonomy", 1, morale},
        {"workforce.morale_changed", 1, morale},
        {"reviews.cost_creep", 1, fees, two_years_on},
    };
    return all;
}

/// How readily people take a duty up, how content they are, how well two come to know each other, how many a base can see: formulas of one
/// person, of two, of an office.
const std::set<std::string> formulas{"citizenship.start_asked",     "citizenship.start_ties",     "citizenship.start_belonging",      "citizenship.start_exhausted",
                                     "citizenship.start_need",      "outcomes.quality_care_home", "outcomes.satisfaction_contributing", "outcomes.satisfaction_belonging", "outcomes.utility_group",
                                     "exclusion.contact_apart",   "finding_help.desk_saves"};

/// What has no other way round: chances, ceilings and spreads that cannot be less than nothing. At nothing they are absent, and the null
/// column has them there; the most that can be said of them is said by their own tests.
const std::set<std::string> one_way{"primary_care.professional_notice", "contracts.workers_leave", "learning.practice_spread", "monitoring.help_success", "citizenship.mobilisation_ceiling", "group_contracts.share", "home_care.rare_share"};

/// How far the range goes from nothing, to the side that it goes farther.
double reach(const std::string& effect) {
    const ParameterSpec& spec = spec_of(effect);
    const double up = spec.high - spec.null_value;
    const double down = spec.low - spec.null_value;
    return up >= -down ? up : down;
}

/// Is what the effect does, less what none of it does, turned round in its mirror image?
void check_mirrored(const std::string& effect, double with, double none, double mirrored) {
    INFO(effect << ": " << mirrored << " mirrored, " << none << " without, " << with << " with");
    CHECK(with != none);
    CHECK((with > none) == (mirrored < none));
    CHECK(mirrored != none);
}

}  // namespace

TEST_CASE("Every contested effect is turned round below, or has no other way round and is named") {
    std::set<std::string> named = formulas;
    named.insert(one_way.begin(), one_way.end());
    for (const Landing& landing : landings()) named.insert(landing.effect);
    std::set<std::string> contested;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (entry.spec.contested) contested.insert(entry.key());
    }
    CHECK(named == contested);
    for (const std::string& effect : one_way) CHECK(spec_of(effect).low == spec_of(effect).null_value);
}

TEST_CASE("What a contested effect does to people and workers, its mirror image does the other way") {
    for (const Landing& landing : landings()) {
        const double null = spec_of(landing.effect).null_value;
        const auto counted = [&](double value) { return static_cast<double>(after_a_week(landing.effect, value, landing.lucks, landing.also, landing.count)); };
        check_mirrored(landing.effect, counted(null + reach(landing.effect)), counted(null), counted(null - reach(landing.effect)));
    }
}

TEST_CASE("What moves people to take a duty up keeps them from it where it is turned round, and nobody begins oftener than the most that is allowed for") {
    World world = arranged_town().world().branch();
    Slot slot = 0;
    while (!world.people.alive(slot)) ++slot;
    world.people.contact.edit(slot) = share_one;
    world.people.belonging.edit(slot) = share_one;
    world.people.exhaustion.edit(slot) = share_one;
    world.people.need.edit(slot) = NeedLevel::low;
    for (const std::string& effect : formulas) {
        if (!effect.starts_with("citizenship.")) continue;
        const auto weekly = [&](double value) {
            ParameterSet parameters = nothing_contested();
            parameters.set(effect, value);
            const TakingUp readiness(view_of(parameters, "citizenship"));
            CHECK(readiness.in_a_turn(world.people, slot, 0, false) <= readiness.most());
            return readiness.weekly(world.people, slot, 0, true);
        };
        check_mirrored(effect, weekly(reach(effect)), weekly(0), weekly(-reach(effect)));
    }
}

TEST_CASE("What keeps people of another background apart brings them nearer than others where it is turned round") {
    World world = arranged_town().world().branch();
    Slot ada = 0, bo = 0;
    while (!world.people.alive(ada) || (world.people.citizenship[ada] & citizen::other_background) != 0) ++ada;
    while (!world.people.alive(bo) || (world.people.citizenship[bo] & citizen::other_background) == 0) ++bo;
    const auto level = [&](double contact) {
        world.citizenship.apart_ppm = {static_cast<std::int64_t>(contact * 1e6)};
        return static_cast<double>(level_between(world, ada, bo, TieKind::friend_, 100));
    };
    const double far = reach("exclusion.contact_apart");
    check_mirrored("exclusion.contact_apart", level(1 + far), level(1), level(1 - far));
}

TEST_CASE("Bases that save journeys see more people than one office, and fewer where it is turned round") {
    World world = arranged_town().world().branch();
    const std::size_t places = world.city->neighbourhoods.size();
    world.commissioned.desk.clear();
    for (std::size_t n = 0; n < places; ++n) world.commissioned.desk.push_back(static_cast<std::int64_t>(n) + 1);
    const auto seen_in_a_year = [&](double saves) {
        int seen = 0;
        for (Week week = 0; week < 52; ++week) {
            Desks desks(world, 10, saves, week);
            for (std::size_t n = 0; n < places; ++n) {
                while (desks.take(n)) ++seen;
            }
        }
        return static_cast<double>(seen);
    };
    const double far = reach("finding_help.desk_saves");
    check_mirrored("finding_help.desk_saves", seen_in_a_year(far), seen_in_a_year(0), seen_in_a_year(-far));
}

TEST_CASE("What adds to anybody's quality of life or content takes as much away where it is turned round") {
    World world = arranged_town().world().branch();
    Slot slot = 0;
    while (!world.people.alive(slot) || world.people.age(slot, world.week) < 30 || world.people.need[slot] != NeedLevel::none) ++slot;
    world.people.strain.edit(slot) = 0;
    world.people.belonging.edit(slot) = share_one;
    world.people.roles.edit(slot) |= role::organiser;
    const auto turned = [&](const std::string& effect, auto&& outcome) {
        const auto at = [&](double value) {
            ParameterSet parameters = nothing_contested();
            parameters.set(effect, value);
            return static_cast<double>(outcome(OutcomeRules(view_of(parameters, "outcomes"))));
        };
        check_mirrored(effect, at(reach(effect)), at(0), at(-reach(effect)));
        CHECK(at(reach(effect)) - at(0) == Approx(at(0) - at(-reach(effect))));
    };
    const auto content = [&](const OutcomeRules& rules) { return rules.unusual_satisfaction(world.people.person(slot), world.people.belonging[slot], 40, false, 0); };
    turned("outcomes.satisfaction_contributing", content);
    turned("outcomes.satisfaction_belonging", content);
    turned("outcomes.utility_group", [](const OutcomeRules& rules) { return rules.utility(NeedLevel::low, 70, false, true); });
    turned("outcomes.quality_care_home", [](const OutcomeRules& rules) { return rules.care_quality(NeedLevel::medium, 1, true); });
}
