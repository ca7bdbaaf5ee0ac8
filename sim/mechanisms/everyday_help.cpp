// Everyday help: somebody notices, or is asked, and gives an hour or two: shopping, a lift, company. And the small acts that
// nobody needs, which keep a street a street.
//
// Rule (submodels sheet 3): along each tie need is noticed with weekly chance 1 - exp(-nu q s v), q the contacts a week of the kind
// of tie, s its strength; people also ask unprompted. Somebody who noticed or was asked helps with chance sigma(offer_base + asked + 0.5 z
// + ...) if they have time to give. Who asks and still lacks help turns to a group near by that is there for it (sheet 4). An arrangement
// stands eight weeks, then is looked at again: those who helped are asked before anybody else. Small acts come at a rate per contact.
#include <algorithm>
#include <array>

#include "base/key_order.hpp"
#include "base/stepped_chance.hpp"
#include "mechanisms/catalogue.hpp"
#include "mechanisms/everyday_help_groups.hpp"
#include "mechanisms/everyday_help_noticing.hpp"
#include "mechanisms/everyday_help_small_acts.hpp"
#include "state/residents.hpp"

namespace topsoil {

namespace {

constexpr Purpose ask_purpose{"help.ask"};
constexpr Purpose offer_purpose{"help.offer"};
constexpr Purpose group_purpose{"help.group"};
constexpr Purpose first_purpose{"help.first"};
constexpr int review_weeks = turn_weeks;
constexpr Minutes one_act = 60;
constexpr int least_lack = 30;  // minutes a week: less is let be
constexpr std::uint8_t helped_level = 52;  // of a tie between two of whom one helped; a quarter of it, a twentieth of the most, is added to one that stands

struct HelpOffer {
    FileId file;
    Key asker;
    Slot helper;
    TieKind kind;
    Minutes minutes;
    bool by_group;
};

class EverydayHelp final : public Process {
public:
    explicit EverydayHelp(const ParameterView& p)
        : asks_once_(1 - power(1 - p["ask_chance"], review_weeks)), asked_(p["offer_asked"]), belonging_(p["offer_belonging"]), base_(p["offer_base"]), group_answers_(p["group_answers"]), first_helped_(p["first_helped"]),
          small_acts_(p["small_act_chance"], p["small_act_hours"]), noticing_(p["notice_rate"], review_weeks, UsualContacts(p)) {}

    /// Some have been helped for long: before family and friends are asked for what is left, who has needed most sooner than others.
    void settle(Living& living) override {
        World& world = living.world;
        std::vector<std::vector<HelpOffer>> found(world.care.files.pages());
        const HelpingGroups groups(world, group_answers_);
        living.team.for_shards(found.size(), [&](std::size_t page) {
            std::vector<FileId> none;
            std::vector<Turn> wanting = those_wanting(world, page, none);
            std::erase_if(wanting, [&](const Turn& one) {
                const double helped = first_helped_ * static_cast<double>(world.people.need[one.person]);
                return !happens(draw(living.seed, first_purpose, world.people.key[one.person], living.week), helped);
            });
            look_for_help(living, groups, wanting, found[page]);
        });
        take_up_all(living, found);
    }

    void live_week(Living& living) override {
        review_arrangements(living);
        small_acts_.live_week(living);
    }

private:
    /// Somebody whose turn it is, the light help they lack, and who has given it until now: those they know, and whom a group sent.
    struct Turn {
        FileId id;
        Slot person;
        int light;
        std::array<Slot, 2> helper;
        std::array<std::uint8_t, 2> minutes;
        bool by_group;              ///< the last of them
        std::size_t found = 0;      ///< who help from now on, so far
        Key key = 0;

        [[nodiscard]] bool seen_to() const { return found == helper.size() || light < least_lack; }
        [[nodiscard]] bool helped_by(Slot slot) const { return slot == helper[0] || slot == helper[1]; }
    };

