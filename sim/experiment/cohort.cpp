#include "experiment/cohort.hpp"

#include <array>
#include <string>

namespace topsoil {

namespace {

constexpr int blocks_version = 1;

[[nodiscard]] std::int32_t value_of(CohortOutcome outcome, const PersonOutcome& person) { return outcome == CohortOutcome::utility ? person.utility : person.satisfaction; }

/// One person's part in a count.
void add(CohortCount& count, bool better, bool worse, bool died_in_reference, bool died_in_other) {
    count.people += 1;
    count.better += better ? 1 : 0;
    count.worse += worse ? 1 : 0;
    count.died_only_in_reference += died_in_reference && !died_in_other ? 1 : 0;
    count.died_only_in_other += died_in_other && !died_in_reference ? 1 : 0;
}

/// Position of each group that somebody belonged to at the start, everybody being 0.
[[nodiscard]] std::array<std::size_t, 5> places_of(std::uint8_t start) {
    const bool woman = (start >> 3 & 1) != 0;
    const bool carer = (start >> 7 & 1) != 0;
    return {0, 1 + (start & 7U), 1 + (woman ? group_axis::women : group_axis::men), 1 + group_axis::deprivation + (start >> 4 & 7U), 1 + (carer ? group_axis::carers : group_axis::others)};
}

}  // namespace

Cohort::Cohort(const World& world, std::size_t regimes) : start_(world.city->slots, no_member), fate_(regimes, std::vector<std::uint8_t>(world.city->slots, 0)), noted_(regimes, 0) {
    const People& people = world.people;
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (!people.alive(slot)) continue;
        const std::size_t fifth = static_cast<std::size_t>(world.city->neighbourhoods[people.neighbourhood[slot]].deprivation_fifth);
        start_[slot] = static_cast<std::uint8_t>(group_axis::age_band(people.age(slot, world.week)) | (people.woman(slot) ? 8U : 0U) | fifth << 4 | (people.has(slot, role::carer) ? 128U : 0U));
    }
}

void Cohort::note_departures(std::size_t regime, const World& world) {
    // The yearly sweep shortens the list: then all of it is read again, which notes nobody twice.
    if (world.resting.size() < noted_[regime]) noted_[regime] = 0;
    for (std::size_t i = noted_[regime]; i < world.resting.size(); ++i) {
        const Slot slot = world.resting[i];
        if (!member(slot) || fate(regime, slot) != Fate::here) continue;
        fate_[regime][slot] = static_cast<std::uint8_t>(world.people.died(slot) ? Fate::died : Fate::left);
    }
    noted_[regime] = world.resting.size();
}

CohortSum Cohort::sum(std::size_t regime, const std::vector<PersonOutcome>& reference, const std::vector<PersonOutcome>& other) const {
    std::int64_t people = 0;
    std::array<std::int64_t, 4> sums{};
    // Who has left or died by now follows no pattern: everybody is added, times nothing where they do not count.
    for (Slot slot = 0; slot < start_.size(); ++slot) {
        const Fate a = fate(0, slot), b = fate(regime, slot);
        const bool counts = member(slot) & (a != Fate::left) & (b != Fate::left);
        const std::int64_t in_reference = counts & (a == Fate::here), in_other = counts & (b == Fate::here);
        people += counts;
        sums[0] += in_reference * reference[slot].utility;
        sums[1] += in_other * other[slot].utility;
        sums[2] += in_reference * reference[slot].satisfaction;
        sums[3] += in_other * other[slot].satisfaction;
    }
    const auto units = [](std::int64_t sum) { return static_cast<double>(sum) / outcome_scale; };
    return {static_cast<double>(people), units(sums[0]), units(sums[1]), units(sums[2]), units(sums[3])};
}

std::vector<CohortCount> Cohort::count(std::size_t regime, CohortOutcome outcome, const std::vector<PersonOutcome>& reference, const std::vector<PersonOutcome>& other) const {
    const std::int32_t noticeable = outcome == CohortOutcome::utility ? noticeable_utility : noticeable_satisfaction;
    std::vector<CohortCount> counts(population_groups().size() + 1);
    for (Slot slot = 0; slot < start_.size(); ++slot) {
        if (!member(slot)) continue;
        const Fate a = fate(0, slot);
        const Fate b = fate(regime, slot);
        const bool left = a == Fate::left || b == Fate::left;
        const std::int32_t before = a == Fate::here ? value_of(outcome, reference[slot]) : 0;
        const std::int32_t after = b == Fate::here ? value_of(outcome, other[slot]) : 0;
        for (const std::size_t place : places_of(start_[slot])) {
            if (left) {
                counts[place].left += 1;
            } else {
                add(counts[place], after - before >= noticeable, before - after >= noticeable, a == Fate::died, b == Fate::died);
            }
        }
    }
    return counts;
}

void Cohort::save(BlockSink& sink) const {
    sink.put("cohort/start", start_.data(), start_.size(), 1, blocks_version);
    for (std::size_t r = 0; r < fate_.size(); ++r) sink.put("cohort/fate" + std::to_string(r), fate_[r].data(), fate_[r].size(), 1, blocks_version);
}

void Cohort::load(const BlockSource& source, std::size_t regimes) {
    start_.resize(source.count("cohort/start"));
    source.get("cohort/start", start_.data(), start_.size(), 1, blocks_version);
    fate_.assign(regimes, std::vector<std::uint8_t>(start_.size(), 0));
    for (std::size_t r = 0; r < regimes; ++r) source.get("cohort/fate" + std::to_string(r), fate_[r].data(), fate_[r].size(), 1, blocks_version);
    noted_.assign(regimes, 0);
}

}  // namespace topsoil
