// The story: what is said now, what the room expects, and what came of it.
#include <fmt/format.h>

#include "viz/model/quantities.hpp"
#include "viz/model/reveal.hpp"
#include "viz/panels/style.hpp"

namespace topsoil::viz {

namespace {

int neighbourhood_of(const App& app, const std::string& id) {
    for (std::size_t n = 0; n < app.place().neighbourhoods.size(); ++n) {
        if (app.place().neighbourhoods[n].id == id) return static_cast<int>(n);
    }
    return -1;
}

/// What the room may answer.
const std::vector<std::string>& choices_of(const StoryStep& step) { return step.choices.empty() ? measured_choices() : step.choices; }

void ask(App& app, Telling& telling, const StoryStep& step, float right) {
    ImGui::Spacing();
    ImGui::PushFont(app.fonts.title);
    ImGui::TextWrapped("%s", step.question.c_str());
    ImGui::PopFont();
    const auto& choices = choices_of(step);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const std::string label = fmt::format("{}  {}", i + 1, choices[i]);
        const float needed = width_of(app.fonts.body, label) + app.fonts.pixels * 2;
        if (i > 0 && ImGui::GetItemRectMax().x + needed < right) ImGui::SameLine();
        if (button(app, fmt::format("choice {}", i + 1), label, telling.predictions[telling.step] == static_cast<int>(i))) predict(app, static_cast<int>(i));
    }
}

/// What the run says, where it can say it, and how that comes about.
void tell_what_came(const App& app, const StoryStep& step) {
    if (step.choices.empty()) {
        const auto reveal = reveal_of(app.now->frames, step, app.place(), app.view.average_weeks, app.now->ensemble.get());
        if (reveal) ImGui::TextWrapped("%s", reveal->text.c_str());
    }
    if (!step.answer.empty()) ImGui::TextWrapped("%s", step.answer.c_str());
}

void show_step(App& app, const StoryStep& step) {
    ViewState& view = app.view;
    if (!step.measure.empty()) app.set_measure(measure_called(step.measure));
    if (step.maps) view.maps = *step.maps;
    view.camera = {};
    if (!step.neighbourhood.empty()) {
        view.selected = neighbourhood_of(app, step.neighbourhood);
        app.session.look_at(view.selected);
        if (step.zoom > 1) view.camera = {step.zoom, app.shapes.shapes[static_cast<std::size_t>(view.selected)].centre};
    }
    view.past_week.reset();
    if (!step.week) return;
    if (app.now->stage == Stage::living && app.now->week > *step.week) view.past_week = step.week;
    else app.session.run_to(*step.week);
}

}  // namespace

void begin_story(App& app, Story story) {
    app.telling = Telling{std::move(story), 0, false, {}};
    app.telling->predictions.assign(app.telling->story.steps.size(), -1);
    std::vector<LiveAction> all;
    for (const StoryStep& step : app.telling->story.steps) all.insert(all.end(), step.actions.begin(), step.actions.end());
    app.session.script(std::move(all));
    show_step(app, app.telling->story.steps.front());
}

void turn_page(App& app, int pages) {
    if (!app.telling) return;
    Telling& telling = *app.telling;
    if (pages > 0 && telling.curtain()) {  // the answer comes before the next page
        telling.revealed = true;
        return;
    }
    const auto wanted = static_cast<std::ptrdiff_t>(telling.step) + pages;
    if (wanted < 0 || wanted >= static_cast<std::ptrdiff_t>(telling.story.steps.size())) return;
    telling.step = static_cast<std::size_t>(wanted);
    telling.revealed = pages < 0;
    show_step(app, telling.story.steps[telling.step]);
}

void predict(App& app, int choice) {
    if (!app.telling || !app.telling->curtain()) return;
    Telling& telling = *app.telling;
    if (choice >= 0 && choice < static_cast<int>(choices_of(telling.story.steps[telling.step]).size())) telling.predictions[telling.step] = choice;
}

void draw_story(App& app, const Area& area) {
    begin_panel(app, "story", area, true);
    Telling& telling = *app.telling;
    const StoryStep& step = telling.story.steps[telling.step];
    remark(app, fmt::format("{}  {} of {}", telling.story.title, telling.step + 1, telling.story.steps.size()));
    ImGui::TextWrapped("%s", step.text.c_str());
    const bool living = step.week && !app.view.past_week && (app.now->stage != Stage::living || app.now->week < *step.week);
    if (living) remark(app, fmt::format("Living on to {} ...", week_text(*step.week)));
    if (!step.question.empty()) {
        ask(app, telling, step, area.high.x);
        if (telling.revealed) tell_what_came(app, step);
    }
    ImGui::Spacing();
    if (button(app, "story back", "Back (Shift+J)")) turn_page(app, -1);
    ImGui::SameLine();
    ImGui::BeginDisabled(living);
    if (button(app, "story on", telling.curtain() ? "Show (J)" : "On (J)")) turn_page(app, 1);
    ImGui::EndDisabled();
    ImGui::End();
}

}  // namespace topsoil::viz
