// Community nurses and doctors: what people ask of them, how much of it they can do, and what they notice while they are there.
//
// Rule: nurses visit people at home by level of need, and more often in the eight weeks after a hospital stay; everybody sees a doctor some
// times a year, people with need more often. Where a neighbourhood asks for more than its nurses and doctors have time for, each gets that
// share of it. Whoever visits may notice that somebody lacks help: chance 1 - exp(-nu x visits), as a neighbour does.
#include "mechanisms/catalogue.hpp"

namespace topsoil {

namespace {

constexpr Purpose notice_purpose{"primary_care.notice"};
constexpr std::int64_t thousand = 1'000;

class PrimaryCare final : public Process {
public:
    explicit PrimaryCare(const ParameterView& p)
        : visits_{0, p["visits_low"], p["visits_medium"], p["visits_high"]}, after_hospital_(p["visits_after_hospital"]), contacts_{p["contacts_everybody"], p["contacts_low"], p["contacts_medium"], p["contacts_high"]},
          nurse_visits_(p["nurses_per_1000"] * p["visits_per_nurse"]), gp_contacts_(p["gps_per_1000"] * p["contacts_per_gp"]), notice_(p["professional_notice"]) {}

    /// A first count, so that loads are known from the first week on.
    void settle(Living& living) override {
        for (int turn = 0; turn < turn_weeks; ++turn) count_turn(living, turn);
    }

    void live_week(Living& living) override {
        count_turn(living, living.week % turn_weeks);
        notice(living);
        add_contacts(living.world);
    }

private:
    [[nodiscard]] double visits_a_week(const World& world, Week week, const CareFile& file) const {
        if (world.people.setting[file.person] != Setting::home) return 0;
        return visits_[static_cast<std::size_t>(world.people.need[file.person])] + (week - file.hospital_week <= 8 ? after_hospital_ : 0);
    }

    /// What people with need whose turn it is ask for, by neighbourhood.
    void count_turn(Living& living, int turn) const {
        World& world = living.world;
        const std::size_t places = world.city->neighbourhoods.size();
        auto& nurses = world.settings.nurse_visits_wanted;
        auto& doctors = world.settings.gp_contacts_wanted;
        nurses.resize(places * turn_weeks);
        doctors.resize(places * turn_weeks);
        const std::size_t base = static_cast<std::size_t>(turn) * places;
        std::fill_n(nurses.begin() + static_cast<std::ptrdiff_t>(base), places, 0);
        std::fill_n(doctors.begin() + static_cast<std::ptrdiff_t>(base), places, 0);
        for_each_of_turn(world, turn, [&](FileId, const CareFile& file) {
            const std::size_t n = base + world.people.neighbourhood[file.person];
            const auto level = static_cast<std::size_t>(world.people.need[file.person]);
            nurses[n] += static_cast<std::int64_t>(visits_a_week(world, living.week, file) * thousand + 0.5);
            doctors[n] += static_cast<std::int64_t>(level == 0 ? 0 : contacts_[level] * thousand / weeks_per_year + 0.5);
        });
    }

    template <class Use>
    static void for_each_of_turn(const World& world, int turn, Use&& use) {
        constexpr std::uint32_t ahead = 16;
        for (std::size_t page = static_cast<std::size_t>(turn); page < world.care.files.pages(); page += turn_weeks) {
            const CareFile* files = world.care.files.read(page);
            touched(world.care.reach[page]);
            for (std::uint32_t i = 0; i < world.care.reach[page]; ++i) {
                if (i + ahead < world.care.reach[page] && files[i + ahead].person != nobody) world.people.need.prefetch(files[i + ahead].person);
                if (files[i].person != nobody && files[i].need_minutes() > 0) use(static_cast<FileId>(page << shard_bits | i), files[i]);
            }
        }
    }

