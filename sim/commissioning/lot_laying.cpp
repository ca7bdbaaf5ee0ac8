#include "commissioning/lot_laying.hpp"

#include <algorithm>
#include <map>

#include "commissioning/lots.hpp"

namespace topsoil {

namespace {

/// Mean fee of the lots in which somebody lives.
Pence mean_fee(const HomeCare& care) {
    const auto used = lots_in_use(care);
    Pence sum = 0;
    Pence count = 0;
    for (std::size_t lot = 0; lot < care.lots.size(); ++lot) {
        if (used[lot] == 0) continue;
        sum += care.lots[lot].fee_per_hour;
        ++count;
    }
    return sum / count;
}

}  // namespace

LotLaying::LotLaying(const ParameterView& p, const LeverPlan& plan) : viable_(static_cast<std::int64_t>(p["viable_hours"] * 60)), rules_(plan) {}

bool LotLaying::other_holders(const Living& living, std::uint16_t lot) const {
    const World& world = living.world;
    const std::size_t places = world.city->neighbourhoods.size();
    for (std::size_t n = 0; n < places; ++n) {
        if (world.home_care.lot_of[n] == lot && world.commissioned.lots_cut[places + n] != rules_.at(n, living.week).holders) return true;
    }
    return false;
}

void LotLaying::remember(Living& living) const {
    World& world = living.world;
    const std::size_t places = world.city->neighbourhoods.size();
    world.commissioned.lots_cut.assign(2 * places, 0);
    for (std::size_t n = 0; n < places; ++n) {
        world.commissioned.lots_cut[n] = rules_.at(n, living.week).lots;
        world.commissioned.lots_cut[places + n] = rules_.at(n, living.week).holders;
    }
}

std::vector<std::uint8_t> LotLaying::who_moves(const Living& living) const {
    const World& world = living.world;
    const auto& cut = world.commissioned.lots_cut;
    std::vector<std::uint8_t> moves(world.city->neighbourhoods.size(), 0);
    for (std::size_t n = 0; n < moves.size(); ++n) moves[n] = cut.empty() || cut[n] != rules_.at(n, living.week).lots ? 1 : 0;
    return moves;
}

std::vector<std::uint16_t> LotLaying::lay(Living& living, Pence first_fee) const {
    HomeCare& care = living.world.home_care;
    const auto moves = who_moves(living);
    const Pence fee = care.lots.empty() ? first_fee : mean_fee(care);
    part(living, moves);
    if (std::all_of(moves.begin(), moves.end(), [](std::uint8_t move) { return move != 0; })) {
        care.lots.clear();
        care.lot_of.assign(moves.size(), 0);
    }
    std::vector<std::uint16_t> fresh;
    for (std::size_t arm = 0; arm < rules_.arms().size(); ++arm) lay_new(living, moves, arm, fee, fresh);
    std::sort(fresh.begin(), fresh.end());
    return fresh;
}

/// New lots for those of one arm who move.
void LotLaying::lay_new(Living& living, const std::vector<std::uint8_t>& moves, std::size_t arm, Pence fee, std::vector<std::uint16_t>& fresh) const {
    HomeCare& care = living.world.home_care;
    std::vector<std::uint8_t> here(moves.size(), 0);
    for (std::size_t n = 0; n < here.size(); ++n) here[n] = moves[n] != 0 && rules_.arm(n, living.week) == arm ? 1 : 0;
    const auto count = std::count(here.begin(), here.end(), std::uint8_t{1});
    if (count == 0) return;
    const bool everybody = static_cast<std::size_t>(count) == here.size();
    const auto cut = cut_lots(living.world, rules_.arms()[arm].lots, viable_, everybody ? std::vector<std::uint8_t>{} : here);
    std::map<std::uint16_t, std::uint16_t> made;
    for (std::size_t n = 0; n < here.size(); ++n) {
        if (here[n] == 0) continue;
        // Where all lots are new they are numbered as the cut numbers them.
        const auto [known, is_new] = made.try_emplace(cut[n], everybody ? cut[n] : static_cast<std::uint16_t>(care.lots.size()));
        const std::uint16_t lot = known->second;
        if (lot >= care.lots.size()) care.lots.resize(lot + 1U);
        care.lots[lot].fee_per_hour = fee;
        care.lot_of[n] = lot;
        if (is_new) fresh.push_back(lot);
    }
}

/// A lot never spans two sets of rules: of those who stay in one, the first arm keeps it and the others part from it, with its holders.
void LotLaying::part(Living& living, const std::vector<std::uint8_t>& moves) const {
    HomeCare& care = living.world.home_care;
    if (rules_.arms().size() == 1) return;
    std::vector<std::size_t> keeps(care.lots.size(), rules_.arms().size());
    for (std::size_t n = 0; n < care.lot_of.size(); ++n) {
        if (moves[n] == 0) keeps[care.lot_of[n]] = std::min(keeps[care.lot_of[n]], rules_.arm(n, living.week));
    }
    std::map<std::pair<std::uint16_t, std::size_t>, std::uint16_t> parted;
    for (std::size_t n = 0; n < care.lot_of.size(); ++n) {
        const std::uint16_t lot = care.lot_of[n];
        const std::size_t arm = rules_.arm(n, living.week);
        if (moves[n] != 0 || keeps[lot] == arm) continue;
        const auto [known, is_new] = parted.try_emplace({lot, arm}, static_cast<std::uint16_t>(care.lots.size()));
        if (is_new) {
            care.lots.push_back(care.lots[lot]);
            care.lots.back().term = care.lots.back().review_every = -1;
        }
        care.lot_of[n] = known->second;
    }
}

}  // namespace topsoil
