// Milk lent, bins put back, litter picked: small acts between people who meet, at a rate per contact.
#pragma once

#include "state/process.hpp"

namespace topsoil {

class SmallActs {
public:
    /// @param chance  acts per contact
    /// @param hours   that one takes
    SmallActs(double chance, double hours);

    /// An eighth of the city each week, for eight weeks: hours by neighbourhood, and those who act belong a little more.
    void live_week(Living& living) const;

private:
    std::uint32_t minutes_;      ///< that an act takes
    std::uint32_t per_contact_;  ///< acts until the next turn, for a step of people.contact, in 2^-32
};

}  // namespace topsoil
