// Providers: what a new one is, what its form costs it, what its owners put in. The same rules in every regime; what a regime sets
// are the share of travel that is paid and how far teams run themselves.
#pragma once

#include "state/process.hpp"
#include "topsoil/levers.hpp"

namespace topsoil {

class ProviderRule {
public:
    ProviderRule(const ParameterView& parameters, const LeverVector& levers);

    [[nodiscard]] Provider new_provider(const Living& living, Key key, bool national) const;
    /// Owners put up what a provider starts with, in proportion to the work it takes on: many small units bring no more than a few
    /// large ones. `share` is that work over a usual firm's, at most 1.
    void endow(World& world, Provider& provider, double share) const;
    /// Overhead and autonomy follow from the form of the unit and how far its teams run themselves.
    void set_form(Provider& provider, bool local_unit) const;

    [[nodiscard]] Pence first_fee() const { return first_fee_; }
    /// Contact hours a week of a provider of usual size.
    [[nodiscard]] double usual_hours() const { return usual_hours_; }

private:
    double firm_fixed_, firm_variable_, small_fixed_, small_variable_, team_fixed_, team_variable_, coordination_;
    Pence first_fee_, first_reserves_;
    double usual_hours_, team_, pay_basis_;
};

[[nodiscard]] int providers_alive(const World& world);

}  // namespace topsoil
