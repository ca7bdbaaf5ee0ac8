#include "commissioning/lots.hpp"

#include <algorithm>
#include <numeric>

#include "commissioning/allocation.hpp"

namespace topsoil {

std::vector<std::uint16_t> cut_lots(const World& world, int count, std::int64_t viable_minutes, const std::vector<std::uint8_t>& among) {
    const auto concerned = [&](std::size_t n) { return among.empty() || among[n] != 0; };
    const City& city = *world.city;
    const std::size_t places = city.neighbourhoods.size();
    std::vector<std::uint16_t> lot(places, 0);
    std::vector<std::size_t> order(places);
    std::iota(order.begin(), order.end(), 0);
    // Along each committee's area from west to east: neighbours in the order are neighbours on the ground, more or less.
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Neighbourhood& x = city.neighbourhoods[a];
        const Neighbourhood& y = city.neighbourhoods[b];
        if (x.lac != y.lac) return x.lac < y.lac;
        return x.centre.x != y.centre.x ? x.centre.x < y.centre.x : x.key < y.key;
    });
    if (static_cast<std::size_t>(count) < places) {
        std::int64_t before = 0;
        std::int64_t last = -1;
        std::uint16_t next = 0;
        for (const std::size_t n : order) {
            const std::int64_t middle = before + city.neighbourhoods[n].founders / 2;
            const std::int64_t stretch = std::min<std::int64_t>(count - 1, middle * count / city.place.population);
            // A neighbourhood larger than a lot may leave a number to nobody: lots are numbered as they are found.
            if (stretch != last && last >= 0) ++next;
            last = stretch;
            lot[n] = next;
            before += city.neighbourhoods[n].founders;
        }
        return lot;
    }
    std::vector<std::int64_t> minutes(places, 0);
    for (const Client& client : world.home_care.clients) {
        if (client.file == nobody) continue;
        minutes[world.people.neighbourhood[client.person]] += client.agreed_a_day() * 7;
    }
    if (world.home_care.clients.empty()) {
        // In the first week nobody is served yet: 5.6 minutes a head is what a city of this age has.
        for (std::size_t n = 0; n < places; ++n) minutes[n] = city.neighbourhoods[n].founders * 56 / 10;
    }
    std::vector<std::size_t> head(places);
    std::iota(head.begin(), head.end(), 0);
    // The smallest joins its nearest until all are viable.
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return minutes[a] != minutes[b] ? minutes[a] < minutes[b] : city.neighbourhoods[a].key < city.neighbourhoods[b].key; });
    for (const std::size_t n : order) {
        if (head[n] != n || minutes[n] >= viable_minutes || !concerned(n)) continue;
        for (const NeighbourhoodId near : city.neighbourhoods[n].nearest) {
            const std::size_t other = head[near];
            if (other == n || !concerned(other)) continue;
            minutes[other] += minutes[n];
            for (std::size_t& h : head) {
                if (h == n) h = other;
            }
            break;
        }
    }
    std::uint16_t next = 0;
    for (std::size_t n = 0; n < places; ++n) {
        if (head[n] == n) lot[n] = next++;
    }
    for (std::size_t n = 0; n < places; ++n) lot[n] = lot[head[n]];
    return lot;
}

std::vector<std::uint8_t> lots_in_use(const HomeCare& care) {
    std::vector<std::uint8_t> used(care.lots.size(), 0);
    for (const std::uint16_t lot : care.lot_of) used[lot] = 1;
    return used;
}

Point centre_of(const World& world, std::uint16_t lot) {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t people = 0;
    for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) {
        if (world.home_care.lot_of[n] != lot) continue;
        const Neighbourhood& here = world.city->neighbourhoods[n];
        x += static_cast<std::int64_t>(here.centre.x) * here.founders;
        y += static_cast<std::int64_t>(here.centre.y) * here.founders;
        people += here.founders;
    }
    people = std::max<std::int64_t>(1, people);
    return {static_cast<Metres>(x / people), static_cast<Metres>(y / people)};
}

Pence promised_per_week(const HomeCare& care, const Client& client) {
    if (client.file == nobody || client.private_ != 0) return 0;
    return care.providers[client.provider].fee_per_hour * client.agreed_a_day() * 7 / 60;
}

double lot_contact_hours(const World& world, std::uint16_t lot) {
    double minutes = 0;
    for (const Client& client : world.home_care.clients) {
        if (client.file == nobody || client.private_ != 0 || world.home_care.lot_of[world.people.neighbourhood[client.person]] != lot) continue;
        minutes += client.agreed_a_day() * 7;
    }
    return minutes / 60;
}

void charge(World& world, std::uint16_t lot, Pence amount) {
    std::vector<std::int64_t> weights;
    for (std::size_t n = 0; n < world.home_care.lot_of.size(); ++n) weights.push_back(world.home_care.lot_of[n] == lot ? world.city->neighbourhoods[n].founders : 0);
    const auto shares = share_pence(amount, weights);
    for (std::size_t n = 0; n < shares.size(); ++n) world.commissioned.due[n] += shares[n];
}

}  // namespace topsoil
