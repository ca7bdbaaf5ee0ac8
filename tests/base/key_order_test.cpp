#include "base/key_order.hpp"

#include <utility>

#include "base/some_keys.hpp"
#include "catch.hpp"

using namespace topsoil;

namespace {

using Named = std::pair<Key, int>;

/// The same as a sort by comparing, equal keys in the order in which they stood.
void require_sorted_like(std::vector<Named> things) {
    std::vector<Named> compared = things;
    std::stable_sort(compared.begin(), compared.end(), [](const Named& a, const Named& b) { return a.first < b.first; });
    sort_by_key(things, [](const Named& one) { return one.first; });
    REQUIRE(things == compared);
}

std::vector<Named> named(const std::vector<Key>& keys) {
    std::vector<Named> things;
    for (const Key key : keys) things.emplace_back(key, static_cast<int>(things.size()));
    return things;
}

}  // namespace

TEST_CASE("People put in order of key stand as a sort that compares them would leave them, however many they are") {
    for (const std::size_t count : {0, 1, 2, 31, 32, 33, 100, 1000, 20000}) {
        CAPTURE(count);
        require_sorted_like(named(keys_for(count)));
    }
}

TEST_CASE("People of one key stay in the order in which they came, and keys that lie close together are told apart") {
    std::vector<Key> keys = keys_for(500);
    const std::vector<Key> again = keys;
    keys.insert(keys.end(), again.begin(), again.end());
    require_sorted_like(named(keys));
    std::vector<Key> close;
    for (Key key = 300; key > 0; --key) close.push_back(key);  // all in the first bin
    require_sorted_like(named(close));
    require_sorted_like(named(std::vector<Key>(100, ~Key{0})));
}
