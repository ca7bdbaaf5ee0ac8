// Finding help: people contact the council, wait, are assessed, and are offered a package that the means test sends to the council's
// budget or to their own pocket.
//
// Rule (submodels sheet 6): a shortfall leads to contact with a weekly chance; most of those who sound eligible go to an
// assessment and fewer of the others, the fewer the longer people wait. Social workers
// assess so many a week, crisis (high need, half of it unmet), breakdown and discharge first, then those who waited longest. Eligible: medium or high need, or low
// need with more than half, and so many hours, unmet. Package wanted = the gap, within bounds.
#include <algorithm>

#include "mechanisms/catalogue.hpp"
#include "mechanisms/finding_help_desks.hpp"

namespace topsoil {

namespace {

constexpr Purpose contact_purpose{"finding.contact"};
constexpr Purpose means_purpose{"finding.means"};
constexpr Purpose route_purpose{"finding.route"};
constexpr Purpose overflow_purpose{"finding.overflow"};
constexpr int overflow_weeks = 4;  // of waiting, after which another base may take a case on

class FindingHelp final : public Process {
public:
    explicit FindingHelp(const ParameterView& p)
        : contact_(p["contact_chance"]), noticed_(p["contact_noticed"]), assessed_(p["assessed_share"]), assessed_eligible_(p["assessed_eligible"]), usual_wait_(p["usual_wait"]), per_worker_(p["assessments_per_worker"]), package_share_(p["package_share"]),
          smallest_(static_cast<int>(p["package_smallest"] * 60)), largest_(static_cast<int>(p["package_largest"] * 60)), own_share_(p["self_fund_share"]), support_rate_(p["supported_living.support_rate"]),
          payment_rate_(p["assistants.payment_rate"]), payment_other_(p["assistants.payment_other"]),
          waiting_assessment_per_1000_(p["waiting_assessment_per_1000"]), waiting_start_per_1000_(p["waiting_start_per_1000"]), low_minutes_(static_cast<int>(p["low_need_hours"] * 60)), desk_saves_(p["desk_saves"]),
          overflow_loss_(p["overflow_loss"]) {}

    /// Those who stand in the queues, and those long served, in the first week.
    void settle(Living& living) override {
        World& world = living.world;
        const double people = world.city->place.population / 1000.0;
        std::vector<std::pair<std::uint64_t, FileId>> wanting;
        std::vector<std::pair<std::uint64_t, FileId>> others;  // who lack a fifth and will not be found eligible
        for (FileId id = 0; id < world.care.files.size(); ++id) {
            const CareFile& file = world.care.files[id];
            if (file.person == nobody || file.stage != Stage::none || world.people.setting[file.person] != Setting::home || file.need_minutes() == 0 || file.shortfall() * 5 < file.need_minutes()) continue;
            (eligible(world, file) ? wanting : others).emplace_back(draw(living.seed, route_purpose, world.people.key[file.person], 0, 1), id);
        }
        std::sort(wanting.begin(), wanting.end());
        std::sort(others.begin(), others.end());
        // The council's money serves so many. Of the others some wait for it, some wait to be assessed, among them people whom the
        // telephone could not tell from those in greater need; the rest it has not heard of yet.
        std::int64_t served = budget_minutes(world) + setting_minutes(world);
        double starting = waiting_start_per_1000_ * people;
        double waiting = waiting_assessment_per_1000_ * people;
        for (const auto& [order, id] : wanting) {
            if (served > 0 || pays_alone(living, id)) {
                decide(living, id);
                if (world.care.files[id].funding == Funding::council) served -= world.care.files[id].package_wanted;
            } else if (starting >= 1) {
                decide(living, id);
                --starting;
            } else if (waiting >= 1) {
                enter_queue(living, id);
                --waiting;
            }
        }
        for (const auto& [order, id] : others) {
            if (waiting < 1) break;
            enter_queue(living, id);
            --waiting;
        }
        std::vector<FileId> starting_now;
        for (const auto& [order, id] : wanting) starting_now.push_back(id);
        note_who_may_start(world, starting_now);
    }

