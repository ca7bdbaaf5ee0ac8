#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "network/reference_kernel.hpp"

namespace topsoil {

namespace {

constexpr int ticks_per_piece =
    26;  // a tenth of a second or two: short against what else a machine does, long against a switch

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

std::string as_json(const RefkResult& result) {
    return fmt::format(
        R"({{"agent_steps_per_s":{:.0f},"seconds":{:.3f},"checksum":"{:016x}","mean_active_share":{:.5f}}})",
        result.agent_steps_per_s, result.seconds, result.checksum, result.mean_active_share);
}

}  // namespace

RefkComparison compare_refk(const RefkSettings& settings, int threads) {
    const RefkRows rows = refk_rows(settings.agents);
    RefkRows copy =
        rows;  // each has its own memory: neither finds the graph warm in the cache because the other just read it
    const FounderGraph graph = graph_from_rows(std::move(copy.starts), std::move(copy.targets));
    Team team(threads);
    const auto engine = refk_engine(graph, settings.second_world, team);
    const auto hand = refk_hand(rows, threads);

    std::vector<double> ratios;
    for (int done = 0; done < settings.ticks; done += ticks_per_piece) {
        const int ticks = std::min(ticks_per_piece, settings.ticks - done);
        const bool engine_first = ratios.size() % 2 == 0;
        const double one = (engine_first ? engine : hand)->advance(ticks);
        const double other = (engine_first ? hand : engine)->advance(ticks);
        ratios.push_back(engine_first ? other / one : one / other);
    }
    return {engine->result(), hand->result(), median(std::move(ratios))};
}

int bench_refk(bool json, int threads) {
    const RefkComparison both = compare_refk({}, threads);
    const bool known = both.engine.checksum == refk_known_checksum && both.hand.checksum == refk_known_checksum;
    if (json) {
        fmt::print(
            R"({{"kernel":"REFK-1","n":{},"ticks":{},"threads":{},"engine":{},"hand_loop":{},"ratio":{:.3f},"known_answer":{}}})"
            "\n",
            refk_standard_agents, refk_standard_ticks, threads, as_json(both.engine), as_json(both.hand), both.ratio,
            known);
    } else {
        fmt::print("REFK-1: {} agents, {} ticks, {} threads\n", refk_standard_agents, refk_standard_ticks, threads);
        fmt::print("{:<12}{:>16}{:>10}  {}\n", "", "agent-steps/s", "seconds", "checksum");
        for (const auto& [name, result] : {std::pair("engine", &both.engine), std::pair("hand loop", &both.hand)}) {
            fmt::print("{:<12}{:>16.3g}{:>10.2f}  {:016x}\n", name, result->agent_steps_per_s, result->seconds,
                       result->checksum);
        }
        fmt::print("ratio {:.3f}; {}\n", both.ratio, known ? "the known answer" : "NOT the known answer");
    }
    return known ? 0 : 1;
}

}  // namespace topsoil
