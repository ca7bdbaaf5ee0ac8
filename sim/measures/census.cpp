#include "measures/census.hpp"

#include <algorithm>

#include "base/fetch.hpp"
#include "measures/reading.hpp"

namespace topsoil {

void PeopleSums::add(const CensusCell& cell, bool grown, bool carers_all) {
    utility += cell.all.utility;
    satisfaction += cell.all.satisfaction;
    care_quality += cell.few.care_quality;
    unmet_minutes += cell.few.unmet_minutes;
    given_minutes += cell.few.given_minutes;
    strain += cell.few.strain;
    people += cell.all.told[Told::person];
    in_need += cell.few.in_need;
    carers += carers_all ? cell.all.told[Told::person] : 0;
    heavy_carers += cell.few.heavy_carers;
    waiting += cell.few.waiting;
    if (!grown) return;
    citizens.giveable += cell.all.giveable;
    citizens.promised += cell.all.promised;
    citizens.belonging += cell.all.belonging;
    citizens.all.add(cell.all.told);
    citizens.in_need.add(cell.few.told_in_need);
}

namespace {

constexpr int heavy_care = 50 * 60;  // minutes a week

void add_up_care(const World& world, std::vector<std::uint16_t>& given) {
    given.assign(world.city->slots, 0);
    for (std::size_t page = 0; page < world.care.ties.pages(); ++page) {
        const CareTie* ties = world.care.ties.read(page);
        for (std::uint32_t i = 0; i < world.care.ties.page_length(page); ++i) {
            if (ties[i].cared != nobody) given[ties[i].carer] = static_cast<std::uint16_t>(given[ties[i].carer] + ties[i].minutes);
        }
    }
}

class Count {
public:
    Count(const World& world, const OutcomeRules& rules, const std::vector<std::uint16_t>& given, std::vector<PersonOutcome>& outcomes)
        : world_(world), rules_(rules), standing_(world), given_(given), outcomes_(outcomes), cells_(world.city->neighbourhoods.size()) {}

    /// The people stored in a shard from place `from` onwards.
    void count(std::size_t shard, std::uint32_t from) {
        const Person* persons = world_.people.persons(shard) + from;
        const Share16* belonging = world_.people.belonging.read(shard) + from;
        const std::uint16_t* given = given_.data() + (shard << shard_bits) + from;
        PersonOutcome* outcomes = outcomes_.data() + (shard << shard_bits) + from;
        Reading read;
        read.read(world_, standing_, rules_, cells_, shard, from);
        std::array<std::uint16_t, Reading::people + 1> in_need;
        std::uint32_t needs = 0;
        for (std::uint32_t i = 0; i < Reading::people; ++i) {
            in_need[needs] = static_cast<std::uint16_t>(i);  // written whether it belongs here or not: no branch to guess wrongly
            needs += read.in_need[i];
            outcomes[i] = {static_cast<std::uint16_t>(read.utility[i]), 0, read.satisfaction[i]};
            if (rules_.belonging_counts() && read.cell[i] != cells_.nowhere()) outcomes[i].satisfaction = rules_.unusual_satisfaction(persons[i], belonging[i], age_of(persons[i]), is_told(read.told[i], Told::lonely), 0);
            add(cells_[read.cell[i]], persons[i], belonging[i], given[i], outcomes[i], read.told[i]);
        }
        in_stages(
            needs, 16, [&](std::size_t n) { world_.care.files.prefetch(persons[in_need[n]].care_file); },
            [&](std::size_t n) {
                const std::uint32_t i = in_need[n];
                outcomes[i] = count_in_need(persons[i], belonging[i], given[i], read.told[i]);
            });
    }

    [[nodiscard]] const ByCell<CensusCell, PeopleSums>& cells() const { return cells_; }

private:
    static void add(CensusCell& cell, const Person& person, Share16 belonging, int given, const PersonOutcome& outcome, unsigned bits) {
        cell.all.utility += outcome.utility;
        cell.all.satisfaction += outcome.satisfaction;
        cell.all.belonging += belonging;
        cell.all.promised += person.committed;
        cell.all.giveable += std::max(person.capacity, person.committed);
        cell.all.told.add(tally_of[bits]);
        cell.few.given_minutes += static_cast<std::uint32_t>(given);
        cell.few.heavy_carers += given >= heavy_care ? 1 : 0;
        cell.few.strain += (person.roles & role::carer) != 0 ? std::uint32_t{person.strain} : 0U;
    }

    /// Somebody of whom this is told apart from what is known of their need.
    PersonOutcome count_in_need(const Person& person, Share16 belonging, int given, unsigned bits) {
        const unsigned age = age_of(person);
        const CareFile& file = world_.care.files[person.care_file];
        bits |= told(Told::seen, is_told(bits, Told::at_home) && file.has(mark::noticed));
        CensusCell& cell = cell_of(person, age);
        const PersonOutcome outcome = rules_.with_need(person, file, belonging, age, is_told(bits, Told::lonely));
        add(cell, person, belonging, given, outcome, bits);
        ++cell.few.in_need;
        cell.few.care_quality += outcome.care_quality;
        cell.few.unmet_minutes += file.unmet;
        cell.few.waiting += file.stage == Stage::waiting_assessment || file.stage == Stage::waiting_start ? 1 : 0;
        cell.few.told_in_need.add(tally_of[bits]);
        return outcome;
    }

    [[nodiscard]] unsigned age_of(const Person& person) const { return static_cast<unsigned>(world_.week - person.birth_week) / 52; }
    [[nodiscard]] CensusCell& cell_of(const Person& person, unsigned age) { return cells_[cells_.index(person.neighbourhood, age, person.origin, person.roles)]; }

    const World& world_;
    const OutcomeRules& rules_;
    const StandingWithOthers standing_;
    const std::vector<std::uint16_t>& given_;
    std::vector<PersonOutcome>& outcomes_;
    ByCell<CensusCell, PeopleSums> cells_;
};

}  // namespace

void Census::take(const World& world, const OutcomeRules& rules) {
    outcomes_.resize(world.city->slots);
    add_up_care(world, given_);
    Count census(world, rules, given_, outcomes_);
    for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) {
        for (std::uint32_t from = 0; from < shard_size; from += Reading::people) census.count(shard, from);
    }
    places_ = census.cells().by_place();
    groups_ = census.cells().by_group(*world.city);
}

}  // namespace topsoil
