// Practices: better and worse ways of doing things, found by providers of any kind.
//
// Rule (submodels sheet 10): a practice has an effect on one named parameter, drawn once; nobody knows it. Whoever tries one teaches it to
// all its workers and keeps it if the noisy result looks good, so that some bad ones stay.
#pragma once

#include "state/process.hpp"
#include "state/provider_costs.hpp"

namespace topsoil {

class PracticeRule {
public:
    static constexpr std::uint32_t practices = 60;

    /// `owner` is "learning." where the parameters are borrowed, empty for their owner.
    PracticeRule(const ParameterView& parameters, const std::string& owner);

    /// True effect of a practice on its parameter, as a share: below zero is better, whichever it is.
    [[nodiscard]] double effect(std::uint64_t seed, std::uint32_t practice) const;
    /// How it looks to one who judges it in this week.
    [[nodiscard]] bool looks_good(const Living& living, std::uint32_t practice, Key judge) const;
    /// Teaches a practice to all workers of a provider, at its cost, and keeps it if it looks good there.
    void try_out(Living& living, std::uint16_t provider, std::uint32_t practice, std::int64_t workers) const;
    /// What a re-tender asks of winners: practices of those who held the lot, where they look good to the officers.
    void specify(Living& living, const std::vector<std::uint16_t>& holders, const std::vector<std::uint16_t>& winners) const;

private:
    void teach(Living& living, std::uint16_t provider, std::int64_t workers) const;
    void keep(Living& living, std::uint16_t provider, std::uint32_t practice) const;

    double spread_, noise_, hours_, hourly_;
};

/// Workers of each provider.
[[nodiscard]] std::vector<std::int64_t> workers_by_provider(const HomeCare& care);

}  // namespace topsoil
