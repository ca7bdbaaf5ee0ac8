// The parting of a live city on its way to a file and back, so that a burn-in is lived once.
#include <algorithm>

#include "base/blocks.hpp"
#include "engine/checkpoint.hpp"
#include "engine/parameters.hpp"
#include "experiment/live_inside.hpp"
#include "experiment/run_id.hpp"
#include "world/make_city.hpp"

namespace topsoil {

namespace {

constexpr int blocks_version = 1;

/// Puts a row of plain numbers.
template <class Number>
void put(BlockSink& sink, std::string_view name, const std::vector<Number>& row) {
    sink.put(name, row.data(), row.size(), sizeof(Number), blocks_version);
}

template <class Number>
std::vector<Number> get(const BlockSource& source, std::string_view name) {
    std::vector<Number> row(source.count(name));
    source.get(name, row.data(), row.size(), sizeof(Number), blocks_version);
    return row;
}

InputError foreign() {
    return InputError(Diagnostic{"burn-in", 0, 0, "", "what is stored was lived by another scenario, seed or version of the model", "Delete it; the burn-in is then lived anew."});
}

/// Recorded weeks of the burn-in, in which both worlds are one: everything of one kind in one row.
struct FrameRows {
    std::vector<std::int32_t> weeks, intervals;
    std::vector<std::uint32_t> places;  ///< by measure: how many values it has
    std::vector<float> values;
    std::vector<double> city;
    std::vector<std::uint32_t> residents;

    explicit FrameRows(const LiveFrames& frames) {
        for (const auto& frame : frames) {
            const LiveWorldFrame& seen = *frame->world[0];
            weeks.push_back(frame->week);
            intervals.push_back(frame->interval);
            if (places.empty()) {
                for (const auto& measure : seen.values) places.push_back(static_cast<std::uint32_t>(measure.size()));
            }
            for (const auto& measure : seen.values) values.insert(values.end(), measure.begin(), measure.end());
            city.insert(city.end(), seen.city.begin(), seen.city.end());
            residents.insert(residents.end(), seen.residents.begin(), seen.residents.end());
        }
    }
    explicit FrameRows(const BlockSource& source)
        : weeks(get<std::int32_t>(source, "frames/weeks")), intervals(get<std::int32_t>(source, "frames/intervals")), places(get<std::uint32_t>(source, "frames/places")), values(get<float>(source, "frames/values")), city(get<double>(source, "frames/city")),
          residents(get<std::uint32_t>(source, "frames/residents")) {}
    void save(BlockSink& sink) const {
        put(sink, "frames/weeks", weeks);
        put(sink, "frames/intervals", intervals);
        put(sink, "frames/places", places);
        put(sink, "frames/values", values);
        put(sink, "frames/city", city);
        put(sink, "frames/residents", residents);
    }

    [[nodiscard]] bool fits(const Scenario& scenario) const {
        std::size_t in_frame = 0;
        for (const std::uint32_t count : places) in_frame += count;
        return !weeks.empty() && weeks.back() == 0 && intervals.size() == weeks.size() && places.size() == measure_catalogue().size() && values.size() == in_frame * weeks.size() && city.size() == places.size() * weeks.size() &&
               residents.size() == scenario.place.neighbourhoods.size() * weeks.size();
    }
    [[nodiscard]] LiveFrames frames(const Scenario& scenario) const {
        LiveFrames all;
        const std::size_t neighbourhoods = scenario.place.neighbourhoods.size();
        auto value = values.begin();
        for (std::size_t i = 0; i < weeks.size(); ++i) {
            auto seen = std::make_shared<LiveWorldFrame>();
            for (const std::uint32_t count : places) {
                seen->values.emplace_back(value, value + count);
                value += count;
            }
            const auto from = [i](const auto& row, std::size_t each) { return row.begin() + static_cast<std::ptrdiff_t>(i * each); };
            seen->city.assign(from(city, places.size()), from(city, places.size()) + static_cast<std::ptrdiff_t>(places.size()));
            seen->residents.assign(from(residents, neighbourhoods), from(residents, neighbourhoods) + static_cast<std::ptrdiff_t>(neighbourhoods));
            seen->regime_of.assign(neighbourhoods, static_cast<std::uint8_t>(scenario.regimes.size()));
            for (const Regime& regime : scenario.regimes) seen->levers.push_back(regime.levers);
            auto frame = std::make_shared<LiveFrame>();
            frame->week = weeks[i];
            frame->interval = intervals[i];
            frame->world[0] = frame->world[1] = seen;
            all.push_back(frame);
        }
        return all;
    }
};

}  // namespace

std::string LiveCity::identity(const Scenario& scenario, int replicate) { return run_id(scenario, scenario.status_quo, replicate); }

std::shared_ptr<LiveCity::Parting> LiveCity::take_parting() { return std::move(inside_->parting); }

void LiveCity::store_parting(Parting& parting, const LiveFrames& burn_in, BlockSink& sink) {
    sink.put("identity", parting.identity.data(), parting.identity.size(), 1, blocks_version);
    FrameRows(burn_in).save(sink);
    save_world(parting.world, sink, "world/");
}

LiveCity::LiveCity(const Scenario& scenario, const BlockSource& stored, LiveFrames& burn_in, int threads, int replicate) : inside_(std::make_unique<Inside>()) {
    Inside& in = *inside_;
    const std::string known = identity(scenario, replicate);
    const auto found = get<char>(stored, "identity");
    const FrameRows rows(stored);
    if (!std::equal(known.begin(), known.end(), found.begin(), found.end()) || !rows.fits(scenario)) throw foreign();
    in.scenario = scenario;
    in.replicate = replicate;
    in.seed = replicate_seed(scenario.seed, replicate);
    in.teams = std::make_unique<LiveTeams>(threads > 0 ? threads : Team::available_threads());
    World world = make_city(scenario.place, scenario.seed, view_of(scenario.parameters, "city"), in.teams->all());
    load_world(world, stored, "world/");
    if (world.week != scenario.burn_in_weeks) throw foreign();
    LiveWorld only;
    only.last = record_of(world);
    only.simulation = make_live_simulation(in.scenario, std::move(world), in.scenario.status_quo.levers, in.seed, in.teams->all());
    only.regimes = {0};
    in.worlds.push_back(std::move(only));
    burn_in = rows.frames(in.scenario);
    in.frame = burn_in.back();
    branch(in);
    in.parting.reset();  // it is stored already
}

}  // namespace topsoil
