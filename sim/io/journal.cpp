#include "io/journal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "io/atomic_write.hpp"
#include "io/data_folder.hpp"
#include "io/regime_reader.hpp"
#include "io/toml_reader.hpp"

namespace topsoil {

namespace {

constexpr std::array<const char*, live_worlds> world_names{"A", "B"};
constexpr AllowedRange any_week{0, 5200, "week"};

std::string quoted(const std::string& text) {
    std::string safe;
    for (const char c : text) {
        if (c == '"' || c == '\\') safe += '\\';
        safe += c;
    }
    return '"' + safe + '"';
}

std::string list_of(const std::vector<std::string>& texts) {
    std::string line;
    for (const std::string& text : texts) line += (line.empty() ? "" : ", ") + quoted(text);
    return '[' + line + ']';
}

std::string action_text(const LiveAction& action) {
    std::string text = fmt::format("\n[[actions]]\nweek = {}\nworld = \"{}\"\n", action.week, world_names[action.world]);
    if (!action.regime.empty()) text += fmt::format("neighbourhoods = {}  # none: the whole city\nregime = {}\n", list_of(action.neighbourhoods), quoted(action.regime));
    if (action.levers.empty()) return text;
    text += "[actions.levers]\n";
    for (const auto& [lever, value] : action.levers) text += fmt::format("{} = {}\n", lever_catalogue()[static_cast<std::size_t>(lever)].name, plain_number(value));
    return text;
}

std::vector<std::string> texts_of(TomlTable& table, std::string_view key) {
    std::vector<std::string> found;
    for (const TomlNode* node : table.texts(key, false)) found.push_back(node->text);
    return found;
}

/// Levers are numbers here, choices too: what the program has written, not a person.
std::vector<std::pair<Lever, double>> levers_of(TomlTable table) {
    std::vector<std::pair<Lever, double>> found;
    for (const LeverSpec& spec : lever_catalogue()) {
        if (table.has(spec.name)) found.emplace_back(spec.lever, table.number(spec.name, {spec.low, spec.high, spec.unit}));
    }
    table.finish();
    return found;
}

LiveAction action_of(const TomlNode& node, Faults& faults) {
    TomlTable table(node, "actions", faults);
    LiveAction action;
    action.week = table.count("week", any_week);
    action.world = table.choice("world", {world_names.begin(), world_names.end()});
    action.neighbourhoods = texts_of(table, "neighbourhoods");
    action.regime = table.text("regime", "");
    action.levers = levers_of(table.table("levers", false));
    table.finish();
    return action;
}

}  // namespace

Scenario live_scenario(const std::string& name_or_path, const std::vector<Override>& settings) {
    Scenario scenario = load_scenario(name_or_path, settings);
    std::vector<std::string> shipped = shipped_regimes();
    std::erase(shipped, "neutral");  // the status quo under another name, for tests
    std::stable_partition(shipped.begin(), shipped.end(), [](const std::string& name) { return !name.ends_with("-only"); });
    for (const std::string& name : shipped) {
        const bool known = std::any_of(scenario.regimes.begin(), scenario.regimes.end(), [&](const Regime& regime) { return regime.name == name; });
        if (!known) scenario.regimes.push_back(load_regime(shipped_path(Shipped::regimes, name)));
    }
    return scenario;
}

std::string journal_text(const Journal& journal) {
    std::vector<std::string> settings;
    for (const Override& one : journal.settings) settings.push_back(one.key + "=" + one.value);
    std::string text = "# What the room decided, week by week. Live it again: topsoil replay FILE\n";
    text += fmt::format("scenario = {}\nsettings = {}\nreplicate = {}\nweeks = {}  # since the two worlds parted\n", quoted(journal.scenario), list_of(settings), journal.replicate, journal.weeks);
    if (!journal.digests[0].empty()) text += fmt::format("digests = {}\n", list_of({journal.digests.begin(), journal.digests.end()}));
    for (const LiveAction& action : journal.actions) text += action_text(action);
    return text;
}

void write_journal(const std::filesystem::path& file, const Journal& journal) { atomic_write_text(file, journal_text(journal)); }

Journal read_journal(const std::filesystem::path& file) {
    const TomlNode tree = parse_toml_file(file);
    Faults faults;
    TomlTable root(tree, "", faults);
    Journal journal;
    journal.scenario = root.text("scenario");
    for (const std::string& setting : texts_of(root, "settings")) {
        const auto equals = setting.find('=');
        if (equals == std::string::npos) faults.add(root.spot(), setting, "a setting has the form key=value", "Write it so, or take it out.");
        else journal.settings.push_back({setting.substr(0, equals), setting.substr(equals + 1)});
    }
    journal.replicate = root.count("replicate", {0, 1e6, ""}, 0);
    journal.weeks = root.count("weeks", any_week);
    const auto digests = texts_of(root, "digests");
    if (digests.size() == live_worlds) std::copy(digests.begin(), digests.end(), journal.digests.begin());
    else if (!digests.empty()) faults.add(root.spot(), "digests", "there is one digest for each world", "Leave the line out to live the session without comparing.");
    if (const TomlNode* actions = root.raw("actions")) {
        if (actions->kind != TomlNode::Kind::list) root.fault(*actions, "actions are a list of tables", "Write [[actions]] before each.");
        for (const TomlNode& node : actions->items) {
            if (node.kind == TomlNode::Kind::table) journal.actions.push_back(action_of(node, faults));
            else root.fault(node, "an action is a table", "Write [[actions]] before each.");
        }
    }
    root.finish();
    faults.throw_if_any();
    std::stable_sort(journal.actions.begin(), journal.actions.end(), [](const auto& a, const auto& b) { return a.week < b.week; });
    return journal;
}

std::array<std::string, live_worlds> replay(const Journal& journal, int threads) {
    const Scenario scenario = live_scenario(journal.scenario, journal.settings);
    for (const LiveAction& action : journal.actions) {
        if (action.week % scenario.record_every_weeks != 0 || action.week > journal.weeks) {
            throw InputError(Diagnostic{"journal", 0, 0, "week = " + std::to_string(action.week), "a decision falls on a recorded week of the session", fmt::format("Choose a multiple of {} up to {}.", scenario.record_every_weeks, journal.weeks)});
        }
    }
    LiveCity city(scenario, threads, journal.replicate);
    live_until(city, journal.actions, journal.weeks);
    act_if_due(city, journal.actions);
    return city.digests();
}

}  // namespace topsoil
