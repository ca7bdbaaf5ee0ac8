// Wellbeing: how many people someone meets in a week, how lonely they are, how much they feel they belong. A quarter of the city a week.
//
// Rule (submodels sheet 11): chance of being often lonely = sigma(b0 + need + unmet + alone - contact - groups), approached over
// months; contact is counted along living ties once a year and when somebody moves in; belonging fades towards its usual level with
// a half-life of 26 weeks. Newcomers and people with few ties get to know who lives next door.
#include <algorithm>

#include "mechanisms/catalogue.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose acquaint_purpose{"wellbeing.acquaint"};
constexpr int step_weeks = 4;

class Wellbeing final : public Process {
public:
    explicit Wellbeing(const ParameterView& p)
        : base_(p["lonely_base"]), need_(p["lonely_need"]), unmet_(p["lonely_unmet"]), alone_(p["lonely_alone"]), contact_(p["lonely_contact"]), group_(p["lonely_group"]), usual_belonging_(to_share16(p["belonging_usual"])),
          acquaint_(p["acquaint_chance"]), weekly_{p["contact_kin"], p["contact_friend"] * 1.4, p["contact_friend"], p["contact_neighbour"]}, decay_(5 * 52, 26, 0.35) {
        for (std::size_t i = 0; i < logistic_.size(); ++i) logistic_[i] = to_share16(logistic((static_cast<double>(i) - 512) / 64));
    }

    void settle(Living& living) override {
        living.team.for_shards(living.world.city->shards(), [&](std::size_t shard) {
            for_living(living.world, shard, [&](Slot slot) { count_contacts(living, slot); });
            feel(living, shard, 65'536);
        });
    }

    void live_week(Living& living) override {
        living.team.for_shards(living.world.city->shards(), [&](std::size_t shard) {
            if (static_cast<int>(shard & 3) != (living.week & 3)) return;
            for_living(living.world, shard, [&](Slot slot) {
                const bool yearly = static_cast<int>(living.world.people.key[slot] >> 32) % 13 == living.week / step_weeks % 13;
                if (yearly || living.world.people.contact[slot] == 0) count_contacts(living, slot);
            });
            feel(living, shard, feeling_rate);
        });
        acquaint(living);
    }

private:
    static constexpr std::int32_t feeling_rate = 65'536 * 3 / 10;     // of the way in four weeks: three months to settle
    static constexpr std::int32_t belonging_rate = 6'627;             // half-life of 26 weeks, four weeks at a time

    template <class Use>
    static void for_living(const World& world, std::size_t shard, Use&& use) {
        const auto first = static_cast<Slot>(shard << shard_bits);
        for (Slot slot = first; slot < first + shard_size; ++slot) {
            if (world.people.alive(slot)) use(slot);
        }
    }

    void count_contacts(Living& living, Slot slot) const {
        World& world = living.world;
        double contacts = 0;
        for_each_tie(*world.city, world.ties, world.people.tie_page, slot, [&](const TieView& tie) {
            contacts += weekly_[static_cast<std::size_t>(tie.kind)] * decay_.strength(tie.kind, tie.level, tie.last, living.week);
        });
        world.people.contact.edit(slot) = std::max<Share16>(1, to_share16(contacts / 16));
    }

    void feel(Living& living, std::size_t shard, std::int32_t rate) const {
        World& world = living.world;
        Share16* loneliness = world.people.loneliness.write(shard);
        Share16* belonging = world.people.belonging.write(shard);
        for_living(world, shard, [&](Slot slot) {
            double logit = base_ - contact_ * (as_share(world.people.contact[slot]) * 16 - 2.0);
            if (world.people.need[slot] != NeedLevel::none) {
                const CareFile& file = world.care.files[world.people.care_file[slot]];
                const int need = file.need_minutes();
                logit += need_ + (need > 0 ? unmet_ * file.unmet / need : 0);
            }
            if (world.homes.count[world.people.home[slot]] == 1) logit += alone_;
            logit -= group_ * std::min<int>(3, world.people.memberships[slot]);
            const auto index = static_cast<std::size_t>(std::clamp(logit * 64 + 512, 0.0, 1023.0));
            const std::uint32_t i = slot & shard_mask;
            loneliness[i] = relax(loneliness[i], logistic_[index], rate);
            belonging[i] = relax(belonging[i], usual_belonging_, belonging_rate);
        });
    }

    /// People who meet hardly anybody, newcomers above all, come to know a grown-up next door.
    void acquaint(Living& living) const {
        World& world = living.world;
        std::vector<std::pair<Slot, Slot>> met;
        for (std::size_t shard = static_cast<std::size_t>(living.week & 3); shard < world.city->shards(); shard += 4) {
            for_living(world, shard, [&](Slot slot) {
                if (as_share(world.people.contact[slot]) * 16 > 1.2 || world.people.setting[slot] != Setting::home || world.people.age(slot, living.week) < 16) return;
                const Block bits = block(living.seed, acquaint_purpose, world.people.key[slot], living.week);
                if (!happens(bits[0], acquaint_)) return;
                const HomeId door = world.people.home[slot] + ((bits[1] & 1) != 0 ? 1U : ~0U);
                if (door >= world.city->home_point.size() || world.city->home_street[door] != world.city->home_street[world.people.home[slot]]) return;
                Slot neighbour = nobody;
                for_each_in_home(world.people, world.homes, door, [&](Slot other) {
                    const bool grown = world.people.age(other, living.week) >= 16;
                    if (grown && (neighbour == nobody || world.people.key[other] < world.people.key[neighbour])) neighbour = other;
                });
                if (neighbour != nobody) met.emplace_back(slot, neighbour);
            });
        }
        for (const auto& [a, b] : met) {
            add_tie(world, a, b, TieKind::neighbour, 100, living.week);
            add_tie(world, b, a, TieKind::neighbour, 100, living.week);
            count_contacts(living, a);
        }
    }

    double base_, need_, unmet_, alone_, contact_, group_;
    Share16 usual_belonging_;
    double acquaint_;
    std::array<double, tie_kinds> weekly_;
    TieDecay decay_;
    std::array<Share16, 1024> logistic_{};
};

}  // namespace

