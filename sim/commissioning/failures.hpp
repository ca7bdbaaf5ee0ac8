// Failures: providers close, whatever the regime; those who have long lost money hand back with notice; somebody steps in at once, for a
// while at a higher fee.
#pragma once

#include "commissioning/providers.hpp"
#include "commissioning/transfer.hpp"

namespace topsoil {

class FailureRule {
public:
    FailureRule(const ParameterView& parameters, const ProviderRule& providers);

    /// The week's closures. `forms`: by provider, what its successor would be.
    void live_week(Living& living, const std::vector<ProviderForm>& forms, const TransferRule& transfer) const;

private:
    void hand_back(Living& living, std::uint16_t provider, std::vector<std::uint16_t>& closing) const;
    void struck(Living& living, std::vector<std::uint16_t>& closing) const;
    void close(Living& living, std::uint16_t closing, ProviderForm form, TransferRule transfer) const;
    static void end_emergencies(Living& living);

    ProviderRule providers_;
    double exit_rate_, emergency_;
    int notice_weeks_, emergency_weeks_;
};

}  // namespace topsoil
