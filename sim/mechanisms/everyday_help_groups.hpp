// Groups that find somebody to help: what they are for is caring, or lending tools and skills.
#pragma once

#include <optional>
#include <vector>

#include "base/draw.hpp"
#include "state/world.hpp"

namespace topsoil {

class HelpingGroups {
public:
    /// @param answers  chance that such a group, at full energy, finds somebody to ask
    HelpingGroups(const World& world, double answers);

    /// The group near this person that looks about for somebody; none where no such group is near, or where it is too tired to.
    [[nodiscard]] std::optional<std::uint32_t> turned_to(const World& world, Slot person, const Block& bits) const;

private:
    double answers_;
    std::vector<std::vector<std::uint32_t>> near_;  ///< by neighbourhood: its own and those of its nearest two
};

}  // namespace topsoil
