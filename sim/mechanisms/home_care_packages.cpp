#include "mechanisms/home_care_packages.hpp"

#include <algorithm>

#include "state/rare_skills.hpp"

namespace topsoil {

namespace {

constexpr Purpose provider_purpose{"home_care.provider"};
constexpr Purpose hands_purpose{"home_care.hands"};
constexpr int days = 7;
constexpr std::array<double, windows> window_share{0.45, 0.20, 0.20, 0.15};
constexpr std::uint16_t no_provider = 0xFFFF;

// --- packages end --------------------------------------------------------------------------------------------------------------

/// Once a year each package is reviewed, in a week of its own, the first time after half a year.
[[nodiscard]] bool reviewed_now(const Living& living, const Client& client) { return static_cast<int>(client.key % 52) == living.week % 52 && living.week - client.since >= 26; }

/// A package ends where less than a fifth of the need would be unmet without it.
[[nodiscard]] bool not_needed_any_more(const Living& living, const Client& client, const CareFile& file) {
    if (!reviewed_now(living, client)) return false;
    return file.shortfall_but_for_paid() * 5 < file.need_minutes();
}

void end_package(World& world, std::uint32_t c, Rounds& rounds) {
    Client& client = world.home_care.clients[c];
    for (std::size_t w = 0; w < windows; ++w) rounds.remove(c, static_cast<Window>(w));
    CareFile& file = world.care.files.edit(client.file);
    file.client = nobody;
    file.paid = 0;
    if (world.people.setting[client.person] != Setting::care_home) {  // there, stage and funding are those of the stay
        file.stage = Stage::none;
        file.funding = Funding::none;
    }
    const FileId id = client.file;
    client = Client{};
    world.home_care.free_clients.push_back(c);
    close_file_if_idle(world, id);
}

// --- money and staff for new ones ----------------------------------------------------------------------------------------------

/// Minutes of work a week that the visits agreed take.
[[nodiscard]] int agreed_minutes(const Client& client) { return client.agreed_a_day() * days; }

[[nodiscard]] Pence weekly_cost(const World& world, const Client& client) { return world.home_care.providers[client.provider].fee_per_hour * agreed_minutes(client) / 60; }

/// Pence a week that each lot has promised, and what its budget allows.
struct Purse {
    std::vector<Pence> budget, promised;
};

[[nodiscard]] Purse purse_of(const World& world) {
    const HomeCare& care = world.home_care;
    Purse purse{std::vector<Pence>(care.lots.size(), 0), std::vector<Pence>(care.lots.size(), 0)};
    for (std::size_t n = 0; n < care.lot_of.size(); ++n) purse.budget[care.lot_of[n]] += world.commissioned.home_care_budget[n];
    for (const Client& client : care.clients) {
        if (client.file == nobody || client.private_ != 0) continue;
        purse.promised[care.lot_of[world.people.neighbourhood[client.person]]] += weekly_cost(world, client);
    }
    return purse;
}

/// A provider with every eighth round unstaffed takes on hardly anybody new, and nobody takes on everybody at once.
struct Staffing {
    int rounds = 0;
    int vacant = 0;
    int taken_on = 0;
    [[nodiscard]] bool short_of_staff() const { return vacant * 8 > rounds + 8 || taken_on * 4 > std::max(8, rounds / 2); }
};

[[nodiscard]] std::vector<Staffing> staffing_of(const World& world) {
    std::vector<Staffing> staffing(world.home_care.providers.size());
    for (const Round& round : world.home_care.rounds) {
        if (round.used == 0) continue;
        ++staffing[round.provider].rounds;
        if (round.worker == nobody) ++staffing[round.provider].vacant;
    }
    return staffing;
}

/// One of the lot's holders, among those that monitoring has not closed to new people.
[[nodiscard]] std::uint16_t holder_open_to_new(const HomeCare& care, const Lot& lot, std::uint32_t bits) {
    std::uint32_t open = 0;
    for (std::size_t i = 0; i < lot.providers; ++i) open += care.providers[lot.provider[i]].closed_to_new == 0 ? 1 : 0;
    if (open == 0) return no_provider;
    std::uint32_t chosen = below(bits, open);
    for (std::size_t i = 0; i < lot.providers; ++i) {
        if (care.providers[lot.provider[i]].closed_to_new == 0 && chosen-- == 0) return lot.provider[i];
    }
    return no_provider;
}

/// Council clients go to a holder of the lot's contract, each as likely as another; of private ones half do, half go to any provider, sooner to one near.
[[nodiscard]] std::uint16_t choose_provider(const Living& living, const CareFile& file, NeighbourhoodId n, bool own) {
    const World& world = living.world;
    const HomeCare& care = world.home_care;
    const Block bits = block(living.seed, provider_purpose, world.people.key[file.person], living.week);
    const Lot& lot = care.lots[care.lot_of[n]];
    if (!own || happens(bits[0], 0.5)) return holder_open_to_new(care, lot, bits[1]);
    std::uint16_t best = no_provider;
    double best_score = -1e9;
    for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
        if (care.providers[p].alive == 0) continue;
        const double km = distance_metres(world.city->neighbourhoods[n].centre, world.city->neighbourhoods[care.providers[p].base].centre) / 1000;
        const double score = -0.35 * km + gumbel(draw(living.seed, provider_purpose, mix(world.people.key[file.person], care.providers[p].key), living.week));
        if (score > best_score) {
            best_score = score;
            best = p;
        }
    }
    return best;
}

// --- packages begin ------------------------------------------------------------------------------------------------------------

/// Workers who must be there at the same time. Whether somebody whose need is high has to be lifted and turned by two is a lasting trait of theirs.
[[nodiscard]] std::uint8_t hands_needed(const World& world, Slot person, double double_handed) {
    return world.people.need[person] == NeedLevel::high && happens(draw(world.city->seed, hands_purpose, world.people.key[person], 0), double_handed) ? 2 : 1;
}

/// Minutes of each day's visits: one under five and a quarter hours a week, two under eight and three quarters, four from twelve and a quarter; none under a quarter of an hour.
[[nodiscard]] std::array<std::uint8_t, windows> daily_visits(int minutes_per_week) {
    const double a_day = minutes_per_week / static_cast<double>(days);
    const std::size_t visits = a_day < 45 ? 1 : (a_day < 75 ? 2 : (a_day < 105 ? 3 : 4));
    static constexpr std::array<std::size_t, windows> order{0, 2, 1, 3};  // morning, tea, midday, bed
    double share = 0;
    for (std::size_t i = 0; i < visits; ++i) share += window_share[order[i]];
    std::array<std::uint8_t, windows> daily{};
    for (std::size_t i = 0; i < visits; ++i) {
        const double minutes = a_day * window_share[order[i]] / share;
        daily[order[i]] = static_cast<std::uint8_t>(std::clamp(minutes + 0.5, 15.0, 240.0));
    }
    return daily;
}

/// A client's record, one that is free or a new one.
[[nodiscard]] std::uint32_t take_client(HomeCare& care) {
    if (care.free_clients.empty()) {
        care.clients.emplace_back();
        return static_cast<std::uint32_t>(care.clients.size() - 1);
    }
    const std::uint32_t c = care.free_clients.back();
    care.free_clients.pop_back();
    return c;
}

void start_package(Living& living, FileId id, std::uint16_t provider, int minutes, std::uint8_t hands, bool rare, bool own, Rounds& rounds) {
    World& world = living.world;
    HomeCare& care = world.home_care;
    const std::uint32_t c = take_client(care);
    Client& client = care.clients[c];
    client = Client{};
    CareFile& file = world.care.files.edit(id);
    client.file = id;
    client.person = file.person;
    client.key = world.people.key[file.person];
    client.home = world.people.home[file.person];
    client.provider = provider;
    client.private_ = own ? 1 : 0;
    client.since = static_cast<std::int16_t>(living.week);
    client.hands = hands;
    client.rare = rare ? 1 : 0;
    client.visit_minutes = daily_visits(minutes / hands);
    client.gap = static_cast<std::uint16_t>(file.shortfall());
    file.client = c;
    file.paid = static_cast<std::uint16_t>(agreed_minutes(client));
    file.stage = Stage::served;
    file.since = static_cast<std::int16_t>(living.week);
    world.flows.add(Flow::packages_started, world.people.neighbourhood[file.person], 1);
    for (std::size_t w = 0; w < windows; ++w) {
        if (client.visit_minutes[w] > 0) rounds.place(c, static_cast<Window>(w), provider);
    }
}

void change_visits(World& world, std::uint32_t c, const std::array<std::uint8_t, windows>& visits, Rounds& rounds) {
    Client& client = world.home_care.clients[c];
    if (visits == client.visit_minutes) return;
    for (std::size_t w = 0; w < windows; ++w) rounds.remove(c, static_cast<Window>(w));
    client.visit_minutes = visits;
    for (std::size_t w = 0; w < windows; ++w) {
        if (visits[w] > 0) rounds.place(c, static_cast<Window>(w), client.provider);
    }
    world.care.files.edit(client.file).paid = static_cast<std::uint16_t>(agreed_minutes(client));
}

/// Less, by a fifth at most, where the lot has promised more than its budget; where it has money, what earlier reviews took off, as far as it is lacking.
[[nodiscard]] int minutes_after_review(const World& world, const Client& client, Pence budget, Pence promised) {
    constexpr double most_at_once = 0.2;
    const int before = agreed_minutes(client);
    if (promised > budget) {
        const double kept = std::max(1 - most_at_once, static_cast<double>(std::max<Pence>(0, budget)) / static_cast<double>(promised));
        return static_cast<int>(before * kept);
    }
    const Pence payable = (budget - promised) * 60 / std::max<Pence>(1, world.home_care.providers[client.provider].fee_per_hour);
    return before + static_cast<int>(std::min<Pence>(payable, std::clamp(world.care.files[client.file].shortfall(), 0, static_cast<int>(client.shrunk))));
}

/// Who waits for a package to begin.
struct Turn {
    Priority priority;
    std::int16_t since;
    Key key;
    FileId id;
};

/// Crisis, breakdown, discharge first, then who waited longest.
[[nodiscard]] std::vector<Turn> queue_for_packages(const World& world) {
    std::vector<Turn> queue;
    touched(world.settings.may_start.size());
    for (const FileId id : world.settings.may_start) {
        const CareFile& file = world.care.files[id];
        if (file.person == nobody || file.stage != Stage::waiting_start) continue;
        if (world.people.setting[file.person] == Setting::care_home || world.people.setting[file.person] == Setting::placement || file.need_minutes() == 0) continue;
        queue.push_back({file.priority, file.since, world.people.key[file.person], id});
    }
    std::sort(queue.begin(), queue.end(), [](const Turn& a, const Turn& b) {
        if (a.priority != b.priority) return a.priority > b.priority;
        return a.since != b.since ? a.since < b.since : a.key < b.key;
    });
    return queue;
}

/// The need is met well enough without.
void stop_waiting(Living& living, FileId id) {
    CareFile& record = living.world.care.files.edit(id);
    record.stage = Stage::none;
    record.funding = Funding::none;
    record.since = static_cast<std::int16_t>(living.week);
}

}  // namespace

