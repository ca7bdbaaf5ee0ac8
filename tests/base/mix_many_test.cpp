#include "base/mix_many.hpp"

#include <vector>

#include "catch.hpp"

using namespace topsoil;

namespace {

constexpr Purpose test_purpose{"many draws at once"};
constexpr std::uint64_t seed = 0xFEDCBA9876543210ULL;
constexpr std::uint32_t untouched = 0xDEADBEEF;

std::vector<Key> keys_for(std::size_t count) {
    std::vector<Key> keys(count);
    for (std::size_t i = 0; i < count; ++i) keys[i] = mix64(i);
    if (count > 0) keys[0] = ~Key{0};
    return keys;
}

}  // namespace

TEST_CASE("Keys mixed many at once are the same bits as those mixed one by one, for any count") {
    for (const std::size_t count : {0, 1, 2, 3, 7, 8, 15, 16, 17, 1001, 4096}) {
        CAPTURE(count);
        const std::vector<Key> keys = keys_for(count);
        std::vector<std::uint32_t> fast(count + 1, untouched);
        std::vector<std::uint32_t> plain(count + 1, untouched);
        mix_many(keys.data(), count, 0x10E1, fast.data());
        mix_many_plain(keys.data(), count, 0x10E1, plain.data());
        REQUIRE(fast == plain);
        for (std::size_t i = 0; i < count; ++i) REQUIRE(fast[i] == static_cast<std::uint32_t>(mix64(keys[i] ^ 0x10E1)));
        REQUIRE(fast.back() == untouched);
    }
}

TEST_CASE("Quick draws made many at once are those made one by one, for any count") {
    for (const std::size_t count : {0, 1, 2, 3, 7, 8, 15, 16, 17, 1001, 4096}) {
        CAPTURE(count);
        const std::vector<Key> keys = keys_for(count);
        std::vector<std::uint32_t> fast(count + 1, untouched);
        std::vector<std::uint32_t> plain(count + 1, untouched);
        quick_draws(seed, test_purpose, keys.data(), count, 727, fast.data());
        quick_draws_plain(seed, test_purpose, keys.data(), count, 727, plain.data());
        REQUIRE(fast == plain);
        for (std::size_t i = 0; i < count; ++i) REQUIRE(fast[i] == quick_draw(seed, test_purpose, keys[i], 727));
        REQUIRE(fast.back() == untouched);
    }
}
