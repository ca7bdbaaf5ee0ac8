#include "commissioning/budgets.hpp"

#include <algorithm>
#include <array>

#include "commissioning/allocation.hpp"
#include "commissioning/lots.hpp"
#include "commissioning/strands.hpp"
#include "state/group_kinds.hpp"

namespace topsoil {

namespace {

/// A line of the place's budget that is spent by what happens, and the account that holds it meanwhile.
struct HeldStrand {
    std::string_view strand;
    Account account;
};
constexpr HeldStrand care_homes{"older_care_homes", Account::strand_care_homes};
constexpr HeldStrand placements{"childrens_placements", Account::strand_placements};
/// In the order of FundedSetting.
constexpr std::array<HeldStrand, funded_settings> setting_strands{{{"supported_living", Account::strand_supported_living},
                                                                   {"direct_payments", Account::strand_direct_payments},
                                                                   {"day_services", Account::strand_day_services},
                                                                   {"reablement", Account::strand_reablement}}};

/// What a strand holds beyond two months' bills: the part of it that is given up this week, so that it is gone within a year.
[[nodiscard]] Pence given_up(const World& world, const HeldStrand& held) { return std::max<Pence>(0, world.ledger.total(held.account) - strand_now(world, held.strand) / 6) / 52; }

/// What care homes, supported living, direct payments, day services and reablement leave unused follows people home: whoever's beds
/// close, in whichever regime, the money buys home care.
[[nodiscard]] std::vector<Pence> money_moved_home(World& world, const std::vector<std::int64_t>& weights) {
    std::vector<Pence> all(weights.size(), 0);
    const auto move = [&](const HeldStrand& held) {
        const auto moved = share_pence(given_up(world, held), weights);
        for (std::size_t n = 0; n < moved.size(); ++n) {
            world.ledger.post(held.account, Account::strand_home_care, static_cast<NeighbourhoodId>(n), moved[n]);
            all[n] += moved[n];
        }
    };
    move(care_homes);
    for (const HeldStrand& held : setting_strands) move(held);
    return all;
}

void outlay(World& world, NeighbourhoodId n, Pence amount) { world.flows.add(Flow::council_outlay_pence, n, amount); }

[[nodiscard]] Pence social_care_week(const World& world, Week week) {
    Pence sum = 0;
    for (const StrandBudget& strand : world.city->place.strands) {
        if (!strand.strand.starts_with("nhs") && strand.strand != "education" && strand.strand != "work") sum += strand_this_week(world, strand.strand, week);
    }
    return sum;
}

void set_aside_strand(Living& living, const HeldStrand& held) {
    World& world = living.world;
    const auto shares = share_pence(strand_this_week(world, held.strand, living.week), head_weights(world));
    for (std::size_t n = 0; n < shares.size(); ++n) {
        world.ledger.post(Account::council, held.account, static_cast<NeighbourhoodId>(n), shares[n]);
        outlay(world, static_cast<NeighbourhoodId>(n), shares[n]);
    }
}

/// What arrangements of each kind may cost a week: this week's part, and what earlier weeks left or overspent, over a year.
void allow_settings(Living& living) {
    World& world = living.world;
    world.commissioned.setting_money.clear();
    for (const HeldStrand& held : setting_strands) {
        world.commissioned.setting_money.push_back(strand_this_week(world, held.strand, living.week) + world.ledger.total(held.account) / 52);
    }
}

/// Every child in need of a place gets one. What that costs beyond its strand is taken from other services for children within
/// the year, and what is left beyond two months' bills goes to them.
void balance_placements(Living& living) {
    World& world = living.world;
    const auto weights = head_weights(world);
    const Pence others = strand_this_week(world, "other_childrens_services", living.week);
    const Pence lacking = std::min(others, std::max<Pence>(0, -world.ledger.total(placements.account)) / 52);
    const auto whole = share_pence(others, weights);
    const auto taken = share_pence(lacking, whole);
    const auto back = share_pence(given_up(world, placements), weights);
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const auto n = static_cast<NeighbourhoodId>(i);
        world.ledger.post(Account::council, placements.account, n, taken[i]);
        world.ledger.post(Account::council, Account::fixed_services, n, whole[i] - taken[i]);
        world.ledger.post(placements.account, Account::fixed_services, n, back[i]);
        outlay(world, n, whole[i]);
    }
}

/// Lines that nothing in this model moves yet: paid out as they come in.
void set_aside_fixed(Living& living) {
    World& world = living.world;
    struct Line {
        std::string_view strand;
        Account from, to;
    };
    static constexpr std::array<Line, 8> lines{{{"younger_care_homes", Account::council, Account::care_home_costs},
                                                 {"other_adult_support", Account::council, Account::fixed_services},
                                                 {"adult_assessment", Account::council, Account::assessment_costs},
                                                 {"commissioning_office", Account::council, Account::officers},
                                                 {"childrens_social_work", Account::council, Account::fixed_services},
                                                 {"nhs_primary_and_community", Account::nhs, Account::primary_and_community},
                                                 {"nhs_other_fixed", Account::nhs, Account::other_nhs},
                                                 {"education", Account::education, Account::education_services}}};
    const auto weights = head_weights(world);
    for (const Line& line : lines) {
        // What others than the council pay stands still.
        const Pence week = line.from == Account::council ? strand_this_week(world, line.strand, living.week) : weekly_part(strand_pence(world.city->place, line.strand), living.week);
        const auto shares = share_pence(week, weights);
        for (std::size_t n = 0; n < shares.size(); ++n) {
            const auto here = static_cast<NeighbourhoodId>(n);
            world.ledger.post(line.from, line.to, here, shares[n]);
            if (line.from == Account::council) outlay(world, here, shares[n]);
            if (line.from == Account::nhs) world.flows.add(Flow::nhs_outlay_pence, here, shares[n]);
        }
    }
    const auto work = share_pence(weekly_part(strand_pence(world.city->place, "work"), living.week), weights);
    for (std::size_t n = 0; n < work.size(); ++n) world.ledger.post(Account::work_and_welfare, Account::work_services, static_cast<NeighbourhoodId>(n), work[n]);
}

/// In years, of those who sit in the neighbourhood's assembly.
[[nodiscard]] std::vector<int> ages_in_assembly(const Living& living, NeighbourhoodId n) {
    std::vector<int> ages;
    for (const Slot slot : living.world.groups.assembly[n]) living.world.people.setting.prefetch(slot);
    for (const Slot slot : living.world.groups.assembly[n]) {
        if (living.world.people.alive(slot)) ages.push_back(living.world.people.age(slot, living.week));
    }
    return ages;
}

/// Which group of the neighbourhood a grant reaches first. Officers and assemblies choose among the same groups, with the same books
/// before them; an assembly has its members' lives in mind too.
[[nodiscard]] std::vector<std::uint32_t> order_of_grants(const Living& living, NeighbourhoodId n) {
    const World& world = living.world;
    struct Choice {
        int fitting;
        Pence cash;
        Key key;
        std::uint32_t group;
    };
    const std::vector<int> assembly = ages_in_assembly(living, n);
    std::vector<Choice> choices;
    for (const std::uint32_t g : world.groups.in[n]) {
        const Group& group = world.groups.all[g];
        const GroupAges suited = ages_of_group(world.city->place.groups[group.kind].kind);
        const auto fitting = std::count_if(assembly.begin(), assembly.end(), [&](int age) { return suited.youngest <= age && age <= suited.oldest; });
        choices.push_back({static_cast<int>(fitting), group.cash, group.key, g});
    }
    std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) {
        if (a.fitting != b.fitting) return a.fitting > b.fitting;
        return a.cash != b.cash ? a.cash < b.cash : a.key < b.key;
    });
    std::vector<std::uint32_t> order;
    for (const Choice& choice : choices) order.push_back(choice.group);
    return order;
}

