#include "state/rounds.hpp"

#include <algorithm>
#include <limits>

namespace topsoil {

Point Rounds::door(std::uint32_t client) const { return world_.city->home_point[care_.clients[client].home]; }

Seconds Rounds::travel(const Round& round) const {
    Seconds sum = round.stops > 0 ? rule_.at_door() : 0;
    for (std::size_t i = 1; i < round.stops; ++i) sum += rule_.leg(door(round.client[i - 1]), door(round.client[i]));
    return sum;
}

bool Rounds::familiar(const Client& client, std::uint32_t worker) const {
    if (worker == nobody) return false;
    const Key key = care_.workers[worker].key;
    return std::any_of(client.met.begin(), client.met.end(), [key](const Acquaintance& known) { return known.worker == key && known.worker != 0; });
}

std::vector<std::uint32_t>& Rounds::rounds_of(std::uint16_t provider, Window window) {
    if (index_.empty()) {
        index_.resize(care_.providers.size() * windows);
        std::vector<std::size_t> count(index_.size(), 0);
        for (const Round& round : care_.rounds) {
            if (round.used != 0) ++count[round.provider * windows + static_cast<std::size_t>(round.window)];
        }
        for (std::size_t cell = 0; cell < index_.size(); ++cell) index_[cell].reserve(count[cell]);
        for (std::uint32_t r = 0; r < care_.rounds.size(); ++r) {
            const Round& round = care_.rounds[r];
            if (round.used != 0) index_[round.provider * windows + static_cast<std::size_t>(round.window)].push_back(r);
        }
    }
    const std::size_t cell = provider * windows + static_cast<std::size_t>(window);
    if (cell >= index_.size()) index_.resize(cell + windows);
    return index_[cell];
}

Rounds::Fit Rounds::best_fit(std::uint32_t client_index, Window window, std::uint16_t provider, std::uint32_t taken) {
    const Client& client = care_.clients[client_index];
    const Point here = door(client_index);
    const int minutes = client.visit_minutes[static_cast<std::size_t>(window)];
    Fit best;
    best.cost = std::numeric_limits<double>::max();
    for (const std::uint32_t r : rounds_of(provider, window)) {
        const Round& round = care_.rounds[r];
        if (r == taken || round.stops >= most_stops || round.contact_minutes + minutes + round.travel_seconds / 60 > rule_.longest_round_minutes) continue;
        const double bonus = familiar(client, round.worker) ? rule_.familiar_minutes * 60 : 0;
        Seconds to_next = 0;
        for (std::size_t at = 0; at <= round.stops; ++at) {
            Seconds added = 0;
            const Seconds to_here = to_next;
            if (at < round.stops) {
                to_next = rule_.leg(here, door(round.client[at]));
                added += to_next;
            }
            if (at > 0) added += to_here;
            if (at > 0 && at < round.stops) added -= rule_.leg(door(round.client[at - 1]), door(round.client[at]));
            const double cost = added - bonus;
            if (cost < best.cost && round.contact_minutes + minutes + (round.travel_seconds + added) / 60 <= rule_.longest_round_minutes) {
                best = {r, at, cost, added};
            }
        }
    }
    return best;
}

std::uint32_t Rounds::open_round(std::uint16_t provider, Window window) {
    std::vector<std::uint32_t>& known = rounds_of(provider, window);
    std::uint32_t r;
    if (care_.free_rounds.empty()) {
        r = static_cast<std::uint32_t>(care_.rounds.size());
        care_.rounds.emplace_back();
    } else {
        r = care_.free_rounds.back();
        care_.free_rounds.pop_back();
    }
    care_.rounds[r] = Round{};
    care_.rounds[r].provider = provider;
    care_.rounds[r].window = window;
    care_.rounds[r].used = 1;
    known.push_back(r);
    return r;
}

std::uint32_t Rounds::place(std::uint32_t client_index, Window window, std::uint16_t provider) {
    const Client& client = care_.clients[client_index];
    const auto w = static_cast<std::size_t>(window);
    for (int hand = 0; hand < client.hands; ++hand) {
        if (client.rounds_of(hand)[w] == nobody) place_one(client_index, window, provider, hand);
    }
    return client.round[w];
}

void Rounds::place_one(std::uint32_t client_index, Window window, std::uint16_t provider, int hand) {
    const auto w = static_cast<std::size_t>(window);
    Fit fit = best_fit(client_index, window, provider, care_.clients[client_index].rounds_of(1 - hand)[w]);
    // A detour of more than half an hour is not a round any more: somebody else sets out.
    if (fit.round == nobody || fit.added > 1'800) fit = {open_round(provider, window), 0, 0, rule_.at_door()};
    Client& client = care_.clients[client_index];
    Round& round = care_.rounds[fit.round];
    for (std::size_t i = round.stops; i > fit.at; --i) {
        round.client[i] = round.client[i - 1];
        round.minutes[i] = round.minutes[i - 1];
    }
    round.client[fit.at] = client_index;
    round.minutes[fit.at] = client.visit_minutes[w];
    ++round.stops;
    round.contact_minutes = static_cast<std::uint16_t>(round.contact_minutes + round.minutes[fit.at]);
    round.travel_seconds += fit.added;
    round.changed = 1;
    client.rounds_of(hand)[w] = fit.round;
}

void Rounds::remove(std::uint32_t client_index, Window window) {
    for (int hand = 0; hand < 2; ++hand) {
        const std::uint32_t r = care_.clients[client_index].rounds_of(hand)[static_cast<std::size_t>(window)];
        if (r != nobody) take_off(client_index, r);
    }
}

void Rounds::take_off(std::uint32_t client_index, std::uint32_t r) {
    Round& round = care_.rounds[r];
    const Window window = round.window;
    const auto w = static_cast<std::size_t>(window);
    Client& client = care_.clients[client_index];
    client.rounds_of(client.round[w] == r ? 0 : 1)[w] = nobody;
    std::size_t at = 0;
    while (at < round.stops && round.client[at] != client_index) ++at;
    round.contact_minutes = static_cast<std::uint16_t>(round.contact_minutes - round.minutes[at]);
    for (; at + 1 < round.stops; ++at) {
        round.client[at] = round.client[at + 1];
        round.minutes[at] = round.minutes[at + 1];
    }
    --round.stops;
    round.travel_seconds = travel(round);
    round.changed = 1;
    if (round.stops > 0) return;

    if (round.worker != nobody) care_.workers[round.worker].round = nobody;
    std::vector<std::uint32_t>& known = rounds_of(round.provider, window);
    known.erase(std::remove(known.begin(), known.end(), r), known.end());
    round = Round{};
    care_.free_rounds.push_back(r);
}

void Rounds::shorten(std::uint32_t r) {
    Round& round = care_.rounds[r];
    round.changed = 0;
    if (round.stops < 3) return;
    std::array<Point, most_stops> at{};
    for (std::size_t i = 0; i < round.stops; ++i) at[i] = door(round.client[i]);
    bool better = true;
    while (better) {
        better = false;
        for (std::size_t i = 0; i + 1 < round.stops; ++i) {
            for (std::size_t j = i + 1; j < round.stops; ++j) {
                // Turning the stretch i..j round changes only the legs into and out of it.
                Seconds now = 0;
                Seconds turned = 0;
                if (i > 0) {
                    now += rule_.leg(at[i - 1], at[i]);
                    turned += rule_.leg(at[i - 1], at[j]);
                }
                if (j + 1 < round.stops) {
                    now += rule_.leg(at[j], at[j + 1]);
                    turned += rule_.leg(at[i], at[j + 1]);
                }
                if (turned >= now) continue;
                std::reverse(at.begin() + static_cast<std::ptrdiff_t>(i), at.begin() + static_cast<std::ptrdiff_t>(j) + 1);
                std::reverse(round.client.begin() + static_cast<std::ptrdiff_t>(i), round.client.begin() + static_cast<std::ptrdiff_t>(j) + 1);
                std::reverse(round.minutes.begin() + static_cast<std::ptrdiff_t>(i), round.minutes.begin() + static_cast<std::ptrdiff_t>(j) + 1);
                better = true;
            }
        }
    }
    round.travel_seconds = travel(round);
}

}  // namespace topsoil
