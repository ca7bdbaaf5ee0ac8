#include "base/mix_many.hpp"

#include <vector>

#include "base/some_keys.hpp"
#include "base/widths.hpp"
#include "catch.hpp"

using namespace topsoil;

namespace {

constexpr Purpose test_purpose{"many draws at once"};
constexpr std::uint64_t seed = 0xFEDCBA9876543210ULL;
constexpr std::uint32_t untouched = 0xDEADBEEF;

/// Many worked out at once, at each width, and one by one, for counts that fill registers and that do not; nothing behind the last is written.
template <class Many, class One>
void compare(Many&& many, One&& one) {
    at_each_width([&](Width width) {
        for (const std::size_t count : {0, 1, 2, 3, 7, 8, 15, 16, 17, 1001, 4096}) {
            CAPTURE(static_cast<int>(width), count);
            const std::vector<Key> keys = keys_for(count);
            std::vector<std::uint32_t> bits(count + 1, untouched);
            many(keys.data(), count, bits.data());
            for (std::size_t i = 0; i < count; ++i) REQUIRE(bits[i] == one(keys[i]));
            REQUIRE(bits.back() == untouched);
        }
    });
}

}  // namespace

TEST_CASE("Keys mixed many at once are the same bits as those mixed one by one, for any count") {
    constexpr std::uint64_t with = 0x10E1;
    compare([](const Key* keys, std::size_t count, std::uint32_t* low) { mix_many(keys, count, with, low); }, [](Key key) { return static_cast<std::uint32_t>(mix64(key ^ with)); });
}

TEST_CASE("Quick draws made many at once are those made one by one, for any count") {
    constexpr Week week = 727;
    compare([](const Key* keys, std::size_t count, std::uint32_t* bits) { quick_draws(seed, test_purpose, keys, count, week, bits); }, [](Key key) { return quick_draw(seed, test_purpose, key, week); });
}
