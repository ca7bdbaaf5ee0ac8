// Children looked after: who is taken in, where they live meanwhile, near or far, and when they come home.
//
// Rule (submodels sheet 11): a child is taken into care at a yearly rate by age, by the deprivation of the neighbourhood and by the strain
// of the parents (contested, nothing by default). A place is found with kin, a foster family, an agency, a children's home or in lodgings;
// near up to five kilometres, by supply. Distance loosens the ties of the child. Children come home at a yearly rate; at eighteen they
// leave care for a home of their own, if one stands empty near where they come from.
//
// Here: the week in order, who enters and leaves, the declaration. Places and foster families: placements_finding.
#include <algorithm>

#include "mechanisms/catalogue.hpp"
#include "mechanisms/placements_finding.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr LuckCell entry_cell{14, "taken into care", Purpose{"placements.entry"}, luck_bounds({0.09, 0.03, 0.06, 0, 0, 0, 0, 0, 0, 0, 0, 0})};
constexpr Purpose first_purpose{"placements.first"};
constexpr Purpose home_purpose{"placements.home"};
constexpr int grown_up = 18;
constexpr std::uint8_t like_family = 200;  // how much a child and foster parents come to count on each other

/// How often children of each age are taken in, relative to the mean of all ages: babies and the oldest most.
[[nodiscard]] constexpr double entry_weight(int age) { return age < 1 ? 3.2 : (age < 5 ? 0.73 : (age < 10 ? 0.57 : (age < 16 ? 0.82 : 2.1))); }

class Placements final : public Process {
public:
    explicit Placements(const ParameterView& p)
        : entry_(p["entry_rate"]), power_(p["entry_deprivation"]), strain_(p["entry_strain"]), home_rate_(p["home_rate"]), rule_(p) {}

    /// Those who are looked after when the run begins, each with part of the stay behind them.
    void settle(Living& living) override {
        World& world = living.world;
        approve_first(living, rule_);
        const std::array<double, grown_up> share = steady_share();
        std::vector<Slot> looked_after;
        for (Slot slot = 0; slot < world.city->slots; ++slot) {
            if (world.people.setting[slot] != Setting::home) continue;
            const int age = world.people.age(slot, living.week);
            if (age >= grown_up) continue;
            const Block bits = block(living.seed, first_purpose, world.people.key[slot], 0);
            if (happens(bits[0], share[static_cast<std::size_t>(age)] * of_place(world, slot))) looked_after.push_back(slot);
        }
        std::sort(looked_after.begin(), looked_after.end(), [&](Slot a, Slot b) { return world.people.key[a] < world.people.key[b]; });
        for (const Slot child : looked_after) {
            take_in(living, child);
            const std::uint32_t bits = draw(living.seed, first_purpose, world.people.key[child], 0, 1);
            const double lived = (living.week - world.people.birth_week[child]) / 52.0;
            const double years = std::min(-log_exact(uniform(bits)) / home_rate_, lived * uniform(bits));
            world.settings.placements.back().since = static_cast<std::int16_t>(living.week - static_cast<int>(years * 52));
        }
    }

    void live_week(Living& living) override {
        World& world = living.world;
        come_home(living);
        lose_families(living, rule_);
        move_on(living);
        approve_new(living, rule_);
        for (const Slot child : events(living, entry_cell, [&](Slot slot) { return entry_rate(living, slot); })) {
            take_in(living, child);
            world.flows.add(Flow::children_entered, world.people.neighbourhood[child], 1);
        }
        touched(world.settings.placements.size());
        for (const Placement& placement : world.settings.placements) {
            world.flows.add(placement.near != 0 ? Flow::child_weeks_near : Flow::child_weeks_far, world.people.neighbourhood[placement.child], 1);
        }
    }

private:
    [[nodiscard]] double of_place(const World& world, Slot slot) const { return power(world.city->neighbourhoods[world.people.neighbourhood[slot]].deprivation, power_); }