/// Grants beyond today's go to the groups that have least, each up to half of what it lives on; what lies idle for longer than a
/// quarter goes back to home care. Where an assembly decides, groups in which most of its members could take part come first.
void give_grants(Living& living) {
    World& world = living.world;
    for (std::size_t n = 0; n < world.groups.in.size(); ++n) {
        const auto here = static_cast<NeighbourhoodId>(n);
        const Pence idle = world.ledger.balance(Account::strand_groups, here) - 13 * world.commissioned.group_grants[n];
        if (idle > 0) world.ledger.post(Account::strand_groups, Account::strand_home_care, here, idle);
        Pence left = world.ledger.balance(Account::strand_groups, here);
        if (left <= 0) continue;
        // Where there is enough for all, nobody need decide who comes first.
        Pence wanted = 0;
        for (const std::uint32_t g : world.groups.in[n]) wanted += world.groups.all[g].lives_on() / 2;
        for (const std::uint32_t g : wanted <= left ? world.groups.in[n] : order_of_grants(living, here)) {
            Group& group = world.groups.all[g];
            const Pence grant = std::min(left, group.lives_on() / 2);
            if (grant <= 0) continue;
            world.ledger.post(Account::strand_groups, here, Account::group_cash, group.neighbourhood, grant);
            group.cash += grant;
            group.granted = 1;
            left -= grant;
        }
    }
}

/// The part of what a neighbourhood owes that its home-care money is kept clear of this week.
[[nodiscard]] Pence bill_of(const Commissioned& c, std::size_t n, Pence care) { return c.due.empty() ? 0 : std::min(c.due[n], care / 5); }

