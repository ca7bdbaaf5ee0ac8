#include "io/schema.hpp"

#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "topsoil/levers.hpp"
#include "topsoil/parameter.hpp"
#include "topsoil/results.hpp"

using namespace topsoil;
using Json = nlohmann::json;

TEST_CASE("The schema of a scenario knows every parameter with its range and default", "[schema]") {
    const Json schema = Json::parse(scenario_schema());
    CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
    CHECK(schema["additionalProperties"] == false);
    for (const ParameterEntry& entry : parameter_catalogue()) {
        INFO(entry.key());
        const Json& one = schema.at("properties")
                              .at("parameters")
                              .at("properties")
                              .at(std::string(entry.mechanism))
                              .at("properties")
                              .at(std::string(entry.spec.name));
        CHECK(one["minimum"] == entry.spec.low);
        CHECK(one["maximum"] == entry.spec.high);
        CHECK(one["default"] == entry.spec.value);
    }
}

TEST_CASE("The schema of a scenario limits primary outcomes to three known measures", "[schema]") {
    const Json outcomes = Json::parse(scenario_schema())["properties"]["primary_outcomes"];
    CHECK(outcomes["maxItems"] == 3);
    CHECK(outcomes["items"]["enum"].size() == measure_catalogue().size());
}

TEST_CASE("A scenario or regime that extends nothing must name what is required", "[schema]") {
    const Json scenario = Json::parse(scenario_schema());
    CHECK(scenario["if"] == Json::parse(R"({"not": {"required": ["extends"]}})"));
    CHECK(scenario["then"]["required"] == Json::parse(R"(["title", "question", "place", "regimes"])"));
    const Json regime = Json::parse(regime_schema());
    CHECK(regime["then"]["required"] == Json::parse(R"(["title", "summary", "levers"])"));
    CHECK(regime["then"]["properties"]["levers"]["required"].size() == lever_catalogue().size());
}

TEST_CASE("The schema of a regime knows every lever, choices as words", "[schema]") {
    const Json levers = Json::parse(regime_schema())["properties"]["levers"]["properties"];
    for (const LeverSpec& spec : lever_catalogue()) {
        INFO(spec.name);
        const Json& one = levers.at(std::string(spec.name));
        if (spec.choices.empty()) {
            CHECK(one["type"] == (spec.whole ? "integer" : "number"));
            CHECK(one["minimum"] == spec.low);
        } else {
            CHECK(one["enum"].size() == spec.choices.size());
            CHECK(one["enum"][0] == std::string(spec.choices[0]));
        }
    }
}

TEST_CASE("Single levers changed in a scenario are checked too", "[schema]") {
    const Json single = Json::parse(scenario_schema())["properties"]["regime"]["additionalProperties"];
    CHECK(single["additionalProperties"] == false);
    CHECK(single["properties"].size() == lever_catalogue().size() + 2);
}
