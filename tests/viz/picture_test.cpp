// What the maps show: rates that can be compared, differences that are more than chance, colours that can be told apart.
#include "viz/model/picture.hpp"

#include <cmath>
#include <limits>

#include "catch.hpp"
#include "viz/model/colours.hpp"
#include "viz/model/quantities.hpp"

using namespace topsoil;
using namespace topsoil::viz;

namespace {

constexpr std::size_t places = 3;

/// Four weeks in which `hours` of need went unmet in each neighbourhood, in either world.
std::shared_ptr<const LiveFrame> frame_of(int week, std::array<std::array<float, places>, live_worlds> hours) {
    auto frame = std::make_shared<LiveFrame>();
    frame->week = week;
    frame->burning_in = week <= 0;
    for (std::size_t w = 0; w < live_worlds; ++w) {
        auto world = std::make_shared<LiveWorldFrame>();
        world->values.assign(measure_catalogue().size(), std::vector<float>(places, 0));
        world->values[measure_called("unmet_hours")].assign(hours[w].begin(), hours[w].end());
        world->city.assign(measure_catalogue().size(), 0);
        world->city[measure_called("unmet_hours")] = hours[w][0] + hours[w][1] + hours[w][2];
        world->residents = {1000, 2000, 500};
        frame->world[w] = world;
    }
    return frame;
}

/// A neighbourhood that wobbles by eight hours, one that is steady, one without anybody.
Frames wobbling(float second_world_more) {
    Frames frames;
    for (int i = -5; i <= 4; ++i) {
        const float swing = i % 2 == 0 ? 8.F : 0.F;
        const float more = i > 0 ? second_world_more : 0.F;
        frames.push_back(frame_of(i * 4, {{{100 + swing, 200, 50}, {100 + swing + more, 200 + more, 50}}}));
    }
    return frames;
}

}  // namespace

TEST_CASE("Hours on the map are a week's, for every thousand people") {
    const auto frame = frame_of(4, {{{400, 400, 400}, {400, 400, 400}}});
    const std::size_t unmet = measure_called("unmet_hours");
    CHECK(map_value(*frame, 0, unmet, 0) == Approx(100));  // 400 hours in four weeks among 1,000 people
    CHECK(map_value(*frame, 0, unmet, 1) == Approx(50));
    CHECK(own_value(*frame, 0, unmet, 1) == Approx(100));
    CHECK(city_value(*frame, 0, unmet) == Approx(300));
    CHECK(map_unit(unmet) == "hours a week per 1,000 people");
}

TEST_CASE("A difference that the neighbourhood's own ups and downs could make is shown as noise") {
    const std::size_t unmet = measure_called("unmet_hours");
    const Picture small = make_picture(wobbling(10), 9, unmet, 4, nullptr);
    CHECK(small.noise[0]);        // ten hours more, where eight come and go each month
    CHECK_FALSE(small.noise[1]);  // where nothing ever changed
    CHECK(small.noise[2]);        // no difference at all
    const Picture large = make_picture(wobbling(40), 9, unmet, 4, nullptr);
    CHECK_FALSE(large.noise[0]);
    CHECK(tally_of(large).higher == 2);
    CHECK(tally_of(large).cannot_tell == 1);
    CHECK(tally_of(large).lower == 0);
}

TEST_CASE("Averaged over more weeks, a lasting difference stands out sooner, and weeks before the parting do not count") {
    const std::size_t unmet = measure_called("unmet_hours");
    const Frames frames = wobbling(10);
    CHECK(make_picture(frames, 9, unmet, 4, nullptr).noise[0]);
    const Picture year = make_picture(frames, 9, unmet, 52, nullptr);
    CHECK(year.weeks == 16);
    CHECK_FALSE(year.noise[0]);
    CHECK(frames[first_frame_of(frames, 9, 52)]->week == 4);
}

TEST_CASE("Where another replicate points the other way, the difference cannot be told from chance") {
    const std::size_t unmet = measure_called("unmet_hours");
    EnsembleSummary ensemble{{wobbling(40)}};
    CHECK_FALSE(make_picture(wobbling(40), 9, unmet, 4, &ensemble).noise[0]);
    ensemble.replicates.push_back(wobbling(-40));
    const Picture picture = make_picture(wobbling(40), 9, unmet, 4, &ensemble);
    CHECK(picture.noise[0]);
    CHECK(picture.replicates == 2);
}

TEST_CASE("Numbers are written as people read them") {
    CHECK(number_text(1234567) == "1,234,567");
    CHECK(number_text(-1234.5) == "-1,234");
    CHECK(number_text(3.14159) == "3.14");
    CHECK(number_text(39) == "39");
    CHECK(number_text(0.05) == "0.0500");
    CHECK(number_text(std::numeric_limits<double>::quiet_NaN()) == "no number yet");
    CHECK(difference_text(12.34) == "+12.3");
    CHECK(difference_text(-0.5) == "-0.500");
    CHECK(difference_text(0) == "no difference");
    CHECK(difference_text(0.0008, 5.32) == "+0.001");
    CHECK(difference_text(-0.0001, 5.32) == "about 0");
    CHECK(difference_text(44.7, 12'454) == "+44.7");
    CHECK(week_text(1) == "year 1, week 1");
    CHECK(week_text(52) == "year 1, week 52");
    CHECK(week_text(56) == "year 2, week 4");
    CHECK(week_text(-8) == "8 weeks before the two worlds part");
}

TEST_CASE("Every measure of a neighbourhood has a title and a unit in plain words") {
    const Scenario scenario = load_scenario("small-town");
    const auto measures = measures_for_maps(scenario);
    REQUIRE(measures.size() > 20);
    CHECK(measure_catalogue()[measures[0]].name == scenario.primary_outcomes[0]);
    for (const std::size_t m : measures) {
        INFO(measure_catalogue()[m].name);
        CHECK_FALSE(title_of(m).empty());
        CHECK(title_of(m).find('_') == std::string::npos);
        CHECK_FALSE(map_unit(m).empty());
    }
}

TEST_CASE("Dark means more, and the two directions of a difference are as far apart as light and dark") {
    for (double share = 0; share < 0.95; share += 0.1) CHECK(luminance(level_colour(share)) > luminance(level_colour(share + 0.1)));
    CHECK(contrast(level_colour(0), level_colour(1)) > 7);
    CHECK(level_colour(-3) == level_colour(0));
    CHECK(difference_colour(5) == difference_colour(1));
    for (const double side : {-1.0, 1.0}) CHECK(contrast(difference_colour(side), difference_colour(0)) > 4.5);
    // Blue against orange: the pair that red-green blindness keeps apart; both readable on white.
    for (const Colour world : {first_world, second_world}) CHECK(contrast(world, {255, 255, 255}) > 4.5);
}