    void review_arrangements(Living& living) const {
        World& world = living.world;
        const auto turn = static_cast<std::size_t>(living.week % turn_weeks);
        std::vector<std::vector<HelpOffer>> found(world.care.files.pages() / turn_weeks);
        std::vector<std::vector<FileId>> reviewed(found.size());
        const HelpingGroups groups(world, group_answers_);
        std::vector<std::vector<Turn>> wanting(found.size());
        living.team.for_shards(found.size(), [&](std::size_t part) { wanting[part] = those_wanting(world, part * turn_weeks + turn, reviewed[part]); });
        // What stood ends before anybody is asked: who helped has their time back, and may go on.
        for (const auto& list : reviewed) {
            const auto fetch_helpers = [&](std::size_t i) {
                for (const Slot helper : world.care.files[list[i]].helper) {
                    if (helper != nobody) world.people.committed.prefetch(helper);
                }
            };
            in_stages(list.size(), 8, fetch_helpers, [&](std::size_t i) {
                end_everyday_help(world, list[i]);
                world.care.files.edit(list[i]).set(mark::noticed, false);
            });
        }
        living.team.for_shards(found.size(), [&](std::size_t part) { look_for_help(living, groups, wanting[part], found[part]); });
        take_up_all(living, found);
    }

    void take_up_all(Living& living, const std::vector<std::vector<HelpOffer>>& found) const {
        World& world = living.world;
        std::vector<HelpOffer> offers;
        for (const auto& list : found) offers.insert(offers.end(), list.begin(), list.end());
        sort_by_key(offers, [](const HelpOffer& offer) { return offer.asker; });
        touched(offers.size());
        std::vector<Meeting> helped, sent_by_groups;
        in_stages(
            offers.size(), 4,
            [&](std::size_t i) {
                world.care.files.prefetch(offers[i].file);
                world.people.committed.prefetch(offers[i].helper);
                world.people.belonging.prefetch(offers[i].helper);
            },
            [&](std::size_t i) {
                if (!take_up(living, offers[i])) return;
                const HelpOffer& offer = offers[i];
                (offer.by_group ? sent_by_groups : helped).push_back({world.care.files[offer.file].person, offer.helper, offer.kind});
            });
        know_each_other_better(world, helped, helped_level, living.week);
        meet_each_other(world, sent_by_groups, met_level, living.week);
    }

    /// Each person's arrangements are looked at every eighth week, in a week of their own; those that stand are added to `reviewed`.
    [[nodiscard]] static std::vector<Turn> those_wanting(const World& world, std::size_t page, std::vector<FileId>& reviewed) {
        const CareFile* files = world.care.files.read(page);
        touched(world.care.reach[page]);
        std::vector<Turn> wanting;
        for (std::uint32_t i = 0; i < world.care.reach[page]; ++i) {
            const CareFile& file = files[i];
            if (file.person == nobody) continue;
            const auto id = static_cast<FileId>(page << shard_bits | i);
            if (file.helper[0] != nobody || file.helper[1] != nobody) reviewed.push_back(id);
            const int light = std::min(file.light_need() - file.unpaid_light, file.shortfall_but_for_everyday());
            if (light < least_lack) continue;
            world.people.setting.prefetch(file.person);
            wanting.push_back({id, file.person, light, file.helper, file.helper_minutes, file.has(mark::by_group)});
        }
        std::erase_if(wanting, [&](const Turn& one) { return world.people.setting[one.person] != Setting::home; });
        return wanting;
    }

    void look_for_help(const Living& living, const HelpingGroups& groups, std::vector<Turn>& wanting, std::vector<HelpOffer>& offers) const {
        const World& world = living.world;
        std::vector<Turn> lacking;
        const auto fetch = [&](std::size_t i) {
            world.people.key.prefetch(wanting[i].person);
            for (const Slot helper : wanting[i].helper) {
                if (helper != nobody) prefetch_helper(world, helper);
            }
        };
        in_stages(wanting.size(), 8, fetch, [&](std::size_t i) {
            wanting[i].key = world.people.key[wanting[i].person];
            ask_again(living, wanting[i], offers);
            if (!wanting[i].seen_to()) lacking.push_back(wanting[i]);
        });
        ask_along_ties(living, groups, lacking, offers);
    }

    static void prefetch_helper(const World& world, Slot helper) {
        world.people.key.prefetch(helper);
        world.people.setting.prefetch(helper);
        world.people.belonging.prefetch(helper);
    }

    /// Neighbours and friends who have helped until now are asked whether they go on.
    void ask_again(const Living& living, Turn& turn, std::vector<HelpOffer>& offers) const {
        const std::size_t known = turn.helper[1] != nobody ? 2 : (turn.helper[0] != nobody ? 1 : 0);
        for (std::size_t i = 0; i + (turn.by_group ? 1 : 0) < known; ++i) take(offered(living, turn, turn.helper[i], true, turn.minutes[i]), turn, turn.helper[i], TieKind::friend_, false, offers);
    }

