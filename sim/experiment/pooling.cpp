#include "experiment/pooling.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>

namespace topsoil {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// One value per neighbourhood.
std::span<const double> row(const Results& results, std::size_t measure, std::size_t regime, std::size_t replicate,
                            std::size_t time) {
    return std::span(results.values.at(measure))
        .subspan(results.index(measure, regime, replicate, time), results.axis_size(measure));
}

double sum(std::span<const double> values) {
    double total = 0;
    for (const double value : values) total += value;
    return total;
}

double weighted_mean(std::span<const double> values, std::span<const double> weights) {
    double total = 0;
    double weight = 0;
    for (std::size_t place = 0; place < values.size(); ++place) {
        if (weights[place] == 0) continue;
        total += values[place] * weights[place];
        weight += weights[place];
    }
    return weight == 0 ? missing : total / weight;
}

}  // namespace

std::size_t measure_index(std::string_view name) {
    const auto& all = measure_catalogue();
    const auto found = std::find_if(all.begin(), all.end(), [&](const MeasureSpec& spec) { return spec.name == name; });
    if (found == all.end()) throw std::out_of_range("no measure is called " + std::string(name));
    return static_cast<std::size_t>(found - all.begin());
}

double pool(const std::vector<double>& values, const std::vector<double>* weights) {
    return weights == nullptr ? sum(values) : weighted_mean(values, *weights);
}

double city_value(const Results& results, std::size_t measure, std::size_t regime, std::size_t replicate,
                  std::size_t time) {
    const MeasureSpec& spec = measure_catalogue().at(measure);
    if (spec.axis != MeasureAxis::neighbourhood) return missing;
    const auto values = row(results, measure, regime, replicate, time);
    if (spec.pooling == Pooling::sum) return sum(values);
    const auto weight_name = spec.pooling == Pooling::population_mean ? std::string_view("population") : spec.weight;
    return weighted_mean(values, row(results, measure_index(weight_name), regime, replicate, time));
}

}  // namespace topsoil
