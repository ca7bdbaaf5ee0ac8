// Groups: what people do together, who keeps it going, who belongs.
#pragma once

#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "base/units.hpp"
#include "base/visit.hpp"

namespace topsoil {

/// What a volunteer has promised: 2.9 hours a week [sheffield_volunteer_hours_week].
inline constexpr Minutes volunteer_minutes = 175;

/// Level, of 255, of a tie between two who come to know each other through a group.
inline constexpr std::uint8_t met_level = 140;

/// What a seat in an assembly takes: two hours a month, in minutes a week.
inline constexpr Minutes assembly_minutes = 28;

/// Energy below which a group is worn out: it folds unless somebody takes over.
inline constexpr double folding_energy = 0.15;

struct Group {
    Key key = 0;
    std::uint8_t alive = 0;
    std::uint8_t kind = 0;              ///< index in Place::groups
    NeighbourhoodId neighbourhood = 0;
    std::uint16_t organisers = 0;
    Share16 energy = 0;
    Pence cash = 0;
    Pence income_per_week = 0;          ///< members' money, donations, today's grants
    Pence contract_per_week = 0;        ///< what a contract with the council brings besides; 0: it holds none
    Pence rent_per_week = 0;
    std::int16_t founded = 0;           ///< week
    std::int16_t weeks_tired = 0;       ///< weeks in a row below the energy at which groups fold
    std::int16_t weeks_in_debt = 0;
    std::uint8_t granted = 0;           ///< weeks since its last grant, counted turn by turn, from 1 on; 0: it had none, or has got over its end
    std::uint8_t hosted = 0;            ///< meets without rent in a shared place kept open by the council

    /// Pence a week that it lives on.
    [[nodiscard]] Pence lives_on() const { return income_per_week + contract_per_week; }
};

/// Something that the council pays a group to do, while one holds it; it is there whoever does.
struct GroupContract {
    Key key = 0;
    Pence per_week = 0;
    std::uint32_t group = nobody;       ///< who holds it; nobody: a provider that is none of the city's groups
    Week next_tender = -1;              ///< -1: it is not tendered
    Week term = -1;                     ///< weeks from one tender to the next when it was last asked for; 0: none
    NeighbourhoodId neighbourhood = 0;  ///< for whose people
    std::uint16_t unused = 0;
};
static_assert(sizeof(GroupContract) == 32);

struct Groups {
    std::vector<Group> all;
    std::vector<std::vector<Slot>> members;          ///< by group; in order of joining; organisers first
    std::vector<std::vector<std::uint32_t>> in;      ///< groups of each neighbourhood, living ones, in order of key
    std::vector<std::vector<Slot>> assembly;         ///< by neighbourhood: who sits in its assembly, in order of key
    std::vector<GroupContract> contracts;            ///< in order of key

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"groups.all", MemoryBlock::groups}, all);
        visitor(Field{"groups.members", MemoryBlock::groups}, members);
        visitor(Field{"groups.in", MemoryBlock::groups}, in);
        visitor(Field{"groups.assembly", MemoryBlock::groups}, assembly);
        visitor(Field{"groups.contracts", MemoryBlock::groups}, contracts);
    }
};

}  // namespace topsoil