    void live_week(Living& living) override {
        // There are as many more or fewer social workers as there is money for care.
        const double workers = living.world.city->place.social_workers_adult * (static_cast<double>(living.world.commissioned.grown(1'000'000)) / 1e6);
        Desks desks(living.world, workers * per_worker_, desk_saves_, living.week);
        Queues queues = read_files(living, desks);
        for (const FileId id : queues.contacting) enter_queue(living, id);
        for (const FileId id : queues.turned_away) turn_away(living, id);
        queues.assessment.insert(queues.assessment.end(), queues.contacting.begin(), queues.contacting.end());
        assess(living, desks, queues.assessment, queues.start);
        note_who_may_start(living.world, queues.start);
    }

private:
    /// Minutes of home care a week that this week's budget buys at the mean fee.
    [[nodiscard]] static std::int64_t budget_minutes(const World& world) {
        Pence budget = 0;
        for (const Pence part : world.commissioned.home_care_budget) budget += part;
        Pence fees = 0;
        std::int64_t providers = 0;
        for (const Provider& provider : world.home_care.providers) {
            if (provider.alive == 0) continue;
            fees += provider.fee_per_hour;
            ++providers;
        }
        return fees > 0 ? budget * 60 * providers / fees : 0;
    }

    /// Minutes a week that the money for supported living and for direct payments buys.
    [[nodiscard]] std::int64_t setting_minutes(const World& world) const {
        const double supported = static_cast<double>(world.commissioned.money_for(FundedSetting::supported_living)) / support_rate_;
        const double assisted = static_cast<double>(world.commissioned.money_for(FundedSetting::direct_payments)) * (1 - payment_other_) / payment_rate_;
        return static_cast<std::int64_t>((supported + assisted) / 100 * 60);
    }

    [[nodiscard]] bool eligible(const World& world, const CareFile& file) const {
        const NeedLevel level = world.people.need[file.person];
        const int need = file.need_minutes();
        if (need == 0 || file.shortfall() * 5 < need) return false;
        return level >= NeedLevel::medium || (level == NeedLevel::low && file.shortfall() * 2 > need && file.shortfall() >= low_minutes_);
    }

    /// Where everybody stands this week, from one reading of the files that may concern somebody.
    struct Queues {
        std::vector<FileId> contacting, turned_away, assessment, start;
    };
    [[nodiscard]] Queues read_files(Living& living, Desks& desks) const {
        const World& world = living.world;
        std::vector<Queues> found(world.care.files.pages());
        std::vector<std::vector<FileId>> may_contact(found.size());
        living.team.for_shards(found.size(), [&](std::size_t page) {
            world.care.files.for_each_watched(page, [&](FileId id) {
                touched(1);
                const CareFile& file = world.care.files[id];
                if (file.person == nobody) return;
                if (file.stage == Stage::waiting_assessment) found[page].assessment.push_back(id);
                if (file.stage == Stage::waiting_start) found[page].start.push_back(id);
                if (file.may_contact(living.week)) may_contact[page].push_back(id);
            });
        });
        for (const Queues& part : found) note_waiting(world, part.assessment, desks);
        living.team.for_shards(found.size(), [&](std::size_t page) {
            const std::vector<FileId>& lacking = may_contact[page];
            in_stages(
                lacking.size(), 16,
                [&](std::size_t i) {
                    world.people.setting.prefetch(world.care.files[lacking[i]].person);
                    world.people.key.prefetch(world.care.files[lacking[i]].person);
                },
                [&](std::size_t i) {
                    switch (first_contact(living, desks, world.care.files[lacking[i]])) {
                        case Contact::none: break;
                        case Contact::turned_away: found[page].turned_away.push_back(lacking[i]); break;
                        case Contact::to_be_assessed: found[page].contacting.push_back(lacking[i]); break;
                    }
                });
        });
        Queues all;
        for (const Queues& part : found) {
            for (const auto queue : {&Queues::contacting, &Queues::turned_away, &Queues::assessment, &Queues::start}) {
                (all.*queue).insert((all.*queue).end(), (part.*queue).begin(), (part.*queue).end());
            }
        }
        return all;
    }

    static void note_waiting(const World& world, const std::vector<FileId>& waiting, Desks& desks) {
        if (!desks.several()) {
            desks.note_waiting(0, static_cast<std::int64_t>(waiting.size()));
            return;
        }
        in_stages(
            waiting.size(), 12, [&](std::size_t i) { world.people.neighbourhood.prefetch(world.care.files[waiting[i]].person); },
            [&](std::size_t i) { desks.note_waiting(world.people.neighbourhood[world.care.files[waiting[i]].person], 1); });
    }

    /// The longer people wait, the fewer of those who do not sound eligible are sent on to an assessment.
    [[nodiscard]] double assessed_of_others(const Desks& desks, NeighbourhoodId here) const {
        const double weeks = desks.weeks_of_work(here);
        return weeks <= usual_wait_ ? assessed_ : assessed_ * usual_wait_ / weeks;
    }

