#include "viz/model/reveal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "viz/model/quantities.hpp"

namespace topsoil::viz {

namespace {

/// Position of a neighbourhood; -1: the whole city.
int position_of(const Place& place, const std::string& id) {
    const auto& rows = place.neighbourhoods;
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const NeighbourhoodRow& row) { return row.id == id; });
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

/// How many of the histories say so.
std::string histories_text(const Comparison& found) {
    const int further = found.histories - 1;
    if (further == 0) return "One history; how far luck alone would take it is not shown.";
    if (further == 1) return found.agree == 1 ? "The one further history points the same way." : "The one further history does not point the same way.";
    if (found.agree == further) return further == 2 ? "Both further histories point the same way." : fmt::format("All {} further histories point the same way.", further);
    return fmt::format("Of {} further histories, {} the same way.", further, found.agree == 0 ? "none points" : (found.agree == 1 ? "one points" : fmt::format("{} point", found.agree)));
}

}  // namespace

const std::vector<std::string>& measured_choices() {
    static const std::vector<std::string> choices{"more in A", "more in B", "no more than chance"};
    return choices;
}

std::optional<Reveal> reveal_of(const Frames& frames, const StoryStep& step, const Place& place, int average_weeks, const EnsembleSummary* ensemble) {
    if (!step.week || frames.empty()) return std::nullopt;
    const std::size_t at = frame_at(frames, *step.week);
    if (frames[at]->week != *step.week) return std::nullopt;
    const std::size_t measure = measure_called(step.measure);
    const int n = position_of(place, step.neighbourhood);
    Reveal reveal{compare(frames, at, measure, n, average_weeks, ensemble), Answer::by_chance, {}};
    const Comparison& found = reveal.found;
    if (!found.by_chance()) reveal.answer = found.difference > 0 ? Answer::more_in_second : Answer::more_in_first;
    const std::string where = n < 0 ? place.title : place.neighbourhoods[static_cast<std::size_t>(n)].name;
    reveal.text = fmt::format("{}, {}, average of {} weeks: A {}, B {}; B less A {}. ", where, n < 0 ? city_unit(measure) : map_unit(measure), found.weeks, number_text(found.values[0]), number_text(found.values[1]), difference_text(found.difference, found.values[0]));
    switch (reveal.answer) {
        case Answer::more_in_first: reveal.text += "More in A. "; break;
        case Answer::more_in_second: reveal.text += "More in B. "; break;
        case Answer::by_chance: reveal.text += found.within_wobble ? "No more than chance: this figure changes about as much from one recording to the next anyway. " : "No more than chance: the histories do not all point one way. "; break;
    }
    reveal.text += histories_text(found);
    return reveal;
}

}  // namespace topsoil::viz
