#include "network/founder_ties.hpp"

#include <utility>

#include "network/founder_graph.hpp"

namespace topsoil {

FounderTies::FounderTies(std::vector<std::uint32_t>&& row_starts, std::vector<std::uint32_t>&& targets)
    : people_(static_cast<std::uint32_t>(row_starts.size() - 1)) {
    auto holder = std::make_shared<FounderGraphHolder>(
        FounderGraphHolder{graph_from_rows(std::move(row_starts), std::move(targets))});
    row_starts_ = holder->graph.m_forward.m_rowstart.data();
    targets_ = holder->graph.m_forward.m_column.data();
    holder_ = std::move(holder);
}

}  // namespace topsoil
