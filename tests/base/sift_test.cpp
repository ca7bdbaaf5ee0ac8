#include "base/sift.hpp"

#include <vector>

#include "base/draw.hpp"
#include "base/widths.hpp"
#include "catch.hpp"

using namespace topsoil;

namespace {

constexpr std::uint16_t untouched = 0xBEEF;

std::vector<std::uint32_t> words_for(std::size_t count) {
    std::vector<std::uint32_t> words(count);
    for (std::size_t i = 0; i < count; ++i) words[i] = static_cast<std::uint32_t>(mix64(i));
    return words;
}

std::vector<std::uint16_t> places_of(const std::vector<std::uint32_t>& words, Half half, const SiftBounds& bounds) {
    std::vector<std::uint16_t> places(words.size() + 9, untouched);
    const std::size_t found = sift(words.data(), half, words.size(), bounds, places.data());
    REQUIRE(places.back() == untouched);
    places.resize(found);
    return places;
}

}  // namespace

TEST_CASE("Those whose luck is below the bound of its kind are picked out in order, worked by hand") {
    SiftBounds bounds{};
    bounds[0] = 1;
    bounds[2] = 0x800;
    bounds[15] = 0xFFF;
    //                                      0: below 1      2: 0x7FF         2: 0x800        15: 0xFFE        15: 0xFFF        7: no bound
    const std::vector<std::uint32_t> words{0x0001'0000, 0x0000'27FF, 0x0000'2800, 0x0000'FFFE, 0x0000'FFFF, 0x0000'7000};
    REQUIRE(places_of(words, Half::low, bounds) == std::vector<std::uint16_t>{0, 1, 3});
    REQUIRE(places_of(words, Half::high, bounds) == std::vector<std::uint16_t>{1, 2, 3, 4, 5});  // 0 is below 1, and the first word's 1 is not
}

TEST_CASE("Luck is sifted alike at every width of instructions, for any count") {
    SiftBounds bounds{};
    for (std::size_t cell = 0; cell < bounds.size(); ++cell) bounds[cell] = static_cast<std::uint16_t>(cell * 0xFFF / 15);
    for (const std::size_t count : {0, 1, 7, 8, 9, 15, 16, 17, 63, 1001, 4096}) {
        const std::vector<std::uint32_t> words = words_for(count);
        for (const Half half : {Half::low, Half::high}) {
            std::vector<std::uint16_t> one_by_one;
            for (std::size_t i = 0; i < count; ++i) {
                const std::uint32_t word = words[i] >> static_cast<unsigned>(half) & 0xFFFF;
                if ((word & 0xFFF) < bounds[word >> 12]) one_by_one.push_back(static_cast<std::uint16_t>(i));
            }
            at_each_width([&](Width width) {
                CAPTURE(count, static_cast<int>(width));
                REQUIRE(places_of(words, half, bounds) == one_by_one);
            });
        }
    }
}

TEST_CASE("Those of whom it was found are picked out in order, at every width of instructions and for any count") {
    for (const std::size_t count : {0, 1, 7, 8, 9, 15, 16, 17, 63, 1001, 4096}) {
        for (const unsigned one_in : {1U, 2U, 50U}) {
            std::vector<std::uint8_t> is(count);
            std::vector<std::uint16_t> one_by_one;
            for (std::size_t i = 0; i < count; ++i) {
                is[i] = mix64(i) % one_in == 0 ? 1 : 0;
                if (is[i] != 0) one_by_one.push_back(static_cast<std::uint16_t>(i));
            }
            at_each_width([&](Width width) {
                CAPTURE(count, one_in, static_cast<int>(width));
                std::vector<std::uint16_t> places(count + 9, untouched);
                places.resize(pick(is.data(), count, places.data()));
                REQUIRE(places == one_by_one);
            });
        }
    }
}

TEST_CASE("With bounds of nothing nobody is picked out, with the widest nearly everybody") {
    const std::vector<std::uint32_t> words = words_for(4096);
    REQUIRE(places_of(words, Half::low, SiftBounds{}).empty());
    SiftBounds widest;
    widest.fill(0xFFF);
    REQUIRE(places_of(words, Half::low, widest).size() > 4080);
}
