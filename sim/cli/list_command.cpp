#include <fmt/format.h>

#include <map>
#include <memory>

#include "cli/printing.hpp"
#include "cli/verbs.hpp"
#include "io/assumptions.hpp"
#include "io/data_folder.hpp"
#include "io/diagnostics.hpp"
#include "topsoil/results.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil::cli {

namespace {

/// Left-aligned columns, each as wide as its widest cell; the last one is not padded.
void print_columns(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    }
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) line += i + 1 == row.size() ? row[i] : left(row[i], widths[i] + 2);
        fmt::print("{}\n", line);
    }
}

std::string title_in(const std::filesystem::path& file) {
    const TomlNode tree = parse_toml_file(file);
    const TomlNode* title = tree.find("title");
    return title == nullptr ? "" : title->text;
}

void list_shipped(Shipped kind) {
    std::vector<std::vector<std::string>> rows;
    for (const std::string& slug : shipped_names(kind)) {
        const std::filesystem::path path = shipped_path(kind, slug);
        rows.push_back({slug, title_in(kind == Shipped::places ? path / "place.toml" : path)});
    }
    print_columns(rows);
}

void list_parameters() {
    std::vector<std::vector<std::string>> rows{{"parameter", "default", "range", "unit", "grade", "source", "meaning"}};
    for (const ParameterEntry& entry : parameter_catalogue()) {
        const ParameterSpec& spec = entry.spec;
        rows.push_back({entry.key(), plain_number(spec.value),
                        fmt::format("{} to {}", plain_number(spec.low), plain_number(spec.high)),
                        std::string(spec.unit), std::string(name_of(spec.grade)), std::string(spec.source),
                        std::string(spec.meaning)});
    }
    print_columns(rows);
}

void list_levers() {
    for (const LeverSpec& spec : lever_catalogue()) {
        std::string range = fmt::format("{} to {} {}", plain_number(spec.low), plain_number(spec.high), spec.unit);
        if (!spec.choices.empty()) range = one_of({spec.choices.begin(), spec.choices.end()});
        fmt::print("{}  [{}]\n", spec.name, range);
        for (const std::string& line :
             wrapped(fmt::format("{} Bill: {}. Reaches: {}.", spec.meaning, spec.bill, spec.reach), page_width - 4)) {
            fmt::print("    {}\n", line);
        }
    }
}

void list_measures() {
    std::vector<std::vector<std::string>> rows{{"measure", "unit", "by", "meaning"}};
    for (const MeasureSpec& measure : measure_catalogue()) {
        rows.push_back({std::string(measure.name), std::string(measure.unit),
                        std::string(name_of(measure.axis)),
                        std::string(measure.meaning)});
    }
    print_columns(rows);
}

void list_everything_shipped() {
    fmt::print("Scenarios\n");
    list_shipped(Shipped::experiments);
    fmt::print("\nRegimes\n");
    list_shipped(Shipped::regimes);
    fmt::print("\nPlaces\n");
    list_shipped(Shipped::places);
    fmt::print("\nMore: topsoil list parameters | assumptions | levers | measures\n");
}

const std::map<std::string, void (*)()>& lists() {
    static const std::map<std::string, void (*)()> all{
        {"all", list_everything_shipped},
        {"assumptions", [] { fmt::print("{}", assumptions_register()); }},
        {"levers", list_levers},
        {"measures", list_measures},
        {"parameters", list_parameters},
        {"places", [] { list_shipped(Shipped::places); }},
        {"regimes", [] { list_shipped(Shipped::regimes); }},
        {"scenarios", [] { list_shipped(Shipped::experiments); }},
    };
    return all;
}

}  // namespace

void add_list(CLI::App& app, Action& chosen) {
    CLI::App* verb = app.add_subcommand("list", "What ships with the program and what can be set and measured");
    verb->footer(
        "Examples:\n"
        "  topsoil list\n"
        "  topsoil list parameters | grep unpaid_care\n"
        "  topsoil list assumptions              what is contested, assumed, weak, calibrated or known, with ranges\n"
        "  topsoil list parameters --table need  those of one submodel as Markdown, as its page in docs/model has them\n"
        "  topsoil list levers");
    const auto what = std::make_shared<std::string>("all");
    std::vector<std::string> names;
    for (const auto& [name, print] : lists()) names.push_back(name);
    verb->add_option("what", *what, "scenarios, regimes, places, parameters, assumptions, levers or measures")
        ->check(CLI::IsMember(names));
    const auto group = std::make_shared<std::string>();
    verb->add_option("--table", *group, "with `parameters`: one group (the name before the dot), as Markdown")->check(CLI::IsMember(parameter_groups()));
    verb->callback([&chosen, what, group] {
        if (!group->empty() && *what != "parameters") throw CLI::ValidationError("--table", "goes with `topsoil list parameters`");
        chosen = [what, group] {
            if (group->empty()) lists().at(*what)();
            else fmt::print("{}", parameter_table(*group));
            return ExitCode::done;
        };
    });
}

}  // namespace topsoil::cli