    /// Visits or contacts a week, in thousandths: asked for, and what there is time for.
    struct Load {
        std::int64_t wanted, possible;
        [[nodiscard]] std::int64_t done() const { return std::min(wanted, possible); }
        [[nodiscard]] double share() const { return wanted > possible ? static_cast<double>(possible) / static_cast<double>(wanted) : 1.0; }
    };
    [[nodiscard]] static std::int64_t of_all_turns(const std::vector<std::int64_t>& wanted, std::size_t places, std::size_t n) {
        std::int64_t sum = 0;
        for (std::size_t turn = 0; turn < turn_weeks; ++turn) sum += wanted[turn * places + n];
        return sum;
    }
    [[nodiscard]] Load nurses(const World& world, std::size_t n) const {
        const double people = world.city->neighbourhoods[n].founders / 1'000.0;
        return {of_all_turns(world.settings.nurse_visits_wanted, world.city->neighbourhoods.size(), n), static_cast<std::int64_t>(nurse_visits_ * people * thousand)};
    }
    [[nodiscard]] Load doctors(const World& world, std::size_t n) const {
        const double people = world.city->neighbourhoods[n].founders / 1'000.0;
        const auto everybody = static_cast<std::int64_t>(contacts_[0] * people * 1'000 * thousand / weeks_per_year);
        return {everybody + of_all_turns(world.settings.gp_contacts_wanted, world.city->neighbourhoods.size(), n), static_cast<std::int64_t>(gp_contacts_ * people * thousand)};
    }

    /// Those whose turn it is have had eight weeks of visits and contacts, as many as there was time for.
    void notice(Living& living) const {
        World& world = living.world;
        std::vector<double> nurse_share, doctor_share;
        for (std::size_t n = 0; n < world.city->neighbourhoods.size(); ++n) {
            nurse_share.push_back(nurses(world, n).share());
            doctor_share.push_back(doctors(world, n).share());
        }
        std::vector<FileId> noticed;
        for_each_of_turn(world, living.week % turn_weeks, [&](FileId id, const CareFile& file) {
            if (file.has(mark::noticed) || file.unmet == 0 || file.stage != Stage::none || world.people.setting[file.person] != Setting::home) return;
            const NeighbourhoodId n = world.people.neighbourhood[file.person];
            const double a_week = visits_a_week(world, living.week, file) * nurse_share[n] + (contacts_[0] + contacts_[static_cast<std::size_t>(world.people.need[file.person])]) / weeks_per_year * doctor_share[n];
            if (happens(draw(living.seed, notice_purpose, world.people.key[file.person], living.week), 1 - exp_exact(-notice_ * a_week * turn_weeks))) noticed.push_back(id);
        });
        for (const FileId id : noticed) world.care.files.edit(id).set(mark::noticed, true);
    }

    void add_contacts(World& world) const {
        for (std::size_t i = 0; i < world.city->neighbourhoods.size(); ++i) {
            const auto n = static_cast<NeighbourhoodId>(i);
            const Load visits = nurses(world, i);
            const Load contacts = doctors(world, i);
            world.flows.add(Flow::nurse_visits_wanted, n, visits.wanted);
            world.flows.add(Flow::nurse_visits, n, visits.done());
            world.flows.add(Flow::gp_contacts_wanted, n, contacts.wanted);
            world.flows.add(Flow::gp_contacts, n, contacts.done());
        }
    }

    std::array<double, 4> visits_;
    double after_hospital_;
    std::array<double, 4> contacts_;
    double nurse_visits_, gp_contacts_, notice_;
};

}  // namespace

extern const MechanismDeclaration primary_care_declaration;
const MechanismDeclaration primary_care_declaration{
    {"primary_care",
     Phase::crisis,
     "Nurses and doctors see as many as they have time for, and notice who lacks help.",
     {"people", "care.files", "settings"},
     {"settings.nurse_visits_wanted", "settings.gp_contacts_wanted", "care.files", "flows.sum"},
     {{"nurses_per_1000", "1", 1.96, 0.0, 6, "per_nbhd_community_nurses", Grade::strong, "community nurses per thousand people: eight a neighbourhood"},
      {"visits_per_nurse", "1/week", 40, 10, 80, "assumed", Grade::assumed, "visits that a nurse can make, half an hour each and the way there"},
      {"visits_low", "1/week", 0.10, 0.0, 2, "assumed", Grade::assumed, "nurse's visits to somebody with low need"},
      {"visits_medium", "1/week", 0.70, 0.0, 5, "assumed", Grade::assumed, "nurse's visits to somebody with medium need"},
      {"visits_high", "1/week", 2.00, 0.0, 14, "assumed", Grade::assumed, "nurse's visits to somebody with high need"},
      {"visits_after_hospital", "1/week", 1.50, 0.0, 7, "assumed", Grade::assumed, "further visits in the eight weeks after an emergency admission"},
      {"gps_per_1000", "1", 0.49, 0.0, 2, "gp_patients_per_FTE", Grade::moderate, "doctors per thousand people: two a neighbourhood"},
      {"contacts_per_gp", "1/week", 140, 40, 250, "assumed", Grade::assumed, "contacts that a doctor has time for"},
      {"contacts_everybody", "1/year", 3.0, 0.5, 10, "assumed", Grade::assumed, "contacts with a doctor of somebody without need"},
      {"contacts_low", "1/year", 4.0, 0.0, 20, "assumed", Grade::assumed, "further contacts of somebody with low need"},
      {"contacts_medium", "1/year", 6.0, 0.0, 30, "assumed", Grade::assumed, "further contacts of somebody with medium need"},
      {"contacts_high", "1/year", 8.0, 0.0, 40, "assumed", Grade::assumed, "further contacts of somebody with high need"},
      {"professional_notice", "1", 0.03, 0.0, 0.3, "assumed", Grade::assumed, "nu: log chance of noticing at each visit or contact", true, 0.0}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<PrimaryCare>(p); }};

}  // namespace topsoil