    enum class Contact : std::uint8_t { none, turned_away, to_be_assessed };
    [[nodiscard]] Contact first_contact(const Living& living, const Desks& desks, const CareFile& file) const {
        const World& world = living.world;
        if (world.people.setting[file.person] != Setting::home) return Contact::none;
        const double unmet = static_cast<double>(file.shortfall()) / file.need_minutes();
        const double chance = contact_ * (0.5 + unmet) * (file.has(mark::noticed) ? noticed_ : 1.0) * (file.in_a_crisis(living.week) ? 4.0 : 1.0);
        const Block bits = block(living.seed, contact_purpose, world.people.key[file.person], living.week);
        if (!happens(bits[0], chance)) return Contact::none;
        const double sent_on = file.in_a_crisis(living.week) ? 1.0 : (eligible(world, file) ? assessed_eligible_ : assessed_of_others(desks, world.people.neighbourhood[file.person]));
        return happens(bits[1], sent_on) ? Contact::to_be_assessed : Contact::turned_away;
    }

    [[nodiscard]] static bool recently(const Living& living, std::int16_t week, int weeks) { return living.week - week <= weeks; }

    static void enter_queue(Living& living, FileId id) {
        CareFile& file = living.world.care.files.edit(id);
        file.stage = Stage::waiting_assessment;
        file.set(mark::turned_away, false);
        file.since = static_cast<std::int16_t>(living.week);
        file.priority = Priority::routine;
        if (recently(living, file.hospital_week, 8)) file.priority = Priority::discharge;
        if (recently(living, file.lost_carer_week, 8)) file.priority = Priority::breakdown;
        if (living.world.people.need[file.person] == NeedLevel::high && file.shortfall() * 2 > file.need_minutes()) file.priority = Priority::crisis;
    }

    /// They are told no, on the telephone or after an assessment, and do not ask again for half a year unless there is a new reason.
    static void turn_away(Living& living, FileId id) {
        CareFile& file = living.world.care.files.edit(id);
        file.stage = Stage::none;
        file.set(mark::turned_away, true);
        file.since = static_cast<std::int16_t>(living.week);
    }

    /// As many as the social workers can see; those found eligible join `starting`.
    void assess(Living& living, Desks& desks, const std::vector<FileId>& waiting, std::vector<FileId>& starting) const {
        World& world = living.world;
        struct Turn {
            Priority priority;
            std::int16_t since;
            Key key;
            FileId id;
        };
        std::vector<Turn> queue;
        queue.reserve(waiting.size());
        in_stages(
            waiting.size(), 12, [&](std::size_t i) { world.care.files.prefetch(waiting[i]); },
            [&](std::size_t i) {
                world.people.setting.prefetch(world.care.files[waiting[i]].person);
                world.people.key.prefetch(world.care.files[waiting[i]].person);
            },
            [&](std::size_t i) {
                const FileId id = waiting[i];
                const CareFile& file = world.care.files[id];
                // Who lacks less than a fifth by now needs no assessment any more.
                if (file.need_minutes() == 0 || world.people.setting[file.person] == Setting::care_home || file.shortfall() * 5 < file.need_minutes()) {
                    CareFile& out = world.care.files.edit(id);
                    out.stage = Stage::none;
                    out.since = 0;  // nobody told them no
                    return;
                }
                queue.push_back({file.priority, file.since, world.people.key[file.person], id});
            });
        std::sort(queue.begin(), queue.end(), [](const Turn& a, const Turn& b) {
            if (a.priority != b.priority) return a.priority > b.priority;
            return a.since != b.since ? a.since < b.since : a.key < b.key;
        });
        std::vector<const Turn*> left;
        for (const Turn& turn : queue) {
            const NeighbourhoodId n = world.people.neighbourhood[world.care.files[turn.id].person];
            if (desks.take(n)) assess_one(living, turn.id, starting);
            else if (desks.several() && living.week - turn.since > overflow_weeks) left.push_back(&turn);
        }
        for (const Turn* turn : left) {
            const NeighbourhoodId n = world.people.neighbourhood[world.care.files[turn->id].person];
            if (!desks.take_near(*world.city, n)) continue;
            if (!happens(draw(living.seed, overflow_purpose, turn->key, living.week), overflow_loss_)) assess_one(living, turn->id, starting);
        }
    }

    void assess_one(Living& living, FileId id, std::vector<FileId>& starting) const {
        World& world = living.world;
        world.flows.add(Flow::assessments, world.people.neighbourhood[world.care.files[id].person], 1);
        if (eligible(world, world.care.files[id])) {
            decide(living, id);
            starting.push_back(id);
            return;
        }
        turn_away(living, id);
    }