void end_packages(Living& living, Rounds& rounds, int hospital_wait_weeks) {
    World& world = living.world;
    const auto fetch = [&](std::size_t c) {
        const Client& client = world.home_care.clients[c];
        if (client.file == nobody) return;
        world.care.files.prefetch(client.file);
        world.people.setting.prefetch(client.person);
    };
    in_stages(world.home_care.clients.size(), 16, fetch, [&](std::size_t c) {
        const Client& client = world.home_care.clients[c];
        if (client.file == nobody) return;
        const CareFile& file = world.care.files[client.file];
        const Setting setting = world.people.setting[client.person];
        const bool long_away = setting == Setting::hospital && living.week - file.hospital_week > hospital_wait_weeks;
        const bool over = setting == Setting::gone || setting == Setting::care_home || setting == Setting::communal || setting == Setting::placement || long_away || file.need_minutes() == 0 || not_needed_any_more(living, client, file);
        if (over) end_package(world, static_cast<std::uint32_t>(c), rounds);
    });
}

void review_packages(Living& living, Rounds& rounds) {
    World& world = living.world;
    HomeCare& care = world.home_care;
    std::vector<std::pair<Key, std::uint32_t>> due;  // who comes first to money that is not enough for all is their key's doing
    for (std::uint32_t c = 0; c < care.clients.size(); ++c) {
        const Client& client = care.clients[c];
        if (client.file != nobody && client.private_ == 0 && reviewed_now(living, client)) due.emplace_back(client.key, c);
    }
    sort_by_key(due, [](const std::pair<Key, std::uint32_t>& one) { return one.first; });
    Purse purse = purse_of(world);
    for (const auto& [key, c] : due) {
        Client& client = care.clients[c];
        const std::size_t lot = care.lot_of[world.people.neighbourhood[client.person]];
        const int before = agreed_minutes(client);
        const int after = minutes_after_review(world, client, purse.budget[lot], purse.promised[lot]);
        if (after == before) continue;
        purse.promised[lot] -= weekly_cost(world, client);
        change_visits(world, c, daily_visits(after / client.hands), rounds);
        client.shrunk = static_cast<std::uint16_t>(std::max(0, client.shrunk + before - agreed_minutes(client)));
        purse.promised[lot] += weekly_cost(world, client);
    }
}

