#include "mechanisms/everyday_help_noticing.hpp"

#include <algorithm>

namespace topsoil {

namespace {

constexpr Purpose notice_purpose{"help.notice"};

/// Sixteen bits of luck for each of somebody's ties, four ties to a number that is mixed once.
class LuckOfTies {
public:
    LuckOfTies(std::uint64_t seed, Key key, Week week) : base_(mix64(key ^ seed) + (static_cast<std::uint64_t>(notice_purpose.code) << 32 | static_cast<std::uint32_t>(week))) {}
    [[nodiscard]] std::uint32_t of(std::uint32_t tie) {
        if (tie >> 2 != four_) {
            four_ = tie >> 2;
            bits_ = mix64(base_ ^ mix64(four_));
        }
        return bits_ >> 16 * (tie & 3) & 0xFFFF;
    }

private:
    std::uint64_t base_, bits_ = 0;
    std::uint32_t four_ = ~0U;
};

}  // namespace

Noticing::Noticing(double rate, int weeks, const UsualContacts& contacts) : meetings_(contacts) {
    for (std::size_t step = 0; step < noticing_.size(); ++step) {
        const double a_week = (static_cast<double>(step) + 0.5) * (1U << step_bits) / a_contact;
        noticing_[step] = static_cast<std::uint32_t>((1 - exp_exact(-rate * weeks * a_week)) * 65'536 + 0.5);
    }
}

void Noticing::look_along_ties(const Living& living, Slot person, bool asks, std::vector<MightHelp>& might_help) const {
    const World& world = living.world;
    const City& city = *world.city;
    const FounderRow row = founder_row(city, world.people, person);
    LuckOfTies luck(living.seed, world.people.key[person], living.week);
    // Whoever is asked is whoever they meet most; who notices is chance.
    std::uint32_t most = 0;
    TieView met_most{};
    const auto look = [&](std::uint32_t contacts, std::uint32_t tie, auto&& view) {
        const bool more = contacts > most, notices = contacts != 0 && luck.of(tie) < noticing_[std::min<std::size_t>(contacts >> step_bits, noticing_.size() - 1)];
        if (!more && !notices) return;
        const TieView seen = view();
        if (more) {
            most = contacts;
            met_most = seen;
        }
        if (notices) might_help.emplace_back(seen, false);
    };
    std::uint32_t later_ones = 1U << 31;  // ties made since the start are told apart by their order: luck is thrown anew each time
    for_each_meeting(
        world, meetings_.of(city, world.people.home[person]), person,
        [&](std::uint32_t i, std::uint32_t contacts) { look(contacts, row.begin + i, [&] { return TieView{nobody, city.tie_bounds[person].kind(i), 0, 0, row.begin + i, nobody, 0}; }); },
        [&](std::uint32_t page, std::uint32_t i, std::uint32_t contacts) {
            const TieEnd to = world.ties.pages[page].to[i];
            look(contacts, later_ones++, [&] { return TieView{to.target(), to.kind(), 0, 0, nobody, page, i}; });
        });
    if (asks && most > 0) might_help.insert(might_help.begin(), {met_most, true});
}

}  // namespace topsoil
