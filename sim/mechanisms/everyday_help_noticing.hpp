// Who notices, along somebody's ties, that they lack help; and whom they meet most, to be asked.
#pragma once

#include <utility>
#include <vector>

#include "state/contacts.hpp"
#include "state/process.hpp"

namespace topsoil {

/// Somebody along a tie who might help; true: they were asked, instead of noticing.
using MightHelp = std::pair<TieView, bool>;

class Noticing {
public:
    /// @param rate   nu: how readily a contact notices need
    /// @param weeks  for which somebody's turn stands
    Noticing(double rate, int weeks, const UsualContacts& contacts);

    /// Adds to `might_help` whom this person meets most, if they ask, and then everybody who notices, in the order of ties. Whom founders' ties
    /// lead to is not looked up.
    void look_along_ties(const Living& living, Slot person, bool asks, std::vector<MightHelp>& might_help) const;

private:
    Meetings meetings_;
    static constexpr unsigned step_bits = 20;         ///< 256 steps of the table below for one contact a week
    std::array<std::uint32_t, 512> noticing_{};       ///< chance of 65,536 of being noticed in a turn, by contacts a week
};

}  // namespace topsoil
