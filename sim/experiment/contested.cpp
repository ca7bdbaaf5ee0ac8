// Contested parameters: at their null, at the corner that favours tendering, or drawn from their ranges.
#include <cmath>

#include "base/draw.hpp"
#include "topsoil/experiment.hpp"

namespace topsoil {

namespace {

constexpr Purpose contested_purpose{"contested.draw"};

[[nodiscard]] Key key_of(const std::string& name) {
    Key key = mix(0xC0, name.size());
    for (const char letter : name) key = mix(key, static_cast<unsigned char>(letter));
    return key;
}

/// Inverse of the distribution of a triangle from `low` to `high` with its peak at `peak`.
[[nodiscard]] double triangle(double u, double low, double peak, double high) {
    const double rising = (peak - low) / (high - low);
    if (u < rising) return low + std::sqrt(u * (high - low) * (peak - low));
    return high - std::sqrt((1 - u) * (high - low) * (high - peak));
}

[[nodiscard]] double in_column(const ParameterSpec& spec, ContestedColumn column) {
    if (column == ContestedColumn::null) return spec.null_value;
    return column == ContestedColumn::tendering ? spec.tendering_value() : spec.value;
}

}  // namespace

void set_contested(ParameterSet& parameters, ContestedColumn column) {
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (entry.spec.contested) parameters.set(entry.key(), in_column(entry.spec, column));
    }
}

std::string contested_column(const ParameterSet& parameters) {
    const auto stands_in = [&](ContestedColumn column) {
        for (const ParameterEntry& entry : parameter_catalogue()) {
            if (entry.spec.contested && parameters.get(entry.key()) != in_column(entry.spec, column)) return false;
        }
        return true;
    };
    if (stands_in(ContestedColumn::standard)) return "default";
    if (stands_in(ContestedColumn::null)) return "null";
    return stands_in(ContestedColumn::tendering) ? "tendering" : "mixed";
}

ParameterSet drawn_parameters(const Scenario& scenario, int draw) {
    ParameterSet drawn = scenario.parameters;
    if (scenario.draws == 0) return drawn;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (!entry.spec.contested) continue;
        const double u = uniform(topsoil::draw(scenario.seed, contested_purpose, mix(key_of(entry.key()), draw), 0));
        drawn.set(entry.key(), triangle(u, entry.spec.low, scenario.parameters.get(entry.key()), entry.spec.high));
    }
    return drawn;
}

}  // namespace topsoil
