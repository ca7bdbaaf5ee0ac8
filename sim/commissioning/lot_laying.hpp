// Laying lots where regimes come in: who leaves a lot for another, and what was asked for when lots were last laid.
#pragma once

#include "commissioning/by_neighbourhood.hpp"
#include "state/process.hpp"

namespace topsoil {

/// How the levers of one arm cut the place.
struct CutRules {
    explicit CutRules(const LeverVector& levers) : lots(static_cast<int>(levers[Lever::lot_count])), holders(static_cast<int>(levers[Lever::contract_providers_per_lot])) {}
    int lots, holders;
};

class LotLaying {
public:
    LotLaying(const ParameterView& parameters, const LeverPlan& plan);

    /// Neighbourhoods that come under another cut leave their lots for new ones; those whose lot would span two sets of rules part from it
    /// and keep its holders. Returns the lots that nobody holds yet, in order. `first_fee` where there was no lot before.
    [[nodiscard]] std::vector<std::uint16_t> lay(Living& living, Pence first_fee) const;
    /// Do the people of the lot come under another number of holders than when this was last remembered?
    [[nodiscard]] bool other_holders(const Living& living, std::uint16_t lot) const;
    /// Notes what each neighbourhood's rules ask for.
    void remember(Living& living) const;

private:
    [[nodiscard]] std::vector<std::uint8_t> who_moves(const Living& living) const;
    void lay_new(Living& living, const std::vector<std::uint8_t>& moves, std::size_t arm, Pence fee, std::vector<std::uint16_t>& fresh) const;
    void part(Living& living, const std::vector<std::uint8_t>& moves) const;

    std::int64_t viable_;
    ByNeighbourhood<CutRules> rules_;
};

}  // namespace topsoil
