#include "io/csv_reader.hpp"

#include "catch.hpp"
#include "io/reading_help.hpp"

using namespace topsoil;
using namespace topsoil::test;

namespace {

void read_sample(const std::string& text) {
    Faults faults;
    CsvTable csv = CsvTable::from_text(text, "sample.csv", faults);
    static_cast<void>(csv.texts("name"));
    static_cast<void>(csv.numbers("share", {0, 1}));
    static_cast<void>(csv.wholes("count", {0, 100}));
    csv.finish();
    faults.throw_if_any();
}

struct BadInput {
    std::string text;
    std::vector<std::string> faults;
};

}  // namespace

TEST_CASE("Every kind of fault in a CSV file is told with its line and column", "[csv]") {
    const std::vector<BadInput> table{
        {"", {"1:1 the file is empty"}},
        {"name,share\na,0.5\n", {"1:1 the column \"count\" is missing"}},
        {"name,share,count,colour\na,0.5,1,red\n", {"1:18 there is no such column in this kind of file"}},
        {"name,share,count,name\na,0.5,1,b\n", {"1:18 this column is named twice"}},
        {"name,share,count\na,0.5\n", {"2:1 this line has 2 cells, the header has 3"}},
        {"name,share,count\n\na,0.5,1\n", {"2:1 this line has 1 cell, the header has 3"}},
        {"name,share,count\na,0.5,1,9\n", {"2:1 this line has 4 cells, the header has 3"}},
        {"name,share,count\na,half,1\n", {"2:3 \"share\" must be a number"}},
        {"name,share,count\na,1.5,1\n", {"2:3 \"share\" is out of range"}},
        {"name,share,count\na,nan,1\n", {"2:3 \"share\" must be a number"}},
        {"name,share,count\na,inf,1\n", {"2:3 \"share\" must be a number"}},
        {"name,share,count\na,,1\n", {"2:3 \"share\" must be a number"}},
        {"name,share,count\na,0.5,1.5\n", {"2:7 \"count\" must be a whole number"}},
        {"name,share,count\na,0.5, 1\n", {"2:7 \"count\" must be a whole number"}},
        {"name,share,count\na,0.5,\"1,000\"\n", {"2:7 \"count\" must be a whole number"}},
        {"name,share,count\n,0.5,1\n", {"2:1 \"name\" is empty"}},
        {"name,share,count\n\"a,0.5,1\n",
         {"2:1 this quote is never closed", "2:1 this line has 1 cell, the header has 3"}},
        {"name,share,count\n\"a\"b,0.5,1\n", {"2:4 there is text after the closing quote of this cell"}},
        {"name,share,count\na\"b,0.5,1\n", {"2:2 a quote stands inside a cell that is not quoted"}},
        {"name,share,count\nCaf\xE9,0.5,1\n", {"2:1 this cell is not UTF-8"}},
    };
    for (const BadInput& bad : table) {
        INFO(bad.text);
        CHECK(faults_of([&] { read_sample(bad.text); }) == bad.faults);
    }
}

TEST_CASE("All faults of a table come in one go, from top to bottom", "[csv]") {
    CHECK(faults_of([] { read_sample("name,share,count\na,2,1\nb,0.5,x\nc,y,3\n"); }) ==
          std::vector<std::string>{"2:3 \"share\" is out of range", "3:7 \"count\" must be a whole number",
                                   "4:3 \"share\" must be a number"});
}

TEST_CASE("Quotes, commas and line ends inside a cell are kept, and the lines below keep their numbers", "[csv]") {
    Faults faults;
    CsvTable csv = CsvTable::from_text("\xEF\xBB\xBFname,count\r\n\"Dale, \"\"Lower\"\"\",1\r\n\"two\nlines\",x\r\n",
                                       "sample.csv", faults);
    CHECK(csv.texts("name") == std::vector<std::string>{"Dale, \"Lower\"", "two\nlines"});
    CHECK(csv.wholes("count", {0, 10})[0] == 1);
    CHECK(faults_of([&] { faults.throw_if_any(); }) ==
          std::vector<std::string>{"4:8 \"count\" must be a whole number"});
}

TEST_CASE("Columns are counted in characters as an editor does", "[csv]") {
    CHECK(faults_of([] { read_sample("name,share,count\nÉéé,9,1\n"); }) ==
          std::vector<std::string>{"2:5 \"share\" is out of range"});
}

TEST_CASE("The columns may stand in any order and the last line needs no end", "[csv]") {
    Faults faults;
    CsvTable csv = CsvTable::from_text("count,name\n3,a\n4,b", "sample.csv", faults);
    CHECK(csv.texts("name") == std::vector<std::string>{"a", "b"});
    CHECK(csv.wholes("count", {0, 10}) == std::vector<int>{3, 4});
    CHECK(faults.empty());
}

TEST_CASE("A remedy fits the slip", "[csv]") {
    const auto remedy = [](const std::string& cell) {
        return first_fault([&] { read_sample("name,share,count\na,0.5," + cell + "\n"); }).remedy;
    };
    CHECK(remedy("\"1,000\"").starts_with("Take the thousands separators out"));
    CHECK(remedy("1 ") == "Take the blanks out.");
    CHECK(remedy("").starts_with("Fill in a whole number"));
    CHECK(first_fault([] { read_sample("name,shaer,count\na,0.5,1\n"); }).reason == "the column \"share\" is missing");
}
