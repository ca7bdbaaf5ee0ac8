// How often people meet along a tie at full strength, by its kind and by whether their street writes to each other.
#pragma once

#include <array>
#include <string>

#include "base/draw.hpp"
#include "base/parameter_view.hpp"
#include "state/world.hpp"

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

/// One contact a week, in the whole numbers in which meetings are counted: 65,536ths of a step of people.contact.
inline constexpr std::uint32_t a_contact = std::uint32_t{share_one} << 12;

/// Contacts a week that come of somebody's ties: of a tie of level 1, by its kind and the weeks since the last contact.
class Meetings {
public:
    using ByKind = std::array<std::array<std::uint32_t, 256>, tie_kinds>;

    explicit Meetings(const UsualContacts& contacts);
    /// Of whoever lives in this home: neighbours meet more often on streets whose people write to each other.
    [[nodiscard]] const ByKind& of(const City& city, HomeId home) const { return tables_[contacts_.street_writes(city, home) ? 1 : 0]; }

private:
    UsualContacts contacts_;
    std::array<ByKind, 2> tables_{};
};

inline void prefetch_street(const City& city, HomeId home) { fetch_ahead(&city.home_street[home]); }

/// Calls founders(i, contacts) for each entry of somebody's row in the founders' graph and later(page, i, contacts) for each place in their pages.
/// Ended ties are among them, and bring no contact: asking which they are would cost more.
template <class Founders, class Later>
void for_each_meeting(const World& world, const Meetings::ByKind& meetings, Slot slot, Founders&& founders, Later&& later) {
    const City& city = *world.city;
    const std::size_t shard = shard_of(slot);
    const FounderRow row = founder_row(city, world.people, slot);
    const std::uint32_t arcs = row.size();
    const ArcState* state = world.ties.arcs(shard) + (row.begin - city.shard_first_arc[shard]);
    const KindBounds bounds = city.tie_bounds[slot];
    const auto now = static_cast<std::uint8_t>(world.week);
    touched(arcs);
    for (std::uint32_t i = 0; i < arcs; ++i) founders(i, state[i].level * meetings[static_cast<std::size_t>(bounds.kind(i))][static_cast<std::uint8_t>(now - state[i].last)]);
    for (std::uint32_t page = world.people.tie_page[slot]; page != nobody; page = world.ties.pages[page].next) {
        const TiePage& made = world.ties.pages[page];
        touched(ties_per_page);
        for (std::uint32_t i = 0; i < ties_per_page; ++i) later(page, i, made.level[i] * meetings[static_cast<std::size_t>(made.to[i].kind())][static_cast<std::uint8_t>(now - made.last[i])]);
    }
}

}  // namespace topsoil
