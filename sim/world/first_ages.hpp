// How old people are in the first week.
#pragma once

#include <cstddef>
#include <cstdint>

namespace topsoil {

/// An age in years within a band of the census (0, 15, 25, 50, 65, 80 and more): even in the youngest bands, sloping towards the next band
/// from 25 on, thinning out faster and faster above 80, where one in two is 85 and more [age_85plus].
/// @param young, children_per_year  the neighbourhood's people from 15 to 24, and its children of one year of age: those of 15 to 17 are as
///                                  many a year as children are, the rest of the band are students and young workers
[[nodiscard]] double age_in_band(std::size_t band, std::uint32_t bits, std::uint32_t choice, double young, double children_per_year);

/// How much likelier somebody of this age lives in a care home for older people than somebody of 66: about one in seven of those of 85 and
/// more does [residential_rate_85plus_1996_2017].
[[nodiscard]] double care_home_weight(double age);

}  // namespace topsoil
