// Tenders: who may bid for a lot, at which price, and who wins.
//
// Rule (submodels sheet 9): bidders price from their own cost plus margin, shading with competition; score = w p_min / p + (1 - w)
// quality as judged; the highest win.
#pragma once

#include "state/process.hpp"
#include "state/provider_costs.hpp"
#include "topsoil/levers.hpp"

namespace topsoil {

class TenderRule {
public:
    TenderRule(const ParameterView& parameters, const LeverVector& levers);

    [[nodiscard]] int holders() const { return holders_; }
    [[nodiscard]] double pay_basis() const { return pay_basis_; }

    /// Bids for a lot are made, paid for and scored; the fees of the winners, best first, are set. Nobody where nobody bids, and for
    /// the placebo, which bears the cost of bids and keeps holders and fees as they are. `new_contract`: there is no last fee from which
    /// a ceiling could be reckoned.
    [[nodiscard]] std::vector<std::uint16_t> winners(Living& living, std::uint16_t lot, bool new_contract) const;

private:
    struct Bid {
        std::uint16_t provider;
        Pence price;
        double quality;
        Key order;
    };
    [[nodiscard]] std::vector<std::uint16_t> bidders(const Living& living, std::uint16_t lot) const;
    [[nodiscard]] bool refused_as_too_low(const Living& living, Key bid, Pence price, double direct_cost) const;
    [[nodiscard]] std::vector<Bid> collect_bids(Living& living, std::uint16_t lot, bool new_contract) const;

    FeeCosts costs_;
    double margin_, shading_, price_noise_, quality_noise_, ceiling_, low_bid_, low_bid_checked_;
    Pence bid_cost_;
    bool incumbent_always_;
    double price_weight_, turnover_;
    int holders_;
    double pay_basis_;
};

}  // namespace topsoil
