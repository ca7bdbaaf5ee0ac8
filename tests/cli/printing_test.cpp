#include "cli/printing.hpp"

#include <cmath>

#include "catch.hpp"

using namespace topsoil::cli;

TEST_CASE("Long numbers carry commas", "[printing]") {
    CHECK(with_commas(0) == "0");
    CHECK(with_commas(999) == "999");
    CHECK(with_commas(1000) == "1,000");
    CHECK(with_commas(1234567) == "1,234,567");
    CHECK(with_commas(-1234567) == "-1,234,567");
}

TEST_CASE("Times and sizes are told in units that fit", "[printing]") {
    CHECK(duration_text(0) == "0 s");
    CHECK(duration_text(59.4) == "59 s");
    CHECK(duration_text(250) == "4 min 10 s");
    CHECK(duration_text(7500) == "2 h 5 min");
    CHECK(bytes_text(1500) == "2 kB");
    CHECK(bytes_text(340e6) == "340 MB");
    CHECK(bytes_text(2.25e9) == "2.2 GB");
}

TEST_CASE("A text is wrapped at blanks and padded by what is seen, not by bytes", "[printing]") {
    CHECK(wrapped("one two three", 7) == std::vector<std::string>{"one two", "three"});
    CHECK(wrapped("unbreakable", 5) == std::vector<std::string>{"unbreakable"});
    CHECK(wrapped("", 5) == std::vector<std::string>{""});
    CHECK(left("é", 3) == "é  ");
    CHECK(right("£5", 4) == "  £5");
    CHECK(right("too long", 3) == "too long");
}

TEST_CASE("The numbers of a row share scale and decimals", "[printing]") {
    const RowStyle small({0.2134, 0.2201}, {0.0067});
    CHECK(small.level(0.2134) == "0.2134");
    CHECK(small.difference(0.0067) == "+0.0067");
    const RowStyle wide({534'890, 337'851}, {-113'171, -197'039});
    CHECK(wide.suffix() == "M");
    CHECK(width_of(wide.span(-202'295, -191'783)) < 20);
    const RowStyle large({7'187'000, 7'290'000}, {103'000});
    CHECK(large.suffix() == "M");
    CHECK(large.level(7'187'000) == "7.187");
    CHECK(large.difference(-103'000) == "-0.1030");
    const RowStyle middle({1234, 1300}, {66});
    CHECK(middle.level(1234) == "1,234");
    CHECK(middle.difference(66) == "+66.0");
    CHECK(middle.span(-1.25, 66) == "-1.2 to +66.0");
}

TEST_CASE("A difference too small for its decimals is about nothing, on neither side of it") {
    const RowStyle shares({0.0533, 0.0533}, {0.00003});
    CHECK(shares.difference(-0.00003) == "about 0");
    CHECK(shares.difference(0.00003) == "about 0");
    CHECK(shares.difference(0) == "0");
    CHECK(shares.span(-0.00003, 0.00002) == "about 0");
    CHECK(shares.span(-0.0002, 0.00002) == "-0.0002 to about 0");
}

TEST_CASE("No difference is told as 0 and a missing number as a dash", "[printing]") {
    const RowStyle style({5, 5}, {0});
    CHECK(style.difference(0) == "0");
    CHECK(style.span(0, 0) == "0");
    CHECK(style.level(std::nan("")) == "–");
    CHECK(style.span(std::nan(""), 1) == "–");
}
