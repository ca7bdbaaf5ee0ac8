#include "experiment/checkpoints.hpp"

#include "base/blocks.hpp"
#include "engine/checkpoint.hpp"
#include "experiment/run_id.hpp"
#include "topsoil/error.hpp"

namespace topsoil {

namespace {

constexpr int numbers_version = 2;

/// What must agree for a checkpoint to be taken up: the run ids of all regimes.
std::uint64_t identity_of(const Scenario& scenario, const RunNumber& number) {
    std::uint64_t identity = 0;
    for (const Regime& regime : scenario.regimes) {
        for (const char c : run_id(scenario, regime, number.replicate, number.draw)) identity = mix(identity, static_cast<unsigned char>(c));
    }
    return identity;
}

std::uint64_t get_number(const BlockSource& source, std::string_view name) {
    std::uint64_t value = 0;
    source.get(name, &value, 1, sizeof value, numbers_version);
    return value;
}

void put_number(BlockSink& sink, std::string_view name, std::uint64_t value) { sink.put(name, &value, 1, sizeof value, numbers_version); }

/// The numbers of one run of every regime, by name: what is put is what is got.
template <class Results, class Use>
void for_each_number(Results& results, std::size_t run, Use&& use) {
    for (std::size_t r = 0; r < results.regimes.size(); ++r) {
        for (std::size_t m = 0; m < results.values.size(); ++m) {
            use("values/" + std::to_string(m) + "_" + std::to_string(r), results.values[m].data() + results.index(m, r, run, 0), results.weeks.size() * results.axis_size(m));
        }
        if (r == 0 || results.cohort_sums.empty()) continue;
        constexpr std::size_t in_sum = sizeof(CohortSum) / sizeof(double);
        constexpr std::size_t in_count = sizeof(CohortCount) / sizeof(double);
        use("cohort_sums/" + std::to_string(r), &results.cohort_sums[results.cohort_sum_index(r, run, 0)].people, results.weeks.size() * in_sum);
        const std::size_t counts = results.cohort_weeks.size() * cohort_outcomes * (results.groups.size() + 1);
        use("cohort_counts/" + std::to_string(r), &results.cohort_counts[results.cohort_count_index(r, run, 0, CohortOutcome::utility, 0)].people, counts * in_count);
    }
}

}  // namespace

CheckpointKeeper::CheckpointKeeper(const Scenario& scenario, const RunNumber& number, const ExperimentOptions& options)
    : scenario_(scenario), number_(number), options_(options), identity_(identity_of(scenario, number)), last_(std::chrono::steady_clock::now()) {
    if (!options.checkpoint.empty()) file_ = options.checkpoint / ((scenario.draws > 0 ? "draw-" + std::to_string(number.draw) + "-" : "") + "replicate-" + std::to_string(number.replicate) + ".h5");
}

bool CheckpointKeeper::has_checkpoint() const { return options_.resume && !file_.empty() && std::filesystem::exists(file_); }

Checkpoint CheckpointKeeper::load(World& founders, Results& results) const {
    Checkpoint checkpoint;
    options_.read_checkpoint(file_, [&](const BlockSource& source) {
        if (get_number(source, "identity") != identity_) {
            throw InputError(Diagnostic{file_.string(), 0, 0, "", "this checkpoint was made by another scenario, seed or version of the model",
                                        "run without --resume to start afresh, or give the scenario, options and version that made it"});
        }
        checkpoint.done = get_number(source, "done") != 0;
        checkpoint.branched = get_number(source, "branched") != 0;
        const std::uint64_t worlds = get_number(source, "worlds");
        for (std::uint64_t r = 0; r < worlds; ++r) {
            World world = founders.branch();
            load_world(world, source, "world" + std::to_string(r) + "/");
            checkpoint.worlds.push_back(std::move(world));
        }
        if (checkpoint.branched && !checkpoint.done) checkpoint.cohort.load(source, scenario_.regimes.size());
        for_each_number(results, static_cast<std::size_t>(number_.run), [&](const std::string& name, double* numbers, std::size_t count) { source.get(name, numbers, count, sizeof(double), numbers_version); });
        for (std::size_t r = 0; checkpoint.done && r < scenario_.regimes.size(); ++r) {
            RunRecord record;
            record.regime = scenario_.regimes[r].name;
            record.run_id = run_id(scenario_, scenario_.regimes[r], number_.replicate, number_.draw);
            record.replicate = number_.replicate;
            record.draw = number_.draw;
            record.seed = replicate_seed(scenario_.seed, number_.replicate);
            record.digest.resize(16);
            source.get("digest" + std::to_string(r), record.digest.data(), 16, 1, numbers_version);
            record.status = "done";
            checkpoint.runs.push_back(std::move(record));
        }
    });
    return checkpoint;
}

void CheckpointKeeper::save_when_due(const Worlds& worlds, bool branched, const Cohort& cohort, const Results& results) {
    if (file_.empty() || std::chrono::duration<double>(std::chrono::steady_clock::now() - last_).count() < options_.checkpoint_every_seconds) return;
    save(worlds, branched, cohort, results);
}

void CheckpointKeeper::save_numbers(BlockSink& sink, const Results& results) const {
    put_number(sink, "identity", identity_);
    for_each_number(results, static_cast<std::size_t>(number_.run), [&](const std::string& name, const double* numbers, std::size_t count) { sink.put(name, numbers, count, sizeof(double), numbers_version); });
}

void CheckpointKeeper::save(const Worlds& worlds, bool branched, const Cohort& cohort, const Results& results) {
    if (file_.empty()) return;
    options_.write_checkpoint(file_, [&](BlockSink& sink) {
        save_numbers(sink, results);
        put_number(sink, "done", 0);
        put_number(sink, "branched", branched ? 1 : 0);
        put_number(sink, "worlds", worlds.size());
        if (branched) cohort.save(sink);
        for (std::size_t r = 0; r < worlds.size(); ++r) save_world(worlds[r]->world(), sink, "world" + std::to_string(r) + "/");
    });
    last_ = std::chrono::steady_clock::now();
}

void CheckpointKeeper::save_done(const std::vector<RunRecord>& runs, const Results& results) {
    if (file_.empty()) return;
    options_.write_checkpoint(file_, [&](BlockSink& sink) {
        save_numbers(sink, results);
        put_number(sink, "done", 1);
        put_number(sink, "branched", 1);
        put_number(sink, "worlds", 0);
        for (std::size_t r = 0; r < runs.size(); ++r) sink.put("digest" + std::to_string(r), runs[r].digest.data(), 16, 1, numbers_version);
    });
}

}  // namespace topsoil
