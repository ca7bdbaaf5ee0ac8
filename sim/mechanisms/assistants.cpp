// Personal assistants: people with a direct payment, or with a personal budget out of their neighbourhood's home-care money, employ
// somebody themselves, a citizen who is paid for the hours that the other receives. When an assistant leaves, the post is vacant until the next is found, and the family is asked again.
//
// Rule (submodels sheet 6, consistency): those who would take a direct payment do so while its strand has money, then while home care where
// they live has money set apart for personal budgets, which pays a broker too; for the hours that their package would have had, times a
// share calibrated to 11.8 hours a week. Assistants leave with a yearly rate; a vacant post finds
// somebody with a weekly chance, first among those whom the employer knows. Running it costs half an hour a week of the employer's time.
#include "mechanisms/catalogue.hpp"
#include "mechanisms/places.hpp"
#include "state/time_use.hpp"

namespace topsoil {

namespace {

constexpr Purpose willing_purpose{"assistants.willing"};
constexpr Purpose leave_purpose{"assistants.leave"};
constexpr Purpose fill_purpose{"assistants.fill"};
constexpr Purpose choice_purpose{"assistants.choice"};
constexpr int homes_asked = 24;  // an advertisement reaches so many homes nearby

class Assistants final : public Process {
public:
    explicit Assistants(const ParameterView& p)
        : rate_(p["payment_rate"]), broker_(weekly_broker(p["broker_cost"])), other_(p["payment_other"]), hours_share_(p["payment_hours"]), younger_(p["willing_younger"]), older_(p["willing_older"]), leave_(weekly_chance(p["assistant_leave_rate"])), fill_(p["post_fill_rate"]), vacant_at_first_(p["first_posts_vacant"]),
          known_(p["choice_known"]), distance_(p["choice_distance"]) {}

    void settle(Living& living) override {
        begin_posts(living);
        fill_posts(living, 1 - vacant_at_first_);
        for (const Assistance& post : living.world.settings.assistants) {
            CareFile& file = living.world.care.files.edit(living.world.people.care_file[post.person]);
            file.paid_answered = file.paid;  // families have long answered to it
        }
    }

    void live_week(Living& living) override {
        touched(6 * living.world.settings.assistants.size());  // each of the six below reads all posts
        end_posts(living);
        lose_assistants(living);
        review(living);
        fill_posts(living, fill_);
        begin_posts(living);
        for (const Assistance& post : living.world.settings.assistants) {
            if (post.assistant == nobody) living.world.flows.add(Flow::assistant_posts_vacant, living.world.people.neighbourhood[post.person], 1);
        }
    }

private:
    /// The assistant is free again; while nobody comes nothing is paid for and the employer has no hours.
    static void let_go(World& world, Assistance& post, Week week) {
        if (not_replaced(world, post.assistant, post.assistant_key)) {
            world.people.roles.edit(post.assistant) = static_cast<std::uint8_t>(world.people.roles[post.assistant] & ~role::assistant);
            promise(world, post.assistant, -post.minutes);
        }
        post.assistant = nobody;
        post.assistant_key = 0;
        post.since = static_cast<std::int16_t>(week);
    }

    static void promise(World& world, Slot slot, int minutes) {
        std::uint16_t& committed = world.people.committed.edit(slot);
        committed = static_cast<std::uint16_t>(committed + minutes);
    }

    /// Everybody concerned is fetched at once: there are fewer of them than have room close by.
    static void fetch_posts(const World& world) {
        for (const Assistance& post : world.settings.assistants) {
            world.people.key.prefetch(post.person);
            world.people.setting.prefetch(post.person);
            if (post.assistant == nobody) continue;
            world.people.key.prefetch(post.assistant);
            world.people.setting.prefetch(post.assistant);
        }
        for (const Assistance& post : world.settings.assistants) {
            if (world.people.has_file(post.person)) world.care.files.prefetch(world.people.care_file[post.person]);
        }
    }

    static void end_posts(Living& living) {
        World& world = living.world;
        fetch_posts(world);
        std::erase_if(world.settings.assistants, [&](Assistance& post) {
            const FileId id = file_of_place(world, post.person, post.key, post.funding);
            if (id != nobody && !not_needed_any_more(living, post, world.care.files[id])) return false;
            let_go(world, post, living.week);
            if (not_replaced(world, post.person, post.key)) promise(world, post.person, -running_a_post);
            end_place(world, post.person, post.key, post.funding);
            return true;
        });
    }

    /// Posts are reviewed as packages of home care are, once a year, in a week of their own.
    [[nodiscard]] static bool reviewed_now(const Living& living, const Assistance& post, const CareFile& file) { return static_cast<int>(post.key % 52) == living.week % 52 && living.week - file.since >= 26; }

