// Workforce: care workers stay or leave by what an hour of their time really earns and how they fare; vacancies are filled from the
// city's own people and from outside; each round gets somebody to run it and somebody to stand in; some learn what few know (state/rare_skills.hpp).
//
// Rule (submodels sheet 8): leaving a year = 0.25 (w_eff / 11.03)^-eta x job factors x exp(0.5 [under a year] - c (m - 0.5)) / mean;
// effective wage = pay / all time; vacancies fill at 0.085 a week x (w_eff / local low pay)^1.5; morale follows autonomy, familiar
// clients, a changed employer and overload.
#include <algorithm>
#include <cmath>

#include "mechanisms/catalogue.hpp"
#include "state/rare_skills.hpp"
#include "state/rounds.hpp"
#include "state/staff.hpp"

namespace topsoil {

namespace {

constexpr LuckCell looking_cell{13, "looking for care work", Purpose{"work.looking"}, luck_bounds({0, 0, 0.30, 0.30, 0.30, 0.30, 0.30, 0, 0, 0, 0, 0})};
constexpr Purpose leave_purpose{"work.leave"};
constexpr Purpose fill_purpose{"work.fill"};
constexpr Purpose person_purpose{"work.person"};
constexpr Purpose outside_purpose{"work.outside"};

class Workforce final : public Process {
public:
    explicit Workforce(const ParameterView& p)
        : wage_(p["wage"]), leave_(p["leave_rate"]), reference_(p["reference_wage"]), elasticity_(p["wage_elasticity"]), morale_weight_(p["morale_weight"]), factor_(power(0.842, p["job_factor_weight"])), first_year_(p["first_year"]),
          mean_factor_(p["leave_mean_factor"]), fill_(p["fill_rate"]), alternative_(p["alternative_wage"]), fill_power_(p["fill_power"]), outside_(p["outside_share"]), looking_(weekly_chance(p["looking_rate"])),
          autonomy_(p["morale_autonomy"]), known_(p["morale_known"]), changed_(p["morale_changed"]), overload_(p["morale_overload"]), vacancy_(p["first_vacancy"]), rare_known_(p["rare_known"]), learned_a_week_(1 / p["rare_training_weeks"]), team_{static_cast<int>(p["rare_team"]), 1 - p["home_care.absence"]}, familiar_metres_(p["home_care.familiar_minutes"] / 60 * p["home_care.speed"] * 1000 / p["home_care.detour"]), most_moved_(exp_exact(std::max(0.0, first_year_) + std::abs(morale_weight_) / 2) / mean_factor_ * 1.000001) {}

