// A story: steps that a facilitator walks through with a room. Text, camera, decisions, and questions asked before the answer is shown.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "topsoil/live.hpp"
#include "viz/model/view_state.hpp"

namespace topsoil::viz {

struct StoryStep {
    std::string text;
    std::optional<int> week;             ///< how far the worlds have lived when the step is shown
    std::string measure;                 ///< name; empty: as it was
    std::optional<MapChoice> maps;
    std::string neighbourhood;           ///< id that is looked at; empty: as it was
    double zoom = 1;
    std::string question;                ///< what the room predicts; empty: nothing is hidden
    std::vector<std::string> choices;    ///< what it may answer; none: more in A, more in B, or no more than chance, which the run answers
    std::string answer;                  ///< said once it has been shown: how it comes about, never how much
    std::vector<LiveAction> actions;     ///< decisions, each with its week
};

struct Story {
    std::string title;
    std::string scenario;                ///< that it was written for
    std::vector<StoryStep> steps;
};

/// Reads a story by the name of a shipped one or by its path; checks measures, neighbourhoods and regimes against `scenario`. Throws
/// InputError with every fault.
[[nodiscard]] Story read_story(const std::string& name_or_path, const Scenario& scenario);
/// The scenario that a story was written for. Throws InputError.
[[nodiscard]] std::string scenario_of_story(const std::string& name_or_path);
[[nodiscard]] std::vector<std::string> shipped_stories();

/// Where a room is in a story, and what it predicted.
struct Telling {
    Story story;
    std::size_t step = 0;
    bool revealed = false;
    std::vector<int> predictions;        ///< by step: the choice, or -1
    /// The answer is still behind the curtain.
    [[nodiscard]] bool curtain() const { return !story.steps.empty() && !story.steps[step].question.empty() && !revealed; }
};

}  // namespace topsoil::viz
