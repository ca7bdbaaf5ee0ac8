// Results small enough to check by hand: two regimes, two replicates, three times, four neighbourhoods, two groups; the
// second replicate of the second regime never ran.
#pragma once

#include <cstddef>
#include <limits>

#include "topsoil/results.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil::test {

/// Tells every cell from every other. open_results.py knows the same formula.
inline double made_up_value(std::size_t measure, std::size_t regime, std::size_t replicate, std::size_t time,
                            std::size_t place) {
    return static_cast<double>(10000 * measure + 1000 * regime + 100 * replicate + 10 * time + place) + 0.5;
}

inline bool is_missing(std::size_t regime, std::size_t replicate) { return regime == 1 && replicate == 1; }

inline void fill_measure(Results& results, std::size_t measure) {
    auto& values = results.values[measure];
    for (std::size_t regime = 0; regime < results.regimes.size(); ++regime) {
        for (std::size_t replicate = 0; replicate < static_cast<std::size_t>(results.replicates); ++replicate) {
            for (std::size_t time = 0; time < results.weeks.size(); ++time) {
                for (std::size_t place = 0; place < results.axis_size(measure); ++place) {
                    values.push_back(is_missing(regime, replicate)
                                         ? std::numeric_limits<double>::quiet_NaN()
                                         : made_up_value(measure, regime, replicate, time, place));
                }
            }
        }
    }
}

inline Results small_results() {
    Results results;
    results.regimes = {"tendered", "gardened"};
    results.replicates = 2;
    results.weeks = {4, 8, 12};
    results.start_year = 2026;
    results.neighbourhoods = {"Broad Elms", "Càrfield Ωuay", "Manor, North", "Walkley"};
    results.neighbourhood_ids = {"N001", "N002", "N003", "N004"};
    results.groups = {"age 65-79", "carers"};
    results.accounts = {"council", "care wages", "bids"};
    results.values.resize(measure_catalogue().size());
    for (std::size_t measure = 0; measure < results.values.size(); ++measure) fill_measure(results, measure);
    results.runs = {{"aaaa", "tendered", 0, 11, "0123456789abcdef", 1.5, "done"},
                    {"bbbb", "tendered", 1, 18446744073709551615ULL, "0123456789abcdf0", 1.25, "done"},
                    {"cccc", "gardened", 0, 11, "fedcba9876543210", 1.75, "done"}};
    return results;
}

inline Regime small_regime(const std::string& name, const std::string& title) {
    Regime regime;
    regime.name = name;
    regime.title = title;
    for (const LeverSpec& spec : lever_catalogue()) regime.levers[spec.lever] = spec.null_value;
    return regime;
}

inline Scenario small_scenario() {
    Scenario scenario;
    scenario.name = "small";
    scenario.title = "Two ways – a test";
    scenario.question = "Does every reader open it?";
    scenario.place.slug = "nowhere";
    scenario.place.title = "Nowhere";
    scenario.place.attribution = "Made up";
    scenario.regimes = {small_regime("tendered", "Tendered"), small_regime("gardened", "Gardened")};
    scenario.status_quo = small_regime("status-quo", "As it is");
    scenario.weeks = 12;
    return scenario;
}

}  // namespace topsoil::test
