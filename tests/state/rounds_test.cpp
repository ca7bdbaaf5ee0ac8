#include "state/rounds.hpp"

#include <numeric>

#include "base/draw.hpp"
#include "catch.hpp"
#include "support/hamlet.hpp"

using namespace topsoil;

namespace {

constexpr Purpose places{"test.round_places"};

/// Clients at the given doors, one provider, nobody's round yet.
class Country {
public:
    Hamlet hamlet;
    TravelRule rule;

    explicit Country(const std::vector<Point>& doors, std::uint8_t minutes = 30) {
        auto city = std::make_shared<City>(*hamlet.world.city);
        city->home_point = doors;
        hamlet.world.city = city;
        care().providers.resize(1);
        for (HomeId home = 0; home < doors.size(); ++home) {
            Client client;
            client.file = home;
            client.key = 500 + home;
            client.home = home;
            client.visit_minutes = {minutes, minutes, 0, 0};
            care().clients.push_back(client);
        }
    }
    HomeCare& care() { return hamlet.world.home_care; }
    Rounds rounds() { return {hamlet.world, rule}; }
    /// Travel of these doors in this order.
    [[nodiscard]] Seconds along(const std::vector<std::uint32_t>& clients) const {
        Seconds sum = clients.empty() ? 0 : 180;
        for (std::size_t i = 1; i < clients.size(); ++i) sum += rule.leg(hamlet.world.city->home_point[clients[i - 1]], hamlet.world.city->home_point[clients[i]]);
        return sum;
    }
    std::vector<std::uint32_t> order(std::uint32_t r) {
        const Round& round = care().rounds[r];
        return {round.client.begin(), round.client.begin() + round.stops};
    }
};

std::vector<Point> scattered(std::size_t count, std::uint32_t metres, Key seed) {
    std::vector<Point> doors;
    for (std::uint32_t i = 0; i < count; ++i) {
        const Block bits = block(seed, places, i, 0);
        doors.push_back({static_cast<Metres>(below(bits[0], metres)), static_cast<Metres>(below(bits[1], metres))});
    }
    return doors;
}

/// Least added seconds, less familiarity, over every place of every round that has room: by trying all.
double cheapest(Country& country, std::uint32_t client, int longest) {
    double best = 1e18;
    for (std::uint32_t r = 0; r < country.care().rounds.size(); ++r) {
        const Round& round = country.care().rounds[r];
        if (round.used == 0 || round.stops >= most_stops || round.window != Window::morning) continue;
        const auto before = country.order(r);
        for (std::size_t at = 0; at <= before.size(); ++at) {
            auto after = before;
            after.insert(after.begin() + static_cast<std::ptrdiff_t>(at), client);
            const Seconds travel = country.along(after);
            if (round.contact_minutes + 30 + travel / 60 > longest) continue;
            best = std::min(best, static_cast<double>(travel - country.along(before)));
        }
    }
    return best;
}

}  // namespace

