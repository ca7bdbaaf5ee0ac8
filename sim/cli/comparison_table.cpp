#include "cli/comparison_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>

#include "cli/printing.hpp"
#include "io/diagnostics.hpp"

namespace topsoil::cli {

namespace {

constexpr int fewest_for_interval = 10;

/// The lines of one measure, by window.
using ByWindow = std::map<std::string, const Difference*>;

/// The last year of a window, so that windows can be put in order: 12 for "years 1-12".
int end_of(const std::string& window) {
    std::size_t start = window.size();
    while (start > 0 && std::isdigit(static_cast<unsigned char>(window[start - 1])) != 0) --start;
    return start == window.size() ? 0 : std::stoi(window.substr(start));
}

/// Windows met among the lines, the longest last.
std::vector<std::string> windows_of(const std::vector<const Difference*>& lines) {
    std::vector<std::string> windows;
    for (const Difference* line : lines) {
        if (std::find(windows.begin(), windows.end(), line->window) == windows.end()) windows.push_back(line->window);
    }
    std::stable_sort(windows.begin(), windows.end(),
                     [](const auto& a, const auto& b) { return end_of(a) < end_of(b); });
    return windows;
}

struct MeasureLines {
    const MeasureSpec* measure;
    ByWindow windows;
};

/// Lines by measure in the order of the catalogue, primary ones in the order declared; measures without a number are
/// left out.
std::vector<MeasureLines> gather(const std::vector<const Difference*>& lines, const Scenario& scenario, bool primary) {
    std::vector<MeasureLines> gathered;
    for (const MeasureSpec& measure : measure_catalogue()) {
        MeasureLines one{&measure, {}};
        for (const Difference* line : lines) {
            if (line->measure == measure.name && line->primary == primary && std::isfinite(line->difference)) {
                one.windows[line->window] = line;
            }
        }
        if (!one.windows.empty()) gathered.push_back(std::move(one));
    }
    if (primary) {
        const auto rank = [&](const MeasureLines& one) {
            const auto& declared = scenario.primary_outcomes;
            return std::find(declared.begin(), declared.end(), one.measure->name) - declared.begin();
        };
        std::stable_sort(gathered.begin(), gathered.end(),
                         [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    }
    return gathered;
}

bool has_interval(const Difference& line) {
    return std::isfinite(line.low);
}

std::string span_of(const Difference& line, const RowStyle& style) {
    return has_interval(line) ? style.span(line.low, line.high) : style.span(line.smallest, line.largest);
}

RowStyle style_for(const MeasureLines& one) {
    std::vector<double> levels, differences;
    for (const auto& [window, line] : one.windows) {
        levels.insert(levels.end(), {line->reference, line->other});
        differences.push_back(line->difference);
    }
    return {levels, differences};
}

/// The label in lines, with the scale of its numbers ("M") in the unit.
std::vector<std::string> label_lines(const MeasureSpec& measure, const RowStyle& style, std::size_t width) {
    std::string label = measure_label(measure);
    if (!style.suffix().empty()) {
        const std::string scale = style.suffix() == "M" ? "million" : "billion";
        label = label.ends_with(')') ? label.insert(label.rfind('(') + 1, scale + " ") : label + " (" + scale + ")";
    }
    return wrapped(label, width);
}

std::string span_title(const std::vector<const Difference*>& lines) {
    return !lines.empty() && has_interval(*lines.front()) ? "95 % interval" : "range seen";
}

std::string primary_table(const std::vector<const Difference*>& lines, const Scenario& scenario,
                          const std::string& other) {
    const std::vector<MeasureLines> measures = gather(lines, scenario, true);
    if (measures.empty()) return {};
    std::string out = "Primary outcomes, declared in the scenario before running\n" + rule();
    out += left("", 12) + right(elided(scenario.regimes.front().name, 17), 18) + right(elided(other, 15), 17) +
           right("difference", 12) + right(span_title(lines), 20) + "  verdict\n";
    const std::vector<std::string> windows = windows_of(lines);
    for (const MeasureLines& one : measures) {
        const RowStyle style = style_for(one);
        for (const std::string& line : label_lines(*one.measure, style, page_width)) out += line + "\n";
        for (auto window = windows.rbegin(); window != windows.rend(); ++window) {
            const auto found = one.windows.find(*window);
            if (found == one.windows.end()) continue;
            const Difference& line = *found->second;
            out += left("  " + *window, 12) + right(style.level(line.reference), 18) +
                   right(style.level(line.other), 17) + right(style.difference(line.difference), 12) +
                   right(span_of(line, style), 20) + "  " + line.verdict + "\n";
        }
    }
    return out + rule();
}

std::string exploratory_table(const std::vector<const Difference*>& lines, const Scenario& scenario,
                              const std::string& other) {
    const std::vector<MeasureLines> measures = gather(lines, scenario, false);
    if (measures.empty()) return {};
    const std::vector<std::string> windows = windows_of(lines);
    const std::string& whole = windows.back();
    constexpr std::size_t label_width = 22;
    std::string out = fmt::format("Exploratory: not declared beforehand, so without a verdict\n{}", rule());
    out += left("", label_width) + right(fmt::format("in {}", whole), 20) +
           right(windows.size() > 1 ? "difference in" : "difference", 12 * windows.size()) + right(span_title(lines), 20) + "\n";
    out += left("", label_width) + right(elided(scenario.regimes.front().name, 9), 11) + right(elided(other, 9), 11);
    for (const std::string& window : windows) out += right(window, 12);
    out += right("in " + whole, 20) + "\n";
    for (const MeasureLines& one : measures) {
        const RowStyle style = style_for(one);
        const std::vector<std::string> label = label_lines(*one.measure, style, label_width - 1);
        const auto found = one.windows.find(whole);
        if (found == one.windows.end()) continue;
        const Difference& all = *found->second;
        out += left(label.front(), label_width) + right(style.level(all.reference), 11) +
               right(style.level(all.other), 11);
        for (const std::string& window : windows) {
            const auto at = one.windows.find(window);
            out += right(at == one.windows.end() ? "–" : style.difference(at->second->difference), 12);
        }
        out += right(span_of(all, style), 20) + "\n";
        for (std::size_t i = 1; i < label.size(); ++i) out += "  " + label[i] + "\n";
    }
    return out + rule();
}

std::string lever_text(const LeverSpec& spec, double value) {
    if (spec.choices.empty()) return plain_number(value);
    return std::string(spec.choices.at(static_cast<std::size_t>(value)));
}

std::string lever_line(const Regime& reference, const Regime& other) {
    std::string changes;
    int count = 0;
    for (const LeverSpec& spec : lever_catalogue()) {
        const double before = reference.levers[spec.lever];
        const double after = other.levers[spec.lever];
        if (before == after) continue;
        ++count;
        changes += fmt::format("{}{} {} → {}", changes.empty() ? "" : ", ", spec.name, lever_text(spec, before),
                               lever_text(spec, after));
    }
    if (count == 0) return paragraph("They differ in no lever: every difference must be exactly zero.");
    return paragraph(
        fmt::format("They differ in {} {}: {}. Only the contract levers are tendering; the others are choices that a "
                    "tender could buy too.",
                    count, count == 1 ? "lever" : "levers", changes));
}

std::string regime_lines(const Regime& reference, const Regime& other) {
    const std::size_t width = std::max(width_of(reference.name), width_of(other.name)) + 2;
    return fmt::format("  {}{} (the reference)\n  {}{}\n", left(reference.name, width), reference.title,
                       left(other.name, width), other.title);
}

/// What the spread of the differences is made of, where contested parameters were drawn.
std::string spread_lines(const std::vector<const Difference*>& lines) {
    std::string out;
    for (const Difference* line : lines) {
        if (!line->primary || line->draws < 2 || line->window != windows_of(lines).back()) continue;
        const RowStyle style({line->chance_sd, line->parameter_sd}, {});
        const auto sd = [&](double value) { return std::isfinite(value) ? style.level(value) + std::string(style.suffix()) : std::string("not told apart"); };
        out += paragraph(fmt::format("{}: {} draws of the contested parameters, {:.0f} % of them on the same side as the mean. Spread by chance {}, by parameters {}.",
                                     measure_label(*std::find_if(measure_catalogue().begin(), measure_catalogue().end(), [&](const MeasureSpec& one) { return one.name == line->measure; })),
                                     line->draws, 100 * line->agreeing, sd(line->chance_sd), sd(line->parameter_sd)));
    }
    return out;
}

std::string reading_guide(const Scenario& scenario) {
    const int replicates = scenario.replicates;
    std::string out =
        paragraph(fmt::format("How to read this. A difference is {} minus the reference, paired replicate by "
                              "replicate: both worlds start as the same "
                              "city, with the same luck and the same public money. Flows are a year's sum over the "
                              "city, stocks and shares a mean.",
                              scenario.regimes.size() == 2 ? scenario.regimes.back().name : "the other regime"));
    if (scenario.draws > 1) {
        out += paragraph(
            "Contested parameters were drawn from their ranges: the interval and the verdict are about chance and about these parameters together, and about nothing that the "
            "model leaves out. \"Clear\" means: 95 % of at least twenty draws agree, and the difference is at least the smallest one declared worth having.");
    } else if (replicates < fewest_for_interval) {
        out +=
            paragraph(fmt::format("No interval under {} replicates: the range is that of the {} paired {} seen. "
                                  "Add replicates with -n {}.",
                                  fewest_for_interval, replicates, replicates == 1 ? "difference" : "differences",
                                  fewest_for_interval));
    } else {
        out += paragraph(
            "The interval and the verdict are about chance alone. \"Clear\" means: clear given the parameter values "
            "of this scenario; what is assumed has not been varied: --draws varies it.");
    }
    out += paragraph(
        "The people are synthetic and many figures apportioned or assumed. This explores what follows from the "
        "assumptions; it is no forecast for any city, neighbourhood or provider.");
    return out;
}

}  // namespace

std::string measure_label(const MeasureSpec& measure) {
    std::string unit = measure.unit == "1" ? "" : measure.unit == "GBP" ? "£" : std::string(measure.unit);
    if (measure.kind == MeasureKind::flow && measure.pooling == Pooling::sum)
        unit += unit.empty() ? "a year" : " a year";
    const std::string_view name = measure.long_name.empty() ? measure.name : measure.long_name;
    return unit.empty() ? std::string(name) : fmt::format("{} ({})", name, unit);
}

std::string comparison_table(const Scenario& scenario, const std::vector<Difference>& differences) {
    std::string out = scenario.title + "\n" + paragraph(scenario.question) + "\n";
    const Regime& reference = scenario.regimes.front();
    for (std::size_t i = 1; i < scenario.regimes.size(); ++i) {
        const Regime& other = scenario.regimes[i];
        std::vector<const Difference*> lines;
        for (const Difference& line : differences) {
            if (line.regime == other.name && line.reference_regime == reference.name) lines.push_back(&line);
        }
        out += fmt::format("{}, {} people, {} {}{}; contested effects: {}\n", scenario.place.title, with_commas(scenario.place.population), scenario.replicates,
                           scenario.replicates == 1 ? "replicate" : "replicates", scenario.draws > 0 ? fmt::format(" of each of {} draws", scenario.draws) : "",
                           scenario.draws > 0 ? "drawn" : contested_column(scenario.parameters));
        out += regime_lines(reference, other) + lever_line(reference, other) + "\n";
        for (const std::string& table :
             {primary_table(lines, scenario, other.name), exploratory_table(lines, scenario, other.name)}) {
            if (!table.empty()) out += table + "\n";
        }
        if (const std::string spread = spread_lines(lines); !spread.empty()) out += spread + "\n";
    }
    return out + reading_guide(scenario);
}

std::string cost_lines(const ExperimentCost& cost) {
    double sum = 0;
    std::string blocks;
    for (const auto& [block, bytes] : cost.bytes_per_citizen) {
        sum += bytes;
        blocks += fmt::format("{}{} {:.1f}", blocks.empty() ? "" : ", ", block, bytes);
    }
    std::string out;
    if (!blocks.empty()) out += paragraph(fmt::format("Memory  {:.0f} bytes a citizen in one world: {}.", sum, blocks));
    const double speed = cost.living_seconds > 0 ? cost.citizen_weeks / cost.living_seconds : 0;
    out += fmt::format("Speed   {} million citizen-weeks a second ({} {} of {} {}), city made in {:.1f} s\n",
                       speed >= 1e7 ? with_commas(speed / 1e6) : fmt::format("{:.2f}", speed / 1e6), cost.jobs,
                       cost.jobs == 1 ? "job" : "jobs", cost.threads_per_job,
                       cost.threads_per_job == 1 ? "thread" : "threads", cost.city_seconds);
    out += fmt::format("Peak    {} of memory\n", bytes_text(static_cast<double>(cost.peak_bytes)));
    return out;
}

}  // namespace topsoil::cli
