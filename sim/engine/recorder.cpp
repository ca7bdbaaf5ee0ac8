#include "engine/recorder.hpp"

#include "engine/parameters.hpp"

namespace topsoil {

Recorder::Recorder(const World& world, const ParameterSet& parameters) : last_{world.week, world.flows, world.ledger}, rules_(view_of(parameters, "outcomes")) {}

Frame Recorder::record(const World& world) {
    census_.take(world, rules_);
    const Taking taking{world, last_, census_};
    Frame frame;
    for (const MeasureDeclaration* family : measures_catalogue()) {
        for (std::vector<double>& values : family->take(taking)) frame.push_back(std::move(values));
    }
    begin(world);
    return frame;
}

}  // namespace topsoil
