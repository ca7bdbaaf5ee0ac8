#include "commissioning/failures.hpp"

#include <algorithm>

namespace topsoil {

namespace {

constexpr Purpose exit_purpose{"contract.exit"};
constexpr int weeks_of_loss = 26;

/// In which lots does somebody depend on this provider?
[[nodiscard]] std::vector<bool> lots_served(const World& world, std::uint16_t provider) {
    const HomeCare& care = world.home_care;
    std::vector<bool> serves(care.lots.size(), false);
    for (const Client& client : care.clients) {
        if (client.file != nobody && client.private_ == 0 && client.provider == provider) serves[care.lot_of[world.people.neighbourhood[client.person]]] = true;
    }
    return serves;
}

/// Private clients and workers without a lot go to the successor.
void move_the_rest(Living& living, std::uint16_t closing, std::uint16_t next) {
    World& world = living.world;
    HomeCare& care = world.home_care;
    for (Round& round : care.rounds) {
        if (round.used != 0 && round.provider == closing) round.provider = next;
    }
    for (Client& client : care.clients) {
        if (client.file == nobody || client.provider != closing) continue;
        client.provider = next;
        world.flows.add(Flow::provider_changes, world.people.neighbourhood[client.person], 1);
    }
    for (Worker& worker : care.workers) {
        if (worker.key == 0 || worker.provider != closing) continue;
        worker.provider = next;
        worker.changed = static_cast<std::int16_t>(living.week);
    }
}

void settle_reserves(World& world, std::uint16_t closing) {
    Provider& provider = world.home_care.providers[closing];
    const Account owner = provider.national != 0 ? Account::margin_elsewhere : Account::margin_here;
    if (provider.reserves > 0) world.ledger.post(Account::provider_reserves, owner, provider.base, provider.reserves);
    if (provider.reserves < 0) world.ledger.post(owner, Account::provider_reserves, provider.base, -provider.reserves);
    provider.reserves = 0;
}

}  // namespace

FailureRule::FailureRule(const ParameterView& p, const ProviderRule& providers)
    : providers_(providers), exit_rate_(p["exit_rate"]), emergency_(p["emergency_fee"]), notice_weeks_(static_cast<int>(p["notice_weeks"])), emergency_weeks_(static_cast<int>(p["emergency_weeks"])) {}

void FailureRule::live_week(Living& living, const std::vector<ProviderForm>& forms, const TransferRule& transfer) const {
    end_emergencies(living);
    World& world = living.world;
    const HomeCare& care = world.home_care;
    std::vector<std::uint16_t> closing;
    for (std::uint16_t p = 0; p < care.providers.size(); ++p) {
        if (care.providers[p].alive == 0) continue;
        if (happens(draw(living.seed, exit_purpose, care.providers[p].key, living.week), weekly_chance(exit_rate_))) closing.push_back(p);
        else hand_back(living, p, closing);
    }
    struck(living, closing);
    for (const std::uint16_t p : closing) {
        if (providers_alive(world) > 1) close(living, p, forms[p], transfer);
    }
}

/// Who has lost money for half a year and has nothing left gives notice; who recovers meanwhile takes it back.
void FailureRule::hand_back(Living& living, std::uint16_t p, std::vector<std::uint16_t>& closing) const {
    Provider& provider = living.world.home_care.providers[p];
    const bool broke = provider.weeks_in_red > weeks_of_loss && provider.reserves < 0;
    if (!broke) {
        provider.notice = 0;
    } else if (provider.notice == 0) {
        provider.notice = static_cast<std::int16_t>(living.week + notice_weeks_);
    }
    if (provider.notice != 0 && living.week >= provider.notice) closing.push_back(p);
}

/// A shock: providers with this share of the city's hours close, chosen by key, the same hours in every world.
void FailureRule::struck(Living& living, std::vector<std::uint16_t>& closing) const {
    const double share = factor_of(living.world.conditions, Condition::providers_fail);
    if (share <= 0) return;
    const auto& providers = living.world.home_care.providers;
    std::vector<std::uint16_t> order;
    std::int64_t all = 0;
    for (std::uint16_t p = 0; p < providers.size(); ++p) {
        if (providers[p].alive == 0 || providers[p].contact_minutes == 0) continue;
        order.push_back(p);
        all += providers[p].contact_minutes;
    }
    std::sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) { return mix(providers[a].key, living.week) < mix(providers[b].key, living.week); });
    std::int64_t hit = 0;
    for (const std::uint16_t p : order) {
        if (static_cast<double>(hit) >= share * static_cast<double>(all)) break;
        hit += providers[p].contact_minutes;
        if (std::find(closing.begin(), closing.end(), p) == closing.end()) closing.push_back(p);
    }
}

void FailureRule::end_emergencies(Living& living) {
    for (Provider& provider : living.world.home_care.providers) {
        if (provider.emergency_until == 0 || living.week < provider.emergency_until) continue;
        provider.fee_per_hour -= provider.emergency_fee;
        provider.emergency_fee = 0;
        provider.emergency_until = 0;
    }
}

void FailureRule::close(Living& living, std::uint16_t closing, ProviderForm form, TransferRule transfer) const {
    World& world = living.world;
    HomeCare& care = world.home_care;
    care.providers[closing].alive = 0;
    care.providers[closing].notice = 0;
    // Somebody starts anew where there is room: the number of providers holds. They are paid more until things have settled.
    Provider successor = providers_.new_provider(living, mix(care.providers[closing].key, living.week), care.providers[closing].national != 0, form);
    successor.base = care.providers[closing].base;
    successor.fee_per_hour = care.providers[closing].fee_per_hour - care.providers[closing].emergency_fee;
    successor.emergency_fee = static_cast<Pence>(static_cast<double>(successor.fee_per_hour) * emergency_);
    successor.emergency_until = static_cast<std::int16_t>(living.week + emergency_weeks_);
    successor.fee_per_hour += successor.emergency_fee;
    providers_.set_form(successor, care.providers[closing].team != 0, form.team);
    successor.rare_trained = care.providers[closing].rare_trained;  // this week's teaching is paid by whom the workers go to
    care.providers[closing].rare_trained = 0;
    const auto next = static_cast<std::uint16_t>(care.providers.size());
    providers_.endow(world, successor, care.providers[closing].contact_minutes / 60.0 / providers_.usual_hours());
    providers_.enrol(world, successor);
    care.providers.push_back(successor);
    settle_reserves(world, closing);
    transfer.keep_choice = 0;
    const std::vector<bool> serves = lots_served(world, closing);
    for (std::uint16_t lot = 0; lot < care.lots.size(); ++lot) {
        const Lot& record = care.lots[lot];
        std::vector<std::uint16_t> holders(record.provider.begin(), record.provider.begin() + record.providers);
        std::replace(holders.begin(), holders.end(), closing, next);
        if (serves[lot]) transfer_lot(living, lot, holders, ClientTransfer::all_move, transfer, closing);
        else award_lot(world, lot, holders);
    }
    move_the_rest(living, closing, next);
    prepare_for_rare_skill(world, transfer.rare_team, {next});
}

}  // namespace topsoil
