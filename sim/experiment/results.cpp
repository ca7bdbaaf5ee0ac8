#include "topsoil/results.hpp"

namespace topsoil {

std::string_view name_of(MeasureAxis axis) {
    switch (axis) {
        case MeasureAxis::neighbourhood: return "neighbourhood";
        case MeasureAxis::group: return "group";
        case MeasureAxis::account: return "account";
    }
    return "";
}

std::size_t Results::axis_size(std::size_t measure) const {
    switch (measure_catalogue().at(measure).axis) {
        case MeasureAxis::neighbourhood: return neighbourhoods.size();
        case MeasureAxis::group: return groups.size();
        case MeasureAxis::account: return accounts.size();
    }
    return 0;
}

std::size_t Results::index(std::size_t measure, std::size_t regime, std::size_t run, std::size_t time) const {
    return ((regime * static_cast<std::size_t>(runs_of_regime()) + run) * weeks.size() + time) * axis_size(measure);
}

std::size_t Results::cohort_sum_index(std::size_t regime, std::size_t run, std::size_t time) const {
    return ((regime - 1) * static_cast<std::size_t>(runs_of_regime()) + run) * weeks.size() + time;
}

std::size_t Results::cohort_count_index(std::size_t regime, std::size_t run, std::size_t week, CohortOutcome outcome, std::size_t group) const {
    const std::size_t pair = (regime - 1) * static_cast<std::size_t>(runs_of_regime()) + run;
    return ((pair * cohort_weeks.size() + week) * cohort_outcomes + static_cast<std::size_t>(outcome)) * (groups.size() + 1) + group;
}

}  // namespace topsoil