    /// The means test turns on wealth, which goes with the place.
    [[nodiscard]] bool pays_alone(const Living& living, FileId id) const {
        const World& world = living.world;
        const Slot slot = world.care.files[id].person;
        const Neighbourhood& here = world.city->neighbourhoods[world.people.neighbourhood[slot]];
        return happens(draw(living.seed, means_purpose, world.people.key[slot], 0), own_share_ * (1.55 - 0.275 * here.deprivation_fifth));
    }

    /// The package, and who pays.
    void decide(Living& living, FileId id) const {
        World& world = living.world;
        CareFile& file = world.care.files.edit(id);
        const bool pays = pays_alone(living, id);
        file.package_wanted = static_cast<std::uint16_t>(std::clamp(static_cast<int>(package_share_ * file.shortfall()), smallest_, largest_));
        file.funding = pays ? Funding::own : Funding::council;
        file.stage = Stage::waiting_start;
        file.set(mark::no_money, false);
        file.since = static_cast<std::int16_t>(living.week);
    }

    /// Those who wait for a start this week: from among them supported living, assistants, day centres and reablement take theirs
    /// before home care does.
    static void note_who_may_start(World& world, const std::vector<FileId>& waiting) {
        world.settings.may_start.clear();
        for (const FileId id : waiting) {
            if (world.care.files[id].stage == Stage::waiting_start) world.settings.may_start.push_back(id);
        }
    }

    double contact_, noticed_, assessed_, assessed_eligible_, usual_wait_, per_worker_, package_share_;
    int smallest_, largest_;
    double own_share_, support_rate_, payment_rate_, payment_other_, waiting_assessment_per_1000_, waiting_start_per_1000_;
    int low_minutes_;
    double desk_saves_, overflow_loss_;
};

}  // namespace

extern const MechanismDeclaration finding_help_declaration;
const MechanismDeclaration finding_help_declaration{
    {"finding_help",
     Phase::finding_help,
     "People contact the council, wait for an assessment, and are found eligible or not; packages are decided.",
     {"people", "care.files", "commissioned.setting_money", "commissioned.desk", "commissioned.cash_limit_ppm"},
     {"care.files", "settings.may_start", "flows.sum"},
     {{"contact_chance", "1/week", 0.09, 0.0, 0.2, "requests_new_clients", Grade::calibrated, "chance that somebody who lacks a fifth of their need contacts the council"},
      {"contact_noticed", "1", 1.5, 1.0, 4.0, "assumed", Grade::assumed, "how much more often where somebody outside has noticed"},
      {"assessed_share", "1", 0.30, 0.05, 1.0, "requests_new_clients", Grade::calibrated, "contacts that go to an assessment, of people who on the telephone do not sound eligible"},
      {"assessed_eligible", "1", 0.95, 0.05, 1.0, "requests_new_clients", Grade::calibrated, "the same of people who do"},
      {"usual_wait", "week", 12, 1, 100, "waiting_assessment_care_review", Grade::assumed, "weeks of work that wait for the social workers from which on fewer of those who do not sound eligible are sent on, the fewer the more wait"},
      {"assessments_per_worker", "1/week", 0.43, 0.1, 2.0, "waiting_assessment_care_review", Grade::assumed, "new assessments a week per adult social worker, beside reviews"},
      {"package_share", "1", 1.0, 0.1, 1.0, "sheffield_hours_per_client_week", Grade::calibrated, "share of the gap that a package meets"},
      {"package_smallest", "h/week", 9, 1, 12, "typical_visit_minutes", Grade::assumed, "smallest package: two or three visits of half an hour a day"},
      {"package_largest", "h/week", 28, 10, 60, "assumed", Grade::assumed, "largest package at home: four hours a day"},
      {"self_fund_share", "1", 0.11, 0.05, 0.6, "care_home_selffund_share", Grade::assumed, "people who pay for home care themselves, city mean"},
      {"waiting_assessment_per_1000", "1", 2.83, 0.0, 20, "waiting_assessment_care_review", Grade::assumed, "people waiting for an assessment in the first week, per thousand people"},
      {"waiting_start_per_1000", "1", 1.5, 0.0, 20, "waiting_assessment_care_review", Grade::assumed, "people waiting for their care to start in the first week, per thousand people"},
      {"low_need_hours", "h/week", 7.3, 0.0, 40, "calibrated", Grade::calibrated, "hours that somebody with low need must lack to be eligible"},
      {"desk_saves", "1", 0.04, 0, 0.1, "assumed", Grade::assumed, "further assessments for the travel that a local base saves", true, 0.0},
      {"overflow_loss", "1", 0.10, 0, 0.5, "assumed", Grade::assumed, "share of assessments lost when a case goes to another base"}},
     {},
     {"supported_living.support_rate", "assistants.payment_rate", "assistants.payment_other"}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<FindingHelp>(p); }};

}  // namespace topsoil