    /// Notes an offer, if it is one.
    static void take(Minutes minutes, Turn& turn, Slot helper, TieKind kind, bool by_group, std::vector<HelpOffer>& offers) {
        if (minutes == 0) return;
        offers.push_back({turn.id, turn.key, helper, kind, minutes, by_group});
        turn.light -= minutes;
        ++turn.found;
    }

    void ask_along_ties(const Living& living, const HelpingGroups& groups, std::vector<Turn>& lacking, std::vector<HelpOffer>& offers) const {
        const World& world = living.world;
        constexpr std::size_t farthest = 18;
        constexpr std::size_t far = 12;
        constexpr std::size_t near = 6;
        constexpr std::size_t together = 6;  // a few at a time: while some are found, the helpers of others are fetched
        static thread_local std::array<std::vector<MightHelp>, together> might_help;
        for (std::size_t begin = 0; begin < lacking.size(); begin += together) {
            const std::size_t end = std::min(lacking.size(), begin + together);
            for (std::size_t i = begin; i < end; ++i) {
                if (i + farthest < lacking.size()) prefetch_where_ties_and_kinds_begin(*world.city, world.people, lacking[i + farthest].person);
                if (i + far < lacking.size()) {
                    prefetch_levels(*world.city, world.ties, world.people, lacking[i + far].person);
                    prefetch_street(*world.city, world.people.home[lacking[i + far].person]);
                }
                if (i + near < lacking.size()) prefetch_second_page(world.ties, world.people, lacking[i + near].person);
                might_help[i - begin].clear();
                noticing_.look_along_ties(living, lacking[i].person, asks_unprompted(living, lacking[i].key), might_help[i - begin]);
                for (const auto& [tie, was_asked] : might_help[i - begin]) prefetch_other_end(*world.city, tie);
            }
            for (std::size_t i = begin; i < end; ++i) {
                for (auto& [tie, was_asked] : might_help[i - begin]) {
                    tie.target = other_end(*world.city, tie);
                    prefetch_helper(world, tie.target);
                }
            }
            for (std::size_t i = begin; i < end; ++i) ask(living, groups, lacking[i], might_help[i - begin], offers);
        }
    }

    [[nodiscard]] bool asks_unprompted(const Living& living, Key key) const { return happens(block(living.seed, ask_purpose, key, living.week)[0], asks_once_); }

    /// Those whom they asked and who noticed, then a group that sent somebody until now, and last whatever group is near.
    void ask(const Living& living, const HelpingGroups& groups, Turn& turn, const std::vector<MightHelp>& might_help, std::vector<HelpOffer>& offers) const {
        for (const auto& [tie, was_asked] : might_help) {
            if (turn.seen_to()) return;
            if (!turn.helped_by(tie.target)) take(offered(living, turn, tie.target, was_asked), turn, tie.target, tie.kind, false, offers);
        }
        if (turn.by_group && !turn.seen_to()) {
            const std::size_t last = turn.helper[1] != nobody ? 1 : 0;
            take(offered(living, turn, turn.helper[last], true, turn.minutes[last]), turn, turn.helper[last], TieKind::friend_, true, offers);
        } else if (!turn.seen_to() && asks_unprompted(living, turn.key)) {
            turn_to_a_group(living, groups, turn, offers);
        }
    }

    /// A group asks up to three of its members, by chance; those who volunteer may say yes.
    void turn_to_a_group(const Living& living, const HelpingGroups& groups, Turn& turn, std::vector<HelpOffer>& offers) const {
        const World& world = living.world;
        const Key key = world.people.key[turn.person];
        const auto group = groups.turned_to(world, turn.person, block(living.seed, group_purpose, key, living.week));
        if (!group) return;
        const auto& members = world.groups.members[*group];
        const Block bits = block(living.seed, group_purpose, key, living.week, 1);
        for (std::size_t i = 0; i < 3; ++i) {
            const Slot member = members[below(bits[i], static_cast<std::uint32_t>(members.size()))];
            if (member == turn.person || !world.people.alive(member) || !world.people.has(member, role::volunteer)) continue;
            const Minutes minutes = offered(living, turn, member, true);
            take(minutes, turn, member, TieKind::friend_, true, offers);
            if (minutes > 0) return;
        }
    }

