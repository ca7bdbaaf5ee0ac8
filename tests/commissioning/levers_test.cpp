// Levers say what they are, what they cost and how far they reach; each is read by commissioning, and only where it is declared.
#include "topsoil/levers.hpp"

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"
#include "io/diagnostics.hpp"

using namespace topsoil;

namespace {

/// The text of a source of commissioning and of all that it includes of commissioning; each file once.
std::string text_with_helpers(const std::string& name, std::set<std::string>& seen) {
    if (!seen.insert(name).second) return {};
    std::string text;
    for (const char* kind : {".hpp", ".cpp"}) {
        std::ifstream file(std::filesystem::path(TOPSOIL_SOURCE_DIR) / "sim/commissioning" / (name + kind));
        text.append(std::istreambuf_iterator<char>(file), {});
    }
    static const std::regex include(R"(#include "commissioning/(\w+)\.hpp")");
    std::string all = text;
    for (auto found = std::sregex_iterator(text.begin(), text.end(), include); found != std::sregex_iterator(); ++found) all += text_with_helpers((*found)[1], seen);
    return all;
}

}  // namespace

TEST_CASE("Every lever has a bill, a reach, a meaning and a null value within its range") {
    std::set<std::string_view> names;
    REQUIRE(lever_catalogue().size() == lever_count);
    for (std::size_t i = 0; i < lever_count; ++i) {
        const LeverSpec& spec = lever_catalogue()[i];
        INFO(spec.name);
        CHECK(static_cast<std::size_t>(spec.lever) == i);
        CHECK(names.insert(spec.name).second);
        CHECK(spec.bill.size() > 10);
        CHECK_FALSE(spec.reach.empty());
        CHECK(spec.meaning.size() > 10);
        CHECK(spec.low < spec.high);
        CHECK((spec.low <= spec.null_value && spec.null_value <= spec.high));
        if (!spec.choices.empty()) {
            CHECK(spec.low == 0);
            CHECK(spec.high == static_cast<double>(spec.choices.size() - 1));
        }
    }
}

TEST_CASE("Every lever is paid for by somebody and can fail") {
    for (const LeverSpec& spec : lever_catalogue()) {
        INFO(spec.name);
        CHECK(spec.payer != Payer::none);
        CHECK(name_of(spec.payer) != "nobody");
        CHECK(spec.failure.size() > 10);
    }
}

TEST_CASE("The page on levers says of each what the program says") {
    std::ifstream file(std::filesystem::path(TOPSOIL_SOURCE_DIR) / "docs/model/levers.md");
    const std::string page{std::istreambuf_iterator<char>(file), {}};
    const auto quoted = [](std::string_view word) { return "`" + std::string(word) + "`"; };
    for (const LeverSpec& spec : lever_catalogue()) {
        std::string range = std::string(spec.unit) + ", " + plain_number(spec.low) + " to " + plain_number(spec.high) + (spec.whole ? " whole" : "");
        std::string usual = plain_number(spec.null_value);
        if (!spec.choices.empty()) {
            range.clear();
            for (const std::string_view choice : spec.choices) range += (range.empty() ? "" : ", ") + quoted(choice);
            usual = quoted(spec.choices[static_cast<std::size_t>(spec.null_value)]);
        }
        const std::string what = "| " + quoted(spec.name) + " | " + range + " | " + usual + " | " + std::string(spec.meaning) + " |";
        const std::string bill = "| " + quoted(spec.name) + " | " + std::string(name_of(spec.payer)) + " | " + std::string(spec.bill) + " | " + std::string(spec.failure) + " | " + std::string(spec.reach) + " |";
        INFO("expected: " << what << "\nand: " << bill);
        CHECK(page.find(what) != std::string::npos);
        CHECK(page.find(bill) != std::string::npos);
    }
}

TEST_CASE("Every shipped regime stays within the range of every lever, in whole steps where only those exist") {
    for (const std::string& name : shipped_regimes()) {
        const LeverVector levers = shipped_levers(name);
        for (const LeverSpec& spec : lever_catalogue()) {
            INFO(name << " " << spec.name);
            CHECK((spec.low <= levers[spec.lever] && levers[spec.lever] <= spec.high));
            if (spec.whole) CHECK(levers[spec.lever] == static_cast<int>(levers[spec.lever]));
        }
    }
}

TEST_CASE("Each part of commissioning reads the levers that it declares and no other") {
    std::set<std::string> read_by_anybody;
    for (const CommissioningDeclaration* part : commissioning_catalogue()) {
        std::set<std::string> seen;
        const std::string text = text_with_helpers(std::string(part->name), seen);
        std::set<std::string> read;
        static const std::regex use(R"(levers\[Lever::(\w+)\])");
        for (auto found = std::sregex_iterator(text.begin(), text.end(), use); found != std::sregex_iterator(); ++found) read.insert((*found)[1]);
        std::set<std::string> declared;
        for (const Lever lever : part->levers) declared.insert(std::string(lever_catalogue()[static_cast<std::size_t>(lever)].name));
        INFO(part->name);
        CHECK_FALSE(read.empty());
        CHECK(read == declared);
        read_by_anybody.insert(read.begin(), read.end());
    }
    CHECK(read_by_anybody.size() == lever_count);
}

TEST_CASE("A lever that counts is set to a whole number, and who does not tender has no term to change") {
    LeverVector tendered = shipped_levers("tendered"), gardened = shipped_levers("gardening");
    tendered.change(Lever::contract_term_weeks, 208.6);
    CHECK(tendered[Lever::contract_term_weeks] == 209);
    gardened.change(Lever::contract_term_weeks, 208);
    CHECK(gardened == shipped_levers("gardening"));
    gardened.change(Lever::community_share, 0.0125);
    CHECK(gardened[Lever::community_share] == 0.0125);
}
