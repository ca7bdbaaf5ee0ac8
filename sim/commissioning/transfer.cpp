#include "commissioning/transfer.hpp"

#include <algorithm>

#include "state/staff.hpp"

namespace topsoil {

namespace {

constexpr Purpose worker_purpose{"transfer.worker"};
constexpr Purpose client_purpose{"transfer.client"};

enum class Fate : std::uint8_t { none, follows, stays, leaves };

class Transfer {
public:
    Transfer(Living& living, std::uint16_t lot, const std::vector<std::uint16_t>& winners, ClientTransfer clients, const TransferRule& rule, std::uint16_t loser)
        : living_(living), world_(living.world), care_(living.world.home_care), lot_(lot), winners_(winners), clients_(clients), rule_(rule), loser_(loser), rounds_(living.world, rule.travel) {}

    void run() {
        draw_fates();
        choose_movers();
        for (std::uint32_t r = 0; r < care_.rounds.size(); ++r) {
            if (care_.rounds[r].used != 0 && loses(care_.rounds[r].provider)) move_round(r);
        }
        rounds_.forget();
        rehouse_movers();
        leave_takers();
        prepare_for_rare_skill(world_, rule_.rare_team, take_over_);
    }

private:
    [[nodiscard]] bool loses(std::uint16_t provider) const {
        return (loser_ == any_loser || loser_ == provider) && std::find(winners_.begin(), winners_.end(), provider) == winners_.end();
    }
    [[nodiscard]] bool of_lot(const Client& client) const {
        return client.file != nobody && client.private_ == 0 && care_.lot_of[world_.people.neighbourhood[client.person]] == lot_;
    }
    /// All that one old provider had in the lot goes to one winner, so that rounds can stay whole.
    [[nodiscard]] std::uint16_t heir(std::uint16_t old) const {
        return winners_[mix(care_.providers[old].key, world_.city->seed, living_.week, lot_) % winners_.size()];
    }

    void draw_fates() {
        fate_.assign(care_.workers.size(), Fate::none);
        if (clients_ == ClientTransfer::stay) return;  // their work stays where it is
        for (const Round& round : care_.rounds) {
            if (round.used == 0 || round.worker == nobody || !loses(round.provider)) continue;
            int here = 0;
            for (std::size_t i = 0; i < round.stops; ++i) here += of_lot(care_.clients[round.client[i]]) ? 1 : 0;
            if (here * 2 < round.stops) continue;
            const double u = uniform(draw(living_.seed, worker_purpose, care_.workers[round.worker].key, living_.week));
            fate_[round.worker] = u < rule_.workers_follow ? Fate::follows : (u < rule_.workers_follow + rule_.workers_leave ? Fate::leaves : Fate::stays);
        }
    }

    void choose_movers() {
        moves_.assign(care_.clients.size(), 0);
        for (std::uint32_t c = 0; c < care_.clients.size(); ++c) {
            const Client& client = care_.clients[c];
            if (!of_lot(client) || !loses(client.provider)) continue;
            switch (clients_) {
                case ClientTransfer::all_move: moves_[c] = happens(draw(living_.seed, client_purpose, client.key, living_.week), 1 - rule_.keep_choice); break;
                case ClientTransfer::stay: moves_[c] = happens(draw(living_.seed, client_purpose, client.key, living_.week), rule_.keep_choice); break;
                case ClientTransfer::choose: moves_[c] = follows_worker(client); break;
            }
        }
    }

    /// People who may choose go where the first of their workers goes.
    [[nodiscard]] bool follows_worker(const Client& client) const {
        for (const std::uint32_t r : client.round) {
            if (r == nobody) continue;
            const std::uint32_t worker = care_.rounds[r].worker;
            return worker != nobody && fate_[worker] == Fate::follows;
        }
        return false;
    }

    /// A round whose worker follows goes over whole, less those who stay behind; else its movers are taken out.
    void move_round(std::uint32_t r) {
        const Round round = care_.rounds[r];
        bool any = false;
        for (std::size_t i = 0; i < round.stops; ++i) any = any || moves_[round.client[i]] != 0;
        if (!any) return;
        const bool whole = round.worker != nobody && fate_[round.worker] == Fate::follows;
        for (std::size_t i = 0; i < round.stops; ++i) {
            const bool mover = moves_[round.client[i]] != 0;
            if (mover == whole) continue;
            rounds_.take_off(round.client[i], r);
            unplaced_.push_back({round.client[i], round.window});
        }
        if (!whole || care_.rounds[r].used == 0) return;
        care_.rounds[r].provider = heir(round.provider);
        care_.rounds[r].relief = nobody;
        care_.workers[round.worker].provider = care_.rounds[r].provider;
        care_.workers[round.worker].changed = static_cast<std::int16_t>(living_.week);
    }

    void rehouse_movers() {
        for (std::uint32_t c = 0; c < care_.clients.size(); ++c) {
            if (moves_[c] == 0) continue;
            care_.clients[c].provider = heir(care_.clients[c].provider);
            if (std::find(take_over_.begin(), take_over_.end(), care_.clients[c].provider) == take_over_.end()) take_over_.push_back(care_.clients[c].provider);
            care_.clients[c].changed = static_cast<std::int16_t>(living_.week);
            world_.flows.add(Flow::provider_changes, world_.people.neighbourhood[care_.clients[c].person], 1);
        }
        for (const auto& [c, window] : unplaced_) (void)rounds_.place(c, window, care_.clients[c].provider);
    }

    void leave_takers() {
        for (std::uint32_t w = 0; w < fate_.size(); ++w) {
            if (fate_[w] == Fate::leaves) let_go(world_, w);
            // Those who followed but whose round dissolved work for the heir all the same.
            if (fate_[w] == Fate::follows && care_.workers[w].round == nobody && loses(care_.workers[w].provider)) {
                care_.workers[w].provider = heir(care_.workers[w].provider);
                care_.workers[w].changed = static_cast<std::int16_t>(living_.week);
            }
        }
    }

    Living& living_;
    World& world_;
    HomeCare& care_;
    std::uint16_t lot_;
    const std::vector<std::uint16_t>& winners_;
    ClientTransfer clients_;
    const TransferRule& rule_;
    std::uint16_t loser_;
    Rounds rounds_;
    std::vector<Fate> fate_;
    std::vector<std::uint8_t> moves_;
    std::vector<std::pair<std::uint32_t, Window>> unplaced_;
    std::vector<std::uint16_t> take_over_;  ///< providers to whom somebody moves; who keeps whom they have learns as in any other week
};

}  // namespace

void award_lot(World& world, std::uint16_t lot, const std::vector<std::uint16_t>& winners) {
    if (winners.empty()) return;
    Lot& record = world.home_care.lots[lot];
    record.providers = static_cast<std::uint16_t>(std::min(record.provider.size(), winners.size()));
    std::copy_n(winners.begin(), record.providers, record.provider.begin());
}

void transfer_lot(Living& living, std::uint16_t lot, const std::vector<std::uint16_t>& winners, ClientTransfer clients, const TransferRule& rule, std::uint16_t loser) {
    if (winners.empty()) return;
    Transfer(living, lot, winners, clients, rule, loser).run();
    award_lot(living.world, lot, winners);
}

}  // namespace topsoil
