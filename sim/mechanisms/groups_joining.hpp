// Part of groups: who is asked to join, and who does.
#pragma once

#include "state/process.hpp"

namespace topsoil {

struct Joining {
    double asks;             ///< people whom a group of sixty asks in four weeks at middling energy
    double nearby;           ///< of those, who are met in the neighbourhood instead of known to a member
    double accept;           ///< chance that somebody asked joins, in the neighbourhood and with usual belonging
    double volunteer_share;  ///< of those who join, who give hours
    double heartened;        ///< energy that each of these gives the organisers
};

/// Members, and notices in the neighbourhood, ask people of fitting age in the weeks since a group's last turn, `weeks` of them. Homophily is in the
/// ties. Twice as many members ask fewer than twice as many people, as the root of their number: a group finds a size at which as many join as leave.
void ask_to_join(Living& living, Group& group, std::vector<Slot>& members, const Joining& rules, int weeks);

}  // namespace topsoil
