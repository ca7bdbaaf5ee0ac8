// Where social workers sit: one central office, or bases of their own with a queue each.
#pragma once

#include <vector>

#include "state/world.hpp"

namespace topsoil {

/// Assessments that the social workers of each base can still make this week. The part of an assessment that is left over at the
/// week's end is the next week's start.
class Desks {
public:
    /// `rate`: assessments a week of all of them; `saves`: how many more a local base makes for the travel it saves.
    Desks(const World& world, double rate, double saves, Week week);

    [[nodiscard]] bool several() const { return room_.size() > 1; }
    /// Takes an assessment from the base of a neighbourhood, if it has one left.
    [[nodiscard]] bool take(std::size_t neighbourhood);
    /// The same from the nearest other base with time to spare.
    [[nodiscard]] bool take_near(const City& city, std::size_t neighbourhood);

private:
    std::vector<std::int64_t> desk_;  ///< by neighbourhood; 0 is the central office
    std::vector<std::int64_t> room_;  ///< by base
};

}  // namespace topsoil
