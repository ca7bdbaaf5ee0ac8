// Care homes for older people: beds, who is offered one, who pays; beds that stand empty lapse, homes that stand half empty close.
//
// Rule (submodels sheet 11): score A = 1.0 high + 2.0 U + 1.2 (no carer at home) + 1.5 (a carer broke down in 8 weeks) + 1.0 (after
// hospital) - 0.5 (extra care with a free flat near) + noise; offered where A > theta and a bed within choice (near, and sooner where many are free); theta = theta0 - r (0.85 - occupancy) 10 with r the refill of
// freed beds. A home breaks even at 78 %; well below it for a year it closes and its residents move: owners bear
// a loss for a while.
#include <algorithm>

#include "mechanisms/catalogue.hpp"
#include "mechanisms/placements_guardians.hpp"
#include "state/household.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose score_purpose{"care_home.score"};
constexpr Purpose pays_purpose{"care_home.pays"};
constexpr int usual_age = 80;
constexpr int lapse_weeks = 26;
constexpr int closing_weeks = 52;

class CareHomeLife final : public Process {
public:
    explicit CareHomeLife(const ParameterView& p)
        : theta_(p["threshold"]), high_(p["score_high"]), unmet_(p["score_unmet"]), alone_(p["score_no_carer"]), breakdown_(p["score_breakdown"]), hospital_(p["score_hospital"]), extra_care_(p["score_extra_care"]), age_(p["score_age"]), extra_care_metres_(p["extra_care_near"] * 1'000), noise_(p["score_noise"]),
          usual_(p["usual_occupancy"]), break_even_(p["break_even"]), lapse_margin_(p["lapse_margin"]), closing_margin_(p["closing_margin"]), own_share_(p["self_fund_share"]),
          fullness_metres_(p["fullness_km"] * 1'000) {}

    /// Who pays for those who already live there.
    void settle(Living& living) override {
        World& world = living.world;
        for (FileId id = 0; id < world.care.files.size(); ++id) {
            const Slot slot = world.care.files[id].person;
            if (slot != nobody && world.people.setting[slot] == Setting::care_home && pays_alone(living, slot)) world.care.files.edit(id).funding = Funding::own;
        }
    }

    void live_week(Living& living) override {
        offer_beds(living);
        empty_beds(living);
    }

private:
    [[nodiscard]] static bool carer_at_home(const World& world, const CareFile& file) {
        for (std::uint32_t tie = file.first_received; tie != nobody; tie = world.care.ties[tie].next_received) {
            if (world.care.ties[tie].tier <= Tier::kin_at_home) return true;
        }
        return false;
    }

    /// The means test of the place they come from: fewer pay alone where deprivation is high.
    [[nodiscard]] bool pays_alone(const Living& living, Slot slot) const {
        const Neighbourhood& here = living.world.city->neighbourhoods[living.world.people.neighbourhood[slot]];
        return happens(draw(living.seed, pays_purpose, living.world.people.key[slot], 0), own_share_ * (1.4 - 0.2 * here.deprivation_fifth));
    }

    static void fetch_case(const World& world, const CareFile& file) {
        world.people.birth_week.prefetch(file.person);
        world.people.key.prefetch(file.person);
        if (file.first_received != nobody) world.care.ties.prefetch(file.first_received);
    }

    void offer_beds(Living& living) const {
        World& world = living.world;
        CareHomes& homes = world.care_homes;
        int beds = 0;
        int residents = 0;
        for (std::size_t h = 0; h < homes.residents.size(); ++h) {
            beds += homes.open_beds[h];
            residents += homes.residents[h];
        }
        if (beds == 0) return;
        const double occupancy = static_cast<double>(residents) / beds;
        std::vector<double> theta;  // by neighbourhood: how readily a bed is offered is decided where people live
        for (const std::int64_t refill : world.commissioned.refill_ppm) theta.push_back(theta_ - static_cast<double>(refill) / 1'000'000 * (usual_ - occupancy) * 10);
        struct Turn {
            double score;
            Key key;
            FileId id;
            bool ready;  ///< for a bed; the others looked for one last time
        };
        const std::vector<bool> extra_care = with_extra_care_near(world);
        std::vector<std::vector<Turn>> found(world.care.files.pages());
        living.team.for_shards(found.size(), [&](std::size_t page) {
            // Each person's case is looked at every fourth week, in a week of their own: two of the eight turns.
            if (static_cast<Week>(page % 4) != living.week % 4) return;
            const CareFile* files = world.care.files.read(page);
            touched(world.care.reach[page]);
            constexpr std::uint32_t ahead = 16;
            for (std::uint32_t i = 0; i < world.care.reach[page]; ++i) {
                if (i + ahead < world.care.reach[page] && files[i + ahead].person != nobody && files[i + ahead].need[0] != 0) fetch_case(world, files[i + ahead]);
                const CareFile& file = files[i];
                if (file.person == nobody || file.need[0] == 0) continue;  // personal need: medium or high
                const Setting setting = world.people.setting[file.person];
                if (setting != Setting::home && setting != Setting::hospital) continue;
                const int age = world.people.age(file.person, living.week);
                if (age < 65) continue;
                const Key key = world.people.key[file.person];
                const NeighbourhoodId here = world.people.neighbourhood[file.person];
                const double unmet = static_cast<double>(file.unmet) / file.need_minutes();
                const double score = high_ * (world.people.need[file.person] == NeedLevel::high ? 1 : 0) + unmet_ * unmet + (carer_at_home(world, file) ? 0 : alone_) +
                                     (living.week - file.lost_carer_week <= 8 ? breakdown_ : 0) + (living.week - file.hospital_week <= 8 ? hospital_ : 0) -
                                     (extra_care[here] ? extra_care_ : 0) + age_ * (age - usual_age) / 10 + noise_ * normal(block(living.seed, score_purpose, key, living.week));
                const bool ready = score > theta[here];
                if (ready || file.has(mark::no_bed)) found[page].push_back({score, key, static_cast<FileId>(page << shard_bits | i), ready});
            }
        });
        std::vector<Turn> turns;
        for (const auto& list : found) turns.insert(turns.end(), list.begin(), list.end());
        std::sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) { return a.score != b.score ? a.score > b.score : a.key < b.key; });
        for (const Turn& turn : turns) {
            const bool waits = turn.ready && !admit(living, turn.id);
            if (world.care.files[turn.id].has(mark::no_bed) != waits) world.care.files.edit(turn.id).set(mark::no_bed, waits);
        }
    }

