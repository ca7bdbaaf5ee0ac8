// Groups' contracts with the council: who holds them, and what happens to them at a tender, at a review and when a group folds.
//
// Rule (submodels sheet 4): eight groups in a hundred hold a contract; only they can lose one. Under a term each contract is tendered at its own
// phase: who holds it keeps it with 0.55, else it goes to another group of the lot, or to a provider that is none of them. Without a term
// it is looked at in the review of its lot: a worn-out group loses it, others keep it. Income falls by what is lost, and nothing else
// follows but what follows for any group with less. What the council pays is the same whoever holds a contract.
#include <algorithm>
#include <map>

#include "commissioning/allocation.hpp"
#include "commissioning/by_neighbourhood.hpp"
#include "commissioning/catalogue.hpp"

namespace topsoil {

namespace {

constexpr Purpose first_purpose{"group_contract.first"};
constexpr Purpose keep_purpose{"group_contract.kept"};
constexpr Purpose award_purpose{"group_contract.award"};

struct GroupContractRules {
    explicit GroupContractRules(const LeverVector& levers) : term(static_cast<int>(levers[Lever::contract_term_weeks])), review_every(static_cast<int>(levers[Lever::review_every_weeks])) {}
    int term, review_every;
};

class GroupContracts final : public Process {
public:
    GroupContracts(const ParameterView& p, const LeverPlan& plan)
        : share_(p["share"]), part_(p["part_of_income"]), kept_(p["contracts.incumbent_always_kept"] > 0.5 ? 1.0 : p["kept"]), elsewhere_(p["elsewhere"]), able_(p["energy_to_bid"]), officers_(whole_pence(p["officers_cost"])), rules_(plan) {}

    /// Some groups hold a contract in the first week: it is part of what they live on already. Others have gone elsewhere long since, as many as will.
    void settle(Living& living) override {
        World& world = living.world;
        const double all = elsewhere_ < 1 ? share_ / (1 - elsewhere_) : share_;
        for (std::uint32_t g = 0; g < world.groups.all.size(); ++g) {
            Group& group = world.groups.all[g];
            if (group.alive == 0 || !happens(draw(world.city->seed, first_purpose, group.key, 0), all)) continue;
            GroupContract contract;
            contract.key = mix(0x6C07, group.key);
            contract.per_week = static_cast<Pence>(part_ * static_cast<double>(group.income_per_week));
            contract.neighbourhood = group.neighbourhood;
            if (contract.per_week == 0) continue;
            if (!happens(draw(world.city->seed, first_purpose, group.key, 0, 1), elsewhere_)) {
                contract.group = g;
                group.contract_per_week = contract.per_week;
                group.income_per_week -= contract.per_week;
            }
            world.groups.contracts.push_back(contract);
        }
        std::sort(world.groups.contracts.begin(), world.groups.contracts.end(), [](const GroupContract& a, const GroupContract& b) { return a.key < b.key; });
    }

    /// Tenders are spread evenly over the term, counted from the start of burn-in, as those of lots are; a contract that keeps its term keeps
    /// its calendar.
    void begin(Living& living) override {
        std::map<int, std::vector<GroupContract*>> by_term;
        for (GroupContract& contract : living.world.groups.contracts) by_term[rules_of(living, contract).term].push_back(&contract);
        for (const auto& [term, contracts] : by_term) {
            for (std::size_t i = 0; i < contracts.size(); ++i) {
                GroupContract& contract = *contracts[i];
                if (contract.term == term) continue;
                contract.term = term;
                contract.next_tender = -1;
                if (term == 0) continue;
                contract.next_tender = static_cast<Week>((i + 1) * static_cast<std::size_t>(term) / contracts.size()) % term;
                while (contract.next_tender < living.week) contract.next_tender += term;
            }
        }
    }

    void live_week(Living& living) override {
        World& world = living.world;
        for (GroupContract& contract : world.groups.contracts) {
            if (contract.group != nobody && world.groups.all[contract.group].alive == 0) award(living, contract, nobody);
            if (contract.next_tender == living.week) tender(living, contract);
            else if (reviewed(living, contract)) review(living, contract);
        }
        for (const GroupContract& contract : world.groups.contracts) pay(world, contract);
    }

private:
    [[nodiscard]] const GroupContractRules& rules_of(const Living& living, const GroupContract& contract) const { return rules_.at(contract.neighbourhood, living.week); }

    /// Is its lot reviewed this week, and is that all that happens to it?
    [[nodiscard]] bool reviewed(const Living& living, const GroupContract& contract) const {
        const GroupContractRules& rules = rules_of(living, contract);
        const HomeCare& care = living.world.home_care;
        return rules.term == 0 && rules.review_every > 0 && care.lots[care.lot_of[contract.neighbourhood]].next_review == living.week;
    }

