#include "cli/outcome_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "cli/comparison_table.hpp"
#include "cli/printing.hpp"

namespace topsoil::cli {

namespace {

constexpr std::size_t label_width = 30;

/// Means over the pairs of runs that have a value.
CohortCount mean_count(const Results& results, std::size_t regime, std::size_t week, CohortOutcome outcome, std::size_t group) {
    CohortCount sum;
    double pairs = 0;
    for (std::size_t run = 0; run < static_cast<std::size_t>(results.runs_of_regime()); ++run) {
        const CohortCount& one = results.cohort_counts[results.cohort_count_index(regime, run, week, outcome, group)];
        if (std::isnan(one.people)) continue;
        pairs += 1;
        sum.people += one.people;
        sum.better += one.better;
        sum.worse += one.worse;
        sum.died_only_in_reference += one.died_only_in_reference;
        sum.died_only_in_other += one.died_only_in_other;
        sum.left += one.left;
    }
    const double n = pairs > 0 ? pairs : std::nan("");
    return {sum.people / n, sum.better / n, sum.worse / n, sum.died_only_in_reference / n, sum.died_only_in_other / n, sum.left / n};
}

std::string count_line(const std::string& label, const CohortCount& count) {
    if (std::isnan(count.people)) return {};
    const double balance = count.better - count.worse;
    return left("  " + label, label_width) + right(with_commas(count.people), 12) + right(with_commas(count.better), 13) + right(with_commas(count.worse), 13) +
           right((balance > 0 ? "+" : "") + with_commas(balance), 13) + right(fmt::format("{:.0f} / {:.0f}", count.died_only_in_reference, count.died_only_in_other), 19) + "\n";
}

std::string week_label(int week) {
    const int years = static_cast<int>(week / 52.18 + 0.5);
    return years < 1 ? fmt::format("after {} weeks", week) : fmt::format("after {} {}", years, years == 1 ? "year" : "years");
}

std::string counts_of(const Results& results, std::size_t regime, CohortOutcome outcome) {
    std::string out = left(outcome == CohortOutcome::utility ? "health-related utility" : "life satisfaction", label_width) + right("people", 12) + right("higher", 13) + right("lower", 13) +
                      right("balance", 13) + right("died in one only", 19) + "\n";
    for (std::size_t w = 0; w < results.cohort_weeks.size(); ++w) out += count_line(week_label(results.cohort_weeks[w]), mean_count(results, regime, w, outcome, 0));
    if (results.cohort_weeks.empty()) return out;
    for (std::size_t g = 0; g < results.groups.size(); ++g) out += count_line("  " + results.groups[g], mean_count(results, regime, results.cohort_weeks.size() - 1, outcome, g + 1));
    return out;
}

std::string money(double pounds) {
    const double millions = pounds / 1e6;
    return fmt::format("{}£{:.2f} M", millions < 0 ? "-" : "+", std::abs(millions));
}

std::string signed_whole(double value) { return (value > 0 ? "+" : "") + with_commas(value); }

std::string spread_of(const CostEffect& effect) {
    if (effect.seen.size() < 2) return {};
    const auto [low, high] = std::minmax_element(effect.seen.begin(), effect.seen.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    return fmt::format("{} to {}", signed_whole(low->second), signed_whole(high->second));
}

std::string share_text(double share) { return std::isnan(share) ? "–" : fmt::format("{:.0f} %", 100 * share); }

const MeasureSpec* spec_of(const std::string& measure) {
    const auto found = std::find_if(measure_catalogue().begin(), measure_catalogue().end(), [&](const MeasureSpec& one) { return one.name == measure; });
    return found == measure_catalogue().end() ? nullptr : &*found;
}

}  // namespace

std::string cohort_table(const Scenario& scenario, const Results& results) {
    std::string out;
    for (std::size_t regime = 1; regime < scenario.regimes.size(); ++regime) {
        out += fmt::format("The same people in both worlds: {} against {}\n{}", results.regimes[regime], results.regimes.front(), rule());
        for (const CohortOutcome outcome : {CohortOutcome::utility, CohortOutcome::satisfaction}) out += counts_of(results, regime, outcome);
        out += rule();
    }
    return out + paragraph(
                     "Everybody who lived here when the regimes parted, followed one by one; groups as they were then, at the end of the run. Death counts as nothing from then on; who has "
                     "left the city in either world is not counted; newcomers are not among them. Two worlds drift apart by chance alone, so many fare higher and many lower even where "
                     "nothing differs: look at the balance. \"Died in one only\": in the reference / in the other. cohort.csv has every pair.");
}

std::string cost_effect_table(const Scenario& scenario, const std::vector<CostEffect>& effects) {
    constexpr std::size_t width = 32;  // the longest name of a shipped regime, whole
    const auto label_of = [](const CostEffect& effect) { return elided("  " + effect.regime, width - effect.window.size() - 2) + ", " + effect.window; };
    std::string out = fmt::format("Cost to the public purse and QALYs of the same people, against {}\n{}", scenario.regimes.front().name, rule());
    out += left("", width) + right("cost", 10) + right("QALYs", 10) + right("range seen", 20) + right("net at £20k", 14) + right("at £30k", 14) + "\n";
    std::string wellbys;
    std::string draws;
    for (const CostEffect& effect : effects) {
        const bool asked = std::any_of(scenario.regimes.begin(), scenario.regimes.end(), [&](const Regime& one) { return one.name == effect.regime; });
        if (!asked || effect.pairs == 0) continue;
        out += left(label_of(effect), width) + right(money(effect.cost), 10) + right(signed_whole(effect.qalys), 10) + right(spread_of(effect), 20) +
               right(money(effect.net_low), 14) + right(money(effect.net_high), 14) + "\n";
        wellbys += left(label_of(effect), width) + right(signed_whole(effect.wellbys), 12) + "\n";
        if (!std::isnan(effect.favourable_low)) {
            draws += paragraph(fmt::format("{}, {}: net benefit above nothing in {} of draws at £20,000 and in {} at £30,000.", effect.regime, effect.window, share_text(effect.favourable_low),
                                           share_text(effect.favourable_high)));
        }
    }
    out += left("WELLBYs, apart", width) + "\n" + wellbys + rule() + draws;
    return out + paragraph(
                     "Public-sector perspective: council and NHS outlay for the whole city less what is kept unspent, against QALYs of the people who lived here when the regimes parted; both "
                     "discounted at 3.5 % a year. Unpaid time is neither a cost nor a gain here. Money that the council sets aside is the same in every regime, so what differs is NHS outlay and "
                     "money kept: about 15 % of NHS money responds to anything in the model, and the controlled evidence on admissions is null. QALYs and WELLBYs are two yardsticks for the same "
                     "lives and are never added.");
}

std::string contrast_table(const Scenario& scenario, const Results& results, const std::vector<Difference>& differences) {
    std::string out = fmt::format("To be read together: the same outcomes, contrast by contrast\n{}", rule());
    const std::string whole = windows_of(results.weeks.empty() ? 0 : results.weeks.back()).back().first;
    for (const std::string& outcome : scenario.primary_outcomes) {
        const MeasureSpec* spec = spec_of(outcome);
        if (spec == nullptr) continue;
        std::vector<const Difference*> lines;
        std::vector<double> sizes;
        for (const Difference& line : differences) {
            if (line.measure != outcome || line.window != whole) continue;
            lines.push_back(&line);
            sizes.insert(sizes.end(), {line.difference, line.smallest, line.largest});
        }
        const RowStyle style({}, sizes);
        out += fmt::format("{}, {}{}\n", measure_label(*spec), whole, style.suffix().empty() ? "" : fmt::format(", {}", style.suffix()));
        for (const Difference* line : lines) {
            out += left(fmt::format("  {} against {}", line->regime, line->reference_regime), 46) + right(style.difference(line->difference), 12) +
                   right(std::isfinite(line->low) ? style.span(line->low, line->high) : style.span(line->smallest, line->largest), 22) + "  " + line->verdict + "\n";
        }
    }
    return out + rule() +
           paragraph(
               "Only contract-only is about re-tendering as such: against tendered it changes the contract and nothing else. The steel-man is a tender that buys what a tender can buy. A pooled lot "
               "has one provider on each street: travel falls there without smaller lots.");
}

std::string reach_lines(const Scenario& scenario) {
    const Reach reach = reach_of_levers(scenario.place);
    if (reach.social_care <= 0) return {};
    return paragraph(fmt::format("The levers reach about £{:.0f} M of the £{:.0f} M a year that social care takes in this place; they cannot move the rest.", reach.levers / 1e6, reach.social_care / 1e6));
}

}  // namespace topsoil::cli
