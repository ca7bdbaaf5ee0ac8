// Welcome: people who have taken it up, and groups that are there for it, call on newcomers near them.
#pragma once

#include <vector>

#include "state/process.hpp"

namespace topsoil {

struct WelcomeRule {
    int calls;       ///< newcomers on whom one person can call in the hours of a turn
    double contact;  ///< chance that a call becomes contact
};

/// Somebody who calls on newcomers.
struct Caller {
    Key key;
    Slot person;
};

/// `callers` have their turn and the time. Each call that succeeds makes an acquaintance of two neighbours.
void call_on_newcomers(Living& living, const WelcomeRule& rule, const std::vector<Caller>& callers);

/// Whoever came a quarter of a year ago is welcomed if they know two neighbours by now, or belong to a group, or one called on them.
void look_back_on_welcome(Living& living);

}  // namespace topsoil