    void tender(Living& living, GroupContract& contract) const {
        contract.next_tender += contract.term;
        living.world.commissioned.due[contract.neighbourhood] += officers_;
        if (!happens(draw(living.seed, keep_purpose, contract.key, living.week), kept_)) award_to_another(living, contract);
    }

    void review(Living& living, GroupContract& contract) const {
        living.world.commissioned.due[contract.neighbourhood] += officers_;
        if (contract.group != nobody && as_share(living.world.groups.all[contract.group].energy) < folding_energy) award_to_another(living, contract);
    }

    void award_to_another(Living& living, GroupContract& contract) const {
        World& world = living.world;
        const std::uint32_t before = contract.group;
        if (before != nobody) {
            world.groups.all[before].contract_per_week = 0;
            world.flows.add(Flow::group_contracts_lost, contract.neighbourhood, 1);
        }
        award(living, contract, before);
    }

    /// To any group of the lot but one that has the energy for it and no contract yet, each as likely; now and then, or where there is none, to
    /// a provider that is none of the city's groups.
    void award(Living& living, GroupContract& contract, std::uint32_t but) const {
        World& world = living.world;
        const auto& lot_of = world.home_care.lot_of;
        const Key luck = mix(contract.key, living.week);
        contract.group = nobody;
        if (happens(draw(living.seed, award_purpose, contract.key, living.week), elsewhere_)) return;
        const auto order = [&](std::uint32_t g) { return mix(luck, world.groups.all[g].key); };
        for (std::size_t n = 0; n < lot_of.size(); ++n) {
            if (lot_of[n] != lot_of[contract.neighbourhood]) continue;
            for (const std::uint32_t g : world.groups.in[n]) {
                const Group& group = world.groups.all[g];
                if (g == but || group.contract_per_week != 0 || as_share(group.energy) < able_) continue;
                if (contract.group == nobody || order(g) < order(contract.group)) contract.group = g;
            }
        }
        if (contract.group != nobody) world.groups.all[contract.group].contract_per_week = contract.per_week;
    }

    /// Whoever holds it is paid, out of what groups have lived on from the start.
    static void pay(World& world, const GroupContract& contract) {
        if (contract.group == nobody) {
            world.ledger.post(Account::group_income, Account::contracts_elsewhere, contract.neighbourhood, contract.per_week);
            return;
        }
        Group& group = world.groups.all[contract.group];
        world.ledger.post(Account::group_income, contract.neighbourhood, Account::group_cash, group.neighbourhood, contract.per_week);
        group.cash += contract.per_week;
    }

    double share_, part_, kept_, elsewhere_, able_;
    Pence officers_;
    ByNeighbourhood<GroupContractRules> rules_;
};

}  // namespace

extern const CommissioningDeclaration group_contracts_declaration;
const CommissioningDeclaration group_contracts_declaration{
    {"group_contracts",
     Phase::commissioning,
     "Some groups hold a contract with the council, which is tendered or looked at with the lot it lies in; who loses one has less to live on.",
     {"groups", "home_care.lots", "home_care.lot_of"},
     {"groups.all", "groups.contracts", "commissioned.due", "ledger.balance", "flows.sum"},
     {{"share", "1", 0.08, 0, 0.15, "assumed", Grade::assumed, "share of groups that hold a contract with the council at the start", true, 0.0},
      {"part_of_income", "1", 0.5, 0.1, 0.9, "assumed", Grade::assumed, "part of their income that it brings"},
      {"kept", "1", 0.55, 0.4, 0.75, "assumed", Grade::assumed, "chance that who holds a contract keeps it when it is tendered"},
      {"elsewhere", "1", 0.3, 0, 1, "assumed", Grade::assumed, "chance that a contract awarded anew goes to a provider that is none of the city's groups, though one could have it"},
      {"energy_to_bid", "1", 0.5, 0, 1, "assumed", Grade::assumed, "energy that a group must have to take up a contract"},
      {"officers_cost", "GBP", 200, 0, 2000, "assumed", Grade::assumed, "officers' cost of tendering, or reviewing, one contract of a group"}},
     {},
     {"contracts.incumbent_always_kept"}},
    {Lever::contract_term_weeks, Lever::review_every_weeks},
    [](const ParameterView& p, const LeverPlan& plan) -> std::unique_ptr<Process> { return std::make_unique<GroupContracts>(p, plan); }};

}  // namespace topsoil
