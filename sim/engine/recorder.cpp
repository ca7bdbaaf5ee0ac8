#include "engine/recorder.hpp"

namespace topsoil {

Recorder::Recorder(const World& world) : last_{world.week, world.flows, world.ledger} {}

Frame Recorder::record(const World& world) {
    const Taking taking{world, last_};
    Frame frame;
    for (const MeasureDeclaration* family : measures_catalogue()) {
        for (std::vector<double>& values : family->take(taking)) frame.push_back(std::move(values));
    }
    last_ = {world.week, world.flows, world.ledger};
    return frame;
}

}  // namespace topsoil
