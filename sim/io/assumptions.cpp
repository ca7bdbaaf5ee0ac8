#include "io/assumptions.hpp"

#include <fmt/format.h>

#include <set>

#include "io/diagnostics.hpp"
#include "topsoil/parameter.hpp"

namespace topsoil {

namespace {

constexpr std::string_view head =
    "# The register of assumptions\n\n"
    "Every parameter of the program, from its own declaration: `topsoil list assumptions` prints this page, and a test keeps the two alike. What the grades mean is in\n"
    "[evidence.md](evidence.md). A source in words is a key of [evidence.csv](evidence.csv).\n\n"
    "A **contested** parameter carries a range that contains its null, the value at which there is no such effect. `--contested null` sets all of them there,\n"
    "`--contested tendering` to the end of the range that favours tendering, `--draws` draws them.\n";

std::string cell(std::string_view text) {
    std::string out;
    for (const char letter : text) out += letter == '|' ? std::string("\\|") : std::string(1, letter);
    return out;
}

std::string row(const ParameterEntry& entry) {
    const ParameterSpec& spec = entry.spec;
    const std::string contested = spec.contested ? fmt::format(" {} | {} |", plain_number(spec.null_value), plain_number(spec.tendering_value())) : "";
    return fmt::format("| `{}` | {} | {} to {} | {} | {} | {} |{} {} |\n", entry.key(), plain_number(spec.value), plain_number(spec.low), plain_number(spec.high), cell(spec.unit), name_of(spec.grade),
                       cell(spec.source), contested, cell(spec.meaning));
}

template <class Wanted>
std::string table(std::string_view title, bool contested, Wanted&& wanted) {
    std::string rows;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (entry.spec.contested == contested && wanted(entry.spec)) rows += row(entry);
    }
    if (rows.empty()) return {};
    return fmt::format("\n## {}\n| parameter | value | range | unit | grade | source |{} meaning |\n|---|---|---|---|---|---|{}---|\n", title, contested ? " null | favours tendering |" : "", contested ? "---|---|" : "") +
           rows;
}

}  // namespace

std::string assumptions_register() {
    std::string out(head);
    out += table("Contested", true, [](const ParameterSpec&) { return true; });
    const std::pair<Grade, std::string_view> grades[] = {{Grade::assumed, "Assumed"},   {Grade::weak, "Weak evidence"},     {Grade::calibrated, "Calibrated"},
                                                         {Grade::moderate, "Moderate evidence"}, {Grade::strong, "Strong evidence"}, {Grade::definition, "Definitions and prices"}};
    for (const auto& [grade, title] : grades) out += table(title, false, [grade = grade](const ParameterSpec& spec) { return spec.grade == grade; });
    return out;
}

std::string parameter_table(std::string_view group) {
    std::string rows;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (entry.mechanism != group) continue;
        const ParameterSpec& spec = entry.spec;
        const std::string contested = spec.contested ? fmt::format("; contested, null {}", plain_number(spec.null_value)) : "";
        rows += fmt::format("| `{}` | {} | {} | {} to {}{} | {} | {} | {} |\n", spec.name, cell(spec.meaning), plain_number(spec.value), plain_number(spec.low), plain_number(spec.high), contested, cell(spec.unit),
                            name_of(spec.grade), cell(spec.source));
    }
    if (rows.empty()) return {};
    return fmt::format("| `{}.` | what it is | value | range | unit | grade | source |\n|---|---|---|---|---|---|---|\n", group) + rows;
}

std::vector<std::string> parameter_groups() {
    std::set<std::string> names;
    for (const ParameterEntry& entry : parameter_catalogue()) names.emplace(entry.mechanism);
    return {names.begin(), names.end()};
}

}  // namespace topsoil
