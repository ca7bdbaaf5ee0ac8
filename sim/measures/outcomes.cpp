// Outcomes: care-related quality of life, health-related utility, life satisfaction.
//
// Rule (submodels sheet 11): care-related quality of life Y = Y0 + (Y1 - Y0)(1 - e^(-2.5 M)) / (1 - e^(-2.5)) with the share M of need
// that is met; utility by level of need and age, less strain, and from 65 on more for who belongs to a group; satisfaction less loneliness, strain and unmet need. One path for each:
// what helps shows where it changes need, what is met, strain or loneliness, and nowhere else.
#include "measures/outcomes.hpp"

#include <algorithm>

#include "measures/catalogue.hpp"

namespace topsoil {

namespace {

constexpr double weeks_in_a_year = 52.18;

[[nodiscard]] std::int32_t scaled(double value) { return static_cast<std::int32_t>(value * outcome_scale + (value < 0 ? -0.5 : 0.5)); }

}  // namespace

OutcomeRules::OutcomeRules(const ParameterView& p)
    : worst_{0, p["quality_low_unmet"], p["quality_medium_unmet"], p["quality_high_unmet"]},
      best_{0, p["quality_low_met"], p["quality_medium_met"], p["quality_high_met"]},
      level_utility_{p["utility_none"], p["utility_low"], p["utility_medium"], p["utility_high"]},
      bend_(p["quality_bend"]),
      bent_(1 - exp_exact(-bend_)),
      setting_(p["quality_care_home"]),
      age_slope_(p["utility_age"]),
      strained_utility_(p["utility_strain"]),
      group_utility_(p["utility_group"]),
      strained_(to_share16(p["strained_from"])),
      satisfaction_base_(p["satisfaction_base"]),
      lonely_(p["satisfaction_lonely"]),
      strained_satisfaction_(p["satisfaction_strain"]),
      unmet_(p["satisfaction_unmet"]),
      contributing_(p["satisfaction_contributing"]),
      belonging_(p["satisfaction_belonging"]),
      between_steps_(bend_ * bend_ / (met_steps * met_steps) / 8 / bent_ + 1e-12) {
    for (std::size_t step = 0; step < reached_.size(); ++step) reached_[step] = reached_at(static_cast<double>(step) / met_steps);
    for (std::size_t level = 0; level < 4; ++level) {
        for (unsigned age = 0; age < 128; ++age) {
            for (const bool strain : {false, true}) {
                for (const bool member : {false, true}) utility_of_[level][case_of(age, strain, member)] = scaled(utility(static_cast<NeedLevel>(level), static_cast<int>(age), strain, member));
            }
        }
        for (const std::size_t in_care_home : {0U, 1U}) quality_of_[level][in_care_home] = static_cast<std::uint16_t>(scaled(care_quality(static_cast<NeedLevel>(level), 1, in_care_home == 1)));
    }
    for (const bool lonely : {false, true}) {
        for (const bool strain : {false, true}) {
            for (const bool contributing : {false, true}) satisfaction_of_[case_of(true, lonely, strain, contributing)] = scaled(satisfaction(lonely, strain, contributing, 0, 0));
        }
    }
}

double OutcomeRules::care_quality(NeedLevel level, double met, bool in_care_home) const {
    const auto l = static_cast<std::size_t>(level);
    return std::clamp(worst_[l] + (best_[l] - worst_[l]) * reached_at(met) + (in_care_home ? setting_ : 0), 0.0, 1.0);
}

double OutcomeRules::reached_at(double met) const { return met >= 1 ? 1 : (1 - exp_exact(-bend_ * std::max(met, 0.0))) / bent_; }

std::uint16_t OutcomeRules::quality_at_home(NeedLevel level, double met) const {
    const auto l = static_cast<std::size_t>(level);
    const double place = met * met_steps;
    const std::size_t step = std::min(static_cast<std::size_t>(place), met_steps - 1);
    const double reached = reached_[step] + (reached_[step + 1] - reached_[step]) * (place - static_cast<double>(step));
    const double about = worst_[l] + (best_[l] - worst_[l]) * reached;
    const std::int32_t least = scaled(std::clamp(about - between_steps_, 0.0, 1.0)), most = scaled(std::clamp(about + between_steps_, 0.0, 1.0));
    return static_cast<std::uint16_t>(least == most ? least : scaled(care_quality(level, met, false)));
}

double OutcomeRules::utility(NeedLevel level, int age, bool strained_carer, bool in_a_group) const {
    const double at_rest = level_utility_[static_cast<std::size_t>(level)] - age_slope_ * std::max(0, age - 65);
    const double company = in_a_group && age >= 65 ? group_utility_ : 0;  // the study is of people from 65 on
    return std::clamp(at_rest + company - (strained_carer ? strained_utility_ : 0), 0.0, 1.0);
}

double OutcomeRules::satisfaction(bool lonely, bool strained, bool contributing, double belonging, double unmet) const {
    double points = satisfaction_base_ - unmet_ * unmet;
    if (lonely) points -= lonely_;
    if (strained) points -= strained_satisfaction_;
    if (contributing) points += contributing_;
    points += belonging_ * belonging;
    return std::clamp(points, 0.0, 10.0);
}

PersonOutcome OutcomeRules::with_need(const Person& person, const CareFile& file, Share16 belonging, unsigned age, bool lonely) const {
    // Where care is given by the house, need counts as met: what a home or a ward leaves undone is not modelled.
    const int minutes = file.need_minutes();
    double unmet = 0;
    if (person.setting == Setting::home && minutes > 0 && file.unmet > 0) unmet = std::min(1.0, static_cast<double>(file.unmet) / minutes);
    const std::uint16_t met = quality_of_[static_cast<std::size_t>(person.need)][person.setting == Setting::care_home ? 1 : 0];
    const std::uint16_t quality = unmet > 0 ? quality_at_home(person.need, 1 - unmet) : met;
    const bool strain = strained(person.roles, person.strain), usual = unmet <= 0 && !belonging_counts();
    const std::int32_t utility = utility_of_[static_cast<std::size_t>(person.need)][case_of(age & 127, strain, person.memberships > 0)];
    return {static_cast<std::uint16_t>(utility), quality, usual ? usual_satisfaction(age, lonely, strain, person.roles) : unusual_satisfaction(person, belonging, age, lonely, unmet)};
}

std::int32_t OutcomeRules::unusual_satisfaction(const Person& person, Share16 belonging, unsigned age, bool lonely, double unmet) const {
    return age < grown_up_age ? 0 : scaled(satisfaction(lonely, strained(person.roles, person.strain), (person.roles & contributes) != 0, as_share(belonging), unmet));
}

namespace {

template <class Value>
[[nodiscard]] std::vector<double> each(const std::vector<PeopleSums>& sums, Value&& value) {
    std::vector<double> values;
    for (const PeopleSums& one : sums) values.push_back(value(one));
    return values;
}

std::vector<std::vector<double>> take(const Taking& taking) {
    const std::vector<PeopleSums>& places = taking.census.places();
    const std::vector<PeopleSums>& groups = taking.census.groups();
    const double years = taking.weeks() / weeks_in_a_year;
    const auto care_quality = [](const PeopleSums& s) { return s.mean_care_quality(); };
    const auto utility = [](const PeopleSums& s) { return s.mean_utility(); };
    const auto satisfaction = [](const PeopleSums& s) { return s.mean_satisfaction(); };
    const auto in_need = [](const PeopleSums& s) { return static_cast<double>(s.in_need); };
    const auto grown = [](const PeopleSums& s) { return static_cast<double>(s.grown()); };
    return {each(places, in_need),
            each(places, care_quality),
            each(places, utility),
            each(places, [years](const PeopleSums& s) { return static_cast<double>(s.utility) / outcome_scale * years; }),
            each(places, grown),
            each(places, satisfaction),
            each(places, [years](const PeopleSums& s) { return static_cast<double>(s.satisfaction) / outcome_scale * years; }),
            each(groups, in_need),
            each(groups, care_quality),
            each(groups, utility),
            each(groups, satisfaction)};
}

}  // namespace

extern const MeasureDeclaration outcomes_declaration;
const MeasureDeclaration outcomes_declaration{
    {{"people_with_need", "1", "people who need help", MeasureKind::stock, Pooling::sum, "", "people of any level of need, at home or elsewhere", false},
     {"care_quality", "1", "care-related quality of life of people who need help", MeasureKind::share, Pooling::ratio, "people_with_need", "mean over people with need, by level and by how much of it is met; 1 is the best; its path is unmet need alone", true},
     {"utility", "1", "health-related utility", MeasureKind::share, Pooling::population_mean, "", "mean over everybody who lives here, by level of need, age and strain of carers; 1 is full health; the open population, so survival of frail people lowers it", true},
     {"qalys", "1", "quality-adjusted life years lived", MeasureKind::flow, Pooling::sum, "", "utility of everybody who lives here, summed over time; follows the number of people too: the cohort in cohort.csv does not", false},
     {"grown_people", "1", "people of sixteen and over", MeasureKind::stock, Pooling::sum, "", "people of sixteen and over who live here", false},
     {"life_satisfaction", "1", "life satisfaction, 0 to 10", MeasureKind::share, Pooling::ratio, "grown_people", "mean over people of sixteen and over, by loneliness, strain of carers and unmet need; apart from utility, never added to it", true},
     {"wellbys", "1", "life satisfaction in point-years (WELLBY)", MeasureKind::flow, Pooling::sum, "", "life satisfaction of everybody of sixteen and over, summed over time; follows the number of people too; never added to QALYs", false},
     {"people_with_need_by_group", "1", "people who need help, by population group", MeasureKind::stock, Pooling::sum, "", "people of any level of need, of each group", false, MeasureAxis::group},
     {"care_quality_by_group", "1", "care-related quality of life, by population group", MeasureKind::share, Pooling::ratio, "people_with_need_by_group", "mean over people with need of each group", true, MeasureAxis::group},
     {"utility_by_group", "1", "health-related utility, by population group", MeasureKind::share, Pooling::population_mean, "", "mean over everybody of each group", true, MeasureAxis::group},
     {"life_satisfaction_by_group", "1", "life satisfaction, by population group", MeasureKind::share, Pooling::population_mean, "", "mean over people of sixteen and over of each group; 0 where there are none", true, MeasureAxis::group}},
    take,
    "outcomes",
    {{"quality_low_unmet", "1", 0.70, 0.5, 0.9, "assumed", Grade::assumed, "care-related quality of life at low need, none of it met"},
     {"quality_medium_unmet", "1", 0.50, 0.3, 0.7, "assumed", Grade::assumed, "the same at medium need"},
     {"quality_high_unmet", "1", 0.30, 0.1, 0.5, "assumed", Grade::assumed, "the same at high need"},
     {"quality_low_met", "1", 0.92, 0.8, 1.0, "assumed", Grade::assumed, "care-related quality of life at low need, all of it met"},
     {"quality_medium_met", "1", 0.88, 0.75, 1.0, "assumed", Grade::assumed, "the same at medium need"},
     {"quality_high_met", "1", 0.80, 0.6, 1.0, "assumed", Grade::assumed, "the same at high need"},
     {"quality_bend", "1", 2.5, 0.5, 5.0, "care_marginal_effect_shape", Grade::moderate, "how much more the first met hours are worth than the last"},
     {"quality_care_home", "1", 0.0, -0.08, 0.05, "assumed", Grade::assumed, "care-related quality of life added by living in a care home, need and care being equal", true, 0.0, TenderingEnd::high},
     {"utility_none", "1", 0.86, 0.75, 0.95, "assumed", Grade::assumed, "health-related utility of somebody up to 65 without need"},
     {"utility_low", "1", 0.70, 0.55, 0.80, "assumed", Grade::assumed, "the same at low need"},
     {"utility_medium", "1", 0.52, 0.40, 0.65, "assumed", Grade::assumed, "the same at medium need"},
     {"utility_high", "1", 0.33, 0.15, 0.50, "assumed", Grade::assumed, "the same at high need"},
     {"utility_age", "1/year", 0.003, 0.0, 0.006, "assumed", Grade::assumed, "utility lost with each year over 65"},
     {"utility_strain", "1", 0.02, 0.0, 0.05, "ghq_effect_becoming_carer", Grade::weak, "utility lost by a strained carer"},
     {"utility_group", "1", 0.0185, 0.0, 0.037, "community_asset_start_QALY_18m", Grade::weak, "utility gained, from 65 on, by belonging to a group: half of what one study found in a year after joining, since it could not rule out that healthier people join", true, 0.0},
     {"strained_from", "1", 0.6, 0.4, 0.9, "assumed", Grade::definition, "strain above which a carer counts as strained"},
     {"satisfaction_base", "1", 7.57, 7.0, 8.0, "calibrated", Grade::calibrated, "life satisfaction of somebody whom nothing below concerns; the mean of the city comes out at 7.5"},
     {"satisfaction_lonely", "1", 0.9, 0.3, 1.5, "assumed", Grade::assumed, "points lost by somebody often lonely"},
     {"satisfaction_strain", "1", 0.4, 0.0, 0.8, "assumed", Grade::assumed, "points lost by a strained carer"},
     {"satisfaction_unmet", "1", 0.5, 0.0, 1.0, "assumed", Grade::assumed, "points lost when all need is unmet"},
     {"satisfaction_contributing", "1", 0.1, 0.0, 0.2, "assumed", Grade::assumed, "points of people who keep a group going, volunteer in one or sit in an assembly", true, 0.0},
     {"satisfaction_belonging", "1", 0.0, 0.0, 0.15, "assumed", Grade::assumed, "points of somebody who belongs fully", true, 0.0}}};

}  // namespace topsoil