extern const MechanismDeclaration wellbeing_declaration;
const MechanismDeclaration wellbeing_declaration{
    {"wellbeing",
     Phase::reckoning,
     "People meet, or do not; loneliness and belonging follow over months; newcomers get to know the house next door.",
     {"people", "ties", "homes.count", "care.files"},
     {"people.loneliness", "people.belonging", "people.contact", "people.tie_page", "ties"},
     {{"lonely_base", "1", -3.05, -6, 0, "lonely_often_always", Grade::calibrated, "log odds of being often lonely of somebody without need who lives with others"},
      {"lonely_need", "1", 0.70, 0, 2, "often_lonely_by_need", Grade::moderate, "log odds added by needing help"},
      {"lonely_unmet", "1", 0.60, 0, 2, "often_lonely_by_need", Grade::moderate, "log odds added when all need is unmet"},
      {"lonely_alone", "1", 0.60, 0, 2, "living_alone_share_65plus", Grade::assumed, "log odds added by living alone"},
      {"lonely_contact", "1", 0.20, 0, 1, "assumed", Grade::assumed, "log odds taken off by one more contact a week"},
      {"lonely_group", "1", 0.10, 0, 0.5, "assumed", Grade::assumed, "log odds taken off by each group, up to three"},
      {"belonging_usual", "1", 0.55, 0.2, 0.9, "belong_neighbourhood", Grade::assumed, "level to which belonging fades without contact"},
      {"acquaint_chance", "1/4 weeks", 0.12, 0, 1, "assumed", Grade::assumed, "chance that somebody with few contacts meets a neighbour in four weeks"},
      {"contact_kin", "1/week", 0.6, 0, 3, "meet_friends_family_weekly", Grade::assumed, "contacts a week along a kin tie at full strength"},
      {"contact_friend", "1/week", 0.4, 0, 3, "meet_friends_family_weekly", Grade::assumed, "the same for friends; close friends 1.4 times as often"},
      {"contact_neighbour", "1/week", 0.25, 0, 3, "chat_to_neighbours_monthly", Grade::assumed, "the same for neighbours"}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Wellbeing>(p); }};

}  // namespace topsoil
