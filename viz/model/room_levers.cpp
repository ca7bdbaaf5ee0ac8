#include "viz/model/room_levers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "io/diagnostics.hpp"

namespace topsoil::viz {

namespace {

std::string words_of(std::string_view name) {
    std::string words(name);
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty()) words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
    return words;
}

}  // namespace

const std::array<RoomLever, 3>& room_levers() {
    static constexpr std::array<RoomLever, 3> levers{{
        {Lever::pay_basis, "How much of the travel between visits is paid?", 0.01, "% of travel time", 100, "not_paid_travel_time", "weak: small surveys, self-selected"},
        {Lever::community_share, "How much care money goes to local groups?", 0.01, "% of social-care money", 5, "assumed", "assumed: a choice, not a measurement"},
        {Lever::contract_term_weeks, "How long does a contract last before it is competed for?", 52, "years", 10, "the three years that the brief names", "assumed: Sheffield's own contract runs for 7 years, up to 10"},
    }};
    return levers;
}

std::string lever_title(Lever lever) { return words_of(lever_catalogue()[static_cast<std::size_t>(lever)].name); }

std::string lever_value_text(Lever lever, double value) {
    for (const RoomLever& known : room_levers()) {
        if (known.lever != lever) continue;
        if (lever == Lever::contract_term_weeks && value == 0) return "never competed for";
        return fmt::format("{:.3g} {}", value / known.per_shown, known.unit);
    }
    const LeverSpec& spec = lever_catalogue()[static_cast<std::size_t>(lever)];
    if (!spec.choices.empty()) return words_of(spec.choices[std::min(spec.choices.size() - 1, static_cast<std::size_t>(std::max(0.0, value)))]);
    return plain_number(value) + (spec.unit == "1" ? "" : " " + std::string(spec.unit));
}

}  // namespace topsoil::viz