    /// The first week's staff: somebody for each round, save the usual vacancies; tenures as they are found at any moment.
    void settle(Living& living) override {
        World& world = living.world;
        std::vector<Slot> willing;
        for (Slot slot = 0; slot < world.city->slots; ++slot) {
            if (could_work(living, slot) && happens(draw(living.seed, person_purpose, world.people.key[slot], 0, 9), 0.03)) willing.push_back(slot);
        }
        std::sort(willing.begin(), willing.end(), [&](Slot a, Slot b) { return world.people.key[a] < world.people.key[b]; });
        std::vector<Seeker> seeking = seekers(world, willing);
        for (std::uint32_t r = 0; r < world.home_care.rounds.size(); ++r) {
            if (world.home_care.rounds[r].used == 0) continue;
            const Key post = mix(0x9057, r);
            if (happens(draw(living.seed, fill_purpose, post, 0), vacancy_)) continue;
            const std::uint32_t w = hire(living, r, seeking, post);
            if (w == nobody) continue;
            const double years = -log_exact(uniform(draw(living.seed, person_purpose, post, 0, 1))) / leave_;
            world.home_care.workers[w].since = static_cast<std::int16_t>(-std::min(1'500.0, years * 52));
        }
        find_relief(living);
        settle_rare_skill(living.world, team_);
    }

    void live_week(Living& living) override {
        touched(4 * living.world.home_care.workers.size() + 3 * living.world.home_care.rounds.size());  // so often the five below read all of either
        feel(living);
        quit(living);
        fill(living);
        learn_rare_skill(living, team_, learned_a_week_);
        find_relief(living);
        count(living);
    }

private:
    [[nodiscard]] static bool could_work(const Living& living, Slot slot) {
        const People& people = living.world.people;
        if (people.setting[slot] != Setting::home || people.need[slot] > NeedLevel::low || people.has(slot, role::care_worker | role::assistant)) return false;
        const int age = people.age(slot, living.week);
        return age >= 18 && age <= 66 && people.committed[slot] < 15 * 60;
    }

    /// Pounds an hour of all time worked: contact is paid in full, travel by its share.
    [[nodiscard]] double effective_wage(const Provider& provider, double travel_share) const {
        return wage_ * ((1 - travel_share) + provider.pay_basis * travel_share);
    }
    [[nodiscard]] static double travel_share(const Provider& provider) {
        if (provider.paid_minutes <= 0) return 0.17;
        return std::clamp(1.0 - static_cast<double>(provider.contact_minutes + provider.vain_minutes) / provider.paid_minutes, 0.0, 0.6);
    }

    void feel(Living& living) const {
        HomeCare& care = living.world.home_care;
        const std::vector<std::uint8_t> familiar = who_know_their_worker(care);
        for (Worker& worker : care.workers) {
            if (worker.key == 0) continue;
            const Provider& provider = care.providers[worker.provider];
            double target = 0.5 + autonomy_ * provider.autonomy;
            if (worker.round != nobody && care.rounds[worker.round].stops > 0) target += known_ * (static_cast<double>(familiar[worker.round]) / care.rounds[worker.round].stops);
            if (living.week - worker.changed < 26) target -= changed_;
            if (worker.worked_minutes > worker.contract_minutes * 11 / 10) target -= overload_;
            worker.morale = relax(worker.morale, to_share16(target), 1'311);  // 0.02 a week
        }
    }

    /// By round: how many of its clients know its worker at least half as well as anybody can. Asked client by client, in the order in which
    /// they are stored.
    [[nodiscard]] static std::vector<std::uint8_t> who_know_their_worker(const HomeCare& care) {
        std::vector<std::uint8_t> familiar(care.rounds.size(), 0);
        for (const Client& client : care.clients) {
            if (client.file == nobody) continue;
            for (int hand = 0; hand < client.hands; ++hand) {
                for (const std::uint32_t r : client.rounds_of(hand)) {
                    if (r == nobody || care.rounds[r].worker == nobody) continue;
                    const Key worker = care.workers[care.rounds[r].worker].key;
                    unsigned knows = 0;  // 1 at most: nobody is remembered twice
                    for (const Acquaintance& one : client.met) knows |= static_cast<unsigned>(one.worker == worker) & static_cast<unsigned>(one.trust > share_one / 2);
                    familiar[r] = static_cast<std::uint8_t>(familiar[r] + knows);
                }
            }
        }
        return familiar;
    }

    void quit(Living& living) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        std::vector<double> usual;  // by provider: what practices and the effective wage make of the rate
        for (const Provider& provider : care.providers) {
            usual.push_back(leave_ * provider.practice_leaving * power(effective_wage(provider, travel_share(provider)) / reference_, -elasticity_));
        }
        const auto fetch = [&](std::size_t w) {
            if (care.workers[w].key == 0 || care.workers[w].person == nobody) return;
            world.people.key.prefetch(care.workers[w].person);
            world.people.setting.prefetch(care.workers[w].person);
        };
        in_stages(care.workers.size(), 16, fetch, [&](std::size_t w) {
            Worker& worker = care.workers[w];
            if (worker.key == 0) return;
            const bool gone = worker.person != nobody && !could_go_on(living, worker);
            if (gone || leaves(living, worker, usual[worker.provider])) let_go(world, static_cast<std::uint32_t>(w));
        });
    }

    /// Luck that would make nobody leave at this rate, however new and unhappy, is told apart first.
    [[nodiscard]] bool leaves(const Living& living, const Worker& worker, double rate) const {
        for (unsigned bits = worker.job_factors(); bits != 0; bits &= bits - 1) rate *= factor_;
        const std::uint32_t luck = draw(living.seed, leave_purpose, worker.key, living.week);
        if (!happens(luck, YearlyRate{rate * most_moved_})) return false;
        rate *= exp_exact((living.week - worker.since < 52 ? first_year_ : 0) - morale_weight_ * (as_share(worker.morale) - 0.5)) / mean_factor_;
        return happens(luck, YearlyRate{rate});
    }

    [[nodiscard]] static bool could_go_on(const Living& living, const Worker& worker) {
        const People& people = living.world.people;
        if (people.key[worker.person] != worker.key || people.setting[worker.person] == Setting::gone) return false;
        return people.need[worker.person] <= NeedLevel::low && people.age(worker.person, living.week) <= 70;
    }

    /// Somebody who looks for such work, and where they live.
    struct Seeker {
        Slot person;
        Point from;
    };
    [[nodiscard]] static std::vector<Seeker> seekers(const World& world, const std::vector<Slot>& people) {
        std::vector<Seeker> found;
        for (const Slot slot : people) found.push_back({slot, world.city->home_point[world.people.home[slot]]});
        return found;
    }

    /// Vacancies: rounds that nobody runs, those with most to do first; the nearest of those who look for such work this week.
    void fill(Living& living) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        std::vector<Seeker> looking = seekers(world, events(living, looking_cell, [&](Slot slot) { return could_work(living, slot) ? looking_ : 0.0; }));
        const double hiring = factor_of(world.conditions, Condition::hiring);
        std::vector<std::uint32_t> idle;
        for (std::uint32_t w = 0; w < care.workers.size(); ++w) {
            if (care.workers[w].key != 0 && care.workers[w].round == nobody) idle.push_back(w);
        }
        for (std::uint32_t r = 0; r < care.rounds.size(); ++r) {
            Round& round = care.rounds[r];
            if (round.used == 0 || round.worker != nobody || round.stops == 0) continue;
            if (take_on_idle(care, r, idle)) continue;
            const Provider& provider = care.providers[round.provider];
            const double chance = hiring * fill_ * power(effective_wage(provider, travel_share(provider)) / alternative_, fill_power_);
            const Key post = post_of(care, r);
            if (happens(draw(living.seed, fill_purpose, post, living.week), chance)) (void)hire(living, r, looking, post);
        }
    }

    /// A colleague whose own round was closed takes over an open one.
    static bool take_on_idle(HomeCare& care, std::uint32_t r, std::vector<std::uint32_t>& idle) {
        Round& round = care.rounds[r];
        const auto colleague = std::find_if(idle.begin(), idle.end(), [&](std::uint32_t w) { return care.workers[w].provider == round.provider; });
        if (colleague == idle.end()) return false;
        round.worker = *colleague;
        care.workers[*colleague].round = r;
        idle.erase(colleague);
        return true;
    }

    std::uint32_t hire(Living& living, std::uint32_t r, std::vector<Seeker>& willing, Key post) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        Round& round = care.rounds[r];
        const Point here = world.city->home_point[care.clients[round.client[0]].home];
        const bool outside = happens(draw(living.seed, outside_purpose, post, living.week), outside_);
        std::size_t best = willing.size();
        double nearest = 1e12;
        for (std::size_t i = 0; !outside && i < willing.size(); ++i) {
            const double metres = distance_metres(here, willing[i].from);
            if (metres < nearest) {
                nearest = metres;
                best = i;
            }
        }
        if (!outside && best == willing.size()) return nobody;
        std::uint32_t w;
        if (care.free_workers.empty()) {
            w = static_cast<std::uint32_t>(care.workers.size());
            care.workers.emplace_back();
        } else {
            w = care.free_workers.back();
            care.free_workers.pop_back();
        }
        Worker& worker = care.workers[w];
        worker = Worker{};
        worker.person = outside ? nobody : willing[best].person;
        worker.key = outside ? mix(0x0075, post, living.week) : world.people.key[willing[best].person];
        if (!outside) {
            world.people.roles.edit(willing[best].person) |= role::care_worker;
            willing.erase(willing.begin() + static_cast<std::ptrdiff_t>(best));
        }
        const Block bits = block(living.seed, person_purpose, worker.key, 0);
        worker.provider = round.provider;
        worker.contract_minutes = static_cast<std::uint16_t>(26 * 60 * (0.7 + 0.6 * uniform(bits[0])));
        worker.since = static_cast<std::int16_t>(living.week);
        // Above the minimum, guaranteed hours (63 %), full time, trained, qualified: each as often as surveys find.
        static constexpr std::array<double, 5> share{0.35, 0.63, 0.45, 0.60, 0.40};
        if (happens(draw(living.seed, person_purpose, worker.key, 0, 8), rare_known_)) worker.factors |= rare_skill;
        for (std::size_t i = 0; i < share.size(); ++i) {
            if (happens(draw(living.seed, person_purpose, worker.key, 0, static_cast<std::uint32_t>(i) + 2), share[i])) worker.factors |= static_cast<std::uint8_t>(1U << i);
        }
        worker.round = r;
        round.worker = w;
        world.flows.add(Flow::workers_joined, care.providers[round.provider].base, 1);
        return w;
    }

