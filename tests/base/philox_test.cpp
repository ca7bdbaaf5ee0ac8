#include "base/philox.hpp"

#include <vector>

#include "base/some_keys.hpp"
#include "base/widths.hpp"
#include "catch.hpp"

using namespace topsoil;

namespace {

constexpr Purpose test_purpose{"many blocks at once"};
constexpr std::uint64_t seed = 0xFEDCBA9876543210ULL;
constexpr std::uint32_t untouched = 0xDEADBEEF;

struct Words {
    explicit Words(std::size_t count) : word(4, std::vector<std::uint32_t>(count + 1, untouched)) {}
    std::vector<std::vector<std::uint32_t>> word;  ///< one more place than asked for, to see whether it is written
};

}  // namespace

TEST_CASE("Many blocks at once are the same bits as block() at every width of instructions and for any count") {
    for (const std::size_t count : {0, 1, 2, 3, 4, 5, 7, 8, 63, 64, 65, 1001, 4096}) {
        const std::vector<Key> keys = keys_for(count);
        at_each_width([&](Width width) {
            CAPTURE(count, static_cast<int>(width));
            Words many(count);
            blocks(seed, test_purpose, keys.data(), count, 1040, 65'535, many.word[0].data(), many.word[1].data(), many.word[2].data(), many.word[3].data());
            for (std::size_t i = 0; i < count; ++i) {
                const Block alone = block(seed, test_purpose, keys[i], 1040, 65'535);
                REQUIRE(alone == Block{many.word[0][i], many.word[1][i], many.word[2][i], many.word[3][i]});
            }
            for (const auto& word : many.word) REQUIRE(word.back() == untouched);
        });
    }
}

TEST_CASE("Many blocks at once accept keys at any address") {
    const std::vector<Key> keys = keys_for(66);
    Words fast(65);
    blocks(seed, test_purpose, keys.data() + 1, 65, 7, 0, fast.word[0].data(), fast.word[1].data(), fast.word[2].data(),
           fast.word[3].data());
    REQUIRE(fast.word[2][64] == block(seed, test_purpose, keys[65], 7, 0)[2]);
}