    /// Share of children of each age looked after where rates have long been what they are.
    [[nodiscard]] std::array<double, grown_up> steady_share() const {
        std::array<double, grown_up> share{};
        const double stay = exp_exact(-home_rate_);
        double now = 0;
        for (int age = 0; age < grown_up; ++age) {
            const double coming = entry_ * entry_weight(age);
            share[static_cast<std::size_t>(age)] = now + coming / 2;
            now = now * stay + coming * (1 + stay) / 2;
        }
        return share;
    }

    [[nodiscard]] YearlyRate entry_rate(const Living& living, Slot slot) const {
        const World& world = living.world;
        const int age = world.people.age(slot, living.week);
        if (world.people.setting[slot] != Setting::home || age >= grown_up) return {};
        double rate = entry_ * entry_weight(age) * of_place(world, slot);
        if (strain_ != 0) rate *= exp_exact(strain_ * strain_at_home(world, living.week, slot));
        return {rate};
    }

    /// That of the most strained grown-up at home.
    [[nodiscard]] static double strain_at_home(const World& world, Week week, Slot child) {
        Share16 most = 0;
        for_each_in_home(world.people, world.homes, world.people.home[child], [&](Slot other) {
            if (world.people.age(other, week) >= grown_up) most = std::max(most, world.people.strain[other]);
        });
        return as_share(most);
    }

    void take_in(Living& living, Slot child) const {
        World& world = living.world;
        end_care_at_home(world, child);
        world.people.setting.edit(child) = Setting::placement;
        Placement placement;
        placement.key = world.people.key[child];
        placement.child = child;
        placement.since = static_cast<std::int16_t>(living.week);
        find_place(living, rule_, placement);
        loosen_ties(world, rule_, placement);
        know_each_other(living, placement);
        world.settings.placements.push_back(placement);
    }

    /// Where they live now they are seen to; whom they cared for asks others.
    static void end_care_at_home(World& world, Slot child) {
        const FileId id = world.people.care_file[child];
        if (id == nobody) return;
        while (world.care.files[id].first_received != nobody) change_care_tie(world, world.care.files[id].first_received, 0);
        while (world.care.files[id].first_given != nobody) {
            const std::uint32_t tie = world.care.files[id].first_given;
            world.care.files.edit(world.care.ties[tie].cared).set(mark::asks, true);
            change_care_tie(world, tie, 0);
        }
        end_everyday_help(world, id);
        CareFile& file = world.care.files.edit(id);
        file.unmet = 0;
        file.weeks_short = 0;
        if (file.client == nobody) {
            file.stage = Stage::none;
            file.funding = Funding::none;
            file.paid = 0;
        }
        close_file_if_idle(world, id);
    }

    /// Foster parents and the child come to count on each other; kin did before.
    static void know_each_other(Living& living, const Placement& placement) {
        if (placement.carers != Carers::foster) return;
        add_tie(living.world, placement.child, placement.carer, TieKind::friend_, like_family, living.week);
        add_tie(living.world, placement.carer, placement.child, TieKind::friend_, like_family, living.week);
    }

    void come_home(Living& living) const {
        World& world = living.world;
        std::erase_if(world.settings.placements, [&](const Placement& placement) {
            const bool here = still_here(world, placement.child, placement.key) && world.people.setting[placement.child] == Setting::placement;
            const bool grown = here && world.people.age(placement.child, living.week) >= grown_up;
            if (here && !grown && !happens(draw(living.seed, home_purpose, placement.key, living.week), weekly_chance(home_rate_))) return false;
            leave_place(world, placement);
            if (!here) return true;
            world.people.setting.edit(placement.child) = Setting::home;
            world.flows.add(Flow::children_left, world.people.neighbourhood[placement.child], 1);
            if (grown) live_alone(living, placement.child);
            if (const FileId id = world.people.care_file[placement.child]; id != nobody && world.care.files[id].need_minutes() > 0) world.care.files.edit(id).set(mark::asks, true);
            return true;
        });
    }