    /// Writes into `known`: workers and how many of a round's clients each visits at other times of the day.
    static void find_who_knows_clients(const HomeCare& care, const Round& round, std::vector<std::pair<std::uint32_t, int>>& known) {
        known.clear();
        for (std::size_t i = 0; i < round.stops; ++i) {
            const Client& client = care.clients[round.client[i]];
            for (int hand = 0; hand < client.hands; ++hand) {
                for (const std::uint32_t other : client.rounds_of(hand)) {
                    const std::uint32_t worker = other != nobody ? care.rounds[other].worker : nobody;
                    if (worker == nobody) continue;
                    const auto place = std::find_if(known.begin(), known.end(), [worker](const auto& one) { return one.first == worker; });
                    if (place != known.end()) ++place->second;
                    else known.emplace_back(worker, 1);
                }
            }
        }
    }

    /// Each round keeps its relief worker as long as they are there; else the least burdened colleague of the nearest rounds: each client whom
    /// somebody knows makes up for as much of the way as when visits are placed.
    void find_relief(Living& living) const {
        World& world = living.world;
        HomeCare& care = world.home_care;
        std::vector<std::uint8_t> burden(care.workers.size(), 0);
        std::vector<std::uint32_t> wanting;
        for (std::uint32_t r = 0; r < care.rounds.size(); ++r) {
            Round& round = care.rounds[r];
            if (round.used == 0) continue;
            const bool good = round.relief != nobody && care.workers[round.relief].key != 0 && care.workers[round.relief].provider == round.provider && round.relief != round.worker;
            if (good) {
                ++burden[round.relief];
            } else {
                round.relief = nobody;
                wanting.push_back(r);
            }
        }
        if (wanting.empty()) return;
        struct Candidate {
            Point from;
            Window window;
            std::uint32_t worker;
        };
        std::vector<std::vector<Candidate>> colleagues(care.providers.size());
        for (const Round& round : care.rounds) {
            if (round.used == 0 || round.worker == nobody) continue;
            colleagues[round.provider].push_back({world.city->home_point[care.clients[round.client[0]].home], round.window, round.worker});
        }
        std::vector<std::pair<std::uint32_t, int>> knowing;
        for (const std::uint32_t r : wanting) {
            Round& round = care.rounds[r];
            const Point here = world.city->home_point[care.clients[round.client[0]].home];
            find_who_knows_clients(care, round, knowing);
            double best = 1e12;
            for (const Candidate& one : colleagues[round.provider]) {
                if (one.worker == round.worker) continue;
                const auto known = std::find_if(knowing.begin(), knowing.end(), [&](const auto& known_by) { return known_by.first == one.worker; });
                const double metres = distance_metres(here, one.from) + 20'000.0 * burden[one.worker] + (one.window == round.window ? 0 : 700) - (known != knowing.end() ? familiar_metres_ * known->second : 0);
                if (metres < best) {
                    best = metres;
                    round.relief = one.worker;
                }
            }
            if (round.relief != nobody) ++burden[round.relief];
        }
    }

