#include "io/schema.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>

#include "io/diagnostics.hpp"
#include "io/rollout_reader.hpp"
#include "io/scenario_limits.hpp"
#include "topsoil/levers.hpp"
#include "topsoil/parameter.hpp"
#include "topsoil/results.hpp"
#include "topsoil/scenario.hpp"

namespace topsoil {

namespace {

using Json = nlohmann::ordered_json;

Json text(std::string_view description) { return {{"type", "string"}, {"description", description}}; }

Json texts(std::string_view description) {
    return {{"type", "array"}, {"items", {{"type", "string"}}}, {"uniqueItems", true}, {"description", description}};
}

Json whole(std::string_view description, AllowedRange range, std::int64_t standard) {
    return {{"type", "integer"},
            {"minimum", static_cast<std::int64_t>(range.low)},
            {"maximum", static_cast<std::int64_t>(range.high)},
            {"default", standard},
            {"description", description}};
}

Json strict_table(std::string_view description) {
    return {{"type", "object"},
            {"description", description},
            {"properties", Json::object()},
            {"additionalProperties", false}};
}

Json file_schema(std::string_view title) {
    Json schema = strict_table("");
    schema["description"] = "Strict: a key that is not named here is an error.";
    Json out = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
    out.update(schema);
    return out;
}

Json lever(const LeverSpec& spec) {
    const std::string description = fmt::format("{} [{}] Bill: {}.", spec.meaning, spec.unit, spec.bill);
    if (!spec.choices.empty()) return {{"enum", spec.choices}, {"description", description}};
    return {{"type", spec.whole ? "integer" : "number"},
            {"minimum", spec.low},
            {"maximum", spec.high},
            {"description", description}};
}

Json levers() {
    Json table = strict_table("One value for each lever.");
    for (const LeverSpec& spec : lever_catalogue()) {
        table["properties"][std::string(spec.name)] = lever(spec);
    }
    return table;
}

Json parameters() {
    Json all = strict_table("Parameters that are not at their default, by mechanism.");
    for (const ParameterEntry& entry : parameter_catalogue()) {
        Json& mechanism = all["properties"][std::string(entry.mechanism)];
        if (mechanism.is_null())
            mechanism = strict_table(fmt::format("Parameters of the mechanism {}.", entry.mechanism));
        const ParameterSpec& spec = entry.spec;
        mechanism["properties"][std::string(spec.name)] = {
            {"type", "number"},
            {"minimum", spec.low},
            {"maximum", spec.high},
            {"default", spec.value},
            {"description",
             fmt::format("{} [{}] Source: {}; grade: {}.", spec.meaning, spec.unit, spec.source, name_of(spec.grade))}};
    }
    return all;
}

Json primary_outcomes() {
    Json list = texts("Measures that the question is about, declared before running; all others are exploratory.");
    list["maxItems"] = limits::primary_outcomes;
    for (const MeasureSpec& measure : measure_catalogue()) list["items"]["enum"].push_back(measure.name);
    return list;
}

Json smallest_differences() {
    Json table = strict_table("The smallest difference worth having, by primary outcome, in the unit of a year's city value.");
    for (const MeasureSpec& measure : measure_catalogue()) table["properties"][std::string(measure.name)] = {{"type", "number"}, {"minimum", 0}};
    return table;
}

Json number(std::string_view description, AllowedRange range) {
    return {{"type", "number"}, {"minimum", range.low}, {"maximum", range.high}, {"description", description}};
}

Json whole(std::string_view description, AllowedRange range) {
    return {{"type", "integer"}, {"minimum", static_cast<std::int64_t>(range.low)}, {"maximum", static_cast<std::int64_t>(range.high)}, {"description", description}};
}

Json rollout_tables() {
    Json single = strict_table("How one regime comes in.");
    Json& keys = single["properties"];
    keys["kind"] = {{"enum", rollout_kinds()}, {"description", "Everywhere at once; in named pilots; in steps by chance; in a share of units by chance."}};
    keys["before"] = text("The regime that holds until a neighbourhood changes over; the status quo unless given.");
    keys["start_week"] = whole("Weeks after the regimes part.", limits::rollout_start_week, 0);
    keys["neighbourhoods"] = texts("Pilots, by id or name.");
    keys["unit"] = {{"enum", rollout_units()}, {"description", "What chance chooses between; neighbourhoods unless given."}};
    keys["steps"] = whole("Steps of a wedge.", limits::rollout_steps);
    keys["step_weeks"] = whole("Weeks between the steps of a wedge.", limits::rollout_step_weeks);
    keys["share"] = number("Share of units that change over, clusters only.", limits::rollout_share);
    single["required"] = {"kind"};
    return {{"type", "object"}, {"description", "Rollouts by regime; a regime without one holds everywhere at once."}, {"additionalProperties", single}};
}

Json shock_list() {
    Json one = strict_table("A blow from outside, the same in every regime.");
    Json kinds = Json::array();
    std::string meanings;
    for (const ShockSpec& spec : shock_catalogue()) {
        kinds.push_back(spec.name);
        meanings += fmt::format(" {}: {}.", spec.name, spec.meaning);
    }
    one["properties"]["kind"] = {{"enum", kinds}, {"description", "What befalls the city."}};
    one["properties"]["week"] = whole("Weeks after the regimes part.", limits::shock_week);
    one["properties"]["weeks"] = whole("How long it lasts.", limits::shock_weeks);
    one["properties"]["size"] = {{"type", "number"}, {"minimum", 0}, {"description", "How hard it hits." + meanings}};
    one["required"] = {"kind", "week"};
    return {{"type", "array"}, {"description", "Shocks, in any order."}, {"items", one}};
}

Json regime_tables() {
    Json single = levers();
    single["description"] = "Single levers that differ from the regime's file; with a title, a whole regime.";
    single["properties"]["title"] = text("Makes this table a whole regime; every lever must then be named.");
    single["properties"]["summary"] = text("For whoever reads the file.");
    return {
        {"type", "object"}, {"description", "Regimes changed or written out here."}, {"additionalProperties", single}};
}

}  // namespace

std::string scenario_schema() {
    const Scenario standard;
    Json schema = file_schema("Topsoil scenario");
    Json& keys = schema["properties"];
    keys["extends"] =
        text("A shipped scenario or a path relative to this file; its values hold where this file has none.");
    keys["name"] = text("Slug; the name of the file unless given.");
    keys["title"] = text("For people.");
    keys["question"] = text("What the comparison is to answer, one sentence.");
    keys["place"] = text("A shipped place or the path of a place folder relative to this file.");
    keys["regimes"] = texts("Shipped regimes or paths relative to this file; the others are compared with the first.");
    keys["regimes"]["minItems"] = 1;
    keys["status_quo"] = text("The regime during burn-in; the first of `regimes` unless given.");
    keys["primary_outcomes"] = primary_outcomes();
    keys["seed"] = whole("Root of all chance.", limits::seed, static_cast<std::int64_t>(default_seed));
    keys["replicates"] =
        whole("Cities per regime that differ by chance alone.", limits::replicates, standard.replicates);
    keys["draws"] = whole("Draws of the contested parameters from their ranges; replicates are for each draw.", limits::draws, standard.draws);
    keys["smallest_differences"] = smallest_differences();
    keys["burn_in_weeks"] =
        whole("Weeks under the status quo before the regimes part.", limits::burn_in_weeks, standard.burn_in_weeks);
    keys["weeks"] = whole("Weeks after burn-in.", limits::weeks, standard.weeks);
    keys["record_every_weeks"] =
        whole("Length of a recording interval.", limits::record_every_weeks, standard.record_every_weeks);
    keys["start_year"] =
        whole("Calendar year in which the recorded weeks begin.", limits::start_year, standard.start_year);
    keys["parameters"] = parameters();
    keys["regime"] = regime_tables();
    keys["rollout"] = rollout_tables();
    keys["shock"] = shock_list();
    // A file that extends another may leave anything out.
    schema["if"] = {{"not", {{"required", {"extends"}}}}};
    schema["then"] = {{"required", {"title", "question", "place", "regimes"}}};
    return schema.dump(2) + "\n";
}

std::string regime_schema() {
    Json schema = file_schema("Topsoil regime");
    Json& keys = schema["properties"];
    keys["extends"] =
        text("A shipped regime or a path relative to this file; its levers hold where this file has none.");
    keys["title"] = text("For people.");
    keys["summary"] = text("Two or three sentences: what is commissioned how.");
    keys["levers"] = levers();
    Json every;
    for (const LeverSpec& spec : lever_catalogue()) every.push_back(spec.name);
    schema["if"] = {{"not", {{"required", {"extends"}}}}};
    schema["then"] = {{"required", {"title", "summary", "levers"}},
                      {"properties", {{"levers", {{"required", every}}}}}};
    return schema.dump(2) + "\n";
}

}  // namespace topsoil
