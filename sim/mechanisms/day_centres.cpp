// Day centres: some days a week in company, away from home, fetched and brought back. People who attend get to know each other, and their
// carers have a break. A centre that too few attend closes, and its days end for everybody who came.
//
// Rule: as many days as the strand of money buys, a day being a fee and the fare of two trips. People with medium need come one day a
// week, with high need two or three; a day is five hours of company or watching. A centre under its break-even attendance for a year
// closes. Those who lost their place may be offered one elsewhere like anybody else.
#include "mechanisms/catalogue.hpp"
#include "mechanisms/places.hpp"
#include "state/groups.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose place_purpose{"day_centre.place"};
constexpr Purpose willing_purpose{"day_centre.willing"};
constexpr Purpose days_purpose{"day_centre.days"};
constexpr Purpose leave_purpose{"day_centre.leave"};
constexpr Purpose meet_purpose{"day_centre.meet"};
constexpr int open_days = 5;
constexpr int closing_weeks = 52;

class DayCentres final : public Process {
public:
    explicit DayCentres(const ParameterView& p)
        : fee_(static_cast<Pence>(p["day_fee"] * 100 + 0.5)), fare_(p["day_fare"]), detour_(p["home_care.detour"]), places_(static_cast<int>(p["day_places"])), first_(p["day_first_attendance"]), reach_(p["day_reach"] * 1'000), willing_(p["day_willing"]), leave_(weekly_chance(p["day_leave_rate"])), break_even_(p["day_break_even"]) {}

    void settle(Living& living) override {
        lay_centres(living);
        std::vector<FileId> asked = living.world.settings.may_start;
        offer(living, asked);
    }

    void live_week(Living& living) override {
        end_attendances(living);
        close_empty_centres(living);
        std::vector<FileId> asked = living.world.settings.may_start;
        // Once in eight weeks those who have home care are asked too.
        for (const Client& client : living.world.home_care.clients) {
            if (client.file != nobody && client.private_ == 0 && static_cast<int>(client.key % turn_weeks) == living.week % turn_weeks) asked.push_back(client.file);
        }
        offer(living, asked);
        spend_the_days(living);
    }

private:
    [[nodiscard]] Pence day_price(int metres) const { return price_of_a_day(metres, fee_, fare_); }

    [[nodiscard]] int metres_to(const World& world, Slot person, const DayCentre& centre) const { return metres_to_day_centre(world, person, centre.neighbourhood, detour_); }

    /// As many as the money could fill to their usual attendance: the first where chance puts it, each other as far from all as can be.
    void lay_centres(Living& living) const {
        World& world = living.world;
        const double days = static_cast<double>(world.commissioned.money_for(FundedSetting::day_services)) / static_cast<double>(day_price(static_cast<int>(reach_ / 3)));
        const double of_one = static_cast<double>(places_) * open_days;
        const auto places = world.city->neighbourhoods.size();
        if (days < 1) return;
        const std::size_t count = std::clamp<std::size_t>(static_cast<std::size_t>(days / first_ / of_one + 0.5), 1, places);
        const int each = std::max(1, static_cast<int>(days / first_ / static_cast<double>(count) + 0.5));
        std::vector<double> nearest(places, 1e12);
        for (std::size_t i = 0; i < count; ++i) {
            const NeighbourhoodId n = farthest(*world.city, living.seed, nearest);
            for (std::size_t other = 0; other < places; ++other) {
                nearest[other] = std::min(nearest[other], distance_metres(world.city->neighbourhoods[other].centre, world.city->neighbourhoods[n].centre));
            }
            world.settings.day_centres.push_back({mix(0xDA7, world.city->neighbourhoods[n].key), n, static_cast<std::uint16_t>(each), 0, 0});
        }
    }

    [[nodiscard]] static NeighbourhoodId farthest(const City& city, std::uint64_t seed, const std::vector<double>& nearest) {
        const auto order = [&](std::size_t n) { return std::pair(nearest[n], draw(seed, place_purpose, city.neighbourhoods[n].key, 0)); };
        std::size_t best = 0;
        for (std::size_t n = 1; n < nearest.size(); ++n) {
            if (order(n) > order(best)) best = n;
        }
        return static_cast<NeighbourhoodId>(best);
    }

    [[nodiscard]] static bool comes_no_more(const World& world, const Attendance& one) {
        if (!still_here(world, one.person, one.key)) return true;
        const FileId id = world.people.care_file[one.person];
        const Setting setting = world.people.setting[one.person];
        return id == nobody || world.care.files[id].days() == 0 || world.care.files[id].need_minutes() == 0 || (setting != Setting::home && setting != Setting::hospital);
    }

    /// What is left of it in the file of somebody who is still here: days that were theirs are lacking now.
    static void stop_coming(World& world, const Attendance& one) {
        if (!still_here(world, one.person, one.key) || world.people.care_file[one.person] == nobody) return;
        CareFile& file = world.care.files.edit(world.people.care_file[one.person]);
        file.set_days(0);
        if (world.people.setting[one.person] == Setting::home && file.need_minutes() > 0) file.set(mark::asks, true);
    }

    void end_attendances(Living& living) const {
        World& world = living.world;
        for (const Attendance& one : world.settings.attendances) {
            world.people.key.prefetch(one.person);
            world.people.setting.prefetch(one.person);
        }
        std::erase_if(world.settings.attendances, [&](const Attendance& one) {
            if (!comes_no_more(world, one) && !happens(draw(living.seed, leave_purpose, one.key, living.week), leave_)) return false;
            stop_coming(world, one);
            return true;
        });
        count_days(world);
    }

    static void count_days(World& world) {
        touched(world.settings.attendances.size());
        for (DayCentre& centre : world.settings.day_centres) centre.taken = 0;
        for (const Attendance& one : world.settings.attendances) {
            std::uint16_t& taken = world.settings.day_centres[one.centre].taken;
            taken = static_cast<std::uint16_t>(taken + world.care.files[world.people.care_file[one.person]].days());
        }
    }

    void close_empty_centres(Living& living) const {
        World& world = living.world;
        for (std::uint16_t c = 0; c < world.settings.day_centres.size(); ++c) {
            DayCentre& centre = world.settings.day_centres[c];
            if (centre.days == 0) continue;
            centre.weeks_below = centre.taken < break_even_ * centre.days ? static_cast<std::uint16_t>(centre.weeks_below + 1) : std::uint16_t{0};
            if (centre.weeks_below <= closing_weeks) continue;
            centre.days = 0;
            centre.taken = 0;
            std::erase_if(world.settings.attendances, [&](const Attendance& one) {
                if (one.centre != c) return false;
                stop_coming(world, one);
                world.flows.add(Flow::day_centre_lost, world.people.neighbourhood[one.person], 1);
                return true;
            });
        }
    }

    /// Somebody grown-up at home with much need who lacks company, or whose family would have a break, and who would go.
    [[nodiscard]] bool would_come(const Living& living, const CareFile& file) const {
        const World& world = living.world;
        if (file.person == nobody || file.days() != 0 || file.funding == Funding::own || world.people.setting[file.person] != Setting::home) return false;
        if (world.people.need[file.person] < NeedLevel::medium || world.people.age(file.person, living.week) < 18 || file.need[2] < minutes_of_a_day) return false;
        if (file.shortfall() < 60 && file.unpaid_any == 0) return false;
        return happens(draw(living.seed, willing_purpose, world.people.key[file.person], 0), willing_);
    }

    [[nodiscard]] static int days_wanted(const Living& living, Slot person) {
        if (living.world.people.need[person] != NeedLevel::high) return 1;
        return happens(draw(living.seed, days_purpose, living.world.people.key[person], 0), 0.5) ? 3 : 2;
    }

    /// Days for those who lack most, as long as there are places within reach and money.
    void offer(Living& living, std::vector<FileId>& asked) const {
        World& world = living.world;
        Pence left = world.commissioned.money_for(FundedSetting::day_services);
        for (const Attendance& one : world.settings.attendances) {
            left -= world.care.files[world.people.care_file[one.person]].days() * day_price(metres_to(world, one.person, world.settings.day_centres[one.centre]));
        }
        std::erase_if(asked, [&](FileId id) { return !would_come(living, world.care.files[id]); });
        std::sort(asked.begin(), asked.end(), [&](FileId a, FileId b) {
            const CareFile& x = world.care.files[a];
            const CareFile& y = world.care.files[b];
            return x.shortfall() != y.shortfall() ? x.shortfall() > y.shortfall() : world.people.key[x.person] < world.people.key[y.person];
        });
        for (const FileId id : asked) {
            const Slot person = world.care.files[id].person;
            const int days = days_wanted(living, person);
            const std::uint16_t c = centre_for(world, person, days);
            if (c == nowhere) continue;
            DayCentre& centre = world.settings.day_centres[c];
            const Pence price = days * day_price(metres_to(world, person, centre));
            if (price > left) continue;
            left -= price;
            centre.taken = static_cast<std::uint16_t>(centre.taken + days);
            world.care.files.edit(id).set_days(days);
            world.settings.attendances.push_back({world.people.key[person], person, c, static_cast<std::int16_t>(living.week)});
        }
    }

    static constexpr std::uint16_t nowhere = 0xFFFF;
    [[nodiscard]] std::uint16_t centre_for(const World& world, Slot person, int days) const {
        std::uint16_t best = nowhere;
        double nearest = reach_ * detour_;
        for (std::uint16_t c = 0; c < world.settings.day_centres.size(); ++c) {
            const DayCentre& centre = world.settings.day_centres[c];
            if (centre.taken + days > centre.days) continue;
            const double metres = metres_to(world, person, centre);
            if (metres >= nearest) continue;
            nearest = metres;
            best = c;
        }
        return best;
    }

    /// The bus drives; once in eight weeks each gets to know another a little better.
    void spend_the_days(Living& living) const {
        World& world = living.world;
        touched(world.settings.attendances.size());
        std::vector<std::vector<Slot>> there(world.settings.day_centres.size());
        for (const Attendance& one : world.settings.attendances) {
            if (world.people.setting[one.person] != Setting::home) continue;
            const int days = world.care.files[world.people.care_file[one.person]].days();
            world.flows.add(Flow::day_centre_metres, world.people.neighbourhood[one.person], 2 * days * metres_to(world, one.person, world.settings.day_centres[one.centre]));
            there[one.centre].push_back(one.person);
        }
        std::vector<std::pair<Key, Meeting>> met;
        for (std::vector<Slot>& company : there) {
            std::sort(company.begin(), company.end(), [&](Slot a, Slot b) { return world.people.key[a] < world.people.key[b]; });
            for (const Slot one : company) {
                const Key key = world.people.key[one];
                if (static_cast<int>(key % turn_weeks) != living.week % turn_weeks) continue;
                const Slot other = company[below(draw(living.seed, meet_purpose, key, living.week), static_cast<std::uint32_t>(company.size()))];
                if (other != one && world.people.home[other] != world.people.home[one]) met.push_back({key, {one, other, TieKind::friend_}});
            }
        }
        std::sort(met.begin(), met.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<Meeting> meetings;
        for (const auto& [key, meeting] : met) meetings.push_back(meeting);
        meet_each_other(world, meetings, met_level, living.week);
    }

    Pence fee_;
    double fare_, detour_;
    int places_;
    double first_, reach_, willing_, leave_, break_even_;
};

}  // namespace

extern const MechanismDeclaration day_centres_declaration;
const MechanismDeclaration day_centres_declaration{
    {"day_centres",
     Phase::finding_help,
     "People with much need spend days in company, get to know others, and their carers have a break; a centre that too few attend closes.",
     {"people", "homes", "care.files", "settings", "home_care.clients", "commissioned.setting_money"},
     {"settings.day_centres", "settings.attendances", "care.files", "people.tie_page", "ties", "flows.sum"},
     {{"day_fee", "GBP/day", 50, 20, 150, "assumed", Grade::assumed, "price of a day at a day centre"},
      {"day_fare", "GBP/km", 0.90, 0.2, 3, "assumed", Grade::assumed, "fare of the bus that fetches people and brings them back"},
      {"day_places", "1", 25, 5, 80, "assumed", Grade::assumed, "people whom a centre can have on one day"},
      {"day_first_attendance", "1", 0.8, 0.3, 1.0, "assumed", Grade::assumed, "attendance for which centres are laid out, over their places"},
      {"day_reach", "km", 6, 1, 30, "assumed", Grade::assumed, "distance beyond which nobody is fetched"},
      {"day_willing", "1", 0.5, 0.0, 1.0, "assumed", Grade::assumed, "people who would go to a day centre"},
      {"day_leave_rate", "1/year", 0.25, 0.0, 1.0, "assumed", Grade::assumed, "people who stop going of themselves, over those who go"},
      {"day_break_even", "1", 0.55, 0.0, 1.0, "assumed", Grade::assumed, "attendance over places under which a centre cannot pay its way"}},
     {},
     {"home_care.detour"}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<DayCentres>(p); }};

}  // namespace topsoil