    /// A post ends where less than a fifth of the need would be unmet without it.
    [[nodiscard]] static bool not_needed_any_more(const Living& living, const Assistance& post, const CareFile& file) {
        return reviewed_now(living, post, file) && file.shortfall_but_for_paid() * 5 < file.need_minutes();
    }

    /// What is more than anybody lacks is taken off the post.
    static void review(Living& living) {
        World& world = living.world;
        for (Assistance& post : world.settings.assistants) {
            const FileId id = world.people.care_file[post.person];
            const int lacking = world.care.files[id].shortfall_but_for_paid();
            if (lacking >= post.minutes || !reviewed_now(living, post, world.care.files[id])) continue;
            if (post.assistant != nobody) {
                promise(world, post.assistant, lacking - post.minutes);
                world.care.files.edit(id).paid = static_cast<std::uint16_t>(lacking);
            }
            world.care.files.edit(id).package_wanted = static_cast<std::uint16_t>(lacking);
            post.minutes = static_cast<std::uint16_t>(lacking);
        }
    }

    void lose_assistants(Living& living) const {
        World& world = living.world;
        for (Assistance& post : world.settings.assistants) {
            if (post.assistant == nobody) continue;
            const bool stays = still_here(world, post.assistant, post.assistant_key) && could_go_on(living, post.assistant) && !happens(draw(living.seed, leave_purpose, mix(post.key, post.assistant_key), living.week), leave_);
            if (stays) continue;
            let_go(world, post, living.week);
            world.care.files.edit(world.people.care_file[post.person]).paid = 0;
        }
    }

    [[nodiscard]] static bool could_go_on(const Living& living, Slot slot) {
        const People& people = living.world.people;
        return people.setting[slot] == Setting::home && people.need[slot] <= NeedLevel::low && people.age(slot, living.week) <= 70;
    }

    void fill_posts(Living& living, double chance) const {
        World& world = living.world;
        for (Assistance& post : world.settings.assistants) {
            if (post.assistant != nobody || !happens(draw(living.seed, fill_purpose, post.key, living.week), chance)) continue;
            const Slot found = best_assistant(living, post);
            if (found == nobody) continue;
            post.assistant = found;
            post.assistant_key = world.people.key[found];
            post.since = static_cast<std::int16_t>(living.week);
            world.people.roles.edit(found) |= role::assistant;
            promise(world, found, post.minutes);
            world.care.files.edit(world.people.care_file[post.person]).paid = post.minutes;
        }
    }

    /// Of working age, well enough, without other paid work, not an assistant or care worker yet, with the time, and not of the same home.
    [[nodiscard]] static bool could_take_it(const Living& living, const Assistance& post, Slot slot) {
        const World& world = living.world;
        const People& people = world.people;
        if (!people.alive(slot) || !could_go_on(living, slot) || people.has(slot, role::assistant | role::care_worker) || people.home[slot] == people.home[post.person]) return false;
        const int age = people.age(slot, living.week);
        if (age < 18 || age > 66 || in_paid_work(world.city->seed, people.key[slot], age, people.has(slot, role::left_work))) return false;
        return spare_minutes(age, false, people.need[slot]) - people.committed[slot] >= post.minutes;
    }

    /// Whoever comes out best of those the employer knows and those whom an advertisement nearby reaches: nearness, being known, chance.
    [[nodiscard]] Slot best_assistant(const Living& living, const Assistance& post) const {
        const World& world = living.world;
        const Point from = world.city->home_point[world.people.home[post.person]];
        Slot best = nobody;
        double best_score = -1e9;
        const auto consider = [&](Slot slot, double known) {
            if (!could_take_it(living, post, slot)) return;
            const Key key = world.people.key[slot];
            const double km = distance_metres(from, world.city->home_point[world.people.home[slot]]) / 1'000;
            const double score = known_ * known - distance_ * km + gumbel(draw(living.seed, choice_purpose, mix(post.key, key), living.week));
            if (score > best_score || (score == best_score && key < world.people.key[best])) {
                best_score = score;
                best = slot;
            }
        };
        for_each_tie(*world.city, world.ties, world.people, post.person, [&](const TieView& tie) { consider(tie.target, tie.level / 255.0); });
        const Neighbourhood& here = world.city->neighbourhoods[world.people.neighbourhood[post.person]];
        const std::uint32_t bits = draw(living.seed, choice_purpose, post.key, living.week, 1);
        for (std::uint32_t attempt = 0; attempt < homes_asked; ++attempt) {
            const HomeId home = here.first_home + below(static_cast<std::uint32_t>(mix(bits, attempt)), here.homes);
            for_each_in_home(world.people, world.homes, home, [&](Slot slot) { consider(slot, 0); });
        }
        return best;
    }

