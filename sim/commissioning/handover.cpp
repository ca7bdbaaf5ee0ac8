#include "commissioning/handover.hpp"

#include <algorithm>

#include "commissioning/lots.hpp"

namespace topsoil {

namespace {

class Handover {
public:
    Handover(World& world, const std::vector<std::uint8_t>& wanted, std::int64_t row, int lots, std::int64_t viable_minutes)
        : world_(world), care_(world.home_care), row_of_(world.commissioned.row_of), wanted_(wanted), row_(row), viable_(viable_minutes) {
        if (row_of_.empty()) row_of_.assign(wanted.size(), 0);
        if (static_cast<std::size_t>(lots) < wanted.size()) cut_ = cut_lots(world, lots, viable_minutes);
    }

    std::vector<JoinedLot> run() {
        const auto before = care_.lot_of;
        for (std::size_t n = 0; n < wanted_.size(); ++n) {
            if (wanted_[n] != row_ || row_of_[n] == row_) continue;
            const std::uint16_t old = before[n];
            const std::int64_t joined = lot_to_join(n);
            JoinedLot& change = change_of(joined >= 0 ? static_cast<std::uint16_t>(joined) : new_lot(old), joined < 0);
            care_.lot_of[n] = change.lot;
            row_of_[n] = row_;
            for (std::size_t i = 0; i < care_.lots[old].providers; ++i) {
                const std::uint16_t provider = care_.lots[old].provider[i];
                const auto at = std::lower_bound(change.served_by.begin(), change.served_by.end(), provider);
                if (at == change.served_by.end() || *at != provider) change.served_by.insert(at, provider);
            }
        }
        return std::move(changes_);
    }

private:
    /// The lot of this row that takes neighbourhood n in; -1: it makes one of its own.
    [[nodiscard]] std::int64_t lot_to_join(std::size_t n) const {
        const auto stays = [&](std::size_t other) { return other != n && row_of_[other] == row_ && wanted_[other] == row_; };
        if (!cut_.empty()) {
            for (std::size_t other = 0; other < cut_.size(); ++other) {
                if (cut_[other] == cut_[n] && stays(other)) return care_.lot_of[other];
            }
            return -1;
        }
        if (home_care_minutes(n) >= viable_) return -1;
        for (const NeighbourhoodId near : world_.city->neighbourhoods[n].nearest) {
            if (stays(near)) return care_.lot_of[near];
        }
        return -1;
    }

    [[nodiscard]] std::int64_t home_care_minutes(std::size_t n) const {
        std::int64_t minutes = 0;
        for (const Client& client : care_.clients) {
            if (client.file == nobody || world_.people.neighbourhood[client.person] != n) continue;
            for (const std::uint8_t visit : client.visit_minutes) minutes += visit * 7;
        }
        return minutes;
    }

    [[nodiscard]] std::uint16_t new_lot(std::uint16_t old) {
        Lot lot;
        lot.fee_per_hour = care_.lots[old].fee_per_hour;
        care_.lots.push_back(lot);
        return static_cast<std::uint16_t>(care_.lots.size() - 1);
    }

    [[nodiscard]] JoinedLot& change_of(std::uint16_t lot, bool is_new) {
        const auto known = std::find_if(changes_.begin(), changes_.end(), [lot](const JoinedLot& change) { return change.lot == lot; });
        if (known != changes_.end()) return *known;
        changes_.push_back({lot, is_new, {}});
        return changes_.back();
    }

    World& world_;
    HomeCare& care_;
    std::vector<std::int64_t>& row_of_;
    const std::vector<std::uint8_t>& wanted_;
    std::int64_t row_;
    std::int64_t viable_;
    std::vector<std::uint16_t> cut_;  ///< of a row with lots of several neighbourhoods
    std::vector<JoinedLot> changes_;
};

}  // namespace

std::vector<JoinedLot> move_neighbourhoods(World& world, const std::vector<std::uint8_t>& wanted, std::int64_t row, int lots, std::int64_t viable_minutes) {
    return Handover(world, wanted, row, lots, viable_minutes).run();
}

}  // namespace topsoil
