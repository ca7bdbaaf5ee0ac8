// Citizenship: the seven duties that people owe one another, who is new here, and how the green places are.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/ids.hpp"
#include "base/units.hpp"
#include "base/visit.hpp"
#include "state/flows.hpp"
#include "state/people.hpp"

namespace topsoil {

/// The seven duties of the brief. Every hour that somebody gives counts under one of them.
enum class Duty : std::uint8_t { caring, looking_out, community, commons, welcoming, deciding, nature, count_ };

/// What an hour of volunteering adds to; looking out for one another is everyday help, which groups do not give.
[[nodiscard]] constexpr Flow flow_of(Duty duty) {
    switch (duty) {
        case Duty::caring: return Flow::duty_caring_minutes;
        case Duty::commons: return Flow::duty_commons_minutes;
        case Duty::welcoming: return Flow::duty_welcoming_minutes;
        case Duty::deciding: return Flow::duty_deciding_minutes;
        case Duty::nature: return Flow::duty_nature_minutes;
        default: return Flow::duty_community_minutes;
    }
}

/// A duty that people take up outside groups, and the bit that says so.
struct OwnDuty {
    Duty duty;
    std::uint8_t bit;
};
inline constexpr std::array<OwnDuty, 3> own_duties{{{Duty::welcoming, citizen::welcoming}, {Duty::commons, citizen::commons}, {Duty::nature, citizen::nature}}};

/// What one of them takes, in minutes a week (assumed: an hour).
inline constexpr Minutes own_duty_minutes = 60;

/// Minutes a week that somebody has promised to duties outside groups.
[[nodiscard]] constexpr Minutes minutes_of_own_duties(std::uint8_t bits) {
    return own_duty_minutes * ((bits & citizen::welcoming ? 1 : 0) + (bits & citizen::commons ? 1 : 0) + (bits & citizen::nature ? 1 : 0));
}

/// How long the city has to welcome somebody.
inline constexpr Week welcome_weeks = 13;

/// Somebody of sixteen or more who came to live here less than a quarter of a year ago.
struct Newcomer {
    Key key = 0;
    Slot person = nobody;   ///< whoever lives there now, unless the key is another's
    std::int16_t since = 0; ///< week
    NeighbourhoodId neighbourhood = 0;  ///< where they came to; whoever has moved on since is not found there
};
static_assert(sizeof(Newcomer) == 16);

/// What is counted of the people who have one turn, by neighbourhood.
enum class Counted : std::uint8_t { grown_up, giving, welcoming, commons, nature, count_ };
inline constexpr std::size_t counted_kinds = static_cast<std::size_t>(Counted::count_);
/// How people with a duty of their own are counted, by its index in own_duties.
[[nodiscard]] constexpr Counted counted_as(std::size_t duty) { return static_cast<Counted>(static_cast<std::size_t>(Counted::welcoming) + duty); }

/// What decides whether others notice and thank people; see state/standing.hpp.
enum class Standing : std::uint8_t {
    noticing,  ///< hazard that one contact notices how somebody is
    thanked,   ///< chance that somebody who gives is thanked in eight weeks
    count_
};

struct Citizenship {
    std::vector<Newcomer> newcomers;           ///< in order of arrival
    std::vector<std::int64_t> counted;         ///< [turn][Counted][neighbourhood]: people, when their last turn came, and whoever began since
    std::vector<std::int64_t> usual_ppm;       ///< by neighbourhood: share of grown-ups with a duty of their own at the start
    std::vector<std::int64_t> green_ppm;       ///< by neighbourhood: condition of green places, 1,000,000 = as good as it can be
    std::vector<std::int64_t> standing_ppm;    ///< [Standing]: what people's standing with others is reckoned from
    std::vector<std::int64_t> apart_ppm;       ///< one value: level of ties between people who are kept apart, as a share of others'
    std::vector<std::int64_t> nature_minutes;  ///< by neighbourhood: minutes given to the natural world until green places were last looked at

    void lay(std::size_t neighbourhoods) {
        counted.assign(turn_weeks * counted_kinds * neighbourhoods, 0);
        usual_ppm.assign(neighbourhoods, 0);
        green_ppm.assign(neighbourhoods, 0);
        standing_ppm.assign(static_cast<std::size_t>(Standing::count_), 0);
        apart_ppm.assign(1, 1'000'000);
        nature_minutes.assign(neighbourhoods, 0);
    }
    [[nodiscard]] std::int64_t& count_of(std::size_t turn, Counted what, std::size_t neighbourhood) {
        return counted[(turn * counted_kinds + static_cast<std::size_t>(what)) * usual_ppm.size() + neighbourhood];
    }
    /// People of all turns.
    [[nodiscard]] std::int64_t all_counted(Counted what, std::size_t neighbourhood) const {
        std::int64_t sum = 0;
        for (std::size_t turn = 0; turn < turn_weeks; ++turn) sum += counted[(turn * counted_kinds + static_cast<std::size_t>(what)) * usual_ppm.size() + neighbourhood];
        return sum;
    }

    template <class Visitor>
    void visit(Visitor&& visitor) {
        visitor(Field{"citizenship.newcomers", MemoryBlock::accounts}, newcomers);
        visitor(Field{"citizenship.counted", MemoryBlock::accounts}, counted);
        visitor(Field{"citizenship.usual_ppm", MemoryBlock::accounts}, usual_ppm);
        visitor(Field{"citizenship.green_ppm", MemoryBlock::accounts}, green_ppm);
        visitor(Field{"citizenship.standing_ppm", MemoryBlock::accounts}, standing_ppm);
        visitor(Field{"citizenship.apart_ppm", MemoryBlock::accounts}, apart_ppm);
        visitor(Field{"citizenship.nature_minutes", MemoryBlock::accounts}, nature_minutes);
    }
};

}  // namespace topsoil
