// The ledger of pounds: double entry, whole pence, by account and neighbourhood. Every posting takes from one account what it
// gives to another, so the sum over all accounts is always zero.
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/ids.hpp"
#include "base/units.hpp"
#include "base/visit.hpp"

namespace topsoil {

enum class Account : std::uint8_t {
    // Sources: what comes in. Their balance is minus what they have paid.
    council, client_contributions, own_money, nhs, education, work_and_welfare, group_income,
    // Strands: money set aside by the council and not yet spent.
    strand_home_care, strand_care_homes, strand_groups, strand_supported_living, strand_direct_payments, strand_day_services, strand_reablement,
    strand_placements,
    // Holders: money on its way.
    provider_reserves, group_cash,
    // Uses: where it ends, by the neighbourhood of the payee where there is one.
    care_wages, wages_elsewhere, on_costs, mileage_and_supplies, overhead_here, overhead_elsewhere, margin_here, margin_elsewhere,
    care_home_costs, care_home_margin_here, care_home_margin_elsewhere, assistants_pay, assistants_on_costs, supported_living_costs, day_centre_costs,
    reablement_costs, placements_here, placements_elsewhere, assessment_costs,
    bids, officers, brokers, desks, premises, assemblies, training, registration, group_rent, group_spending, contracts_elsewhere, fixed_services, emergency_admissions, attendances,
    delayed_days, primary_and_community, other_nhs, education_services, work_services,
    count_,
};
inline constexpr std::size_t accounts = static_cast<std::size_t>(Account::count_);

[[nodiscard]] std::string_view name_of(Account account);

class Ledger {
public:
    Ledger() = default;
    explicit Ledger(std::size_t neighbourhoods) : balance_(accounts * neighbourhoods, 0), neighbourhoods_(neighbourhoods) {}

    /// Moves `amount` pence (>= 0) from one account and place to another.
    void post(Account from, NeighbourhoodId from_place, Account to, NeighbourhoodId to_place, Pence amount) {
        assert(amount >= 0);
        balance_[static_cast<std::size_t>(from) * neighbourhoods_ + from_place] -= amount;
        balance_[static_cast<std::size_t>(to) * neighbourhoods_ + to_place] += amount;
    }
    void post(Account from, Account to, NeighbourhoodId place, Pence amount) { post(from, place, to, place, amount); }

    [[nodiscard]] Pence balance(Account account, NeighbourhoodId place) const {
        return balance_[static_cast<std::size_t>(account) * neighbourhoods_ + place];
    }
    [[nodiscard]] Pence total(Account account) const;
    /// Zero, always; anything else is a fault in the program.
    [[nodiscard]] Pence sum() const;
    [[nodiscard]] std::size_t neighbourhoods() const { return neighbourhoods_; }

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"ledger.balance", MemoryBlock::accounts}, balance_);
    }
    [[nodiscard]] const std::vector<Pence>& balances() const { return balance_; }

private:
    std::vector<Pence> balance_;  ///< [account][neighbourhood]
    std::size_t neighbourhoods_ = 0;
};

}  // namespace topsoil
