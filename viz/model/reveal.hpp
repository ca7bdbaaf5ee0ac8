// What came of a question that a room was asked, read from the histories that were lived: never written beforehand.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viz/model/picture.hpp"
#include "viz/model/story.hpp"

namespace topsoil::viz {

/// Choices of a question that the run itself answers, in the order of their numbers.
enum class Answer { more_in_first, more_in_second, by_chance };
[[nodiscard]] const std::vector<std::string>& measured_choices();

struct Reveal {
    Comparison found;
    Answer answer = Answer::by_chance;
    std::string text;  ///< figures, direction, how many histories
};

/// Of a step's week and measure, in its neighbourhood or the whole city; none while that week has not been lived.
[[nodiscard]] std::optional<Reveal> reveal_of(const Frames& frames, const StoryStep& step, const Place& place, int average_weeks, const EnsembleSummary* ensemble);

}  // namespace topsoil::viz
