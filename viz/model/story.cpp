#include "viz/model/story.hpp"

#include <algorithm>

#include "io/data_folder.hpp"
#include "io/toml_reader.hpp"
#include "viz/model/quantities.hpp"

namespace topsoil::viz {

namespace {

namespace fs = std::filesystem;

constexpr AllowedRange any_week{0, 5200, "week"};

fs::path story_file(const std::string& name) {
    if (is_path(name)) return name;
    const fs::path file = data_folder() / "stories" / (name + ".toml");
    if (!fs::exists(file)) throw InputError(Diagnostic{"--story", 0, 0, name, "no story of this name ships with the program", suggestion(name, shipped_stories(), "Give a path that ends in .toml.")});
    return file;
}

class Reader {
public:
    Reader(const Scenario& scenario, Faults& faults) : scenario_(scenario), faults_(faults) {}

    StoryStep step(const TomlNode& node) {
        TomlTable table(node, "steps", faults_);
        StoryStep step;
        step.text = table.text("text");
        if (table.has("week")) step.week = table.count("week", any_week);
        step.measure = known(table, "measure", measures());
        if (table.has("maps")) step.maps = static_cast<MapChoice>(table.choice("maps", {"all", "A", "B", "difference", "divided"}));
        step.neighbourhood = known(table, "neighbourhood", ids());
        step.zoom = table.number("zoom", {1, 20, ""}, 1.0);
        step.question = table.text("question", "");
        for (const TomlNode* choice : table.texts("choices", false)) step.choices.push_back(choice->text);
        step.answer = table.text("answer", "");
        if (!step.choices.empty() && (step.choices.size() < 2 || step.choices.size() > 9)) table.fault(node, "a question has two to nine choices", "Leave choices out where the run itself can say whether there is more in A or in B.");
        if (!step.question.empty() && step.choices.empty() && (!step.week || step.measure.empty())) table.fault(node, "the run can answer a question only where a week and a measure are given", "Write week and measure, or choices of your own.");
        if (step.week && *step.week % scenario_.record_every_weeks != 0) table.fault(node, "a step falls on a recorded week", "Choose a multiple of " + std::to_string(scenario_.record_every_weeks) + ".");
        if (const TomlNode* actions = table.raw("actions")) {
            for (const TomlNode& action : actions->items) step.actions.push_back(decision(action));
        }
        table.finish();
        return step;
    }

private:
    LiveAction decision(const TomlNode& node) {
        TomlTable table(node, "actions", faults_);
        LiveAction action;
        action.week = table.count("week", any_week);
        if (action.week % scenario_.record_every_weeks != 0) table.fault(node, "a decision falls on a recorded week", "Choose a multiple of " + std::to_string(scenario_.record_every_weeks) + ".");
        action.world = table.choice("world", {"A", "B"});
        action.regime = known(table, "regime", regimes());
        for (const TomlNode* id : table.texts("neighbourhoods", false)) {
            action.neighbourhoods.push_back(id->text);
            const auto all = ids();
            if (std::find(all.begin(), all.end(), id->text) == all.end()) table.fault(*id, "the place has no neighbourhood of this id", suggestion(id->text, all, "See neighbourhoods.csv of the place.", 3));
        }
        TomlTable levers = table.table("levers", false);
        for (const LeverSpec& spec : lever_catalogue()) {
            if (levers.has(spec.name)) action.levers.emplace_back(spec.lever, levers.number(spec.name, {spec.low, spec.high, spec.unit}));
        }
        levers.finish();
        table.finish();
        return action;
    }

    /// A text that must be one of the known; empty if it is missing.
    std::string known(TomlTable& table, const char* key, const std::vector<std::string>& all) {
        const TomlNode* node = table.raw(key);
        if (node == nullptr) return {};
        const std::string text = table.text(key);
        if (std::find(all.begin(), all.end(), text) == all.end()) table.fault(*node, std::string("the scenario has no ") + key + " of this name", suggestion(text, all, "", 6));
        return text;
    }
    [[nodiscard]] std::vector<std::string> measures() const {
        std::vector<std::string> names;
        for (const std::size_t m : measures_for_maps(scenario_)) names.emplace_back(measure_catalogue()[m].name);
        return names;
    }
    [[nodiscard]] std::vector<std::string> ids() const {
        std::vector<std::string> names;
        for (const auto& row : scenario_.place.neighbourhoods) names.push_back(row.id);
        return names;
    }
    [[nodiscard]] std::vector<std::string> regimes() const {
        std::vector<std::string> names;
        for (const Regime& regime : scenario_.regimes) names.push_back(regime.name);
        return names;
    }

    const Scenario& scenario_;
    Faults& faults_;
};

}  // namespace

std::vector<std::string> shipped_stories() {
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(data_folder() / "stories", none)) {
        if (entry.path().extension() == ".toml") names.push_back(entry.path().stem().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string scenario_of_story(const std::string& name_or_path) {
    const TomlNode tree = parse_toml_file(story_file(name_or_path));
    const TomlNode* scenario = tree.find("scenario");
    if (scenario == nullptr || scenario->kind != TomlNode::Kind::text) throw InputError(Diagnostic{tree.spot.file, 1, 1, "", "a story names its scenario", "Write scenario = \"sheffield\"."});
    return scenario->text;
}

Story read_story(const std::string& name_or_path, const Scenario& scenario) {
    const TomlNode tree = parse_toml_file(story_file(name_or_path));
    Faults faults;
    TomlTable root(tree, "", faults);
    Story story;
    story.title = root.text("title");
    story.scenario = root.text("scenario");
    Reader reader(scenario, faults);
    const TomlNode* steps = root.raw("steps");
    if (steps == nullptr || steps->kind != TomlNode::Kind::list || steps->items.empty()) root.fault(tree, "a story has steps", "Write [[steps]] with a text for each.");
    else for (const TomlNode& step : steps->items) story.steps.push_back(reader.step(step));
    root.finish();
    faults.throw_if_any();
    return story;
}

}  // namespace topsoil::viz
