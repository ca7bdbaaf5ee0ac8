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
    heading(app, step.question);
    const auto& choices = choices_of(step);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const std::string label = fmt::format("{}  {}", i + 1, choices[i]);
        const float needed = width_of(app.fonts.body, label) + app.fonts.pixels * 2;
        if (i > 0 && ImGui::GetItemRectMax().x + needed < right) ImGui::SameLine();
        if (button(app, fmt::format("choice {}", i + 1), label, telling.predictions[telling.step] == static_cast<int>(i))) predict(app, static_cast<int>(i));
    }
}

/// What the run says, where it can say it, and how that comes about.
void tell_what_came(const App& app, const Telling& telling, const StoryStep& step) {
    heading(app, step.question);
    const int said = telling.predictions[telling.step];
    if (said >= 0) remark(app, "The room expected: " + choices_of(step)[static_cast<std::size_t>(said)] + ".");
    if (step.choices.empty()) {
        const auto reveal = reveal_of(app.now->frames, step, app.place(), app.view.average_weeks, app.now->ensemble.get());
        if (reveal) paragraph(reveal->text);
        ImGui::Spacing();
    }
    if (!step.answer.empty()) paragraph(step.answer);
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
    app.view.side = Side::none;  // the room looks at the maps and the words
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

namespace {

/// Where the room is, and the way on: on top, where no text can push it off the screen.
void draw_pages(App& app, const Telling& telling, bool living) {
    remark(app, fmt::format("{}  {} of {}", telling.story.title, telling.step + 1, telling.story.steps.size()));
    if (button(app, "story back", "Back (Shift+J)")) turn_page(app, -1);
    ImGui::SameLine();
    ImGui::BeginDisabled(living);
    if (button(app, "story on", telling.curtain() ? "Show (J)" : "On (J)")) turn_page(app, 1);
    ImGui::EndDisabled();
}

}  // namespace

void draw_story(App& app, const Area& area) {
    begin_panel(app, "story", area, true);
    Telling& telling = *app.telling;
    const auto still_living = [&app](const StoryStep& step) { return step.week && !app.view.past_week && (app.now->stage != Stage::living || app.now->week < *step.week); };
    draw_pages(app, telling, still_living(telling.story.steps[telling.step]));
    const StoryStep& step = telling.story.steps[telling.step];  // after the page may have been turned
    if (still_living(step)) remark(app, fmt::format("Living on to {} ...", week_text(*step.week)));
    const bool answered = !step.question.empty() && telling.revealed;
    if (!answered) {  // once read, the text leaves its room to the answer
        ImGui::PushFont(app.fonts.story);
        paragraph(step.text);
        ImGui::PopFont();
    }
    if (answered) tell_what_came(app, telling, step);
    else if (!step.question.empty()) ask(app, telling, step, area.high.x);
    ImGui::End();
}

}  // namespace topsoil::viz
