#include "catch.hpp"
#include "measures/taking_help.hpp"

using namespace topsoil;

namespace {

std::vector<std::string> measures_of_reasons() {
    std::vector<std::string> names;
    for (const MeasureSpec& spec : measure_catalogue()) {
        if (spec.name.starts_with("unmet_hours_") && spec.axis == MeasureAxis::neighbourhood) names.emplace_back(spec.name);
    }
    return names;
}

}  // namespace

TEST_CASE("Unmet hours are the sum of their reasons in every neighbourhood") {
    Taken taken;
    taken.live(8);
    const auto unmet = taken.look("unmet_hours");
    std::vector<double> explained(unmet.size(), 0);
    REQUIRE(measures_of_reasons().size() == reasons);
    for (const std::string& measure : measures_of_reasons()) {
        const auto hours = taken.look(measure);
        for (std::size_t n = 0; n < hours.size(); ++n) explained[n] += hours[n];
    }
    for (std::size_t n = 0; n < unmet.size(); ++n) {
        CHECK(unmet[n] > 0);
        CHECK(explained[n] == Approx(unmet[n]));
    }
}

TEST_CASE("Minutes that wait for money are hours that wait for money where they fall, and each reason has its measure") {
    const struct {
        Reason reason;
        std::string_view measure;
    } rows[]{{Reason::visit_missed, "unmet_hours_visit_missed"},
             {Reason::changing_hands, "unmet_hours_changing_hands"},
             {Reason::no_money, "unmet_hours_no_money"},
             {Reason::no_provider, "unmet_hours_no_provider"},
             {Reason::waiting_assessment, "unmet_hours_waiting_assessment"},
             {Reason::lost_this_week, "unmet_hours_lost_this_week"},
             {Reason::not_eligible, "unmet_hours_not_eligible"},
             {Reason::carer_broke_down, "unmet_hours_carer_broke_down"},
             {Reason::package_smaller, "unmet_hours_package_smaller"},
             {Reason::fixed_hours, "unmet_hours_fixed_hours"},
             {Reason::grown_since, "unmet_hours_grown_since"},
             {Reason::let_be, "unmet_hours_let_be"},
             {Reason::nobody_could, "unmet_hours_nobody_could"},
             {Reason::nobody_knows, "unmet_hours_nobody_knows"},
             {Reason::council_not_asked, "unmet_hours_council_not_asked"}};
    REQUIRE(std::size(rows) == reasons);
    Taken taken;
    for (const auto& row : rows) {
        INFO(row.measure);
        const auto before = taken.look(row.measure);
        taken.world().flows.add(flow_of(row.reason), 1, 90);
        const auto after = taken.look(row.measure);
        CHECK(after[0] == before[0]);
        CHECK(after[1] - before[1] == Approx(1.5));
        CHECK(after[2] == before[2]);
    }
}
