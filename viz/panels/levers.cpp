// Three levers for the room, and all the others behind one key; each with what it costs and how well today's value is known.
#include <fmt/format.h>

#include <map>

#include "viz/model/room_levers.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

void choose_world(App& app) {
    for (std::size_t w = 0; w < live_worlds; ++w) {
        if (w > 0) ImGui::SameLine();
        if (button(app, fmt::format("world {}", "AB"[w]), fmt::format("World {}", "AB"[w]), app.view.active_world == w)) app.view.active_world = w;
    }
    remark(app, app.world_title(app.view.active_world));
}

/// To which of the shipped regimes neighbourhoods are handed.
void choose_regime(App& app) {
    const std::size_t world = app.view.active_world;
    const auto& regimes = app.scenario().regimes;
    ImGui::AlignTextToFramePadding();
    ImGui::TextUnformatted("to:");
    ImGui::SameLine();
    ImGui::SetNextItemWidth(-1);
    if (ImGui::BeginCombo("##regime", regimes[app.other_regime(world)].title.c_str(), ImGuiComboFlags_HeightLargest)) {
        for (std::size_t r = 0; r < regimes.size(); ++r) {
            if (r == std::min(world, regimes.size() - 1)) continue;
            if (ImGui::Selectable(regimes[r].title.c_str(), r == app.other_regime(world))) app.view.hand_to[world] = r;
            app.note("regime " + regimes[r].name);
        }
        ImGui::EndCombo();
    }
    app.note("regime");
    if (ImGui::IsItemHovered()) ImGui::SetTooltip("To whom P and G hand neighbourhoods (H: the next)");
}

void decide(App& app, Lever lever, double value) {
    if (app.now->stage != Stage::living) {
        app.say("The two worlds have not parted yet. Levers can be moved once they have.");
        return;
    }
    if (app.view.past_week) {
        app.say("You are looking at the past. Press End for the present, or F to go on from here.");
        return;
    }
    app.say(fmt::format("World {}: {}, {}. Ctrl+Z takes it back.", "AB"[app.view.active_world], lever_title(lever), lever_value_text(lever, value)));
    app.decide({0, app.view.active_world, {}, "", {{lever, value}}});
}

/// A slider that decides when it is let go, not while it moves.
void slider(App& app, const RoomLever& lever) {
    static std::map<std::pair<std::size_t, Lever>, float> moving;
    const auto id = std::pair(app.view.active_world, lever.lever);
    const double now = app.lever_now(app.view.active_world, lever.lever);
    const auto held = moving.find(id);
    const bool moves = held != moving.end();
    float shown = moves ? held->second : static_cast<float>(now / lever.per_shown);
    ImGui::SetNextItemWidth(-1);
    const bool whole = lever.most_shown > 5;
    ImGui::SliderFloat(fmt::format("##lever {}", static_cast<int>(lever.lever)).c_str(), &shown, lever.lever == Lever::contract_term_weeks ? 1.0F : 0.0F, static_cast<float>(lever.most_shown), "", ImGuiSliderFlags_AlwaysClamp);
    app.note("lever " + std::string(lever_catalogue()[static_cast<std::size_t>(lever.lever)].name));
    const double step = whole ? 1 : 0.1;
    const double wanted = static_cast<double>(static_cast<int>(shown / step + 0.5)) * step * lever.per_shown;
    if (ImGui::IsItemActive()) moving[id] = shown;
    if (ImGui::IsItemDeactivatedAfterEdit()) decide(app, lever.lever, wanted);
    if (!ImGui::IsItemActive()) moving.erase(id);
    // Below the slider, where the knob cannot hide it.
    ImGui::TextUnformatted(lever_value_text(lever.lever, moves || ImGui::IsItemActive() ? wanted : now).c_str());
}

void room_lever(App& app, const RoomLever& lever) {
    ImGui::Spacing();
    paragraph(lever.question);
    if (lever.lever == Lever::contract_term_weeks && app.lever_now(app.view.active_world, lever.lever) == 0) {
        remark(app, "Nothing is competed for in this world. Hand neighbourhoods to the other regime to change that.");
    } else {
        slider(app, lever);
    }
    const LeverSpec& spec = lever_catalogue()[static_cast<std::size_t>(lever.lever)];
    remark(app, "Costs: " + std::string(spec.bill) + ". Can fail: " + std::string(spec.failure) + ".");
    remark(app, fmt::format("Source of today's value: {} ({}).", lever.source, lever.grade));
}

void every_lever(App& app) {
    heading(app, "Every lever");
    for (const LeverSpec& spec : lever_catalogue()) {
        paragraph(lever_title(spec.lever) + ": " + lever_value_text(spec.lever, app.lever_now(app.view.active_world, spec.lever)));
        remark(app, std::string(spec.meaning) + ". Costs: " + std::string(spec.bill) + ". Can fail: " + std::string(spec.failure) + ".");
    }
}

}  // namespace

void draw_levers(App& app) {
    heading(app, "What the room decides");
    choose_world(app);
    if (button(app, "paint", app.view.painting ? "Painting: click or drag over a map" : "Hand neighbourhoods over (P)", app.view.painting)) app.view.painting = !app.view.painting;
    choose_regime(app);
    if (button(app, "whole city", fmt::format("Hand over the whole of world {}", "AB"[app.view.active_world]))) {
        std::vector<int> all;
        for (std::size_t n = 0; n < app.place().neighbourhoods.size(); ++n) all.push_back(static_cast<int>(n));
        app.hand_over(app.view.active_world, all);
    }
    remark(app, "The same public money in every case: what one thing costs is taken from another.");
    ImGui::Separator();
    for (const RoomLever& lever : room_levers()) room_lever(app, lever);
    ImGui::Separator();
    if (button(app, "all levers", app.view.all_levers ? "Hide the others (L)" : "Show every lever (L)", app.view.all_levers)) app.view.all_levers = !app.view.all_levers;
    if (app.view.all_levers) every_lever(app);
}

}  // namespace topsoil::viz
