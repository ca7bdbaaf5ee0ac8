#include "state/ledger.hpp"

namespace topsoil {

std::string_view name_of(Account account) {
    static constexpr std::array<std::string_view, accounts> names{
        "council", "client contributions", "own money", "NHS", "education", "work and welfare", "group income",
        "strand: home care", "strand: care homes", "strand: groups", "strand: supported living", "strand: direct payments", "strand: day services",
        "strand: reablement", "strand: children's placements", "provider reserves", "group cash", "care wages", "wages elsewhere", "on-costs",
        "mileage and supplies", "overhead here", "overhead elsewhere", "margin here", "margin elsewhere", "care-home costs",
        "care-home margin here", "care-home margin elsewhere", "assistants' pay", "assistants' on-costs", "supported-living costs", "day-centre costs", "reablement costs",
        "placements here", "placements elsewhere", "assessment costs",
        "bids", "officers", "brokers", "desks", "premises", "assemblies", "training", "registration", "group rent", "group spending", "groups' contracts held elsewhere", "fixed services", "emergency admissions",
        "attendances", "delayed days", "primary and community", "other NHS", "education services", "work services"};
    return names[static_cast<std::size_t>(account)];
}

Pence Ledger::total(Account account) const {
    Pence sum = 0;
    for (std::size_t place = 0; place < neighbourhoods_; ++place) sum += balance(account, static_cast<NeighbourhoodId>(place));
    return sum;
}

Pence Ledger::sum() const {
    Pence sum = 0;
    for (const Pence balance : balance_) sum += balance;
    return sum;
}

}  // namespace topsoil
