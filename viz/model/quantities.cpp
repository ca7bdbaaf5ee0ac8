#include "viz/model/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace topsoil::viz {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
constexpr int weeks_of_a_year = 52;

const MeasureSpec& spec_of(std::size_t measure) { return measure_catalogue().at(measure); }
bool is_flow(const MeasureSpec& spec) { return spec.kind == MeasureKind::flow; }
bool is_population(const MeasureSpec& spec) { return spec.name == "population"; }
/// Shares of a whole go from nought to one by their names; other ratios are numbers of their own.
bool is_per_cent(const MeasureSpec& spec) { return spec.pooling != Pooling::sum && (spec.name.ends_with("_share") || spec.unit == "1/year"); }

double scale_of(const MeasureSpec& spec, const LiveFrame& frame) {
    if (is_per_cent(spec)) return 100;
    return is_flow(spec) ? 1.0 / std::max(1, frame.interval) : 1.0;
}

std::string plural_unit(const MeasureSpec& spec) {
    if (spec.unit == "hour") return "hours";
    if (spec.unit == "day") return "days";
    if (spec.unit == "GBP") return "pounds";
    if (spec.name == "groups_alive") return "groups";
    if (spec.name == "workers" || spec.name == "continuity_workers_per_4wk") return "workers";
    if (spec.name == "emergency_admissions") return "admissions";
    return "people";
}

std::string grouped(double value, int decimals) {
    std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
    const std::size_t whole = std::min(text.find('.'), text.size());
    for (std::size_t at = whole; at > 3; at -= 3) text.insert(at - 3, ",");
    return text;
}

int decimals_for(double value) {
    const double size = std::abs(value);
    if (size >= 100 || size == std::round(size)) return 0;
    if (size >= 10) return 1;
    if (size >= 0.995) return 2;
    return size >= 0.0995 ? 3 : 4;
}

}  // namespace

std::size_t measure_called(std::string_view name) {
    const auto& all = measure_catalogue();
    const auto found = std::find_if(all.begin(), all.end(), [name](const MeasureSpec& spec) { return spec.name == name; });
    if (found == all.end()) throw std::out_of_range("no measure is called " + std::string(name));
    return static_cast<std::size_t>(found - all.begin());
}

std::vector<std::size_t> measures_for_maps(const Scenario& scenario) {
    std::vector<std::size_t> order;
    for (const std::string& primary : scenario.primary_outcomes) order.push_back(measure_called(primary));
    for (std::size_t m = 0; m < measure_catalogue().size(); ++m) {
        if (measure_catalogue()[m].axis == MeasureAxis::neighbourhood && std::find(order.begin(), order.end(), m) == order.end()) order.push_back(m);
    }
    return order;
}

std::string title_of(std::size_t measure) {
    std::string title(spec_of(measure).long_name);
    if (!title.empty()) title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
    return title;
}

std::string city_unit(std::size_t measure) {
    const MeasureSpec& spec = spec_of(measure);
    if (is_per_cent(spec)) return spec.unit == "1/year" ? "% a year" : "%";
    if (spec.name == "continuity_workers_per_4wk") return "workers in four weeks";
    return plural_unit(spec) + (is_flow(spec) ? " a week" : "");
}

std::string map_unit(std::size_t measure) {
    const MeasureSpec& spec = spec_of(measure);
    if (spec.pooling != Pooling::sum || is_population(spec)) return city_unit(measure);
    return city_unit(measure) + " per 1,000 people";
}

double own_value(const LiveFrame& frame, std::size_t world, std::size_t measure, std::size_t neighbourhood) {
    return frame.world[world]->values[measure][neighbourhood] * scale_of(spec_of(measure), frame);
}

double map_value(const LiveFrame& frame, std::size_t world, std::size_t measure, std::size_t neighbourhood) {
    const MeasureSpec& spec = spec_of(measure);
    const double own = own_value(frame, world, measure, neighbourhood);
    if (spec.pooling != Pooling::sum || is_population(spec)) return own;
    const double people = frame.world[world]->residents[neighbourhood];
    return people > 0 ? own / people * 1'000 : nothing;
}

double city_value(const LiveFrame& frame, std::size_t world, std::size_t measure) { return frame.world[world]->city[measure] * scale_of(spec_of(measure), frame); }

std::string number_text(double value) {
    if (!std::isfinite(value)) return "no number yet";
    const std::string text = grouped(value, decimals_for(value));
    return value < 0 ? "-" + text : text;
}

std::string difference_text(double value) { return difference_text(value, value); }

std::string difference_text(double value, double from) {
    if (!std::isfinite(value)) return "no number yet";
    if (value == 0) return "no difference";
    const int decimals = std::min(decimals_for(value), decimals_for(from) + 1);
    const double least = std::pow(10.0, -decimals);
    if (std::abs(value) < least / 2) return "about 0";
    return (value < 0 ? "-" : "+") + grouped(value, decimals);
}

std::string week_text(int week) {
    if (week < 0) return fmt::format("{} weeks before the two worlds part", -week);
    if (week == 0) return "the week in which the two worlds part";
    const int year = (week - 1) / weeks_of_a_year + 1;
    return fmt::format("year {}, week {}", year, week - (year - 1) * weeks_of_a_year);
}

}  // namespace topsoil::viz
