#include "topsoil/levers.hpp"

#include <cstdint>

namespace topsoil {

namespace {

/// What a lever costs, who pays, how it can fail: beside the levers, so that the compiler can refuse one that costs nothing.
struct LeverBill {
    Lever lever;
    Payer payer;
    std::string_view bill, failure;
};

constexpr std::array<LeverBill, lever_count> bills{{
    {Lever::contract_term_weeks, Payer::home_care_money, "officers' 60,000 pounds a round, 8,000 a lot and 200 a group's contract from home-care money; bidders pay 12,000 pounds a bid", "rosters break, some workers leave; a winner who bid too low hands back; a group loses what it lived on"},
    {Lever::contract_extension_weeks, Payer::home_care_money, "8,000 pounds of officers' time for each lot whose term is lengthened", "a fee and a provider outlive the reason for which they won"},
    {Lever::contract_price_weight, Payer::home_care_money, "quality bought with a higher fee is paid out of home-care money", "cheap bids win and are missed visits later; or dear ones buy fewer hours"},
    {Lever::contract_minimum_turnover, Payer::home_care_money, "fewer bidders shade their prices less; the fee is paid out of home-care money", "small local firms are shut out, or firms win that are too small to cover an absence"},
    {Lever::contract_providers_per_lot, Payer::home_care_money, "overlap of rounds on the same streets is paid for as travel, in the fee", "many holders travel the same streets, and each must have those who know a rare skill; a single one that fails leaves nobody near"},
    {Lever::lot_count, Payer::home_care_money, "fixed overhead of each unit; 40,000 pounds for each new unit from home-care money", "small pools: more idle time, no cover for an absence, nobody who knows a rare skill; small purses cut packages here while there is money next door"},
    {Lever::review_every_weeks, Payer::home_care_money, "6,000 pounds a review of a lot, 200 for each group's contract in it, and 40 hours of residents and staff", "noise is chased; a bad provider stays longer; costs creep"},
    {Lever::review_step, Payer::other_neighbourhoods, "what one neighbourhood or one strand gains the others lose", "noise moves money; who answers most gains most; what grows is fed, and credited with what its neighbour did"},
    {Lever::team_self_managed, Payer::providers, "coordination takes five per cent of paid time at full strength; ten per cent more in a new unit's first 26 weeks", "one absence hurts a small team; hours go into meetings"},
    {Lever::pay_basis, Payer::home_care_money, "3.30 pounds a contact hour where all travel is paid, in proportion where less is; in the fee", "fewer hours for the same money"},
    {Lever::personal_budgets, Payer::home_care_money, "18 pounds an hour worked and a broker at 250 pounds a person-year; half an hour a week of the person's own time", "a post waits for an assistant, and stands vacant when one leaves; brokers cost what they cost; the other packages are fewer"},
    {Lever::community_share, Payer::home_care_money, "taken from home-care money, pound for pound", "groups cannot absorb it; it lands where groups are strong already"},
    {Lever::residential_refill, Payer::care_home_money, "empty beds' standing costs and the contributions of those not admitted; care at home for them", "need, and carers' strain, stay at home"},
    {Lever::professional_bases, Payer::home_care_money, "3,000 pounds a year for each social worker's desk outside the central office", "short queues beside long ones; a tenth of the time is lost on cases that go to a neighbouring base"},
    {Lever::decisions, Payer::home_care_money, "6,000 pounds a year for each neighbourhood's assembly, and two hours a month of each of its 25 members", "who comes decides: the old and the settled are heard first; members' hours are lost to others"},
    {Lever::learning, Payer::providers, "20 hours of each worker for each practice tried, kept or not", "a bad practice that looked good spreads further"},
    {Lever::premises, Payer::home_care_money, "25,000 pounds a place-year", "rooms stand empty; when the money stops, their groups pay rent again or end"},
    {Lever::client_transfer, Payer::home_care_money, "people who stay with a provider that lost keep two firms on the same streets", "people stay with poor care"},
    {Lever::allocation, Payer::other_neighbourhoods, "what one neighbourhood gains another loses", "money follows history or heads where need has moved"},
}};

consteval bool every_lever_has_a_bill() {
    for (std::size_t i = 0; i < bills.size(); ++i) {
        if (static_cast<std::size_t>(bills[i].lever) != i || bills[i].payer == Payer::none || bills[i].bill.empty() || bills[i].failure.empty()) return false;
    }
    return true;
}
static_assert(every_lever_has_a_bill(), "a lever without a bill, a payer or a way to fail");

/// What each lever is; in the order of Lever.
struct LeverText {
    std::string_view name, unit;
    double low, high, null_value;
    bool whole;
    std::vector<std::string_view> choices;
    std::string_view reach, meaning;
};

}  // namespace

std::string_view name_of(Payer payer) {
    switch (payer) {
        case Payer::home_care_money: return "home-care money";
        case Payer::care_home_money: return "care-home money";
        case Payer::providers: return "providers";
        case Payer::other_neighbourhoods: return "other neighbourhoods";
        default: return "nobody";
    }
}

const std::vector<LeverSpec>& lever_catalogue() {
    static const std::vector<LeverSpec> levers = [] {
        const std::vector<LeverText> texts{
            {"contract_term_weeks", "week", 0, 1040, 156, true, {}, "who supplies where; pairs of client and worker through the workers; income of groups with contracts", "weeks between tender rounds of a lot; 0: never re-tendered"},
            {"contract_extension_weeks", "week", 0, 520, 0, true, {}, "who supplies where", "weeks by which a term is lengthened once, without a tender, where the holders did well; 0: not at all"},
            {"contract_price_weight", "1", 0, 1, 0.4, false, {}, "who supplies where, fee", "weight of price against quality in the score of a bid"},
            {"contract_minimum_turnover", "1", 0, 2, 1.0, false, {}, "who may bid", "hours of care that a bidder must give already, as a multiple of half a holder's share of the lot's"},
            {"contract_providers_per_lot", "1", 1, 12, 3, true, {}, "who supplies where", "how many providers hold a lot's contract side by side"},
            {"lot_count", "1", 1, 1000, 16, true, {}, "overlap, pools of cover, distance of recruits", "into how many lots the city is cut; as many as neighbourhoods, or more: one each, joined below a viable size"},
            {"review_every_weeks", "week", 0, 520, 0, true, {}, "home-care budgets of neighbourhoods and their strands, fee by open book; income of worn-out groups with contracts", "weeks between stewardship reviews of a lot; 0: none"},
            {"review_step", "1/year", 0, 0.10, 0, false, {}, "home-care budgets of neighbourhoods and their strands", "largest share of a neighbourhood's home-care money, or of a strand of it, that a year's reviews move"},
            {"team_self_managed", "1", 0, 1, 0, false, {}, "form of overhead, autonomy, coordination", "how far providers' teams run themselves"},
            {"pay_basis", "1", 0, 1, 0.35, false, {}, "effective wage, unit cost", "share of travelling time that is paid"},
            {"personal_budgets", "1", 0, 0.5, 0, false, {}, "who gives the hours bought, how many", "share of home-care money that personal budgets may take, for people who wait for a package and would rather employ somebody"},
            {"community_share", "1", 0, 0.05, 0, false, {}, "cash of groups", "share of social-care money that goes to groups beyond today's grants"},
            {"residential_refill", "1", 0, 1, 0.5, false, {}, "threshold of admission, beds", "how readily a freed bed is filled again"},
            {"professional_bases", "1", 1, 1000, 1, true, {}, "queues for an assessment", "from how many bases social workers work; as many as neighbourhoods, or more: one each"},
            {"decisions", "1", 0, 2, 0, true, {"officers", "assembly", "assembly_by_lot"}, "which groups a grant reaches first; members' minutes", "who decides which groups are supported first: officers, an assembly of those who come forward, or one drawn by lot"},
            {"learning", "1", 0, 1, 0, false, {}, "cost and staying of workers in the provider that takes a practice up", "how far providers are open to learn practices from each other between tenders"},
            {"premises", "1", 0, 3, 0, true, {}, "room rent of groups, who meets whom", "shared places that the council keeps open in each neighbourhood"},
            {"client_transfer", "1", 0, 2, 0, true, {"all_move", "stay", "choose"}, "who supplies whom", "what happens to people whose provider loses the contract"},
            {"allocation", "1", 0, 2, 0, true, {"needs_formula", "per_head", "historic"}, "budgets of neighbourhoods", "how home-care money is shared between neighbourhoods"},
        };
        std::vector<LeverSpec> all;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const LeverText& text = texts[i];
            all.push_back({static_cast<Lever>(i), text.name, text.unit, text.low, text.high, text.null_value, text.whole, text.choices, text.reach, text.meaning, bills[i].payer, bills[i].bill, bills[i].failure, static_cast<Lever>(i) == Lever::allocation});
        }
        return all;
    }();
    return levers;
}

void LeverVector::change(Lever lever, double value) {
    LeverVector& self = *this;
    if (lever == Lever::contract_term_weeks && self[lever] <= 0) return;
    const bool whole = lever_catalogue()[static_cast<std::size_t>(lever)].whole;
    self[lever] = whole ? static_cast<double>(static_cast<std::int64_t>(value + 0.5)) : value;
}

}  // namespace topsoil
