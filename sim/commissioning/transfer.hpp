// One lot's home care goes to other providers: which people move, which workers go along, which pairs survive. The same rule for a
// tender, a direct award and a failure.
#pragma once

#include "state/process.hpp"
#include "state/rare_skills.hpp"
#include "state/rounds.hpp"

namespace topsoil {

enum class ClientTransfer { all_move, stay, choose };

/// What happens to workers with half or more of a round in the lot. Assumed; the same in every regime.
struct TransferRule {
    double workers_follow = 0.70;
    double workers_leave = 0.20;  ///< the rest stay with the old firm
    double keep_choice = 0.05;    ///< people who keep their provider by a direct payment although the contract moved
    RareTeam rare_team;           ///< whom those who take somebody over have trained by that day
    TravelRule travel;
};

inline constexpr std::uint16_t any_loser = 0xFFFF;

/// Gives the lot to `winners` (indices of providers). Council clients of others move by `clients`; private ones stay. Where one
/// provider fails, it alone is `loser`: people whom others serve, because they chose to stay, are not concerned.
void transfer_lot(Living& living, std::uint16_t lot, const std::vector<std::uint16_t>& winners, ClientTransfer clients, const TransferRule& rule, std::uint16_t loser = any_loser);

/// Writes down whose the lot is; who serves whom stays as it is.
void award_lot(World& world, std::uint16_t lot, const std::vector<std::uint16_t>& winners);

}  // namespace topsoil
