// Home care: packages become visits, visits become rounds, rounds are walked and driven; somebody is away, somebody covers, some
// visits are missed; people get to know who comes.
//
// Rule (submodels sheet 7): each visit is placed where added minutes less lambda x familiar are least, whoever the provider is. Travel
// is computed from door to door. An absent worker's round is covered by the relief worker, then by the nearest workers of the same
// provider with time, then by bank staff within a cap, else missed, tea and bed first. Trust T grows by 0.05 (1 - T) a visit and halves
// in 26 weeks apart.
#include <algorithm>

#include "mechanisms/catalogue.hpp"
#include "state/rounds.hpp"

namespace topsoil {

namespace {

constexpr Purpose absence_purpose{"home_care.absence"};
constexpr Purpose bank_purpose{"home_care.bank"};
constexpr Purpose provider_purpose{"home_care.provider"};
constexpr int main_days = 5;
constexpr int relief_days = 2;
constexpr int days = 7;
constexpr std::array<double, windows> window_share{0.45, 0.20, 0.20, 0.15};

class HomeCareVisits final : public Process {
public:
    explicit HomeCareVisits(const ParameterView& p)
        : absence_(p["absence"]), bank_cap_(p["bank_cap"]), overtime_(p["overtime"]), trust_step_(p["trust_step"]), hospital_wait_(static_cast<int>(p["hospital_wait_weeks"])) {
        rule_.door_seconds = p["door_minutes"] * 60;
        rule_.seconds_per_metre = p["detour"] * 3.6 / p["speed"];
        rule_.familiar_minutes = p["familiar_minutes"];
        rule_.longest_round_minutes = static_cast<int>(p["longest_round"] * 60);
        const double half_life = p["trust_half_life"];
        for (std::size_t weeks = 0; weeks < trust_fading_.size(); ++weeks) trust_fading_[weeks] = exp_exact(-0.69314718055994530942 * static_cast<double>(weeks) / half_life);
    }

    void settle(Living& living) override {
        start_packages(living, true);
        Rounds rounds(living.world, rule_);
        for (std::uint32_t r = 0; r < living.world.home_care.rounds.size(); ++r) rounds.shorten(r);
    }

    void live_week(Living& living) override {
        Rounds rounds(living.world, rule_);
        end_packages(living, rounds);
        follow_moves(living, rounds);
        start_packages(living, false);
        tidy_rounds(living, rounds);
        visit(living);
    }

private:
    // --- packages begin and end ---------------------------------------------------------------------------------------------

    void end_packages(Living& living, Rounds& rounds) const {
        World& world = living.world;
        for (std::uint32_t c = 0; c < world.home_care.clients.size(); ++c) {
            const Client& client = world.home_care.clients[c];
            if (client.file == nobody) continue;
            const CareFile& file = world.care.files[client.file];
            const Setting setting = world.people.setting[client.person];
            const bool long_away = setting == Setting::hospital && living.week - file.hospital_week > hospital_wait_;
            const bool over = setting == Setting::gone || setting == Setting::care_home || setting == Setting::communal || long_away || file.need_minutes() == 0 || not_needed_any_more(living, client, file);
            if (over) end_package(world, c, rounds);
        }
    }

    /// Once a year each package is reviewed: it ends where less than a fifth of the need would be unmet without it.
    [[nodiscard]] static bool not_needed_any_more(const Living& living, const Client& client, const CareFile& file) {
        if (static_cast<int>(client.key % 52) != living.week % 52 || living.week - client.since < 26) return false;
        const int without = file.need_minutes() - file.unpaid_any - file.unpaid_light - file.everyday;
        return without * 5 < file.need_minutes();
    }

