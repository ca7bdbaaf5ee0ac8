#include "topsoil/levers.hpp"

namespace topsoil {

const std::vector<LeverSpec>& lever_catalogue() {
    static const std::vector<LeverSpec> levers{
        {Lever::contract_term_weeks, "contract_term_weeks", "week", 0, 1040, 156, true, {}, "bids of 12,000 pounds a lot from providers; officers' 60,000 a round and 8,000 a lot from the home-care strand", "who supplies where; pairs of client and worker through the workers", "weeks between tender rounds of a lot; 0: never re-tendered"},
        {Lever::contract_price_weight, "contract_price_weight", "1", 0, 1, 0.4, false, {}, "quality bought with a higher fee is paid out of the home-care strand", "who supplies where, fee", "weight of price against quality in the score of a bid"},
        {Lever::contract_minimum_turnover, "contract_minimum_turnover", "1", 0, 2, 1.0, false, {}, "fewer bidders shade their prices less; the fee is paid out of the home-care strand", "who may bid", "yearly turnover that a bidder must have, as a multiple of the lot's yearly value"},
        {Lever::contract_providers_per_lot, "contract_providers_per_lot", "1", 1, 12, 3, true, {}, "overlap of rounds on the same streets is paid as travel", "who supplies where", "how many providers hold a lot's contract side by side"},
        {Lever::lot_count, "lot_count", "1", 1, 1000, 16, true, {}, "fixed overhead of each unit; 40,000 pounds for each new unit from the home-care strand", "overlap, pools of cover, distance of recruits", "into how many lots the city is cut; as many as neighbourhoods, or more: one each, joined below a viable size"},
        {Lever::review_every_weeks, "review_every_weeks", "week", 0, 520, 0, true, {}, "6,000 pounds a review of a lot from the home-care strand, and 40 hours", "home-care budgets of neighbourhoods, fee by open book", "weeks between stewardship reviews of a lot; 0: none"},
        {Lever::review_step, "review_step", "1/year", 0, 0.10, 0, false, {}, "what one neighbourhood gains the others lose", "home-care budgets of neighbourhoods", "largest share of a neighbourhood's home-care money that a year's reviews move"},
        {Lever::team_self_managed, "team_self_managed", "1", 0, 1, 0, false, {}, "coordination time of five per cent of paid time at full strength; 26 weeks of ten per cent more at the start", "form of overhead, autonomy, coordination", "how far providers' teams run themselves"},
        {Lever::pay_basis, "pay_basis", "1", 0, 1, 0.35, false, {}, "0.0342 pounds per hundredth and contact hour, out of the home-care strand", "effective wage, unit cost", "share of travelling time that is paid"},
        {Lever::community_share, "community_share", "1", 0, 0.05, 0, false, {}, "taken from the home-care strand, pound for pound", "cash of groups", "share of social-care money that goes to groups beyond today's grants"},
        {Lever::residential_refill, "residential_refill", "1", 0, 1, 0.5, false, {}, "empty beds' standing costs; care at home for those who would have moved in", "threshold of admission, beds", "how readily a freed bed is filled again"},
        {Lever::client_transfer, "client_transfer", "1", 0, 2, 0, true, {"all_move", "stay", "choose"}, "staying with a provider that lost costs overlap of rounds", "who supplies whom", "what happens to people whose provider loses the contract"},
        {Lever::allocation, "allocation", "1", 0, 2, 0, true, {"needs_formula", "per_head", "historic"}, "what one neighbourhood gains another loses", "budgets of neighbourhoods", "how home-care money is shared between neighbourhoods"},
    };
    return levers;
}

}  // namespace topsoil
