// How often people meet along a tie at full strength, by its kind and by whether their street writes to each other.
#pragma once

#include <array>
#include <string>

#include "base/draw.hpp"
#include "base/parameter_view.hpp"
#include "state/ties.hpp"

namespace topsoil {

/// Contacts a week by kind of tie.
using ContactsByKind = std::array<double, tie_kinds>;

/// `owner` is what wellbeing's own parameters are called by: "wellbeing." by anybody else.
class UsualContacts {
public:
    explicit UsualContacts(const ParameterView& p, const std::string& owner = "wellbeing.")
        : share_(p[owner + "street_messages_share"]), quiet_{p[owner + "contact_kin"], p[owner + "contact_friend"] * 1.4, p[owner + "contact_friend"], p[owner + "contact_neighbour"]}, messages_(quiet_) {
        messages_[static_cast<std::size_t>(TieKind::neighbour)] *= p[owner + "street_messages"];
    }

    [[nodiscard]] const ContactsByKind& of(bool writes) const { return writes ? messages_ : quiet_; }
    /// Do the people of this street write to each other? So in every world and in every week.
    [[nodiscard]] bool street_writes(const City& city, HomeId home) const { return happens(static_cast<std::uint32_t>(mix(0x57E7, city.seed, city.home_street[home])), share_); }

private:
    double share_;
    ContactsByKind quiet_, messages_;
};

}  // namespace topsoil