    static void end_package(World& world, std::uint32_t c, Rounds& rounds) {
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

    static void follow_moves(Living& living, Rounds& rounds) {
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

    /// Pence a week that each lot has promised, and what its budget allows.
    struct Purse {
        std::vector<Pence> budget, promised;
    };
    [[nodiscard]] static Purse purse_of(const World& world) {
        const HomeCare& care = world.home_care;
        Purse purse{std::vector<Pence>(care.lots.size(), 0), std::vector<Pence>(care.lots.size(), 0)};
        for (std::size_t n = 0; n < care.lot_of.size(); ++n) purse.budget[care.lot_of[n]] += world.commissioned.home_care_budget[n];
        for (const Client& client : care.clients) {
            if (client.file == nobody || client.private_ != 0) continue;
            purse.promised[care.lot_of[world.people.neighbourhood[client.person]]] += weekly_cost(world, client);
        }
        return purse;
    }
    [[nodiscard]] static Pence weekly_cost(const World& world, const Client& client) {
        int minutes = 0;
        for (const std::uint8_t visit : client.visit_minutes) minutes += visit * days;
        return world.home_care.providers[client.provider].fee_per_hour * minutes / 60;
    }

    /// People wait for money and for a provider; crisis, breakdown, discharge first, then who waited longest.
    void start_packages(Living& living, bool first_week) const {
        World& world = living.world;
        struct Turn {
            Priority priority;
            std::int16_t since;
            Key key;
            FileId id;
        };
        std::vector<Turn> queue;
        for (FileId id = 0; id < world.care.files.size(); ++id) {
            const CareFile& file = world.care.files[id];
            if (file.person == nobody || file.stage != Stage::waiting_start) continue;
            if (world.people.setting[file.person] == Setting::care_home || file.need_minutes() == 0) continue;
            queue.push_back({file.priority, file.since, world.people.key[file.person], id});
        }
        std::sort(queue.begin(), queue.end(), [](const Turn& a, const Turn& b) {
            if (a.priority != b.priority) return a.priority > b.priority;
            return a.since != b.since ? a.since < b.since : a.key < b.key;
        });
        Purse purse = purse_of(world);
        Rounds rounds(world, rule_);
        std::vector<Staffing> staffing = staffing_of(world);
        for (const Turn& turn : queue) {
            CareFile& file = world.care.files.edit(turn.id);
            // The gap may have closed, or grown, while they waited.
            const int minutes = std::min<int>(file.package_wanted, std::max(0, file.shortfall()));
            if (minutes < 105 && file.shortfall() * 10 < file.need_minutes()) {
                CareFile& record = world.care.files.edit(turn.id);
                record.stage = Stage::none;
                record.funding = Funding::none;
                record.since = static_cast<std::int16_t>(living.week);
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
            if (!own) purse.promised[lot] += cost;
            ++staffing[provider].taken_on;
            start_package(living, turn.id, provider, minutes, own, rounds);
        }
    }

    static constexpr std::uint16_t no_provider = 0xFFFF;

    /// Council clients go to a holder of the lot's contract, private ones to anybody; chance leans to the larger.
    [[nodiscard]] static std::uint16_t choose_provider(const Living& living, const CareFile& file, NeighbourhoodId n, bool own) {
        const World& world = living.world;
        const HomeCare& care = world.home_care;
        const Block bits = block(living.seed, provider_purpose, world.people.key[file.person], living.week);
        const Lot& lot = care.lots[care.lot_of[n]];
        if (!own || happens(bits[0], 0.5)) {
            return lot.providers == 0 ? no_provider : lot.provider[below(bits[1], lot.providers)];
        }
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

    /// A provider with every eighth round unstaffed takes on hardly anybody new, and nobody takes on everybody at once.
    struct Staffing {
        int rounds = 0;
        int vacant = 0;
        int taken_on = 0;
        [[nodiscard]] bool short_of_staff() const { return vacant * 8 > rounds + 8 || taken_on * 4 > std::max(8, rounds / 2); }
    };
    [[nodiscard]] static std::vector<Staffing> staffing_of(const World& world) {
        std::vector<Staffing> staffing(world.home_care.providers.size());
        for (const Round& round : world.home_care.rounds) {
            if (round.used == 0) continue;
            ++staffing[round.provider].rounds;
            if (round.worker == nobody) ++staffing[round.provider].vacant;
        }
        return staffing;
    }

    void start_package(Living& living, FileId id, std::uint16_t provider, int minutes, bool own, Rounds& rounds) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        std::uint32_t c;
        if (care.free_clients.empty()) {
            c = static_cast<std::uint32_t>(care.clients.size());
            care.clients.emplace_back();
        } else {
            c = care.free_clients.back();
            care.free_clients.pop_back();
        }
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
        client.visit_minutes = daily_visits(minutes);
        client.gap = static_cast<std::uint16_t>(file.shortfall());
        int agreed = 0;
        for (const std::uint8_t visit : client.visit_minutes) agreed += visit * days;
        file.client = c;
        file.paid = static_cast<std::uint16_t>(agreed);
        file.stage = Stage::served;
        file.since = static_cast<std::int16_t>(living.week);
        world.flows.add(Flow::packages_started, world.people.neighbourhood[file.person], 1);
        for (std::size_t w = 0; w < windows; ++w) {
            if (client.visit_minutes[w] > 0) rounds.place(c, static_cast<Window>(w), provider);
        }
    }

    /// Minutes of each day's visits: one under five hours a week, two under ten, four from fourteen; none under a quarter of an hour.
    [[nodiscard]] static std::array<std::uint8_t, windows> daily_visits(int minutes_per_week) {
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

    // --- rounds --------------------------------------------------------------------------------------------------------------

    /// Rounds that changed are put in a better order; rounds with one lonely stop are offered to others.
    static void tidy_rounds(Living& living, Rounds& rounds) {
        HomeCare& care = living.world.home_care;
        for (std::uint32_t r = 0; r < care.rounds.size(); ++r) {
            if (care.rounds[r].used == 0) continue;
            const bool quarterly = static_cast<int>(r % 13) == living.week % 13;
            if (quarterly && care.rounds[r].stops == 1 && care.rounds[r].worker == nobody) {
                const std::uint32_t c = care.rounds[r].client[0];
                const Window window = care.rounds[r].window;
                rounds.remove(c, window);
                rounds.place(c, window, care.clients[c].provider);
                continue;
            }
            if (care.rounds[r].changed != 0) rounds.shorten(r);
        }
    }

    // --- the week's visits ---------------------------------------------------------------------------------------------------

    /// A worker who is there this week, and where their own round begins.
    struct Colleague {
        Point from;
        std::uint32_t worker;
    };
    /// Who walks a round on how many days: the main worker, the relief, up to six colleagues.
    struct Cover {
        std::array<std::pair<std::uint32_t, int>, 8> by{};
        std::uint8_t count = 0;
        std::uint8_t missed_days = 0;
        void give(std::uint32_t worker, int taken) { by[count++] = {worker, taken}; }
    };
    struct Week_ {
        std::vector<Cover> cover;                            ///< by round
        std::vector<double> bank_left;                       ///< by provider: minutes of bank staff still allowed
        std::vector<std::vector<Colleague>> colleagues;      ///< by provider
    };

    void visit(Living& living) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        for (Provider& provider : care.providers) provider.contact_minutes = provider.paid_minutes = provider.missed_minutes = 0;
        for (Client& client : care.clients) client.delivered = 0;
        Week_ week{std::vector<Cover>(care.rounds.size()), std::vector<double>(care.providers.size(), 0), std::vector<std::vector<Colleague>>(care.providers.size())};
        call_in(living, week);
        for (int window = 0; window < static_cast<int>(windows); ++window) {
            for (std::uint32_t r = 0; r < care.rounds.size(); ++r) {
                if (care.rounds[r].used != 0 && static_cast<int>(care.rounds[r].window) == window) staff_round(living, r, week);
            }
        }
        for (std::uint32_t r = 0; r < care.rounds.size(); ++r) {
            if (care.rounds[r].used != 0) walk_round(living, r, week);
        }
        count_clients(living);
    }

    /// Holidays and sickness; hours that remain to each worker after their own round and relief days.
    void call_in(Living& living, Week_& week) const {
        HomeCare& care = living.world.home_care;
        for (Worker& worker : care.workers) {
            if (worker.key == 0) continue;
            worker.absent = happens(draw(living.seed, absence_purpose, worker.key, living.week), absence_) ? 1 : 0;
            worker.worked_minutes = 0;
            worker.slack_minutes = worker.absent != 0 ? 0 : static_cast<std::int32_t>(worker.contract_minutes * overtime_);
        }
        for (const Round& round : care.rounds) {
            if (round.used == 0) continue;
            const int day = Rounds::day_minutes(round);
            week.bank_left[round.provider] += bank_cap_ * day * days;
            if (round.worker == nobody || care.workers[round.worker].absent != 0) continue;
            care.workers[round.worker].slack_minutes -= main_days * day;
            week.colleagues[round.provider].push_back({living.world.city->home_point[care.clients[round.client[0]].home], round.worker});
        }
    }

    void staff_round(Living& living, std::uint32_t r, Week_& week) const {
        HomeCare& care = living.world.home_care;
        const Round& round = care.rounds[r];
        const int day = Rounds::day_minutes(round);
        int open = days;
        const auto give = [&](std::uint32_t w, int most) {
            if (w == nobody || care.workers[w].key == 0 || care.workers[w].absent != 0) return;
            const int taken = std::min(open, most);
            if (taken <= 0) return;
            week.cover[r].give(w, taken);
            open -= taken;
        };
        give(round.worker, main_days);
        if (round.relief != nobody && care.workers[round.relief].absent == 0) {
            const int most = std::min(relief_days + (open > relief_days ? 1 : 0), std::max(0, care.workers[round.relief].slack_minutes) / std::max(1, day));
            care.workers[round.relief].slack_minutes -= std::min(open, most) * day;
            give(round.relief, most);
        }
        if (open > 0) cover_from_colleagues(living, r, day, open, week);
        // Bank staff, as far as the cap allows; then nobody.
        while (open > 0 && week.bank_left[round.provider] >= day && happens(draw(living.seed, bank_purpose, mix(round.client[0], r), living.week, static_cast<std::uint32_t>(open)), 0.9)) {
            week.bank_left[round.provider] -= day;
            --open;
        }
        week.cover[r].missed_days = static_cast<std::uint8_t>(open);
    }

    /// The nearest colleagues with time left, up to six of them.
    void cover_from_colleagues(Living& living, std::uint32_t r, int day, int& open, Week_& week) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        const Round& round = care.rounds[r];
        const Point here = world.city->home_point[care.clients[round.client[0]].home];
        constexpr std::int64_t farthest = 4'500;  // metres: twenty minutes
        std::array<std::pair<std::int64_t, std::uint32_t>, 6> nearest{};
        std::size_t known = 0;
        for (const Colleague& colleague : week.colleagues[round.provider]) {
            const std::int64_t dx = colleague.from.x - here.x;
            const std::int64_t dy = colleague.from.y - here.y;
            const std::int64_t squared = dx * dx + dy * dy;
            if (squared > farthest * farthest || (known == nearest.size() && squared >= nearest.back().first)) continue;
            if (colleague.worker == round.worker || colleague.worker == round.relief || care.workers[colleague.worker].slack_minutes < day) continue;
            std::size_t at = known < nearest.size() ? known++ : nearest.size() - 1;
            for (; at > 0 && squared < nearest[at - 1].first; --at) nearest[at] = nearest[at - 1];
            nearest[at] = {squared, colleague.worker};
        }
        for (std::size_t i = 0; i < known && open > 0; ++i) {
            Worker& worker = care.workers[nearest[i].second];
            const int taken = std::min({open, worker.slack_minutes / std::max(1, day), 3});
            if (taken <= 0) continue;
            worker.slack_minutes -= taken * day;
            week.cover[r].give(nearest[i].second, taken);
            open -= taken;
        }
    }

    /// Minutes given, travel done, faces met.
    void walk_round(Living& living, std::uint32_t r, const Week_& week) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        const Round& round = care.rounds[r];
        Provider& provider = care.providers[round.provider];
        const Cover& cover = week.cover[r];
        const int walked = days - cover.missed_days;
        const int day = Rounds::day_minutes(round);
        int covered_days = 0;
        for (std::size_t i = 0; i < cover.count; ++i) {
            care.workers[cover.by[i].first].worked_minutes += cover.by[i].second * day;
            covered_days += cover.by[i].second;
        }
        provider.paid_minutes += walked * day;
        const NeighbourhoodId n = world.city->home_neighbourhood[care.clients[round.client[0]].home];
        world.flows.add(Flow::travel_seconds, n, static_cast<std::int64_t>(round.travel_seconds) * walked);
        world.flows.add(Flow::worked_minutes, n, static_cast<std::int64_t>(day) * walked);
        for (std::size_t i = 0; i < round.stops; ++i) {
            Client& client = care.clients[round.client[i]];
            const bool at_home = world.people.setting[client.person] == Setting::home;
            const int given = round.minutes[i] * (at_home ? walked : 0);
            const int missed = round.minutes[i] * (at_home ? cover.missed_days : 0);
            client.delivered += static_cast<std::uint32_t>(given);
            provider.contact_minutes += given;
            provider.missed_minutes += missed;
            world.flows.add(Flow::missed_minutes, world.people.neighbourhood[client.person], missed);
            if (!at_home) continue;
            for (std::size_t by = 0; by < cover.count; ++by) meet(client, care.workers[cover.by[by].first].key, cover.by[by].second, living.week);
            // Bank staff are strangers each time.
            for (int bank = covered_days; bank < walked; ++bank) meet(client, mix(0xBA4C, r, living.week, bank), 1, living.week);
        }
    }

    /// Trust between one client and one worker; the longest unseen makes room for a new face.
    void meet(Client& client, Key worker, int visits, Week week) const {
        Acquaintance* known = &client.met[0];
        for (Acquaintance& one : client.met) {
            if (one.worker == worker) {
                known = &one;
                break;
            }
            if (one.worker == 0 ? known->worker != 0 : (known->worker != 0 && one.last_week < known->last_week)) known = &one;
        }
        if (known->worker != worker) *known = {worker, static_cast<std::int16_t>(week), 0, 0, 0};
        const auto apart = static_cast<std::size_t>(std::clamp(week - known->last_week, 0, 255));
        double trust = as_share(known->trust) * trust_fading_[apart];
        for (int visit = 0; visit < visits; ++visit) trust += trust_step_ * (1 - trust);
        known->trust = to_share16(trust);
        known->visits = static_cast<std::uint16_t>(std::min(65'000, known->visits + visits));
        known->last_week = static_cast<std::int16_t>(week);
    }

    static void count_clients(Living& living) {
        World& world = living.world;
        for (Client& client : world.home_care.clients) {
            if (client.file == nobody) continue;
            int met = 0;
            for (const Acquaintance& known : client.met) met += known.worker != 0 && living.week - known.last_week < 4 ? 1 : 0;
            client.met_recently = static_cast<std::uint16_t>(met);
            world.care.files.edit(client.file).delivered = static_cast<std::uint16_t>(client.delivered);
            world.flows.add(Flow::client_weeks, world.people.neighbourhood[client.person], 1);
        }
        for (Provider& provider : world.home_care.providers) {
            if (provider.alive == 0 || provider.contact_minutes == 0) continue;
            // Quality as clients know it: visits kept, a moving average over about half a year.
            const double kept = 1.0 - 10.0 * provider.missed_minutes / (provider.contact_minutes + provider.missed_minutes);
            provider.quality = relax(provider.quality, to_share16(kept), 2'500);
        }
    }

    double absence_, bank_cap_, overtime_, trust_step_;
    int hospital_wait_;
    TravelRule rule_;
    std::array<double, 256> trust_fading_{};
};

}  // namespace

extern const MechanismDeclaration home_care_declaration;
const MechanismDeclaration home_care_declaration{
    {"home_care",
     Phase::home_care,
     "Visits are placed on rounds, rounds are walked from door to door, absences are covered or visits missed, trust grows.",
     {"people", "care.files", "commissioned.home_care_budget"},
     {"home_care", "care.files", "care.free_files", "people.care_file", "people.committed", "flows.sum"},
     {{"door_minutes", "min", 4.0, 2.0, 5.0, "assumed", Grade::assumed, "parking, door, key and notes at each stop"},
      {"detour", "1", 1.35, 1.1, 1.8, "assumed", Grade::assumed, "road distance over straight-line distance"},
      {"speed", "km/h", 18, 10, 40, "assumed", Grade::assumed, "speed between doors"},
      {"familiar_minutes", "min", 4, 0, 10, "assumed", Grade::assumed, "lambda: added minutes that a known worker outweighs when a visit is placed"},
      {"longest_round", "h", 4.0, 3, 6, "assumed", Grade::assumed, "longest round in a part of the day, contact and travel"},
      {"absence", "1", 0.13, 0, 0.3, "assumed", Grade::assumed, "share of weeks in which a worker is away"},
      {"bank_cap", "1", 0.09, 0, 0.3, "assumed", Grade::assumed, "bank and agency share of hours at most"},
      {"overtime", "1", 1.25, 1, 1.5, "assumed", Grade::assumed, "hours a worker will do over contracted hours"},
      {"trust_step", "1", 0.05, 0, 0.3, "assumed", Grade::assumed, "growth of trust per visit"},
      {"trust_half_life", "week", 26, 4, 104, "assumed", Grade::assumed, "weeks apart in which trust halves"},
      {"hospital_wait_weeks", "week", 4, 1, 12, "assumed", Grade::assumed, "weeks for which visits are kept open during a hospital stay"}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<HomeCareVisits>(p); }};

}  // namespace topsoil
