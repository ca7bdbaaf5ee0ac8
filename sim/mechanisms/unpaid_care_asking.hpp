// Asking along ties: who is asked, who would help and with how much, and whose help is taken.
#pragma once

#include <array>
#include <vector>

#include "state/process.hpp"

namespace topsoil {

struct AskingRule {
    static constexpr std::size_t tiers = static_cast<std::size_t>(Tier::count_);

    explicit AskingRule(const ParameterView& p);

    double closeness, distance, work, strain, load, woman, asked, gap;
    Minutes beside;
    std::array<double, tiers> accept{}, share{};
    std::array<Minutes, tiers> cap{};
    TieDecay decay;
    std::array<std::uint64_t, 256> refusal{};  ///< luck below which the answer is no, by the best utility there can be, in eighths from -16
};

/// At home, with a gap worth asking about.
[[nodiscard]] bool may_ask(const Living& living, const CareFile& file);

/// Everybody on the list who may ask does; those asked answer side by side, then offers are taken tier by tier.
void ask_along_ties(Living& living, const AskingRule& rule, const std::vector<FileId>& everybody);

}  // namespace topsoil