    static void live_alone(Living& living, Slot child) {
        World& world = living.world;
        const HomeId home = take_vacancy(world, world.people.neighbourhood[child], world.people.key[child], living.week);
        if (home == nobody) return;
        move_person(world, child, home);
        world.flows.add(Flow::moved_home, world.people.neighbourhood[child], 1);
    }

    /// Children whose carers can go on no more are placed anew.
    void move_on(Living& living) const {
        World& world = living.world;
        for (Placement& placement : world.settings.placements) {
            if (carers_still_able(living, placement)) continue;
            find_place(living, rule_, placement);
            know_each_other(living, placement);
            world.flows.add(Flow::children_moved, world.people.neighbourhood[placement.child], 1);
        }
    }

    double entry_, power_, strain_, home_rate_;
    PlacementRule rule_;
};

}  // namespace

extern const MechanismDeclaration placements_declaration;
const MechanismDeclaration placements_declaration{
    {"placements",
     Phase::care_homes,
     "Children are taken into care, live with kin, foster families or others, near home or far from it, and come back or grow up.",
     {"people", "homes", "ties", "care.files", "settings"},
     {"settings.placements", "settings.foster_homes", "people", "homes", "world.vacant", "care", "ties", "flows.sum"},
     {{"entry_rate", "1/year", 0.00165, 0.0, 0.004, "assumed", Grade::calibrated, "children taken into care, over children, in a place of mean deprivation"},
      {"entry_deprivation", "1", 2.0, 0.0, 3.0, "assumed", Grade::assumed, "power of a neighbourhood's deprivation (0.7 to 1.4) in that rate"},
      {"entry_strain", "1", 0.0, 0.0, 1.0, "assumed", Grade::assumed, "log factor of that rate at full strain of a parent", true, 0.0},
      {"home_rate", "1/year", 0.24, 0.05, 1.0, "assumed", Grade::calibrated, "looked-after children who come home: with those who grow up the mean stay is 2.7 years"},
      {"kin_share", "1", 0.19, 0.0, 1.0, "assumed", Grade::assumed, "children for whom kin are looked for first"},
      {"childrens_home_share", "1", 0.27, 0.0, 1.0, "assumed", Grade::assumed, "of others from eight on, those who go to a children's home"},
      {"lodging_share", "1", 0.95, 0.0, 1.0, "assumed", Grade::assumed, "of others from sixteen on, those who go to supported lodgings"},
      {"foster_homes_per_1000", "1", 0.31, 0.0, 2, "assumed", Grade::calibrated, "households that foster for the council, per thousand people"},
      {"foster_leave_rate", "1/year", 0.12, 0.0, 1.0, "assumed", Grade::assumed, "foster families who stop in a year"},
      {"near_km", "km", 5, 1, 20, "definition", Grade::definition, "distance from home up to which a placement is near"},
      {"agency_near", "1", 0.25, 0.0, 1.0, "assumed", Grade::assumed, "foster families of agencies that are near"},
      {"childrens_home_near", "1", 0.35, 0.0, 1.0, "assumed", Grade::assumed, "children's homes that are near"},
      {"lodging_near", "1", 0.75, 0.0, 1.0, "assumed", Grade::assumed, "supported lodgings that are near"},
      {"kin_ties_kept_far", "1", 0.8, 0.0, 1.0, "assumed", Grade::assumed, "how much of a tie with kin is left when a child goes to live far away"},
      {"ties_kept_near", "1", 0.9, 0.0, 1.0, "assumed", Grade::assumed, "how much of a tie with friends is left when a child goes to live near"},
      {"ties_kept_far", "1", 0.5, 0.0, 1.0, "assumed", Grade::assumed, "how much of a tie with friends is left when a child goes to live far away"}},
     {entry_cell}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Placements>(p); }};

}  // namespace topsoil
