// One moment as a page of HTML that needs nothing beside it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "topsoil/live.hpp"

namespace topsoil::viz {

/// The picture, the declared outcomes, every decision so far and how to read it.
[[nodiscard]] std::string page_of(const Scenario& scenario, const LiveFrame& frame, const std::vector<LiveAction>& actions, const std::vector<std::uint8_t>& png);

/// Text that is safe inside HTML.
[[nodiscard]] std::string html_safe(const std::string& text);
[[nodiscard]] std::string base64(const std::vector<std::uint8_t>& bytes);

}  // namespace topsoil::viz
