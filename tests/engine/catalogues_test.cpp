// What the program says about itself: parameters, levers, processes.
#include <fstream>
#include <map>
#include <set>

#include "catch.hpp"
#include "commissioning/catalogue.hpp"
#include "mechanisms/catalogue.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

namespace {

/// Keys of the evidence list: the first word of each of its rows.
std::set<std::string> evidence_keys() {
    std::ifstream file(std::filesystem::path(TOPSOIL_SOURCE_DIR) / "docs" / "model" / "evidence.csv");
    std::set<std::string> keys;
    for (std::string line; std::getline(file, line);) keys.insert(line.substr(0, line.find(',')));
    return keys;
}

/// Every name by which a field, or a part with several fields, may be declared.
std::set<std::string> field_names() {
    static const std::set<std::string> all = [] {
        std::set<std::string> names;
        SmallTown town;
        town.world().visit([&](const Field& field, auto&) {
            const std::string name(field.name);
            REQUIRE(names.insert(name).second);
            names.insert(name.substr(0, name.find('.')));
        });
        return names;
    }();
    return all;
}

}  // namespace

TEST_CASE("Every parameter has a key of its own, and people find its value under it") {
    std::set<std::string> keys;
    ParameterSet parameters;
    for (std::size_t i = 0; i < parameter_catalogue().size(); ++i) {
        const ParameterEntry& entry = parameter_catalogue()[i];
        INFO(entry.key());
        REQUIRE(keys.insert(entry.key()).second);
        REQUIRE(parameters.get(entry.key()) == entry.spec.value);
        REQUIRE(parameters.values()[i] == entry.spec.value);
        parameters.set(entry.key(), 1'000.0 + static_cast<double>(i));
    }
    for (std::size_t i = 0; i < parameter_catalogue().size(); ++i) {
        const ParameterEntry& entry = parameter_catalogue()[i];
        REQUIRE(parameters.get(entry.key()) == 1'000.0 + static_cast<double>(i));
        REQUIRE(view_of(parameters, entry.mechanism)[entry.spec.name] == 1'000.0 + static_cast<double>(i));
    }
    REQUIRE(keys.size() > 50);
}

TEST_CASE("Whoever asks for a parameter that nobody declared is told so") {
    ParameterSet parameters;
    REQUIRE_THROWS_AS(parameters.get("need.no_such_thing"), std::out_of_range);
    REQUIRE_THROWS_AS(parameters.get("onset_scale"), std::out_of_range);
    REQUIRE_THROWS_AS(parameters.set("nobody.onset_scale", 1), std::out_of_range);
    REQUIRE_THROWS_AS(view_of(parameters, "need")["no_such_thing"], std::logic_error);
}

TEST_CASE("What several processes need to know, such as a carer's pay, is declared by one of them and reaches all of them when it is set once") {
    ParameterSet parameters;
    int borrowed = 0;
    for (const ProcessDeclaration* process : all_processes()) {
        for (const std::string_view key : process->borrows) {
            INFO(process->name << " borrows " << key);
            ++borrowed;
            REQUIRE(key.substr(0, key.find('.')) != process->name);
            parameters.set(key, 1'000.0 + borrowed);
            REQUIRE(view_of(parameters, process->name)[key] == 1'000.0 + borrowed);
            parameters.set(key, ParameterSet().get(key));
        }
    }
    REQUIRE(borrowed > 0);
    parameters.set("workforce.wage", 15.5);
    for (const char* reader : {"accounts", "contracts", "reviews"}) REQUIRE(view_of(parameters, reader)["workforce.wage"] == 15.5);
    REQUIRE(view_of(parameters, "workforce")["wage"] == 15.5);
    // Whoever has not said that they read it, does not.
    REQUIRE_THROWS_AS(view_of(parameters, "need")["workforce.wage"], std::logic_error);
    REQUIRE_THROWS_AS(view_of(parameters, "accounts")["wage"], std::logic_error);
}

TEST_CASE("Two processes give a parameter the same name only where they mean different things") {
    // Care workers and members of groups leave; people pay for a place in a home, or for help at home.
    const std::set<std::string_view> different{"leave_rate", "self_fund_share"};
    std::map<std::string_view, std::string_view> owner;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (different.contains(entry.spec.name)) continue;
        const auto [known, first] = owner.emplace(entry.spec.name, entry.mechanism);
        INFO(entry.spec.name << " is declared by " << known->second << " and by " << entry.mechanism);
        REQUIRE(first);
    }
}

TEST_CASE("Every parameter's default lies inside the range in which people may set it, and says what it means") {
    for (const ParameterEntry& entry : parameter_catalogue()) {
        INFO(entry.key());
        REQUIRE(entry.spec.low <= entry.spec.value);
        REQUIRE(entry.spec.value <= entry.spec.high);
        REQUIRE(entry.spec.low < entry.spec.high);
        REQUIRE(!entry.spec.unit.empty());
        REQUIRE(entry.spec.meaning.size() > 10);
    }
}

TEST_CASE("A contested effect can be set to no effect") {
    int contested = 0;
    for (const ParameterEntry& entry : parameter_catalogue()) {
        if (!entry.spec.contested) continue;
        ++contested;
        INFO(entry.key());
        REQUIRE(entry.spec.low <= entry.spec.null_value);
        REQUIRE(entry.spec.null_value <= entry.spec.high);
        REQUIRE(entry.spec.grade != Grade::definition);
    }
    REQUIRE(contested > 3);
}

TEST_CASE("Whoever looks up a parameter's source finds it in the evidence list, or that it is assumed or calibrated") {
    const auto keys = evidence_keys();
    REQUIRE(keys.size() > 300);
    for (const ParameterEntry& entry : parameter_catalogue()) {
        INFO(entry.key() << " cites " << entry.spec.source);
        const bool plain = entry.spec.source == "assumed" || entry.spec.source == "calibrated" || (entry.spec.source == "definition" && entry.spec.grade == Grade::definition);
        REQUIRE((plain || keys.count(std::string(entry.spec.source)) == 1));
        // Nobody may call a guess well known.
        if (entry.spec.source == "assumed") REQUIRE((entry.spec.grade != Grade::strong && entry.spec.grade != Grade::moderate));
    }
}

TEST_CASE("Every lever has a bill, a reach, a meaning, and a value at which it does nothing") {
    std::set<std::string_view> names;
    REQUIRE(lever_catalogue().size() == lever_count);
    for (std::size_t i = 0; i < lever_count; ++i) {
        const LeverSpec& lever = lever_catalogue()[i];
        INFO(lever.name);
        REQUIRE(static_cast<std::size_t>(lever.lever) == i);
        REQUIRE(names.insert(lever.name).second);
        REQUIRE(!lever.bill.empty());
        REQUIRE(!lever.reach.empty());
        REQUIRE(!lever.meaning.empty());
        REQUIRE(!lever.unit.empty());
        REQUIRE(lever.low < lever.high);
        REQUIRE(lever.low <= lever.null_value);
        REQUIRE(lever.null_value <= lever.high);
        if (!lever.choices.empty()) REQUIRE(lever.choices.size() == static_cast<std::size_t>(lever.high - lever.low) + 1);
    }
}

TEST_CASE("Every lever is read by somebody who commissions, and by nobody else") {
    std::set<Lever> read;
    for (const CommissioningDeclaration* part : commissioning_catalogue()) read.insert(part->levers.begin(), part->levers.end());
    REQUIRE(read.size() == lever_count);
}

TEST_CASE("Every shipped regime sets its levers within their ranges") {
    for (const std::string& name : shipped_regimes()) {
        const LeverVector levers = shipped_levers(name);
        for (const LeverSpec& lever : lever_catalogue()) {
            INFO(name << ": " << lever.name);
            REQUIRE(levers[lever.lever] >= lever.low);
            REQUIRE(levers[lever.lever] <= lever.high);
            if (lever.whole) REQUIRE(levers[lever.lever] == std::floor(levers[lever.lever]));
        }
    }
    REQUIRE(shipped_regimes().size() >= 3);
}

TEST_CASE("What a process of the week says it reads and changes are things that people in the city have") {
    const auto names = field_names();
    for (const ProcessDeclaration* process : all_processes()) {
        INFO(process->name);
        REQUIRE(!process->sentence.empty());
        REQUIRE(!process->writes.empty());
        for (const std::string_view field : process->reads) {
            INFO("reads " << field);
            REQUIRE(names.count(std::string(field)) == 1);
        }
        for (const std::string_view field : process->writes) {
            INFO("writes " << field);
            REQUIRE(names.count(std::string(field)) == 1);
        }
    }
}

TEST_CASE("Every process of the week has a name of its own, and the week keeps its order") {
    std::set<std::string_view> names;
    Phase before = Phase::life_course;
    for (const ProcessDeclaration* process : all_processes()) {
        REQUIRE(names.insert(process->name).second);
        REQUIRE(process->phase >= before);
        before = process->phase;
    }
    REQUIRE(names.size() == mechanisms_catalogue().size() + commissioning_catalogue().size());
}