/// Pence in the home-care strand beyond the visits agreed and the arrangements that stand this week.
[[nodiscard]] Pence home_care_to_spare(const World& world) {
    Pence spare = world.ledger.total(Account::strand_home_care);
    touched(world.home_care.clients.size());
    for (const Client& client : world.home_care.clients) spare -= promised_per_week(world.home_care, client);
    for (const Pence standing : world.commissioned.standing) spare -= standing;
    return std::max<Pence>(0, spare);
}

/// Bills of a change and money for groups come out of home-care money as fast as the packages promised before leave room for them;
/// until then both are kept back and the queue gives way, as for rooms and assemblies.
void pay_bills_and_grants(World& world, const std::vector<Pence>& care) {
    Commissioned& c = world.commissioned;
    Pence spare = home_care_to_spare(world);
    const auto pay_out = [&](const std::vector<Pence>& wanted, Account to) {
        Pence all = 0;
        for (const Pence one : wanted) all += one;
        auto paid = spare < all ? share_pence(spare, wanted) : wanted;
        for (std::size_t n = 0; n < paid.size(); ++n) {
            paid[n] = std::min(paid[n], wanted[n]);
            world.ledger.post(Account::strand_home_care, to, static_cast<NeighbourhoodId>(n), paid[n]);
            spare -= paid[n];
        }
        return paid;
    };
    std::vector<Pence> bills;
    for (std::size_t n = 0; n < care.size(); ++n) bills.push_back(bill_of(c, n, care[n]));
    const auto paid = pay_out(bills, Account::officers);
    for (std::size_t n = 0; n < c.due.size(); ++n) c.due[n] -= paid[n];
    pay_out(c.group_grants, Account::strand_groups);
}

}  // namespace

void remember_spending(World& world) {
    world.commissioned.historic.assign(world.city->neighbourhoods.size(), 0);
    touched(world.home_care.clients.size());
    for (const Client& client : world.home_care.clients) {
        if (client.file == nobody || client.private_ != 0) continue;
        world.commissioned.historic[world.people.neighbourhood[client.person]] += client.agreed_a_day();
    }
}

void set_aside(Living& living, const ByNeighbourhood<BudgetRules>& rules, bool pay) {
    World& world = living.world;
    const std::size_t places = world.city->neighbourhoods.size();
    Commissioned& c = world.commissioned;
    const int formula = rules.arms().front().formula;
    const auto weights = allocation_weights(world, formula);
    auto care = home_care_shares(world, formula, living.week);
    c.group_grants.assign(places, 0);
    for (std::size_t arm = 0; arm < rules.arms().size(); ++arm) {
        const auto community = share_pence(static_cast<Pence>(rules.arms()[arm].community * static_cast<double>(social_care_week(world, living.week))), weights);
        for (std::size_t n = 0; n < places; ++n) {
            // Half of a neighbourhood's home-care money at most, before reviews and after.
            if (rules.arm(n, living.week) == arm) c.group_grants[n] = std::min(after_reviews(world, Strand::groups, n, std::min(community[n], care[n] / 2)), care[n] / 2);
        }
    }
    for (std::size_t n = 0; n < places; ++n) care[n] -= c.group_grants[n];
    const auto moved = pay ? money_moved_home(world, weights) : std::vector<Pence>(places, 0);
    c.home_care_budget.assign(places, 0);
    for (std::size_t i = 0; pay && i < places; ++i) {
        const auto n = static_cast<NeighbourhoodId>(i);
        world.ledger.post(Account::council, Account::strand_home_care, n, care[i] + c.group_grants[i]);
        outlay(world, n, care[i] + c.group_grants[i]);
    }
    for (std::size_t i = 0; i < places; ++i) {
        // What was left over is spent down within the year; what was overspent is made good; bills come first.
        const Pence balance = world.ledger.balance(Account::strand_home_care, static_cast<NeighbourhoodId>(i)) - (pay ? care[i] + c.group_grants[i] + moved[i] : 0);
        const Pence standing = c.standing.empty() ? 0 : c.standing[i];
        c.home_care_budget[i] = care[i] + moved[i] - bill_of(c, i, care[i]) - standing + balance / 52;
    }
    if (pay) pay_bills_and_grants(world, care);
    allow_settings(living);
    if (pay) {
        set_aside_strand(living, care_homes);
        for (const HeldStrand& held : setting_strands) set_aside_strand(living, held);
        balance_placements(living);
        set_aside_strand(living, placements);
        set_aside_fixed(living);
        give_grants(living);
    }
    const Pence room = world.ledger.total(Account::strand_care_homes);
    const Pence yearly = strand_now(world, "older_care_homes");
    // A day or so of bills is kept in hand: residents cannot be sent home again when the money runs short.
    c.care_home_room = {pay || living.week > 0 ? room - yearly / 400 : yearly};
}

}  // namespace topsoil
