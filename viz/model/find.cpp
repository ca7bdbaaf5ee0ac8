#include "viz/model/find.hpp"

#include <algorithm>
#include <cctype>

namespace topsoil::viz {

namespace {

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

}  // namespace

std::vector<int> find_neighbourhoods(const Place& place, const std::string& text, std::size_t most) {
    const std::string wanted = lower(text);
    std::vector<std::pair<int, int>> found;  // rank, index
    for (std::size_t n = 0; n < place.neighbourhoods.size(); ++n) {
        const std::string name = lower(place.neighbourhoods[n].name);
        const int rank = name.starts_with(wanted) ? 0 : (name.find(wanted) != std::string::npos ? 1 : (lower(place.neighbourhoods[n].ward).find(wanted) != std::string::npos ? 2 : 3));
        if (rank < 3) found.emplace_back(rank, static_cast<int>(n));
    }
    std::stable_sort(found.begin(), found.end());
    std::vector<int> order;
    for (std::size_t i = 0; i < std::min(most, found.size()); ++i) order.push_back(found[i].second);
    return order;
}

}  // namespace topsoil::viz