    /// Minutes a week that this person would give: as many as until now, or half an hour, one or two; never more than they have or is lacking.
    [[nodiscard]] Minutes offered(const Living& living, const Turn& turn, Slot helper, bool asked, Minutes until_now = 0) const {
        const World& world = living.world;
        if (world.people.setting[helper] != Setting::home || world.people.capacity[helper] < world.people.committed[helper] + least_lack) return 0;
        const Block bits = block(living.seed, offer_purpose, pair_key(turn.key, world.people.key[helper]), living.week);
        const double z = (as_share(world.people.belonging[helper]) - 0.55) / 0.12;
        const double load = static_cast<double>(world.people.committed[helper]) / std::max<int>(60, world.people.capacity[helper]);
        const double odds = base_ + (asked ? asked_ : 0) + belonging_ * z - load - 0.5 * as_share(world.people.strain[helper]);
        if (!helping_.happens(bits[0], odds, logistic)) return 0;
        const Minutes wish = until_now > 0 ? until_now : one_act / 2 << below(bits[1], 3);
        return std::min({wish, turn.light, world.people.capacity[helper] - world.people.committed[helper]});
    }

    /// False if there was no time left after all.
    static bool take_up(Living& living, const HelpOffer& offer) {
        World& world = living.world;
        std::uint16_t& committed = world.people.committed.edit(offer.helper);
        const Minutes minutes = std::min(offer.minutes, world.people.capacity[offer.helper] - committed);
        CareFile& file = world.care.files.edit(offer.file);
        const std::size_t place = file.helper[0] == nobody ? 0 : 1;
        if (minutes < 20 || file.helper[place] != nobody) return false;
        file.helper[place] = offer.helper;
        file.helper_minutes[place] = static_cast<std::uint8_t>(minutes);
        file.everyday = static_cast<std::uint16_t>(file.everyday + minutes);
        file.set(mark::noticed, true);
        if (offer.by_group) file.set(mark::by_group, true);
        committed = static_cast<std::uint16_t>(committed + minutes);
        lift_belonging(world, file.person);
        lift_belonging(world, offer.helper);
        return true;
    }

    static void lift_belonging(World& world, Slot slot) {
        Share16& belonging = world.people.belonging.edit(slot);
        belonging = static_cast<Share16>(std::min(share_one, belonging + 655));
    }

    double asks_once_, asked_, belonging_, base_, group_answers_, first_helped_;
    SmallActs small_acts_;
    Noticing noticing_;
    SteppedChance helping_{logistic};                      ///< by log odds
};

}  // namespace

extern const MechanismDeclaration everyday_help_declaration;
const MechanismDeclaration everyday_help_declaration{
    {"everyday_help",
     Phase::everyday_help,
     "Neighbours, friends and family notice or are asked, and help for an hour or two, else a group finds somebody; small acts pass between people who meet.",
     {"people", "ties", "care.files", "groups"},
     {"care.files", "people.committed", "people.belonging", "people.tie_page", "ties", "flows.sum"},
     {{"notice_rate", "1", 0.2, 0.05, 0.5, "calibrated", Grade::calibrated, "nu: how readily a contact notices need"},
      {"ask_chance", "1/week", 0.10, 0.0, 0.5, "assumed", Grade::assumed, "chance that somebody who lacks help asks unprompted"},
      {"offer_base", "1", -0.4, -4, 3, "calibrated", Grade::calibrated, "log odds of helping on noticing"},
      {"offer_asked", "1", 1.0, 0, 3, "assumed", Grade::weak, "log odds added by being asked"},
      {"offer_belonging", "1", 0.5, 0, 2, "assumed", Grade::assumed, "log odds added by a standard deviation of belonging"},
      {"group_answers", "1", 0.45, 0, 1, "assumed", Grade::calibrated, "chance that a group for caring, or for tools and skills, at full energy asks one of its members to help somebody near by"},
      {"first_helped", "1", 0.15, 0, 0.33, "calibrated", Grade::calibrated, "share of people with low need who have everyday help before the first week; twice and three times as many with medium and high need"},
      {"small_act_chance", "1", 0.207, 0.0, 0.3, "borrow_exchange_favours", Grade::calibrated, "small acts per contact"},
      {"small_act_hours", "h", 0.75, 0.1, 2, "assumed", Grade::assumed, "length of a small act"}},
     {},
     {"wellbeing.contact_kin", "wellbeing.contact_friend", "wellbeing.contact_neighbour", "wellbeing.street_messages_share", "wellbeing.street_messages"}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<EverydayHelp>(p); }};

}  // namespace topsoil
