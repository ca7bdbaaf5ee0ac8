#include "io/diagnostics.hpp"

#include "catch.hpp"

using namespace topsoil;

TEST_CASE("A fault reads as file, line, column, reason, value and remedy", "[diagnostics]") {
    const Diagnostic fault{
        "dale.toml", 3, 9, "0", "\"weeks\" is out of range", "Write a whole number from 1 to 5200 weeks."};
    CHECK(fault.text() == "dale.toml:3:9: \"weeks\" is out of range (0). Write a whole number from 1 to 5200 weeks.");
}

TEST_CASE("A fault of a file as a whole has no line, and one of the command line no file", "[diagnostics]") {
    CHECK(Diagnostic{"dale.toml", 0, 0, "", "there is no such file", ""}.text() == "dale.toml: there is no such file.");
    CHECK(Diagnostic{"", 0, 0, "dael", "no scenario of this name", "Did you mean \"dale\"?"}.text() ==
          "no scenario of this name (dael). Did you mean \"dale\"?");
}

TEST_CASE("An input error tells all faults, a line each", "[diagnostics]") {
    const InputError error({{"a", 1, 1, "", "one", ""}, {"a", 2, 1, "", "two", ""}});
    CHECK(std::string(error.what()) == "a:1:1: one.\na:2:1: two.");
    CHECK(error.diagnostics().size() == 2);
}

TEST_CASE("Faults come out file by file and from top to bottom", "[diagnostics]") {
    Faults faults;
    CHECK_NOTHROW(faults.throw_if_any());
    faults.add({"b", 9, 1}, "", "first met", "");
    faults.add({"a", 5, 2}, "", "lower", "");
    faults.add({"a", 5, 1}, "", "upper", "");
    faults.add({"b", 2, 1}, "", "above the first met", "");
    std::vector<std::string> order;
    try {
        faults.throw_if_any();
    } catch (const InputError& error) {
        for (const Diagnostic& fault : error.diagnostics()) order.push_back(fault.reason);
    }
    CHECK(order == std::vector<std::string>{"above the first met", "first met", "upper", "lower"});
}

TEST_CASE("The distance between two words counts slips, and swapped letters are one slip", "[diagnostics]") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("weeks", "weeks") == 0);
    CHECK(edit_distance("weks", "weeks") == 1);
    CHECK(edit_distance("weeeks", "weeks") == 1);
    CHECK(edit_distance("weekz", "weeks") == 1);
    CHECK(edit_distance("wekes", "weeks") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("Only a near name is suggested", "[diagnostics]") {
    const std::vector<std::string> known{"weeks", "burn_in_weeks", "replicates", "seed", "onset_scale"};
    CHECK(nearest("wekes", known) == "weeks");
    CHECK(nearest("replicate", known) == "replicates");
    CHECK(nearest("sed", known) == "seed");
    CHECK(nearest("onset", known) == "onset_scale");
    CHECK(nearest("colour", known).empty());
    CHECK(nearest("x", known).empty());
    CHECK(nearest("", known).empty());
}

TEST_CASE("Where no name is near, a short list of names is told and a long one is not", "[diagnostics]") {
    CHECK(suggestion("qqqqq", {"a1", "b2", "c3"}, "See elsewhere.") == "Known here: a1, b2 or c3.");
    CHECK(suggestion("qqqqq", {"a1", "b2", "c3"}, "See elsewhere.", 2) == "See elsewhere.");
    CHECK(suggestion("qqqqq", {}, "See elsewhere.") == "See elsewhere.");
}

TEST_CASE("A number is written as short as it can be read back", "[diagnostics]") {
    CHECK(plain_number(4) == "4");
    CHECK(plain_number(0.35) == "0.35");
    CHECK(plain_number(9'007'199'254'740'992.0) == "9007199254740992");
    CHECK(std::stod(plain_number(1.0 / 3.0)) == 1.0 / 3.0);
}