    /// Neighbourhoods from which an extra-care scheme with a free flat is near.
    [[nodiscard]] std::vector<bool> with_extra_care_near(const World& world) const {
        std::vector<bool> near(world.city->neighbourhoods.size(), false);
        for (const Scheme& scheme : world.settings.schemes) {
            if (scheme.tenants >= scheme.flats) continue;
            const Point there = world.city->neighbourhoods[scheme.neighbourhood].centre;
            for (std::size_t n = 0; n < near.size(); ++n) near[n] = near[n] || distance_metres(world.city->neighbourhoods[n].centre, there) <= extra_care_metres_;
        }
        return near;
    }

    /// A bed near by, sooner where many are free; the council pays for those whose means test says so, as long as the care-home budget lasts.
    /// False if there is no bed, or no money for one.
    [[nodiscard]] bool admit(Living& living, FileId id) const {
        World& world = living.world;
        const CareFile& file = world.care.files[id];
        const Slot slot = file.person;
        const NeighbourhoodId here = world.people.neighbourhood[slot];
        const bool pays = pays_alone(living, slot);
        if (!pays && world.commissioned.care_home_room[0] < 0) return false;  // overspent: the queue gives way
        std::size_t best = world.city->care_homes.size();
        double nearest = 1e12;
        for (std::size_t h = 0; h < world.city->care_homes.size(); ++h) {
            if (world.care_homes.residents[h] >= world.care_homes.open_beds[h] || closing(world.care_homes, h)) continue;
            const double occupancy = static_cast<double>(world.care_homes.residents[h]) / world.care_homes.open_beds[h];
            const double metres = distance_metres(world.city->home_point[world.people.home[slot]], world.city->home_point[world.city->care_homes[h].home]) + fullness_metres_ * occupancy;
            if (metres < nearest) {
                nearest = metres;
                best = h;
            }
        }
        if (best == world.city->care_homes.size()) return false;
        while (world.care.files[id].first_received != nobody) change_care_tie(world, world.care.files[id].first_received, 0);
        end_everyday_help(world, id);
        entrust_children(living, slot);
        end_couple(world, slot);
        move_person(world, slot, world.city->care_homes[best].home);
        world.people.setting.edit(slot) = Setting::care_home;
        ++world.care_homes.residents[best];
        CareFile& record = world.care.files.edit(id);
        record.stage = Stage::served;
        record.since = static_cast<std::int16_t>(living.week);
        record.funding = pays ? Funding::own : Funding::council;
        record.unmet = 0;
        record.weeks_short = 0;
        if (record.client == nobody) record.paid = 0;
        world.flows.add(Flow::care_home_admissions, here, 1);
        return true;
    }

    void empty_beds(Living& living) const {
        World& world = living.world;
        CareHomes& homes = world.care_homes;
        for (std::size_t h = 0; h < homes.residents.size(); ++h) {
            if (homes.open_beds[h] == 0) continue;
            if (closing(homes, h)) {
                move_out(living, h);
                continue;
            }
            const double occupancy = static_cast<double>(homes.residents[h]) / homes.open_beds[h];
            homes.weeks_empty[h] = occupancy < usual_ - lapse_margin_ ? static_cast<std::uint16_t>(homes.weeks_empty[h] + 1) : std::uint16_t{0};
            homes.weeks_below[h] = occupancy < break_even_ - closing_margin_ ? static_cast<std::uint16_t>(homes.weeks_below[h] + 1) : std::uint16_t{0};
            if (homes.weeks_empty[h] > lapse_weeks && homes.open_beds[h] > homes.residents[h] + 2) {
                --homes.open_beds[h];
                homes.weeks_empty[h] = lapse_weeks / 2;
            }
            if (homes.weeks_below[h] <= closing_weeks) continue;
            homes.weeks_below[h] = for_good;
            move_out(living, h);
        }
        reopen(world);
    }

