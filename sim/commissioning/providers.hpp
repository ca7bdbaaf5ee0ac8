// Providers: what a new one is, what its form costs it, what its owners put in. The same rules in every regime; what a regime sets
// are the share of travel that is paid and how far teams run themselves.
#pragma once

#include "state/process.hpp"

namespace topsoil {

/// What a regime sets of a provider's form.
struct ProviderForm {
    double team = 0;       ///< how far its teams run themselves
    double pay_basis = 0;  ///< share of travel that is paid
};

class ProviderRule {
public:
    explicit ProviderRule(const ParameterView& parameters);

    [[nodiscard]] Provider new_provider(const Living& living, Key key, bool national, ProviderForm form) const;
    /// Owners put up what a provider starts with, in proportion to the work it takes on: many small units bring no more than a few
    /// large ones. `share` is that work over a usual firm's, at most 1.
    void endow(World& world, Provider& provider, double share) const;
    /// Overhead and autonomy follow from the form of the unit and how far its teams run themselves.
    void set_form(Provider& provider, bool local_unit, double team) const;
    /// Whoever gives personal care is registered first, of whatever size, and pays for it.
    void enrol(World& world, Provider& provider) const;

    [[nodiscard]] Pence first_fee() const { return first_fee_; }
    /// Contact hours a week of a provider of usual size.
    [[nodiscard]] double usual_hours() const { return usual_hours_; }

private:
    double firm_fixed_, firm_variable_, small_fixed_, small_variable_, team_fixed_, team_variable_, coordination_;
    Pence first_fee_, first_reserves_, registration_;
    double usual_hours_;
};

[[nodiscard]] int providers_alive(const World& world);

}  // namespace topsoil