void follow_moves(Living& living, Rounds& rounds) {
    World& world = living.world;
    for (std::uint32_t c = 0; c < world.home_care.clients.size(); ++c) {
        Client& client = world.home_care.clients[c];
        if (client.file == nobody || client.home == world.people.home[client.person]) continue;
        for (std::size_t w = 0; w < windows; ++w) rounds.remove(c, static_cast<Window>(w));
        client.home = world.people.home[client.person];
        for (std::size_t w = 0; w < windows; ++w) {
            if (client.visit_minutes[w] > 0) rounds.place(c, static_cast<Window>(w), client.provider);
        }
    }
}

void start_packages(Living& living, const PackageRule& rule, bool first_week) {
    World& world = living.world;
    Purse purse = purse_of(world);
    Rounds rounds(world, rule.travel);
    const std::vector<int> skilled = workers_with_rare_skill(world.home_care);
    std::vector<Staffing> staffing = staffing_of(world);
    for (const Turn& turn : queue_for_packages(world)) {
        CareFile& file = world.care.files.edit(turn.id);
        // The gap may have closed, or grown, while they waited.
        const int minutes = std::min<int>(file.package_wanted, std::max(0, file.shortfall()));
        if (minutes < 105 && file.shortfall() * 10 < file.need_minutes()) {
            stop_waiting(living, turn.id);
            continue;
        }
        const bool own = file.funding == Funding::own;
        const NeighbourhoodId n = world.people.neighbourhood[file.person];
        const std::size_t lot = world.home_care.lot_of[n];
        file.set(mark::no_money, !own && purse.promised[lot] >= purse.budget[lot]);
        if (file.has(mark::no_money)) continue;
        const std::uint16_t provider = choose_provider(living, file, n, own);
        if (provider == no_provider) continue;
        const Pence cost = world.home_care.providers[provider].fee_per_hour * minutes / 60;
        file.set(mark::no_money, !own && purse.promised[lot] + cost > purse.budget[lot]);
        if (file.has(mark::no_money)) continue;
        if (!first_week && staffing[provider].short_of_staff()) continue;
        const bool rare = needs_rare_skill(world, file.person, rule.rare_share);
        if (rare && !first_week && skilled[provider] < rule.rare_team) {
            world.home_care.providers[provider].rare_asked = rare_asked_weeks;
            world.flows.add(Flow::rare_refused, n, 1);
            continue;
        }
        if (!own) purse.promised[lot] += cost;
        ++staffing[provider].taken_on;
        start_package(living, turn.id, provider, minutes, hands_needed(world, file.person, rule.double_handed), rare, own, rounds);
    }
}

}  // namespace topsoil
