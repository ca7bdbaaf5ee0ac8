#include "engine/parameters.hpp"

#include <map>
#include <stdexcept>
#include <utility>

#include "engine/simulation.hpp"
#include "measures/catalogue.hpp"
#include "world/make_city.hpp"

namespace topsoil {

namespace {

struct Range {
    std::size_t first = 0;
    const std::vector<ParameterSpec>* specs = nullptr;
    const std::vector<std::string_view>* borrows = nullptr;
};

/// Where each mechanism's parameters stand in the catalogue.
const std::map<std::string_view, Range>& ranges() {
    static const std::map<std::string_view, Range> all = [] {
        std::map<std::string_view, Range> found;
        found["city"] = {0, &city_parameters(), nullptr};
        std::size_t next = city_parameters().size();
        for (const ProcessDeclaration* process : all_processes()) {
            found[process->name] = {next, &process->parameters, &process->borrows};
            next += process->parameters.size();
        }
        for (const MeasureDeclaration* family : measures_catalogue()) {
            if (family->parameters.empty()) continue;
            found[family->name] = {next, &family->parameters, nullptr};
            next += family->parameters.size();
        }
        return found;
    }();
    return all;
}

std::size_t index_of(std::string_view key) {
    const std::size_t dot = key.find('.');
    const auto range = ranges().find(key.substr(0, dot));
    if (dot != std::string_view::npos && range != ranges().end()) {
        const auto& specs = *range->second.specs;
        for (std::size_t i = 0; i < specs.size(); ++i) {
            if (specs[i].name == key.substr(dot + 1)) return range->second.first + i;
        }
    }
    throw std::out_of_range("no parameter has the key " + std::string(key));
}

}  // namespace

std::string_view name_of(Grade grade) {
    switch (grade) {
        case Grade::strong: return "strong";
        case Grade::moderate: return "moderate";
        case Grade::weak: return "weak";
        case Grade::assumed: return "assumed";
        case Grade::calibrated: return "calibrated";
        default: return "definition";
    }
}

const std::vector<ParameterEntry>& parameter_catalogue() {
    static const std::vector<ParameterEntry> catalogue = [] {
        std::vector<ParameterEntry> all;
        for (const ParameterSpec& spec : city_parameters()) all.push_back({"city", spec});
        for (const ProcessDeclaration* process : all_processes()) {
            for (const ParameterSpec& spec : process->parameters) all.push_back({process->name, spec});
        }
        for (const MeasureDeclaration* family : measures_catalogue()) {
            for (const ParameterSpec& spec : family->parameters) all.push_back({family->name, spec});
        }
        return all;
    }();
    return catalogue;
}

ParameterSet::ParameterSet() {
    for (const ParameterEntry& entry : parameter_catalogue()) values_.push_back(entry.spec.value);
}

double ParameterSet::get(std::string_view key) const { return values_[index_of(key)]; }
void ParameterSet::set(std::string_view key, double value) { values_[index_of(key)] = value; }

ParameterView view_of(const ParameterSet& parameters, std::string_view mechanism) {
    const Range& range = ranges().at(mechanism);
    std::vector<BorrowedParameter> borrowed;
    if (range.borrows != nullptr) {
        for (const std::string_view key : *range.borrows) borrowed.push_back({key, parameters.get(key)});
    }
    return {*range.specs, std::span(parameters.values()).subspan(range.first, range.specs->size()), std::move(borrowed)};
}

}  // namespace topsoil
