// Worlds that are recounted from the ground as they live: under any levers, with any luck, in conditions that no town has seen.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

namespace topsoil {

/// Lives so many weeks from a town's present; everything is recounted every four weeks, running totals every week.
inline void live_and_recount(Town& town, const LeverVector& levers, int weeks, const std::vector<Shock>& shocks = {}) {
    Simulation other(town.world().branch(), town.parameters, levers, town.seed, town.team, shocks);
    other.begin();
    for (int week = 1; week <= weeks; ++week) {
        other.live_week();
        INFO("week " << week);
        REQUIRE_NOTHROW(check_totals(other.world()));
        if (week % 4 == 0 || week == weeks) REQUIRE_NOTHROW(check_everything(other.world()));
    }
}

/// A condition at the edge of what can be thought: the town, and what befalls it.
struct Extreme {
    std::string what;
    Place place;
    ParameterSet parameters;
    std::vector<Shock> shocks;
};

[[nodiscard]] inline Extreme extreme(std::string what, const std::function<void(Extreme&)>& change) {
    Extreme found{std::move(what), shipped_place("small-town"), {}, {}};
    change(found);
    return found;
}

/// No money, no carers, nobody connected, one provider, every provider gone, nobody to work for them.
[[nodiscard]] inline std::vector<Extreme> extreme_conditions() {
    return {
        extreme("no money", [](Extreme& e) {
            for (StrandBudget& strand : e.place.strands) strand.pounds_per_year = 0;
        }),
        extreme("no unpaid carers", [](Extreme& e) {
            for (const char* tier : {"partner", "kin_home", "kin_near", "kin_far", "friend", "neighbour"}) e.parameters.set(std::string("unpaid_care.accept_") + tier, -1e6);
        }),
        extreme("nobody connected", [](Extreme& e) {
            for (const char* circle : {"parents_in_city", "close_circle_here", "close_circle_away", "friend_circle_here", "friend_circle_ward", "friend_circle_city", "sociable_share", "knows_next_door", "knows_two_doors", "knows_person"}) {
                e.parameters.set(std::string("city.") + circle, 0);
            }
            e.place.groups.clear();
        }),
        extreme("one provider", [](Extreme& e) { e.place.home_care_providers = 1; }),
        // Week 12 of the town is the second of those lived below.
        extreme("every provider gone, twice", [](Extreme& e) { e.shocks = {{ShockKind::provider_fails, 12, 1, 1}, {ShockKind::provider_fails, 40, 1, 1}}; }),
        extreme("nobody takes up care work", [](Extreme& e) {
            e.parameters.set("workforce.fill_rate", 0);
            e.parameters.set("workforce.leave_rate", 3);
        }),
    };
}

/// Lives and recounts a town in each of them for so many weeks, tendered and gardened.
inline void live_through_extremes(int weeks) {
    for (const Extreme& condition : extreme_conditions()) {
        INFO(condition.what);
        Town town(condition.place, condition.parameters, shipped_levers("tendered"));
        town.live(10);
        for (const char* regime : {"tendered", "gardening"}) {
            INFO(regime);
            live_and_recount(town, shipped_levers(regime), weeks, condition.shocks);
        }
    }
}

/// Each lever alone at either end of its range, all else as tendered; a choice at each of its choices.
inline void for_levers_at_their_bounds(const std::function<void(const LeverSpec&, const LeverVector&)>& use) {
    const LeverVector tendered = shipped_levers("tendered");
    for (const LeverSpec& spec : lever_catalogue()) {
        std::vector<double> ends{spec.low, spec.high};
        for (std::size_t choice = 1; choice + 1 < spec.choices.size(); ++choice) ends.push_back(static_cast<double>(choice));
        for (const double end : ends) {
            LeverVector levers = tendered;
            levers[spec.lever] = end;
            use(spec, levers);
        }
    }
}

}  // namespace topsoil
