// A scenario file with everything it refers to: place, regimes, and the values set on the command line.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "io/data_folder.hpp"
#include "io/regime_reader.hpp"
#include "io/rollout_reader.hpp"
#include "io/scenario_limits.hpp"
#include "io/toml_reader.hpp"
#include "topsoil/results.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

namespace fs = std::filesystem;

namespace {

TomlNode read_tree(const std::string& name_or_path, const fs::path& file, const std::vector<Override>& overrides) {
    Faults faults;
    TomlNode tree;
    try {
        tree = parse_with_extends(file, [](const TomlNode& extends) { return locate(Shipped::experiments, extends); });
    } catch (const InputError& error) {
        faults.add(error);
    }
    for (const Override& setting : overrides) {
        try {
            TomlNode over = setting_tree(setting.key, setting.value);
            over.spot = tree.spot;  // what is missing is missing in the file
            lay_over(tree, std::move(over));
        } catch (const InputError& error) {
            faults.add(error);
        }
    }
    faults.throw_if_any();
    if (tree.find("name") == nullptr) {
        const std::string name = is_path(name_or_path) ? file.stem().string() : name_or_path;
        tree.members.push_back({"name", tree.spot, {.text = name, .items = {}, .members = {}, .spot = tree.spot}});
        tree.members.back().value.kind = TomlNode::Kind::text;
    }
    return tree;
}

void read_clock(TomlTable& root, Scenario& scenario) {
    const Scenario defaults;
    scenario.seed =
        static_cast<std::uint64_t>(root.whole("seed", limits::seed, static_cast<std::int64_t>(default_seed)));
    scenario.replicates = root.count("replicates", limits::replicates, defaults.replicates);
    scenario.draws = root.count("draws", limits::draws, defaults.draws);
    scenario.burn_in_weeks = root.count("burn_in_weeks", limits::burn_in_weeks, defaults.burn_in_weeks);
    scenario.weeks = root.count("weeks", limits::weeks, defaults.weeks);
    scenario.record_every_weeks =
        root.count("record_every_weeks", limits::record_every_weeks, defaults.record_every_weeks);
    scenario.start_year = root.count("start_year", limits::start_year, defaults.start_year);
    const TomlNode* every = root.raw("record_every_weeks");
    if (every != nullptr && scenario.record_every_weeks > scenario.weeks) {
        root.fault(*every, fmt::format("nothing would be recorded: the run has only {} weeks", scenario.weeks),
                   "Record more often or run for longer.");
    }
}

void read_parameters(TomlTable& root, ParameterSet& parameters) {
    TomlTable all = root.table("parameters", false);
    std::map<std::string_view, TomlTable> by_mechanism;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        auto found = by_mechanism.find(entry.mechanism);
        if (found == by_mechanism.end()) {
            found = by_mechanism.emplace(entry.mechanism, all.table(entry.mechanism, false)).first;
        }
        const AllowedRange range{entry.spec.low, entry.spec.high, entry.spec.unit};
        parameters.set(entry.key(), found->second.number(entry.spec.name, range, entry.spec.value));
    }
    for (auto& [mechanism, table] : by_mechanism) {
        table.finish();
        // The commonest slip: a process named where its table of parameters should be.
        if (const TomlNode* misplaced = root.raw(mechanism); misplaced != nullptr) {
            root.fault(*misplaced, fmt::format("\"{}\" is a process; its parameters stand under \"parameters\"", mechanism), fmt::format("Write parameters.{}. and the parameter's name.", mechanism));
        }
    }
    all.finish();
}

/// Reads the regimes of a scenario: shipped ones, files, or whole ones inside the scenario, each with its single
/// levers.
class RegimeShelf {
public:
    RegimeShelf(TomlTable& root, Faults& faults) : tables_(root.table("regime", false)), faults_(faults) {}

    [[nodiscard]] static std::string slug_of(const std::string& written) {
        return is_path(written) ? fs::path(written).stem().string() : written;
    }

    Regime take(const TomlNode& reference) {
        const std::string slug = slug_of(reference.text);
        TomlTable own = tables_.table(slug, false);
        // A title makes the table a whole regime; without it the table changes single levers of a file.
        const bool whole = own.has("title");
        Regime regime;
        if (whole) {
            regime.name = slug;
            regime.title = own.text("title");
            static_cast<void>(own.text("summary", ""));
        } else {
            try {
                regime = load_regime(locate(Shipped::regimes, reference));
            } catch (const InputError& error) {
                faults_.add(error);
            }
        }
        read_levers(own, regime.levers, whole);
        own.finish();
        return regime;
    }

