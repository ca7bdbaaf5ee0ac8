#include "mechanisms/home_care_visits.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "base/sift.hpp"
#include "base/widest.hpp"
#include "state/rare_skills.hpp"
#include "state/rounds.hpp"
#include "state/staff.hpp"

namespace topsoil {

namespace {

constexpr Purpose absence_purpose{"home_care.absence"};
constexpr Purpose bank_purpose{"home_care.bank"};
constexpr Purpose open_days_purpose{"home_care.open_days"};
constexpr int relief_days = 2;
constexpr int days = 7;

/// How many days there are in a week of bits: looked up, since not every processor has an instruction for it.
constexpr auto days_in = [] {
    std::array<std::uint8_t, 1U << days> count{};
    for (unsigned week = 0; week < count.size(); ++week) count[week] = static_cast<std::uint8_t>(std::popcount(week));
    return count;
}();

/// Workers of a provider who are there this week, and where their own rounds begin: in columns, so that many ways are measured at once.
struct Colleagues {
    std::vector<std::int32_t> x, y;
    std::vector<std::uint32_t> worker;
    void add(Point from, std::uint32_t who) {
        x.push_back(from.x);
        y.push_back(from.y);
        worker.push_back(who);
    }
};

/// Who walks a round on how many days: the main worker, the relief, up to six colleagues.
struct Cover {
    struct Share {
        Key key;
        std::uint32_t worker;
        int taken;  ///< days
    };
    std::array<Share, 8> by{};
    std::uint8_t count = 0;
    std::uint8_t open = 0;  ///< days on which nobody comes, as bits
    [[nodiscard]] int walked() const { return days - days_in[open]; }
    void give(const HomeCare& care, std::uint32_t worker, int taken) { by[count++] = {care.workers[worker].key, worker, taken}; }
};

/// Who is there this week, and who walks which round.
struct VisitingWeek {
    std::vector<Cover> cover;                        ///< by round
    std::vector<double> bank_left;                   ///< by provider: minutes of bank staff still allowed
    std::vector<Colleagues> colleagues;              ///< by provider
    std::vector<std::int32_t> slack;                 ///< by worker: minutes left after their own rounds, 0 for the absent
    std::vector<std::uint8_t> skilled_days;          ///< by provider: days on which somebody with the rare skill can come
};

// --- absence and cover ---------------------------------------------------------------------------------------------------------

/// Holidays and sickness; hours that remain to each worker after their own round and relief days.
void call_in(Living& living, const VisitRule& rule, VisitingWeek& week) {
    HomeCare& care = living.world.home_care;
    const double away = rule.absence * factor_of(living.world.conditions, Condition::workers_away);
    for (std::size_t w = 0; w < care.workers.size(); ++w) {
        Worker& worker = care.workers[w];
        if (worker.key == 0) continue;
        worker.absent = in_training(worker, living.week, rule.training_weeks) || happens(draw(living.seed, absence_purpose, worker.key, living.week), away) ? 1 : 0;
        worker.worked_minutes = 0;
        if (worker.absent == 0) week.slack[w] = static_cast<std::int32_t>(worker.contract_minutes * rule.overtime);
    }
    for (const Round& round : care.rounds) {
        if (round.used == 0) continue;
        const int day = Rounds::day_minutes(round);
        week.bank_left[round.provider] += rule.bank_cap * day * days;
        if (round.worker == nobody || care.workers[round.worker].absent != 0) continue;
        week.slack[round.worker] -= main_days * day;
        week.colleagues[round.provider].add(living.world.city->home_point[care.clients[round.client[0]].home], round.worker);
    }
}

/// Squares of the ways from here to where each begins, in square metres, and who is within reach; whoever is further than thirty kilometres
/// north or east counts as that far.
struct MeasureWays {
    [[gnu::always_inline]] void operator()(const std::int32_t* x, const std::int32_t* y, std::size_t count, Point here, std::int32_t reach, std::int32_t* squared, std::uint8_t* in_reach) const {
        constexpr std::int32_t far = 30'000;
        for (std::size_t i = 0; i < count; ++i) {
            const std::int32_t dx = std::clamp(x[i] - here.x, -far, far), dy = std::clamp(y[i] - here.y, -far, far);
            squared[i] = dx * dx + dy * dy;
            in_reach[i] = squared[i] <= reach ? 1 : 0;
        }
    }
};

/// Colleagues who could walk a round that begins here, so many minutes a day long: first in `fit`, each as the square of the way and their place among
/// the provider's; returns how many. Written whether they could or not, and over those who could not: no branch to guess wrongly.
std::size_t find_fit(const Colleagues& colleagues, const Round& round, Point here, int day, const std::vector<std::int32_t>& slack, std::vector<std::uint64_t>& fit) {
    constexpr std::int32_t farthest = 4'500;  // metres: twenty minutes
    constexpr std::size_t together = 1'024;
    std::array<std::int32_t, together> squared;
    std::array<std::uint8_t, together> in_reach;
    std::array<std::uint16_t, together + 8> places;
    if (fit.size() <= colleagues.worker.size()) fit.resize(colleagues.worker.size() + 1);
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < colleagues.worker.size(); begin += together) {
        const std::size_t here_are = std::min(together, colleagues.worker.size() - begin);
        at_widest(MeasureWays{}, colleagues.x.data() + begin, colleagues.y.data() + begin, here_are, here, farthest * farthest, squared.data(), in_reach.data());
        const std::size_t near = pick(in_reach.data(), here_are, places.data());
        for (std::size_t i = 0; i < near; ++i) {
            const std::uint32_t worker = colleagues.worker[begin + places[i]];
            fit[count] = static_cast<std::uint64_t>(squared[places[i]]) << 32 | (begin + places[i]);
            count += static_cast<std::size_t>((slack[worker] >= day) & (worker != round.worker) & (worker != round.relief));
        }
    }
    return count;
}

/// The nearest colleagues with time left, up to six of them.
void cover_from_colleagues(Living& living, std::uint32_t r, int day, int& open, VisitingWeek& week) {
    const HomeCare& care = living.world.home_care;
    const Round& round = care.rounds[r];
    const Colleagues& colleagues = week.colleagues[round.provider];
    static thread_local std::vector<std::uint64_t> fit;
    const std::size_t could = find_fit(colleagues, round, living.world.city->home_point[care.clients[round.client[0]].home], day, week.slack, fit);
    for (std::size_t asked = 0; asked < std::min<std::size_t>(6, could) && open > 0; ++asked) {
        // Two are enough, mostly: the nearest is looked for each time instead of putting all in order.
        const auto nearest = std::min_element(fit.begin() + static_cast<std::ptrdiff_t>(asked), fit.begin() + static_cast<std::ptrdiff_t>(could));
        std::swap(fit[asked], *nearest);
        const std::uint32_t worker = colleagues.worker[static_cast<std::uint32_t>(fit[asked])];
        std::int32_t& slack = week.slack[worker];
        const int taken = std::min({open, slack / std::max(1, day), 3});
        if (taken <= 0) continue;
        slack -= taken * day;
        week.cover[r].give(care, worker, taken);
        open -= taken;
    }
}

/// The days that nobody covers follow one another, from any day on.
[[nodiscard]] std::uint8_t open_days(const Living& living, Key post, int count) {
    if (count == 0) return 0;
    const unsigned run = (1U << count) - 1;
    const unsigned from = below(draw(living.seed, open_days_purpose, post, living.week), days);
    return static_cast<std::uint8_t>((run << from | run >> (days - from)) & 0x7FU);
}

/// The main worker, the relief, colleagues near by, bank staff; what is then still open is missed.
void staff_round(Living& living, std::uint32_t r, VisitingWeek& week) {
    HomeCare& care = living.world.home_care;
    const Round& round = care.rounds[r];
    const int day = Rounds::day_minutes(round);
    int open = days;
    const auto give = [&](std::uint32_t w, int most) {
        if (w == nobody || care.workers[w].key == 0 || care.workers[w].absent != 0) return;
        const int taken = std::min(open, most);
        if (taken <= 0) return;
        week.cover[r].give(care, w, taken);
        open -= taken;
    };
    give(round.worker, main_days);
    if (round.relief != nobody && care.workers[round.relief].absent == 0) {
        const int most = std::min(relief_days + (open > relief_days ? 1 : 0), std::max(0, week.slack[round.relief]) / std::max(1, day));
        week.slack[round.relief] -= std::min(open, most) * day;
        give(round.relief, most);
    }
    if (open > 0) cover_from_colleagues(living, r, day, open, week);
    // Bank staff, as far as the cap allows; then nobody.
    const Key post = post_of(care, r);
    while (open > 0 && week.bank_left[round.provider] >= day && happens(draw(living.seed, bank_purpose, post, living.week, static_cast<std::uint32_t>(open)), 0.9)) {
        week.bank_left[round.provider] -= day;
        --open;
    }
    week.cover[r].open = open_days(living, post, open);
}

// --- walking and trust ---------------------------------------------------------------------------------------------------------

[[nodiscard]] bool lately(std::int16_t met, Week week) { return week - met < weeks_of_faces; }
[[nodiscard]] std::uint16_t print_of(Key worker) { return static_cast<std::uint16_t>(mix(worker) | 1U); }
[[nodiscard]] std::uint8_t& strangers_in(Client& client, Week week) { return client.strangers[static_cast<std::size_t>(week) % weeks_of_faces]; }

/// Somebody who came lately and loses their place among those remembered still counts as a face; so do those for whom no room is left.
void keep_face(Client& client, const Acquaintance& forgotten, Week week) {
    if (forgotten.worker == 0 || !lately(forgotten.last_week, week)) return;
    const auto place = std::find_if(client.faces.begin(), client.faces.end(), [&](const Face& face) { return face.print == 0 || !lately(face.last_week, week); });
    if (place != client.faces.end()) {
        *place = {print_of(forgotten.worker), forgotten.last_week};
    } else {
        ++strangers_in(client, forgotten.last_week);
    }
}

/// Who comes again is not counted twice.
void recognise(Client& client, Key worker) {
    for (Face& face : client.faces) {
        if (face.print == print_of(worker)) face = {};
    }
}

/// Different workers met in four weeks.
[[nodiscard]] int faces_of(const Client& client, Week week) {
    int met = 0;
    for (const Acquaintance& known : client.met) met += known.worker != 0 && lately(known.last_week, week) ? 1 : 0;
    for (const Face& face : client.faces) met += face.print != 0 && lately(face.last_week, week) ? 1 : 0;
    for (const std::uint8_t strangers : client.strangers) met += strangers;
    return met;
}

/// Where a client remembers this worker; a stranger takes a free place, or that of whom they have not seen for longest and trust least.
[[nodiscard]] Acquaintance& remembered(Client& client, Key worker, Week week) {
    // Most visits are by somebody known, at any of the places: all are compared, and no branch is guessed.
    std::size_t place = client.met.size();
    for (std::size_t i = client.met.size(); i-- > 0;) place = client.met[i].worker == worker ? i : place;
    if (place < client.met.size()) return client.met[place];
    // Free places first, then those of whom they have not seen for longest, of these whom they trust least; no branch is guessed here either.
    std::uint64_t first = ~std::uint64_t{0};
    for (std::size_t i = 0; i < client.met.size(); ++i) {
        const Acquaintance& known = client.met[i];
        const std::uint64_t taken = known.worker != 0 ? ~std::uint64_t{0} : 0, seen = static_cast<std::uint64_t>(known.last_week + 32'769) << 16 | known.trust;
        first = std::min(first, (seen & taken) << 8 | i);
    }
    Acquaintance* const longest = &client.met[first & 0xFF];
    keep_face(client, *longest, week);
    recognise(client, worker);
    *longest = {worker, static_cast<std::int16_t>(week), 0, 0, 0};
    return *longest;
}

/// Trust between one client and one worker.
void meet(const VisitRule& rule, Client& client, Key worker, int visits, Week week) {
    Acquaintance& known = remembered(client, worker, week);
    const auto apart = static_cast<std::size_t>(std::clamp(week - known.last_week, 0, 255));
    const double trust = as_share(known.trust) * rule.trust_fading[apart];
    known.trust = to_share16(1 - (1 - trust) * rule.distrust_left[static_cast<std::size_t>(visits)]);
    known.visits = static_cast<std::uint16_t>(std::min(65'000, known.visits + visits));
    known.last_week = static_cast<std::int16_t>(week);
}

/// Time worked, travel done.
void walk_round(Living& living, const VisitRule& rule, std::uint32_t r, const VisitingWeek& week) {
    World& world = living.world;
    HomeCare& care = world.home_care;
    const Round& round = care.rounds[r];
    const Cover& cover = week.cover[r];
    const int walked = cover.walked(), day = Rounds::day_minutes(round);
    for (std::size_t i = 0; i < cover.count; ++i) care.workers[cover.by[i].worker].worked_minutes += cover.by[i].taken * day;
    care.providers[round.provider].paid_minutes += walked * day;
    const NeighbourhoodId n = world.city->home_neighbourhood[care.clients[round.client[0]].home];
    world.flows.add(Flow::travel_seconds, n, static_cast<std::int64_t>(round.travel_seconds) * walked);
    const Seconds on_the_road = std::max(0, round.travel_seconds - round.stops * rule.at_door);
    world.flows.add(Flow::travel_metres, n, static_cast<std::int64_t>(on_the_road * rule.metres_per_second + 0.5) * walked);
    world.flows.add(Flow::worked_minutes, n, static_cast<std::int64_t>(day) * walked);
}

/// Who comes to a client on one of their rounds, and who of them is met.
void meet_all(const VisitRule& rule, Client& client, const Cover& cover, Week week) {
    int covered_days = 0;
    for (std::size_t by = 0; by < cover.count; ++by) {
        covered_days += cover.by[by].taken;
        meet(rule, client, cover.by[by].key, cover.by[by].taken, week);
    }
    // Bank staff are booked by the week: one stranger walks the days of a round that are left, another the next time.
    strangers_in(client, week) = static_cast<std::uint8_t>(strangers_in(client, week) + (cover.walked() > covered_days ? 1 : 0));
}

/// A client's week: minutes given and missed at each time of the day, faces met.
void visit_client(Living& living, const VisitRule& rule, Client& client, const VisitingWeek& week) {
    World& world = living.world;
    HomeCare& care = world.home_care;
    const bool at_home = world.people.setting[client.person] == Setting::home;
    client.delivered = 0;
    strangers_in(client, living.week) = 0;
    if (!at_home) return;
    int missed = 0, unskilled = 0;
    Provider& provider = care.providers[client.provider];
    for (int hand = 0; hand < client.hands; ++hand) {
        for (std::size_t w = 0; w < windows; ++w) {
            const std::uint32_t r = client.rounds_of(hand)[w];
            if (r == nobody) continue;
            const Cover& cover = week.cover[r];
            const int minutes = client.visit_minutes[w];
            // Where two must come a visit is made on the days on which both do.
            const std::uint32_t other = client.hands > 1 ? client.rounds_of(1 - hand)[w] : nobody;
            const int come = other == nobody ? cover.walked() : days - days_in[cover.open | week.cover[other].open];
            const int made = client.rare == 0 ? come : std::min<int>(come, week.skilled_days[client.provider]);
            unskilled += minutes * (come - made);
            client.delivered += static_cast<std::uint32_t>(minutes * made);
            provider.vain_minutes += minutes * (cover.walked() - made);
            missed += minutes * (days - made);
            meet_all(rule, client, cover, living.week);
        }
    }
    provider.contact_minutes += static_cast<std::int32_t>(client.delivered);
    provider.missed_minutes += missed;
    if (missed > 0) world.flows.add(Flow::missed_minutes, world.people.neighbourhood[client.person], missed);
    if (unskilled > 0) world.flows.add(Flow::rare_missed_minutes, world.people.neighbourhood[client.person], unskilled);
}

void visit_clients(Living& living, const VisitRule& rule, const VisitingWeek& week) {
    World& world = living.world;
    HomeCare& care = world.home_care;
    touched(care.clients.size());
    in_stages(
        care.clients.size(), 8,
        [&](std::size_t c) {
            if (care.clients[c].file == nobody) return;
            world.care.files.prefetch(care.clients[c].file);
            world.people.setting.prefetch(care.clients[c].person);
        },
        [&](std::size_t c) {
            Client& client = care.clients[c];
            if (client.file == nobody) return;
            visit_client(living, rule, client, week);
            client.met_recently = static_cast<std::uint16_t>(faces_of(client, living.week));
            world.care.files.edit(client.file).delivered = static_cast<std::uint16_t>(client.delivered);
            world.flows.add(Flow::client_weeks, world.people.neighbourhood[client.person], 1);
        });
}

/// Quality as clients know it: visits kept, a moving average over about half a year.
void judge_providers(HomeCare& care) {
    for (Provider& provider : care.providers) {
        if (provider.alive == 0 || provider.contact_minutes == 0) continue;
        const double kept = 1.0 - 10.0 * provider.missed_minutes / (provider.contact_minutes + provider.missed_minutes);
        provider.quality = relax(provider.quality, to_share16(kept), 2'500);
    }
}

}  // namespace

VisitRule::VisitRule(const ParameterView& p)
    : absence(p["absence"]), bank_cap(p["bank_cap"]), overtime(p["overtime"]), metres_per_second(p["speed"] / 3.6), at_door(static_cast<Seconds>(p["door_minutes"] * 60 + 0.5)), training_weeks(static_cast<int>(p["workforce.training_weeks"])) {
    const double half_life = p["trust_half_life"];
    distrust_left[0] = 1;
    for (std::size_t visits = 1; visits < distrust_left.size(); ++visits) distrust_left[visits] = distrust_left[visits - 1] * (1 - p["trust_step"]);
    for (std::size_t weeks = 0; weeks < trust_fading.size(); ++weeks) trust_fading[weeks] = exp_exact(-0.69314718055994530942 * static_cast<double>(weeks) / half_life);
}

void make_visits(Living& living, const VisitRule& rule) {
    World& world = living.world;
    HomeCare& care = world.home_care;
    for (Provider& provider : care.providers) provider.contact_minutes = provider.paid_minutes = provider.missed_minutes = provider.vain_minutes = 0;
    VisitingWeek week{std::vector<Cover>(care.rounds.size()), std::vector<double>(care.providers.size(), 0), std::vector<Colleagues>(care.providers.size()), std::vector<std::int32_t>(care.workers.size(), 0), {}};
    call_in(living, rule, week);
    week.skilled_days = days_with_rare_skill(living);
    for (int window = 0; window < static_cast<int>(windows); ++window) {
        for (std::uint32_t r = 0; r < care.rounds.size(); ++r) {
            if (care.rounds[r].used != 0 && static_cast<int>(care.rounds[r].window) == window) staff_round(living, r, week);
        }
    }
    for (std::uint32_t r = 0; r < care.rounds.size(); ++r) {
        touched(1);
        if (care.rounds[r].used != 0) walk_round(living, rule, r, week);
    }
    visit_clients(living, rule, week);
    judge_providers(care);
}

}  // namespace topsoil
