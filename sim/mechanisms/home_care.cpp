// Home care: packages become visits, visits become rounds, rounds are walked and driven; somebody is away, somebody covers, some
// visits are missed; people get to know who comes.
//
// Rule (submodels sheet 7): each visit is placed where added minutes less lambda x familiar are least, whoever the provider is. Travel
// is computed from door to door. An absent worker's round is covered by the relief worker, then by the nearest workers of the same
// provider with time, then by bank staff within a cap, else missed, tea and bed first. Trust T grows by 0.05 (1 - T) a visit and halves
// in 26 weeks apart. Some people must be lifted and turned by two: their visits stand on two rounds, and on a day on which only one of
// the two can come the visit is missed. To some visits somebody must come who knows what few know: state/rare_skills.hpp.
//
// Here: the week in order, rounds kept tidy, the declaration. Packages: home_care_packages; who comes and how it goes: home_care_visits.
#include "mechanisms/catalogue.hpp"
#include "mechanisms/home_care_packages.hpp"
#include "mechanisms/home_care_visits.hpp"
#include "state/rounds.hpp"

namespace topsoil {

namespace {

class HomeCareVisits final : public Process {
public:
    explicit HomeCareVisits(const ParameterView& p) : hospital_wait_(static_cast<int>(p["hospital_wait_weeks"])), visits_(p) {
        packages_.travel.door_seconds = p["door_minutes"] * 60;
        packages_.travel.seconds_per_metre = p["detour"] * 3.6 / p["speed"];
        packages_.travel.familiar_minutes = p["familiar_minutes"];
        packages_.travel.longest_round_minutes = static_cast<int>(p["longest_round"] * 60);
        packages_.double_handed = p["double_handed"];
        packages_.rare_share = p["rare_share"];
        packages_.rare_team = static_cast<int>(p["workforce.rare_team"]);
    }

    void settle(Living& living) override {
        start_packages(living, packages_, true);
        Rounds rounds(living.world, packages_.travel);
        for (std::uint32_t r = 0; r < living.world.home_care.rounds.size(); ++r) rounds.shorten(r);
    }

    void live_week(Living& living) override {
        Rounds rounds(living.world, packages_.travel);
        end_packages(living, rounds, hospital_wait_);
        review_packages(living, rounds);
        follow_moves(living, rounds);
        start_packages(living, packages_, false);
        tidy_rounds(living, rounds);
        make_visits(living, visits_);
    }

private:
    /// Rounds that changed are put in a better order; rounds with one lonely stop are offered to others.
    static void tidy_rounds(Living& living, Rounds& rounds) {
        HomeCare& care = living.world.home_care;
        touched(care.rounds.size());
        for (std::uint32_t r = 0; r < care.rounds.size(); ++r) {
            if (care.rounds[r].used == 0) continue;
            const bool quarterly = static_cast<int>(r % 13) == living.week % 13;
            if (quarterly && care.rounds[r].stops == 1 && care.rounds[r].worker == nobody) {
                const std::uint32_t c = care.rounds[r].client[0];
                const Window window = care.rounds[r].window;
                rounds.take_off(c, r);
                rounds.place(c, window, care.clients[c].provider);
                continue;
            }
            if (care.rounds[r].changed != 0) rounds.shorten(r);
        }
    }

    int hospital_wait_;
    PackageRule packages_;
    VisitRule visits_;
};

}  // namespace

extern const MechanismDeclaration home_care_declaration;
const MechanismDeclaration home_care_declaration{
    {"home_care",
     Phase::home_care,
     "Visits are placed on rounds, rounds are walked from door to door, absences are covered or visits missed, trust grows.",
     {"people", "care.files", "settings.may_start", "commissioned.home_care_budget", "world.conditions"},
     {"home_care", "care.files", "care.free_files", "people.care_file", "people.filed", "care.reach", "people.committed", "people.strain", "flows.sum"},
     {{"door_minutes", "min", 4.0, 2.0, 5.0, "assumed", Grade::assumed, "parking, door, key and notes at each stop"},
      {"detour", "1", 1.35, 1.1, 1.8, "assumed", Grade::assumed, "road distance over straight-line distance"},
      {"speed", "km/h", 18, 10, 40, "assumed", Grade::assumed, "speed between doors"},
      {"familiar_minutes", "min", 4, 0, 10, "assumed", Grade::assumed, "lambda: added minutes that a known worker outweighs when a visit is placed"},
      {"longest_round", "h", 4.0, 3, 6, "assumed", Grade::assumed, "longest round in a part of the day, contact and travel"},
      {"double_handed", "1", 0.40, 0, 0.6, "assumed", Grade::assumed, "of people with much need whom visits reach, those whom two workers must lift and turn"},
      {"rare_share", "1", 0.05, 0, 0.15, "assumed", Grade::assumed, "of people with much need whom visits reach, those to whose visits somebody with a rare skill must come", true, 0.0, TenderingEnd::high},
      {"absence", "1", 0.13, 0, 0.3, "assumed", Grade::assumed, "share of weeks in which a worker is away"},
      {"bank_cap", "1", 0.09, 0, 0.3, "assumed", Grade::assumed, "bank and agency share of hours at most"},
      {"overtime", "1", 1.25, 1, 1.5, "assumed", Grade::assumed, "hours a worker will do over contracted hours"},
      {"trust_step", "1", 0.05, 0, 0.3, "assumed", Grade::assumed, "growth of trust per visit"},
      {"trust_half_life", "week", 26, 4, 104, "assumed", Grade::assumed, "weeks apart in which trust halves"},
      {"hospital_wait_weeks", "week", 4, 1, 12, "assumed", Grade::assumed, "weeks for which visits are kept open during a hospital stay"}},
     {},
     {"workforce.training_weeks", "workforce.rare_team"}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<HomeCareVisits>(p); }};

}  // namespace topsoil
