// A person's state and history as plain sentences. Nothing is said that the state does not say.
#pragma once

#include <string>
#include <vector>

#include "viz/model/session.hpp"

namespace topsoil::viz {

/// An invented first name, the same wherever the person appears.
[[nodiscard]] std::string name_of(std::uint64_t key, bool woman);

/// "Joan, 83"
[[nodiscard]] std::string heading_of(const LivePerson& person);

/// How somebody lives now, most important first.
[[nodiscard]] std::vector<std::string> life_now(const LivePerson& person);

/// What changed since the parting: one entry a recorded week in which something did.
struct LifeEvent {
    int week = 0;
    std::string text;
};
[[nodiscard]] std::vector<LifeEvent> life_events(const LifeStory& story, std::size_t world);
/// What is said of a life without events: no more than of the weeks that have been told.
[[nodiscard]] std::string uneventful(const LifeStory& story);

}  // namespace topsoil::viz