    static void count(Living& living) {
        World& world = living.world;
        HomeCare& care = world.home_care;
        care.vacancies.assign(care.providers.size(), 0);
        for (const Round& round : care.rounds) {
            if (round.used != 0 && round.worker == nobody) ++care.vacancies[round.provider];
        }
        for (const Worker& worker : care.workers) {
            if (worker.key != 0) world.flows.add(Flow::worker_weeks, care.providers[worker.provider].base, 1);
        }
    }

    double wage_, leave_, reference_, elasticity_, morale_weight_, factor_, first_year_, mean_factor_, fill_, alternative_, fill_power_, outside_, looking_, autonomy_, known_, changed_, overload_, vacancy_, rare_known_, learned_a_week_;
    RareTeam team_;
    double familiar_metres_;  ///< of way that a client who knows the worker makes up for
    double most_moved_;  ///< by what tenure and morale may multiply the rate of leaving, and a little more
};

}  // namespace

extern const MechanismDeclaration workforce_declaration;
const MechanismDeclaration workforce_declaration{
    {"workforce",
     Phase::workforce,
     "Care workers stay or leave; vacancies are filled from the city's own people and from outside; rounds get somebody to run them.",
     {"people", "homes", "home_care", "world.conditions"},
     {"home_care.workers", "home_care.free_workers", "home_care.rounds", "home_care.vacancies", "home_care.providers", "people.roles", "flows.sum"},
     {{"wage", "GBP/h", 12.40, 10, 20, "care_worker_hourly_pay", Grade::strong, "hourly pay of a care worker"},
      {"leave_rate", "1/year", 0.25, 0.05, 0.6, "turnover_domiciliary_care_workers", Grade::strong, "leavers over staff at the reference wage"},
      {"reference_wage", "GBP/h", 11.03, 8, 16, "calibrated", Grade::definition, "effective wage at today's share of travel paid"},
      {"wage_elasticity", "1", 1.0, 0.0, 2.5, "assumed", Grade::assumed, "eta: how strongly leaving falls with the effective wage", true, 0.0},
      {"morale_weight", "1", 0.5, 0.0, 1.0, "assumed", Grade::assumed, "c: weight of morale in leaving", true, 0.0},
      {"job_factor_weight", "1", 0.5, 0.0, 1.0, "turnover_five_good_factors", Grade::moderate, "kappa: how much of the job-factor association is cause", true, 0.0},
      {"first_year", "1", 0.5, 0.0, 1.5, "turnover_under25", Grade::assumed, "log factor of leaving in the first year"},
      {"leave_mean_factor", "1", 1.50, 0.5, 2.0, "calibrated", Grade::calibrated, "status-quo mean of the factors, by which the rate is divided"},
      {"fill_rate", "1/week", 0.12, 0.0, 0.5, "vacancy_rate", Grade::calibrated, "chance that a vacancy is filled at the alternative wage"},
      {"alternative_wage", "GBP/h", 12.60, 10, 20, "assumed", Grade::assumed, "low pay elsewhere"},
      {"fill_power", "1", 1.5, 0.0, 3.0, "assumed", Grade::assumed, "how filling follows the effective wage"},
      {"outside_share", "1", 0.20, 0.0, 0.4, "assumed", Grade::assumed, "recruits who live outside the city"},
      {"looking_rate", "1/year", 0.03, 0.0, 0.29, "assumed", Grade::assumed, "chance that somebody of working age would take up care work"},
      {"morale_autonomy", "1", 0.10, 0.0, 0.2, "assumed", Grade::assumed, "morale added by full autonomy", true, 0.0},
      {"morale_known", "1", 0.10, 0.0, 0.2, "assumed", Grade::assumed, "morale added when all clients are known"},
      {"morale_changed", "1", 0.15, 0.0, 0.3, "assumed", Grade::assumed, "morale taken by a changed employer, for half a year", true, 0.0},
      {"morale_overload", "1", 0.10, 0.0, 0.3, "assumed", Grade::assumed, "morale taken by a week a tenth over contract"},
      {"training_weeks", "week", 3, 0, 12, "assumed", Grade::assumed, "weeks in which a new worker is paid and visits nobody"},
      {"training_cost", "GBP", 1200, 0, 4000, "assumed", Grade::assumed, "taking on and training a new worker, besides their pay"},
      {"rare_known", "1", 0.05, 0, 0.5, "assumed", Grade::assumed, "new workers who know the rare skill already"},
      {"rare_team", "1", 2, 1, 4, "assumed", Grade::assumed, "workers with the rare skill whom a provider has before it takes on somebody who needs it"},
      {"rare_training_weeks", "week", 8, 1, 52, "assumed", Grade::assumed, "mean weeks until one more worker has learned the rare skill"},
      {"rare_training_cost", "GBP", 600, 0, 3000, "assumed", Grade::assumed, "teaching one worker the rare skill"},
      {"first_vacancy", "1", 0.075, 0.0, 0.5, "vacancy_rate", Grade::strong, "rounds without a worker in the first week"}},
     {looking_cell},
     {"home_care.familiar_minutes", "home_care.speed", "home_care.detour", "home_care.absence"}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Workforce>(p); }};

}  // namespace topsoil