TEST_CASE("From door to door a carer takes three minutes and 4.5 more for each kilometre") {
    const TravelRule rule;
    REQUIRE(rule.leg({0, 0}, {0, 0}) == 180);
    REQUIRE(rule.leg({0, 0}, {1'000, 0}) == 450);           // 180 + 60 x 60 x 1.35 / 18
    REQUIRE(rule.leg({100, 100}, {400, 500}) == 315);       // 3-4-5: 500 m
    REQUIRE(rule.leg({400, 500}, {100, 100}) == 315);
    Country country({{0, 0}, {300, 400}, {300, 1'400}});
    Round round;
    round.stops = 3;
    round.client = {0, 1, 2};
    REQUIRE(country.rounds().travel(round) == 180 + 315 + 450);
    round.contact_minutes = 90;
    round.travel_seconds = 765;
    REQUIRE(Rounds::day_minutes(round) == 90 + 12);
    round.stops = 1;
    REQUIRE(country.rounds().travel(round) == 180);  // the first door takes its time, the way there is the carer's own
    round.stops = 0;
    REQUIRE(country.rounds().travel(round) == 0);
}

TEST_CASE("Each visit goes where it adds least travel, as trying every place of every round shows") {
    int joined = 0;
    for (const Key seed : {1, 2, 3}) {
        Country country(scattered(40, 4'000, seed));
        country.rule.longest_round_minutes = 240;
        Rounds rounds = country.rounds();
        for (std::uint32_t client = 0; client < 40; ++client) {
            const double best = cheapest(country, client, 240);
            const std::size_t known = country.care().rounds.size();
            std::vector<Seconds> before;
            for (const Round& round : country.care().rounds) before.push_back(round.travel_seconds);
            const std::uint32_t r = rounds.place(client, Window::morning, 0);
            const Round& round = country.care().rounds[r];
            REQUIRE(round.travel_seconds == country.along(country.order(r)));
            REQUIRE(round.contact_minutes == 30 * round.stops);
            REQUIRE(Rounds::day_minutes(round) <= 240);
            if (best > 1'800) {
                REQUIRE(r == known);  // more than half an hour's detour, or no room: somebody else sets out
            } else {
                REQUIRE(r < known);
                REQUIRE(round.travel_seconds - before[r] == best);
                ++joined;
            }
        }
    }
    REQUIRE(joined > 60);
}

TEST_CASE("A carer whom the client knows is worth four minutes of travel, not more") {
    // Client 2 lies 100 m from the round of a stranger and further from that of the carer they know.
    for (const auto& [metres, expects_known] : {std::pair{900, true}, std::pair{1'100, false}}) {
        Country country({{0, 0}, {100 + metres, 0}, {100, 0}});
        country.care().workers.resize(2);
        country.care().workers[0].key = 71;
        country.care().workers[1].key = 72;
        Rounds rounds = country.rounds();
        country.rule.longest_round_minutes = 40;
        const std::uint32_t stranger = country.rounds().place(0, Window::morning, 0);
        const std::uint32_t known = country.rounds().place(1, Window::morning, 0);  // no room in the first
        country.rule.longest_round_minutes = 290;
        REQUIRE(stranger != known);
        country.care().rounds[stranger].worker = 0;
        country.care().rounds[known].worker = 1;
        country.care().clients[2].met[0].worker = 72;
        // 900 m cost 243 + 180 s against 27 + 180 s: 216 s more, less than 240; 1,100 m cost 270 s more.
        REQUIRE(country.rounds().place(2, Window::morning, 0) == (expects_known ? known : stranger));
    }
    Country country({{0, 0}, {200, 0}, {90, 0}});
    country.care().workers.resize(2);
    country.care().workers[0].key = 71;
    country.care().workers[1].key = 72;
    country.rule.longest_round_minutes = 40;
    const std::uint32_t stranger = country.rounds().place(0, Window::morning, 0);
    const std::uint32_t known = country.rounds().place(1, Window::morning, 0);
    country.rule.longest_round_minutes = 290;
    country.care().rounds[stranger].worker = 0;
    country.care().rounds[known].worker = 1;
    country.care().clients[2].met[0].worker = 72;
    country.rule.familiar_minutes = 0;
    REQUIRE(country.rounds().place(2, Window::morning, 0) == stranger);
}

TEST_CASE("A crossed round is uncrossed: four corners of a square are walked along its sides") {
    Country country({{0, 0}, {1'000, 1'000}, {1'000, 0}, {0, 1'000}});
    country.care().rounds.resize(1);
    Round& round = country.care().rounds[0];
    round.used = 1;
    round.changed = 1;
    round.stops = 4;
    round.client = {0, 1, 2, 3};  // diagonal, side, diagonal
    round.minutes = {15, 30, 45, 60};
    round.travel_seconds = country.along({0, 1, 2, 3});
    country.rounds().shorten(0);
    REQUIRE(round.travel_seconds == 180 + 3 * 450);
    REQUIRE(round.changed == 0);
    for (std::size_t i = 0; i < 4; ++i) REQUIRE(round.minutes[i] == 15 * (round.client[i] + 1));  // visits keep their length
}

TEST_CASE("Reordering a round never lengthens it, loses nobody, and leaves no turn that would help") {
    for (Key seed = 1; seed <= 25; ++seed) {
        const std::size_t stops = 3 + seed % (most_stops - 2);
        Country country(scattered(stops, 5'000, seed));
        country.care().rounds.resize(1);
        Round& round = country.care().rounds[0];
        round.used = 1;
        round.stops = static_cast<std::uint8_t>(stops);
        std::iota(round.client.begin(), round.client.begin() + static_cast<std::ptrdiff_t>(stops), 0U);
        const Seconds before = country.along(country.order(0));
        country.rounds().shorten(0);
        auto order = country.order(0);
        const Seconds after = country.along(order);
        REQUIRE(round.travel_seconds == after);
        REQUIRE(after <= before);
        for (std::size_t i = 0; i < stops; ++i) {
            for (std::size_t j = i + 1; j < stops; ++j) {
                auto turned = order;
                std::reverse(turned.begin() + static_cast<std::ptrdiff_t>(i), turned.begin() + static_cast<std::ptrdiff_t>(j) + 1);
                REQUIRE(country.along(turned) >= after);
            }
        }
        std::sort(order.begin(), order.end());
        for (std::uint32_t i = 0; i < stops; ++i) REQUIRE(order[i] == i);
    }
}

TEST_CASE("A visit taken away closes the gap, the last one closes the round and frees its carer") {
    Country country({{0, 0}, {500, 0}, {1'000, 0}});
    Rounds rounds = country.rounds();
    const std::uint32_t r = rounds.place(0, Window::morning, 0);
    REQUIRE(rounds.place(1, Window::morning, 0) == r);
    REQUIRE(rounds.place(2, Window::morning, 0) == r);
    REQUIRE(country.care().rounds[r].travel_seconds == 180 + 2 * 315);
    const std::uint32_t midday = rounds.place(1, Window::midday, 0);
    REQUIRE(midday != r);  // another part of the day is another round
    country.care().workers.resize(1);
    country.care().workers[0].key = 70;
    country.care().workers[0].round = r;
    country.care().rounds[r].worker = 0;

    rounds.remove(1, Window::morning);
    auto left = country.order(r);
    std::sort(left.begin(), left.end());
    REQUIRE(left == std::vector<std::uint32_t>{0, 2});
    REQUIRE(country.care().rounds[r].travel_seconds == 180 + 450);
    REQUIRE(country.care().rounds[r].contact_minutes == 60);
    REQUIRE(country.care().clients[1].round[0] == nobody);
    REQUIRE(country.care().clients[1].round[1] == midday);
    rounds.remove(1, Window::tea);  // there was none
    rounds.remove(0, Window::morning);
    rounds.remove(2, Window::morning);
    REQUIRE(country.care().rounds[r].used == 0);
    REQUIRE(country.care().workers[0].round == nobody);
    REQUIRE(country.care().free_rounds == std::vector<std::uint32_t>{r});
    REQUIRE(rounds.place(0, Window::morning, 0) == r);  // used again
    REQUIRE(country.care().rounds[r].worker == nobody);
}

TEST_CASE("Where two must come they are on two rounds, and neighbours who need two share both") {
    Country country({{0, 0}, {100, 0}, {200, 0}, {300, 0}});
    for (const std::uint32_t client : {0U, 1U}) country.care().clients[client].hands = 2;
    Rounds rounds = country.rounds();
    for (std::uint32_t client = 0; client < 4; ++client) (void)rounds.place(client, Window::morning, 0);
    const std::vector<Client>& clients = country.care().clients;
    REQUIRE(country.care().rounds.size() == 2);
    for (const std::uint32_t client : {0U, 1U}) REQUIRE(clients[client].round[0] + clients[client].second_round[0] == 1);
    for (const std::uint32_t client : {2U, 3U}) REQUIRE(clients[client].second_round[0] == nobody);
    // Both drive to both doors, and each has half an hour with each: two rounds of six stops in all.
    int stops = 0;
    for (std::uint32_t r = 0; r < 2; ++r) {
        REQUIRE(country.care().rounds[r].contact_minutes == 30 * country.care().rounds[r].stops);
        REQUIRE(country.care().rounds[r].travel_seconds == country.along(country.order(r)));
        stops += country.care().rounds[r].stops;
    }
    REQUIRE(stops == 6);
    REQUIRE(post_of(country.care(), 0) != post_of(country.care(), 1));

    rounds.take_off(0, clients[0].second_round[0]);
    REQUIRE(clients[0].round[0] == 0);
    REQUIRE(clients[0].second_round[0] == nobody);
    REQUIRE(rounds.place(0, Window::morning, 0) == 0);  // the first still comes, the second is found again, and not on the same round
    REQUIRE(clients[0].second_round[0] == 1);
    REQUIRE(rounds.place(0, Window::morning, 0) == 0);  // there is nobody left to place
    rounds.remove(0, Window::morning);
    REQUIRE(clients[0].round[0] == nobody);
    REQUIRE(clients[0].second_round[0] == nobody);
    rounds.remove(1, Window::morning);
    REQUIRE(country.care().free_rounds.size() == (clients[2].round[0] == clients[3].round[0] ? 1 : 0));
}

TEST_CASE("Two providers on one street make two rounds of it") {
    Country country(scattered(8, 300, 4));
    country.care().providers.resize(2);
    Rounds rounds = country.rounds();
    std::array<std::vector<std::uint32_t>, 2> used;
    for (std::uint32_t client = 0; client < 8; ++client) used[client % 2].push_back(rounds.place(client, Window::morning, static_cast<std::uint16_t>(client % 2)));
    for (const auto& of_one : used) {
        for (const std::uint32_t r : of_one) REQUIRE(r == of_one.front());
    }
    REQUIRE(used[0].front() != used[1].front());
    REQUIRE(country.care().rounds[used[1].front()].provider == 1);
}