    /// What is left for further posts: of the city's direct payments, and of what each neighbourhood may spend on personal budgets.
    struct Purse {
        Pence payments;
        std::vector<Pence> budgets;
    };
    [[nodiscard]] Purse purse_of(const World& world) const {
        Purse purse{static_cast<Pence>(static_cast<double>(world.commissioned.money_for(FundedSetting::direct_payments)) * (1 - other_)), world.commissioned.budget_money};
        for (const Assistance& post : world.settings.assistants) {
            if (post.funding == Funding::personal_assistant) purse.payments -= weekly_price(post.minutes, rate_);
        }
        const auto taken = cost_of_budgets(world, rate_, broker_);
        purse.budgets.resize(taken.size(), 0);
        for (std::size_t n = 0; n < taken.size(); ++n) purse.budgets[n] -= taken[n];
        return purse;
    }

    /// The money that pays a new post, taken out of the purse; Funding::none if neither does.
    [[nodiscard]] Funding take(Purse& purse, NeighbourhoodId n, Pence price) const {
        if (price <= purse.payments) {
            purse.payments -= price;
            return Funding::personal_assistant;
        }
        if (price + broker_ > purse.budgets[n]) return Funding::none;
        purse.budgets[n] -= price + broker_;
        return Funding::personal_budget;
    }

    /// Those who would rather employ somebody themselves, while there is money for it.
    void begin_posts(Living& living) const {
        World& world = living.world;
        Purse purse = purse_of(world);
        const auto willing = [&](const CareFile& file) {
            return happens(draw(living.seed, willing_purpose, world.people.key[file.person], 0), world.people.age(file.person, living.week) < 65 ? younger_ : older_);
        };
        for (const FileId id : those_who_wait(world, PaidBy::council, willing)) {
            const auto minutes = static_cast<std::uint16_t>(hours_share_ * world.care.files[id].package_wanted);
            if (minutes == 0) continue;
            const Slot person = world.care.files[id].person;
            const Funding funding = take(purse, world.people.neighbourhood[person], weekly_price(minutes, rate_));
            if (funding == Funding::none) continue;
            begin_place(world, id, funding, living.week);
            world.care.files.edit(id).package_wanted = minutes;
            promise(world, person, running_a_post);
            world.settings.assistants.push_back({world.people.key[person], person, nobody, 0, minutes, static_cast<std::int16_t>(living.week), funding, {}});
        }
    }

    double rate_;
    Pence broker_;
    double other_, hours_share_, younger_, older_, leave_, fill_, vacant_at_first_, known_, distance_;
};

}  // namespace

extern const MechanismDeclaration assistants_declaration;
const MechanismDeclaration assistants_declaration{
    {"assistants",
     Phase::finding_help,
     "People with a direct payment or a personal budget employ an assistant, lose them, and look for the next.",
     {"people", "homes", "ties", "care.files", "settings", "commissioned.setting_money", "commissioned.budget_money"},
     {"settings.assistants", "care.files", "care.free_files", "people.roles", "people.committed", "people.care_file", "people.filed", "care.reach", "flows.sum"},
     {{"payment_rate", "GBP/h", 18.00, 12, 25, "assumed", Grade::assumed, "direct payment for an hour, the employer's on-costs included"},
      {"broker_cost", "GBP/year", 250, 0, 1000, "assumed", Grade::assumed, "cost of helping one person to run a personal budget"},
      {"payment_other", "1", 0.2634, 0.0, 0.6, "assumed", Grade::assumed, "share of direct-payment money that buys other things than assistants"},
      {"payment_hours", "1", 0.77, 0.3, 1.2, "calibrated", Grade::calibrated, "hours that a direct payment buys, over those of the package it replaces"},
      {"willing_younger", "1", 0.62, 0.0, 1.0, "direct_payment_share", Grade::moderate, "people under 65 who would take a direct payment and employ somebody"},
      {"willing_older", "1", 0.22, 0.0, 1.0, "direct_payment_share", Grade::moderate, "the same from 65 on"},
      {"assistant_leave_rate", "1/year", 0.20, 0.0, 0.6, "assumed", Grade::assumed, "assistants who leave an employer, over assistants"},
      {"post_fill_rate", "1/week", 0.08, 0.0, 1.0, "assumed", Grade::assumed, "chance that somebody is found for a vacant post"},
      {"first_posts_vacant", "1", 0.05, 0.0, 1.0, "assumed", Grade::assumed, "posts without an assistant in the first week"},
      {"choice_known", "1", 2.0, 0.0, 5, "assumed", Grade::assumed, "how much being counted on fully outweighs when an assistant is chosen"},
      {"choice_distance", "1/km", 0.5, 0.0, 3, "assumed", Grade::assumed, "how much a kilometre weighs when an assistant is chosen"}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Assistants>(p); }};

}  // namespace topsoil
