#include "base/relax_many.hpp"

#include <vector>

#include "base/some_keys.hpp"
#include "base/widths.hpp"
#include "catch.hpp"

using namespace topsoil;

TEST_CASE("States relaxed many at once go where each would go by itself, at any rate and count") {
    constexpr Share16 untouched = 12'345;
    for (const std::uint32_t rate : {0U, 1U, 1'311U, 12'590U, 32'768U, 65'535U, 65'536U}) {
        for (const std::size_t count : {0, 1, 7, 8, 15, 16, 17, 1001, 4096}) {
            std::vector<Share16> before(count + 1), targets(count + 1);
            const std::vector<Key> keys = keys_for(count + 1);
            for (std::size_t i = 0; i <= count; ++i) {
                before[i] = static_cast<Share16>(mix64(keys[i]));
                targets[i] = static_cast<Share16>(mix64(keys[i]) >> 16);
            }
            if (count > 1) before[0] = 0, targets[0] = share_one, before[1] = share_one, targets[1] = 0;  // the longest ways there are
            before.back() = untouched;
            at_each_width([&](Width width) {
                CAPTURE(rate, count, static_cast<int>(width));
                std::vector<Share16> now = before;
                relax_many(now.data(), targets.data(), count, rate);
                for (std::size_t i = 0; i < count; ++i) REQUIRE(now[i] == relax(before[i], targets[i], static_cast<std::int32_t>(rate)));
                REQUIRE(now.back() == untouched);
            });
        }
    }
}