    void finish() { tables_.finish(); }

private:
    TomlTable tables_;
    Faults& faults_;
};

void read_regimes(TomlTable& root, Scenario& scenario, Faults& faults) {
    RegimeShelf shelf(root, faults);
    std::set<std::string> taken;
    for (const TomlNode* written : root.texts("regimes", true)) {
        if (!taken.insert(RegimeShelf::slug_of(written->text)).second) {
            root.fault(*written, "this regime is listed twice", "Take one of the two out.");
            continue;
        }
        scenario.regimes.push_back(shelf.take(*written));
    }
    if (const TomlNode* list = root.raw("regimes");
        list != nullptr && list->kind == TomlNode::Kind::list && list->items.empty()) {
        root.fault(*list, "a scenario needs at least one regime", "List one, for example regimes = [\"tendered\"].");
    }
    const TomlNode* status_quo = root.raw("status_quo");
    if (status_quo == nullptr) {
        if (!scenario.regimes.empty()) scenario.status_quo = scenario.regimes.front();
    } else {
        const std::string slug = RegimeShelf::slug_of(root.text("status_quo"));
        const auto listed = std::find_if(scenario.regimes.begin(), scenario.regimes.end(),
                                         [&](const Regime& regime) { return regime.name == slug; });
        if (listed != scenario.regimes.end()) {
            scenario.status_quo = *listed;
        } else if (status_quo->kind == TomlNode::Kind::text && !taken.contains(slug)) {
            scenario.status_quo = shelf.take(*status_quo);
        }
    }
    shelf.finish();
}

void read_primary_outcomes(TomlTable& root, Scenario& scenario) {
    std::vector<std::string> known;
    for (const MeasureSpec& measure : measure_catalogue()) known.emplace_back(measure.name);
    for (const TomlNode* written : root.texts("primary_outcomes", false)) {
        auto& chosen = scenario.primary_outcomes;
        if (std::find(known.begin(), known.end(), written->text) == known.end()) {
            root.fault(*written, "there is no measure of this name",
                       suggestion(written->text, known, "See `topsoil list measures`."));
        } else if (std::find(chosen.begin(), chosen.end(), written->text) != chosen.end()) {
            root.fault(*written, "this measure is listed twice", "Take one of the two out.");
        } else if (chosen.size() == limits::primary_outcomes) {
            root.fault(*written, "a scenario declares at most three primary outcomes",
                       "Keep the three that the question is about; all others are reported as exploratory.");
        } else {
            chosen.push_back(written->text);
        }
    }
    TomlTable worth = root.table("smallest_differences", false);
    for (const std::string& outcome : scenario.primary_outcomes) scenario.smallest_differences.push_back(worth.number(outcome, limits::smallest_difference, 0.0));
    worth.finish();
}

void read_place(TomlTable& root, Scenario& scenario, Faults& faults) {
    static_cast<void>(root.text("place"));
    const TomlNode* written = root.raw("place");
    if (written == nullptr || written->kind != TomlNode::Kind::text) return;
    try {
        scenario.place = load_place(locate(Shipped::places, *written));
    } catch (const InputError& error) {
        faults.add(error);
    }
}

}  // namespace

Scenario load_scenario(const std::string& name_or_path, const std::vector<Override>& overrides) {
    TomlNode asked;
    asked.kind = TomlNode::Kind::text;
    asked.text = name_or_path;
    const fs::path file = locate(Shipped::experiments, asked);
    const TomlNode tree = read_tree(name_or_path, file, overrides);

    Faults faults;
    TomlTable root(tree, "", faults);
    Scenario scenario;
    scenario.name = root.text("name");
    scenario.title = root.text("title");
    scenario.question = root.text("question");
    read_clock(root, scenario);
    read_primary_outcomes(root, scenario);
    read_parameters(root, scenario.parameters);
    read_regimes(root, scenario, faults);
    read_place(root, scenario, faults);
    read_rollouts(root, scenario);
    read_shocks(root, scenario, faults);
    root.finish();
    faults.throw_if_any();
    return scenario;
}

}  // namespace topsoil
