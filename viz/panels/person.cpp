// One person's life in both worlds, in sentences.
#include <fmt/format.h>

#include "viz/model/person_words.hpp"
#include "viz/model/quantities.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

void life(App& app, const LifeStory& story, std::size_t world, std::size_t at) {
    const LivePerson& person = story.states[world][at];
    ImGui::TextColored(as_vec(ink_of(world_colour(world))), "World %c", "AB"[world]);
    for (const std::string& line : life_now(person)) paragraph(line);
    ImGui::Spacing();
    bool any = false;
    for (const LifeEvent& event : life_events(story, world)) {
        if (event.week > story.weeks[at]) break;
        remark(app, fmt::format("{}: {}", week_text(event.week), event.text));
        any = true;
    }
    if (!any) remark(app, uneventful(story));
}

}  // namespace

void draw_person(App& app) {
    if (button(app, "back", "Back to the neighbourhood")) {
        app.view.side = app.view.selected >= 0 ? Side::neighbourhood : Side::levers;
        return;
    }
    const LifeStory* story = app.now->story.get();
    if (story == nullptr || story->weeks.empty()) {
        heading(app, "One person");
        remark(app, app.now->stage == Stage::living ? "Living the last months again to see how this person fared ..." : "A life can be followed once the two worlds have parted.");
        return;
    }
    std::size_t at = story->weeks.size() - 1;
    if (const LiveFrame* frame = app.shown(); app.view.past_week && frame != nullptr) {
        if (frame->week < story->weeks.front()) {
            heading(app, "One person");
            remark(app, "That week is being lived again to see how this person fared ...");
            return;
        }
        while (at > 0 && story->weeks[at] > frame->week) --at;
    }
    const LivePerson& first = story->states[0][at].where != LivePerson::Where::nowhere ? story->states[0][at] : story->states[0].front();
    heading(app, heading_of(first));
    remark(app, "An invented person, with the same luck in both worlds. One life shows how things can go, not how they usually do.");
    ImGui::Separator();
    if (ImGui::BeginTable("lives", 2, ImGuiTableFlags_SizingStretchSame)) {
        ImGui::TableNextRow();
        for (std::size_t w = 0; w < live_worlds; ++w) {
            ImGui::TableNextColumn();
            life(app, *story, w, at);
        }
        ImGui::EndTable();
    }
    if (app.now->story_pending) remark(app, "Earlier years are being lived again; they appear when they have been.");
}

}  // namespace topsoil::viz
