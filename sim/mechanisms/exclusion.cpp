// Exclusion: tight-knit circles keep some people at a distance. Those of unlike background, and whoever is new and nobody has welcomed, come to know
// each other less well; nothing else is done to anybody.
//
// Rule (submodels sheet 3): ties across backgrounds, and those of newcomers, have 0.7 of the contact of others. They are made, and grow, at so
// much of the level (level_between, state/residents.hpp), so that what hangs on contact follows: who notices, who is asked, company,
// small acts. Kin are kin. A newcomer once welcomed is like anybody, and from their first birthday here so is everybody.
#include "mechanisms/catalogue.hpp"

namespace topsoil {

namespace {

class Exclusion final : public Process {
public:
    explicit Exclusion(const ParameterView& p) : apart_ppm_(static_cast<std::int64_t>(p["contact_apart"] * 1e6 + 0.5)) {}

    /// The founders have kept each other at a distance for as long as they have known each other.
    void settle(Living& living) override {
        World& world = living.world;
        world.citizenship.apart_ppm = {apart_ppm_};
        living.team.for_shards(world.city->shards(), [&](std::size_t shard) { lessen_founders_ties(world, shard); });
    }

    void live_week(Living&) override {}

private:
    void lessen_founders_ties(World& world, std::size_t shard) const {
        const City& city = *world.city;
        const auto level = world.ties.level.write(shard);
        const std::uint32_t base = city.shard_first_arc[shard];
        const auto background = [&](Slot slot) { return world.people.citizenship[slot] & citizen::other_background; };
        const auto first = static_cast<Slot>(shard << shard_bits);
        for (Slot slot = first; slot < first + shard_size; ++slot) {
            if (!world.people.alive(slot)) continue;
            const std::uint32_t begin = city.ties.row_begin(slot);
            for (std::uint32_t arc = begin + city.tie_bounds[slot].kin(); arc < city.ties.row_end(slot); ++arc) {
                if (background(slot) != background(city.ties.target(arc))) level[arc - base] = lessened(level[arc - base], apart_ppm_);
            }
        }
    }

    std::int64_t apart_ppm_;
};

}  // namespace

extern const MechanismDeclaration exclusion_declaration;
const MechanismDeclaration exclusion_declaration{
    {"exclusion",
     Phase::life_course,
     "People of unlike background, and newcomers whom nobody has welcomed, come to know each other less well.",
     {"people.citizenship"},
     {"citizenship.apart_ppm", "ties.level"},
     {{"contact_apart", "1", 0.7, 0.5, 1.0, "assumed", Grade::assumed, "level of ties across backgrounds, and of newcomers not yet welcomed, as a share of others'", true, 1.0, TenderingEnd::low}},
     {}},
    [](const ParameterView& p) -> std::unique_ptr<Process> { return std::make_unique<Exclusion>(p); }};

}  // namespace topsoil
