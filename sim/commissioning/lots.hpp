// Lots: the parts of the city whose home care is commissioned together, and what is borne by the people of one.
#pragma once

#include "state/world.hpp"

namespace topsoil {

/// Cuts the city into `count` lots of equal population along Local Area Committees; as many as neighbourhoods or more: one each,
/// with the nearest joined until each has `viable_minutes` of home care a week. Returns lot by neighbourhood. Neighbourhoods that are not
/// `among` those concerned (empty: all are) have a number too, which says nothing; they are joined to nobody.
[[nodiscard]] std::vector<std::uint16_t> cut_lots(const World& world, int count, std::int64_t viable_minutes, const std::vector<std::uint8_t>& among = {});

/// Where the people of a lot live, on average.
[[nodiscard]] Point centre_of(const World& world, std::uint16_t lot);

/// Contact hours a week that the council has promised to people of a lot.
[[nodiscard]] double lot_contact_hours(const World& world, std::uint16_t lot);

/// Pence that the council has promised for a week of this client's visits; 0 for those who pay themselves, and for no client.
[[nodiscard]] Pence promised_per_week(const HomeCare& care, const Client& client);

/// Does anybody live in it? A lot whose neighbourhoods have all gone to others keeps its number and nothing else.
[[nodiscard]] std::vector<std::uint8_t> lots_in_use(const HomeCare& care);

/// For each provider the mean of `value` over the neighbourhoods of the lots it holds, by people; exactly the value where it is the same in
/// all of them. A provider without a lot has the value of the first neighbourhood.
template <class Value>
[[nodiscard]] std::vector<double> share_of_lots_held(const World& world, Value&& value) {
    const HomeCare& care = world.home_care;
    std::vector<std::int64_t> lot_people(care.lots.size(), 0);
    std::vector<double> lot_value(care.lots.size(), 0);
    for (std::size_t n = 0; n < care.lot_of.size(); ++n) {
        lot_people[care.lot_of[n]] += world.city->neighbourhoods[n].founders;
        lot_value[care.lot_of[n]] = value(n);  // a lot is under one set of rules
    }
    std::vector<double> sum(care.providers.size(), 0), people(care.providers.size(), 0), low(care.providers.size(), 1e300), high(care.providers.size(), -1e300);
    for (std::size_t lot = 0; lot < care.lots.size(); ++lot) {
        if (lot_people[lot] == 0) continue;
        for (std::size_t i = 0; i < care.lots[lot].providers; ++i) {
            const std::uint16_t p = care.lots[lot].provider[i];
            sum[p] += lot_value[lot] * static_cast<double>(lot_people[lot]);
            people[p] += static_cast<double>(lot_people[lot]);
            low[p] = lot_value[lot] < low[p] ? lot_value[lot] : low[p];
            high[p] = lot_value[lot] > high[p] ? lot_value[lot] : high[p];
        }
    }
    for (std::size_t p = 0; p < sum.size(); ++p) sum[p] = people[p] <= 0 ? value(0) : (low[p] == high[p] ? low[p] : sum[p] / people[p]);
    return sum;
}

/// A bill of commissioning, borne by the people of the lot: it is paid out of their home-care strand as that comes in.
void charge(World& world, std::uint16_t lot, Pence amount);

}  // namespace topsoil
