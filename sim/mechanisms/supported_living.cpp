// Supported living and extra care: people with much need who live in a home of their own with staff at hand.
//
// Rule (submodels, consistency): as many places as their strand of money buys. Support is a share of a person's need, calibrated to 49
// hours a week. People under 65 with medium or high need are supported where they live; older people who would leave their home for it
// move to a flat near an extra-care scheme, with those they live with. A place is for good: it ends with death, recovery, a move to a
// care home or, seldom, of itself.
#include "mechanisms/catalogue.hpp"
#include "mechanisms/places.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose scheme_purpose{"extra_care.scheme"};
constexpr Purpose willing_purpose{"extra_care.willing"};
constexpr Purpose leave_purpose{"supported_living.leave"};

class SupportedLiving final : public Process {
public:
    explicit SupportedLiving(const ParameterView& p)
        : rate_(p["support_rate"]), share_(p["support_share"]), leave_(weekly_chance(p["tenancy_end_rate"])), flats_(p["flats_per_1000"]), scheme_flats_(p["flats_per_scheme"]), willing_(p["extra_care_willing"]), reach_(p["extra_care_reach"] * 1'000) {}

    void settle(Living& living) override {
        lay_schemes(living);
        fill(living, true);
    }

    void live_week(Living& living) override {
        end_tenancies(living);
        follow_need(living.world);
        fill(living, false);
    }

private:
    /// Whole schemes, in neighbourhoods that chance picks, flats shared out evenly.
    void lay_schemes(Living& living) const {
        World& world = living.world;
        const int flats = static_cast<int>(flats_ * world.city->place.population / 1'000);
        if (flats < 1) return;
        const auto places = world.city->neighbourhoods.size();
        const auto wanted = static_cast<std::size_t>(std::max(1, static_cast<int>(flats / scheme_flats_ + 0.5)));
        const std::size_t count = std::min(places, wanted);
        std::vector<std::pair<std::uint32_t, NeighbourhoodId>> order;
        for (std::size_t n = 0; n < places; ++n) order.emplace_back(draw(living.seed, scheme_purpose, world.city->neighbourhoods[n].key, 0), static_cast<NeighbourhoodId>(n));
        std::sort(order.begin(), order.end());
        for (std::size_t i = 0; i < count; ++i) {
            const NeighbourhoodId n = order[i].second;
            const int here = flats / static_cast<int>(count) + (static_cast<int>(i) < flats % static_cast<int>(count) ? 1 : 0);
            world.settings.schemes.push_back({mix(0xE87A, world.city->neighbourhoods[n].key), n, static_cast<std::uint16_t>(here), 0, 0});
        }
    }

    [[nodiscard]] int support(const CareFile& file) const { return static_cast<int>(share_ * file.need_minutes()); }

    void end_tenancies(Living& living) const {
        World& world = living.world;
        std::erase_if(world.settings.tenancies, [&](const Tenancy& tenancy) {
            const bool goes_on = file_of_place(world, tenancy.person, tenancy.key, Funding::supported_living) != nobody && !happens(draw(living.seed, leave_purpose, tenancy.key, living.week), leave_);
            if (goes_on) return false;
            end_place(world, tenancy.person, tenancy.key, Funding::supported_living);
            if (tenancy.scheme != nobody) --world.settings.schemes[tenancy.scheme].tenants;
            return true;
        });
    }

    /// Staff at hand do more for who needs more, from the next week on.
    void follow_need(World& world) const {
        touched(world.settings.tenancies.size());
        for (Tenancy& tenancy : world.settings.tenancies) {
            world.flows.add(Flow::tenant_weeks, world.people.neighbourhood[tenancy.person], 1);
            const FileId id = world.people.care_file[tenancy.person];
            const auto minutes = static_cast<std::uint16_t>(support(world.care.files[id]));
            if (minutes == tenancy.minutes) continue;
            tenancy.minutes = minutes;
            world.care.files.edit(id).paid = minutes;
        }
    }

    /// New places as long as there is money: those who have waited longest first.
    void fill(Living& living, bool first_week) const {
        World& world = living.world;
        Pence left = world.commissioned.money_for(FundedSetting::supported_living);
        for (const Tenancy& tenancy : world.settings.tenancies) left -= weekly_price(tenancy.minutes, rate_);
        const auto waiting = those_who_wait(world, PaidBy::council, [&](const CareFile& file) { return world.people.need[file.person] >= NeedLevel::medium; });
        for (const FileId id : waiting) {
            const CareFile& file = world.care.files[id];
            const Slot person = file.person;
            const Pence price = weekly_price(support(file), rate_);
            if (price > left) continue;
            const bool older = world.people.age(person, living.week) >= 65;
            const std::uint32_t scheme = older ? scheme_for(living, person) : nobody;
            if (older && (scheme == nobody || !move_in(living, person, scheme, first_week))) continue;
            begin_place(world, id, Funding::supported_living, living.week);
            CareFile& record = world.care.files.edit(id);
            record.paid = static_cast<std::uint16_t>(support(record));
            // In the first week nobody has just come: what they began with has long been answered to by their family.
            if (first_week) record.paid_answered = record.paid;
            world.settings.tenancies.push_back({world.people.key[person], person, record.paid, static_cast<std::int16_t>(living.week), scheme, 0});
            left -= price;
        }
    }

    /// The nearest scheme within reach that has a flat, for somebody who would leave their home for one.
    [[nodiscard]] std::uint32_t scheme_for(const Living& living, Slot person) const {
        const World& world = living.world;
        if (!happens(draw(living.seed, willing_purpose, world.people.key[person], 0), willing_)) return nobody;
        std::uint32_t best = nobody;
        double nearest = reach_;
        const Point from = world.city->home_point[world.people.home[person]];
        for (std::uint32_t s = 0; s < world.settings.schemes.size(); ++s) {
            const Scheme& scheme = world.settings.schemes[s];
            if (scheme.tenants >= scheme.flats) continue;
            const double metres = distance_metres(from, world.city->neighbourhoods[scheme.neighbourhood].centre);
            if (metres < nearest) {
                nearest = metres;
                best = s;
            }
        }
        return best;
    }

    /// They move with whom they live, if that is one other person at most; a flat holds no more. False if there is no flat after all.
    static bool move_in(Living& living, Slot person, std::uint32_t s, bool first_week) {
        World& world = living.world;
        Scheme& scheme = world.settings.schemes[s];
        if (world.homes.count[world.people.home[person]] > 2) return false;
        if (world.people.neighbourhood[person] != scheme.neighbourhood) {
            const HomeId flat = take_vacancy(world, scheme.neighbourhood, world.people.key[person], living.week);
            if (flat == nobody) return false;
            std::vector<Slot> going;
            for_each_in_home(world.people, world.homes, world.people.home[person], [&](Slot other) { going.push_back(other); });
            for (const Slot one : going) {
                move_person(world, one, flat);
                if (!first_week) world.flows.add(Flow::moved_home, world.people.neighbourhood[one], 1);
            }
        }
        ++scheme.tenants;
        return true;
    }

    double rate_, share_, leave_, flats_, scheme_flats_, willing_, reach_;
};

}  // namespace

extern const MechanismDeclaration supported_living_declaration;
const MechanismDeclaration supported_living_declaration{
    {"supported_living",
     Phase::finding_help,
     "People with much need get support in a home of their own, older people in a flat near an extra-care scheme, as far as the money goes.",
     {"people", "homes", "care.files", "settings", "commissioned.setting_money"},
     {"settings.tenancies", "settings.schemes", "care.files", "care.free_files", "people", "homes", "world.vacant", "flows.sum"},
     {{"support_rate", "GBP/h", 23.50, 15, 35, "sheffield_homecare_fee_uplift_2024", Grade::assumed, "price of an hour of support"},
      {"support_share", "1", 0.56, 0.2, 1.0, "calibrated", Grade::calibrated, "support as a share of need: 49 hours a week in the mean"},
      {"tenancy_end_rate", "1/year", 0.03, 0.0, 0.3, "assumed", Grade::assumed, "places that end of themselves, beside death, recovery and care homes"},
      {"flats_per_1000", "1", 0.25, 0.0, 5, "assumed", Grade::assumed, "extra-care flats per thousand people"},
      {"flats_per_scheme", "1", 40, 5, 120, "assumed", Grade::assumed, "flats of one extra-care scheme"},
      {"extra_care_willing", "1", 0.4, 0.0, 1.0, "assumed", Grade::assumed, "people from 65 on who would leave their home for an extra-care flat"},
      {"extra_care_reach", "km", 6, 1, 30, "assumed", Grade::assumed, "distance beyond which nobody would move to extra care"}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<SupportedLiving>(p); }};

}  // namespace topsoil
