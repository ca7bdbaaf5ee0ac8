// What a review moves between the strands of each neighbourhood of its lot, by what is heard of each.
//
// Rule (submodels sheet 10): heard = change seen, three tenths of it put down to the strand beside, + N(0, noise / sqrt(n)); shrunk to
// the mean of the lots that it learns from, rho = n / (n + 20); per pound, a pound being counted in what the strand began with, since
// members of a group and met hours of care cannot be added up. What is above the mean of the strands gains, by spreads of them, what is below loses;
// gains and losses are then made equal. No strand comes below half of what levers give it or above half as much again, and groups not above what
// they can take up.
#pragma once

#include <vector>

#include "commissioning/strands.hpp"
#include "state/process.hpp"

namespace topsoil {

struct StrandRules {
    double noise;        ///< spread of one answer
    double miscredited;  ///< share of a change that is put down to the strand beside
    double response;     ///< share of the full step moved for each spread above the mean of the strands
};

/// What is wrong with what the people of a lot are heard to say of a strand: drawn for the week.
[[nodiscard]] double error_of_answers(const Living& living, std::size_t lot, Strand strand, double answers, double noise);

/// Lots, and who learns from whom.
struct LotsCompared {
    std::vector<double> answers;         ///< by lot
    std::vector<std::uint8_t> compared;  ///< by lot: 1 if under the same rules as the one reviewed, itself among them
};

/// `step`: the largest share of a strand that this review may move. `shares`: home-care money of each neighbourhood this week.
void move_between_strands(Living& living, std::uint16_t lot, const LotsCompared& lots, double step, const std::vector<Pence>& shares, const StrandRules& rules);

}  // namespace topsoil
