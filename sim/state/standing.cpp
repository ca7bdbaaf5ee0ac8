#include "state/standing.hpp"

#include "base/maths.hpp"

namespace topsoil {

namespace {

constexpr std::uint64_t standing_luck = 0x5EE2;
constexpr double most_contacts = 16;  // a week: what people.contact can hold

[[nodiscard]] std::uint32_t threshold(double chance) { return static_cast<std::uint32_t>(chance * 65'536); }

[[nodiscard]] double share_of(const World& world, Standing what) { return static_cast<double>(world.citizenship.standing_ppm[static_cast<std::size_t>(what)]) / 1e6; }

}  // namespace

StandingWithOthers::StandingWithOthers(const World& world) : world_(world), weeks_(mix(standing_luck, static_cast<std::uint64_t>(world.week) / turn_weeks)), thanked_(threshold(share_of(world, Standing::thanked))) {
    const double noticing = share_of(world, Standing::noticing);
    for (std::size_t i = 0; i < seen_.size(); ++i) {
        const double contacts = most_contacts * (static_cast<double>(i) + 0.5) / static_cast<double>(seen_.size());
        seen_[i] = threshold(1 - exp_exact(-4 * noticing * contacts));
    }
}

}  // namespace topsoil
