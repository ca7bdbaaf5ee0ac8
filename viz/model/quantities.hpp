// How a measure is put before people: a rate that neighbourhoods of different size can be compared by, a city figure, words for both.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "topsoil/live.hpp"

namespace topsoil::viz {

/// Measures that have a value in each neighbourhood: the declared outcomes of the scenario first, then the order of the catalogue.
[[nodiscard]] std::vector<std::size_t> measures_for_maps(const Scenario& scenario);
/// Position in measure_catalogue(); throws std::out_of_range for a name that is none.
[[nodiscard]] std::size_t measure_called(std::string_view name);

/// "Hours of need that nobody met"
[[nodiscard]] std::string title_of(std::size_t measure);
/// "hours a week per 1,000 people", "people per 1,000", "% of people": the unit of map_value.
[[nodiscard]] std::string map_unit(std::size_t measure);
/// "hours a week", "people", "%": the unit of city_value.
[[nodiscard]] std::string city_unit(std::size_t measure);

/// Value for the map: sums as a rate per 1,000 residents (flows a week), shares in per cent. NaN where nobody lives.
[[nodiscard]] double map_value(const LiveFrame& frame, std::size_t world, std::size_t measure, std::size_t neighbourhood);
/// The neighbourhood's own figure in city_unit.
[[nodiscard]] double own_value(const LiveFrame& frame, std::size_t world, std::size_t measure, std::size_t neighbourhood);
[[nodiscard]] double city_value(const LiveFrame& frame, std::size_t world, std::size_t measure);

/// "12,340", "3.42", "0.051": three figures or all of a whole number; "no number yet" for NaN.
[[nodiscard]] std::string number_text(double value);
/// With its sign; "no difference" for nought.
[[nodiscard]] std::string difference_text(double value);
/// The same, with one decimal at most beyond those of the figure that it is a difference from.
[[nodiscard]] std::string difference_text(double value, double from);
/// "year 2, week 14"; "before the two worlds part" in burn-in.
[[nodiscard]] std::string week_text(int week);

}  // namespace topsoil::viz
