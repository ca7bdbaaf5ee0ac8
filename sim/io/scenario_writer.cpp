// A scenario written out in full: what a results folder keeps so that the run can be done again.
#include <fmt/format.h>

#include <algorithm>

#include "io/diagnostics.hpp"
#include "io/rollout_reader.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

namespace {

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char letter : text) {
        switch (letter) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) {
                    out += fmt::format("\\u{:04X}", static_cast<int>(letter));
                } else {
                    out += letter;
                }
        }
    }
    return out + '"';
}

std::string list_of(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + toml_text(word);
    return "[" + out + "]";
}

std::string one_line(std::string_view text) {
    std::string out(text);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

void write_parameters(std::string& out, const ParameterSet& parameters) {
    std::string_view mechanism;
    for (std::size_t i = 0; i < parameter_catalogue().size(); ++i) {
        const ParameterEntry& entry = parameter_catalogue()[i];
        const ParameterSpec& spec = entry.spec;
        if (entry.mechanism != mechanism) {
            mechanism = entry.mechanism;
            out += fmt::format("\n[parameters.{}]\n", mechanism);
        }
        const double value = parameters.values()[i];
        const std::string_view changed = value == spec.value ? "" : "CHANGED; ";
        out += fmt::format("{} = {}  # [{}] {}default {}, {} to {}; source: {}; grade: {}\n", spec.name,
                           plain_number(value), spec.unit, changed, plain_number(spec.value), plain_number(spec.low),
                           plain_number(spec.high), one_line(spec.source), name_of(spec.grade));
    }
}

std::string lever_text(const LeverSpec& spec, double value) {
    if (spec.choices.empty()) return plain_number(value);
    return toml_text(spec.choices.at(static_cast<std::size_t>(value)));
}

void write_regime(std::string& out, const Regime& regime) {
    out += fmt::format("\n[regime.{}]\ntitle = {}\n", toml_text(regime.name), toml_text(regime.title));
    for (const LeverSpec& spec : lever_catalogue()) {
        out += fmt::format("{} = {}  # [{}] {}\n", spec.name, lever_text(spec, regime.levers[spec.lever]), spec.unit,
                           one_line(spec.meaning));
    }
}

void write_rollout(std::string& out, const Regime& regime) {
    const Rollout& rollout = regime.rollout;
    if (rollout == Rollout{}) return;
    out += fmt::format("\n[rollout.{}]\nkind = {}\nbefore = {}  # rules of a neighbourhood until it changes over\nstart_week = {}\n", toml_text(regime.name),
                       toml_text(rollout_kinds()[static_cast<std::size_t>(rollout.kind)]), toml_text(rollout.before), rollout.start_week);
    const bool by_chance = rollout.kind == RolloutKind::stepped_wedge || rollout.kind == RolloutKind::clusters;
    if (by_chance) out += fmt::format("unit = {}\n", toml_text(rollout_units()[static_cast<std::size_t>(rollout.unit)]));
    if (rollout.kind == RolloutKind::stepped_wedge) out += fmt::format("steps = {}\nstep_weeks = {}\n", rollout.steps, rollout.step_weeks);
    if (rollout.kind == RolloutKind::clusters) out += fmt::format("share = {}\n", plain_number(rollout.share));
    if (rollout.kind == RolloutKind::pilots) out += fmt::format("neighbourhoods = {}\n", list_of(rollout.pilots));
}

void write_shock(std::string& out, const Shock& shock) {
    const ShockSpec& spec = shock_catalogue()[static_cast<std::size_t>(shock.kind)];
    out += fmt::format("\n[[shock]]\nkind = {}\nweek = {}  # after the regimes part\nweeks = {}\nsize = {}  # {}\n", toml_text(spec.name), shock.week, shock.weeks,
                       plain_number(shock.size), one_line(spec.meaning));
}

}  // namespace

std::string resolved_toml(const Scenario& scenario) {
    std::vector<std::string> names;
    for (const Regime& regime : scenario.regimes) names.push_back(regime.name);

    std::string out = "# Every value that the run used. Load it like any other scenario to do the run again.\n";
    out += fmt::format("name = {}\ntitle = {}\nquestion = {}\n", toml_text(scenario.name), toml_text(scenario.title),
                       toml_text(scenario.question));
    out += fmt::format("place = {}\n", toml_text(scenario.place.reference));
    out += fmt::format("regimes = {}  # the first is the one that others are compared with\n", list_of(names));
    out += fmt::format("status_quo = {}  # rules during burn-in\n", toml_text(scenario.status_quo.name));
    out += fmt::format("primary_outcomes = {}\n", list_of(scenario.primary_outcomes));
    out += fmt::format(
        "seed = {}\nreplicates = {}\ndraws = {}  # of the contested parameters; 0: as they are set\nburn_in_weeks = {}\nweeks = {}\nrecord_every_weeks = {}\nstart_year = {}\n",
        scenario.seed, scenario.replicates, scenario.draws, scenario.burn_in_weeks, scenario.weeks, scenario.record_every_weeks,
        scenario.start_year);
    if (!scenario.smallest_differences.empty()) out += "\n[smallest_differences]  # worth having, by primary outcome; 0: none stated\n";
    for (std::size_t i = 0; i < scenario.smallest_differences.size(); ++i) out += fmt::format("{} = {}\n", scenario.primary_outcomes[i], plain_number(scenario.smallest_differences[i]));
    write_parameters(out, scenario.parameters);
    for (const Regime& regime : scenario.regimes) write_regime(out, regime);
    if (std::find(names.begin(), names.end(), scenario.status_quo.name) == names.end()) {
        write_regime(out, scenario.status_quo);
    }
    for (const Regime& regime : scenario.regimes) write_rollout(out, regime);
    for (const Shock& shock : scenario.shocks) write_shock(out, shock);
    return out;
}

}  // namespace topsoil