    /// Beds that lapsed come back where homes are full: supply follows demand slowly.
    void reopen(World& world) const {
        CareHomes& homes = world.care_homes;
        for (std::size_t h = 0; h < homes.residents.size(); ++h) {
            if (homes.open_beds[h] == 0 || homes.open_beds[h] >= world.city->care_homes[h].beds || closing(homes, h)) continue;
            if (homes.residents[h] >= (usual_ + 0.1) * homes.open_beds[h] && world.week % lapse_weeks == static_cast<int>(h) % lapse_weeks) ++homes.open_beds[h];
        }
    }

    /// A home that closes takes nobody in; its residents move as beds elsewhere fall free.
    static constexpr std::uint16_t for_good = 0xFFFF;
    [[nodiscard]] static bool closing(const CareHomes& homes, std::size_t h) { return homes.weeks_below[h] == for_good; }

    static void move_out(Living& living, std::size_t from) {
        World& world = living.world;
        CareHomes& homes = world.care_homes;
        std::vector<Slot> moving;
        for_each_in_home(world.people, world.homes, world.city->care_homes[from].home, [&](Slot slot) { moving.push_back(slot); });
        std::sort(moving.begin(), moving.end(), [&](Slot a, Slot b) { return world.people.key[a] < world.people.key[b]; });
        std::size_t next = 0;
        for (std::size_t h = 0; h < homes.residents.size() && next < moving.size(); ++h) {
            if (closing(homes, h)) continue;
            while (homes.residents[h] < homes.open_beds[h] && next < moving.size()) {
                move_person(world, moving[next++], world.city->care_homes[h].home);
                ++homes.residents[h];
                --homes.residents[from];
            }
        }
        homes.open_beds[from] = homes.residents[from];  // those for whom no bed was found stay until one is
    }

    double theta_, high_, unmet_, alone_, breakdown_, hospital_, extra_care_, age_, extra_care_metres_, noise_, usual_, break_even_, lapse_margin_, closing_margin_, own_share_, fullness_metres_;
};

}  // namespace

extern const MechanismDeclaration care_homes_declaration;
const MechanismDeclaration care_homes_declaration{
    {"care_homes",
     Phase::care_homes,
     "Beds fall free and are offered to those whose lives at home have become hardest; empty beds lapse, half-empty homes close.",
     {"people", "care", "settings.schemes", "commissioned.refill_ppm", "commissioned.care_home_room"},
     {"people", "homes", "care", "care_homes", "world.vacant", "flows.sum"},
     {{"threshold", "1", 4.6, 0, 12, "calibrated", Grade::calibrated, "theta0: score above which a bed is offered at 85 % occupancy"},
      {"score_high", "1", 1.0, 0, 4, "assumed", Grade::assumed, "weight of high need"},
      {"score_unmet", "1", 2.0, 0, 6, "assumed", Grade::assumed, "weight of the unmet share"},
      {"score_no_carer", "1", 1.2, 0, 4, "assumed", Grade::assumed, "weight of having no carer at home"},
      {"score_breakdown", "1", 1.5, 0, 4, "carer_breakdown_as_placement_cause", Grade::assumed, "weight of a carer's breakdown in the last eight weeks"},
      {"score_hospital", "1", 1.0, 0, 4, "assumed", Grade::assumed, "weight of an emergency admission in the last eight weeks"},
      {"score_extra_care", "1", 0.5, 0, 2, "assumed", Grade::assumed, "taken off where an extra-care flat stands free near by", true, 0.0},
      {"score_age", "1/10 years", 0.6, 0, 1, "residential_rate_85plus_1996_2017", Grade::calibrated, "added for each ten years beyond 80, and taken off before: frailty and dementia that levels of need do not tell"},
      {"extra_care_near", "km", 2, 0, 10, "assumed", Grade::assumed, "distance up to which extra care is near"},
      {"score_noise", "1", 1.0, 0.1, 3, "assumed", Grade::assumed, "spread of what is not modelled"},
      {"usual_occupancy", "1", 0.85, 0.6, 1.0, "care_home_occupancy_2019", Grade::strong, "occupancy at which the threshold is theta0"},
      {"break_even", "1", 0.78, 0.5, 1.0, "assumed", Grade::assumed, "occupancy at which a home pays its way"},
      {"lapse_margin", "1", 0.10, 0, 0.5, "assumed", Grade::assumed, "how far below the usual occupancy a home lets beds lapse, one in thirteen weeks after half a year"},
      {"closing_margin", "1", 0.12, 0, 0.5, "assumed", Grade::assumed, "how far below break-even a home stays for a year before its owner gives up"},
      {"self_fund_share", "1", 0.40, 0.0, 1.0, "care_home_selffund_share", Grade::strong, "residents who pay themselves, city mean"},
      {"fullness_km", "km", 25, 0, 50, "assumed", Grade::assumed, "distance that a full home is worse than an empty one: free beds give families a choice"}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<CareHomeLife>(p); }};

}  // namespace topsoil
