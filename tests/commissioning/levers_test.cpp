// Levers say what they are, what they cost and how far they reach; each is read by commissioning, and only where it is declared.
#include "topsoil/levers.hpp"

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "catch.hpp"
#include "commissioning/commissioning_help.hpp"

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
