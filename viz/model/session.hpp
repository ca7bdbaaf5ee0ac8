// A timeline with a thread of its own. Whoever draws reads what was published last and sends wishes; neither waits for a week to be
// lived.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "io/journal.hpp"
#include "viz/model/ensemble.hpp"
#include "viz/model/teller.hpp"
#include "viz/model/timeline.hpp"

namespace topsoil::viz {

enum class Stage { making_city, burning_in, living, failed };

/// All that may be drawn. Made anew for each change and never changed afterwards.
struct Published {
    Stage stage = Stage::making_city;
    std::string trouble;               ///< what went wrong, in words
    Frames frames;
    std::vector<LiveAction> actions;
    std::uint64_t decisions_taken = 0; ///< of those sent, taken up or refused
    bool can_undo = false, can_redo = false;
    bool playing = false, catching_up = false;
    bool busy = false;                 ///< weeks are being lived that somebody has asked for
    int week = 0, target = 0;
    std::array<std::shared_ptr<const LiveNeighbourhood>, live_worlds> close;  ///< of the neighbourhood that is looked at, or null
    std::array<std::shared_ptr<const LiveStreet>, live_worlds> street;        ///< of that neighbourhood, the one that is looked at, or null
    std::shared_ptr<const LifeStory> story;                                   ///< of the person who is followed, or null; first of the last months alone
    bool story_pending = false;        ///< earlier weeks of it are being lived again
    std::shared_ptr<const EnsembleSummary> ensemble;
};

struct SessionOptions {
    std::string scenario_name;              ///< as the command line named it, for the journal
    std::vector<Override> settings;
    int threads = 0;
    int replicate = 0;
    std::filesystem::path journal;          ///< kept up to date; empty: none
    int ensemble = 0;                       ///< further replicates lived in the background
    std::filesystem::path store{};          ///< folder of burn-ins that have been lived; empty: none
};

class Session {
public:
    Session(Scenario scenario, SessionOptions options);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] const Scenario& scenario() const { return scenario_; }
    [[nodiscard]] std::shared_ptr<const Published> latest() const;

    void play(bool on);
    void step_once();
    /// Recorded steps a second; 0: as fast as they come.
    void set_speed(double steps_per_second);
    /// Returns the number of decisions sent so far, this one included.
    std::uint64_t decide(LiveAction action);
    /// Decisions with weeks of their own, carried out when these come: of a journal that is opened, or of a story.
    void script(std::vector<LiveAction> actions);
    /// Lives on to that week at once, without waiting for it.
    void run_to(int week);
    void undo();
    void redo();
    void fork(int week);
    void look_at(int neighbourhood);          ///< -1: at none
    void look_at_street(int number);          ///< of the neighbourhood looked at; -1: at none
    void follow(std::uint64_t key);           ///< 0: nobody
    /// Waits until that week has been lived; for pictures and tests, never for a window. Returns false if it failed.
    bool wait_for(int week);
    /// Waits until all wishes sent so far have been carried out and published, and the weeks they asked for have been lived.
    void settle();
    [[nodiscard]] Journal journal() const;

private:
    using Wish = std::function<void(Timeline&)>;
    void wish(Wish one);
    void live();
    void live_on(Timeline& timeline);
    void carry_out(Timeline& timeline);
    [[nodiscard]] bool asked_for(const Timeline& timeline) const;
    [[nodiscard]] bool wants_step(const Timeline& timeline) const;
    void pace();
    void publish(const Timeline& timeline);
    void publish_failure(const std::string& trouble);
    void tell_story(Timeline& timeline);
    void go_on_with_story(const Timeline& timeline);
    void save_journal(const Timeline& timeline);

    Scenario scenario_;
    SessionOptions options_;
    mutable std::mutex mutex_;
    std::condition_variable wake_, published_;
    std::deque<Wish> wishes_;
    std::uint64_t decisions_sent_ = 0;  ///< of the sending thread alone
    std::uint64_t wishes_sent_ = 0, wishes_published_ = 0;
    std::shared_ptr<const Published> latest_;
    // Of the living thread alone.
    std::uint64_t wishes_done_ = 0, decisions_taken_ = 0;
    bool playing_ = false;
    int steps_wanted_ = 0;
    int run_to_ = -1;
    double speed_ = 2;
    std::chrono::steady_clock::time_point next_step_;
    int close_index_ = -1, street_ = -1;
    std::uint64_t followed_ = 0;
    std::vector<LiveAction> actions_saved_;
    int week_saved_ = -1;
    LifeStory since_;                   ///< states of who is followed, noted week by week since the teller set out
    std::shared_ptr<const LifeStory> story_;
    bool story_whole_ = false;          ///< it goes back to the parting
    std::atomic<bool> over_{false};
    std::unique_ptr<Teller> teller_;
    std::unique_ptr<Ensemble> ensemble_;
    std::jthread thread_;               // last: it uses all of the above
};

}  // namespace topsoil::viz
