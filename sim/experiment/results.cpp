#include "topsoil/results.hpp"

namespace topsoil {

std::size_t Results::axis_size(std::size_t measure) const {
    const bool by_group = measure_catalogue().at(measure).axis == MeasureAxis::group;
    return by_group ? groups.size() : neighbourhoods.size();
}

std::size_t Results::index(std::size_t measure, std::size_t regime, std::size_t replicate, std::size_t time) const {
    const std::size_t run = regime * static_cast<std::size_t>(replicates) + replicate;
    return (run * weeks.size() + time) * axis_size(measure);
}

}  // namespace topsoil
