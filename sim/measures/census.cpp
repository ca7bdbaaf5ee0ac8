#include "measures/census.hpp"

#include "state/lonely.hpp"

namespace topsoil {

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

}  // namespace

void PeopleSums::add(const PeopleSums& other) {
    utility += other.utility;
    satisfaction += other.satisfaction;
    care_quality += other.care_quality;
    unmet_minutes += other.unmet_minutes;
    people += other.people;
    in_need += other.in_need;
    carers += other.carers;
    heavy_carers += other.heavy_carers;
    waiting += other.waiting;
    in_care_homes += other.in_care_homes;
    citizens.add(other.citizens);
}

void PeopleSums::add_need(const CareFile& file, const PersonOutcome& outcome) {
    ++in_need;
    care_quality += outcome.care_quality;
    unmet_minutes += file.unmet;
    waiting += file.stage == Stage::waiting_assessment || file.stage == Stage::waiting_start ? 1 : 0;
}

void Census::take(const World& world, const OutcomeRules& rules) {
    outcomes_.resize(world.city->slots);
    add_up_care(world, given_);
    const StandingWithOthers standing(world);
    ByCell<PeopleSums> cells(world.city->neighbourhoods.size());
    for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) count_shard(world, rules, standing, shard, cells);
    places_ = cells.by_place();
    groups_ = cells.by_group(*world.city);
}

void Census::count_shard(const World& world, const OutcomeRules& rules, const StandingWithOthers& standing, std::size_t shard, ByCell<PeopleSums>& cells) {
    const People& people = world.people;
    const Person* persons = people.persons(shard);
    const Share16* loneliness = people.loneliness.read(shard);
    const Share16* contact = people.contact.read(shard);
    const Share16* exhaustion = people.exhaustion.read(shard);
    const Share16* belonging = people.belonging.read(shard);
    const Key* key = people.key.read(shard);
    PersonOutcome* outcomes = outcomes_.data() + (shard << shard_bits);
    constexpr std::uint32_t ahead = 32;
    for (std::uint32_t i = 0; i < shard_size; ++i) {
        if (i + ahead < shard_size && persons[i + ahead].need != NeedLevel::none) world.care.files.prefetch(persons[i + ahead].care_file);
        const Person& person = persons[i];
        if (person.setting == Setting::gone) {
            outcomes[i] = {};
            continue;
        }
        const auto slot = static_cast<Slot>(shard << shard_bits | i);
        const int age = (world.week - person.birth_week) / 52;
        const bool carer = (person.roles & role::carer) != 0;
        const bool lonely = often_lonely(loneliness[i], key[i]);
        const PersonOutcome outcome = rules.outcome_of(world, person, slot, age, lonely);
        outcomes[i] = outcome;
        PeopleSums& cell = cells.of(person.neighbourhood, age, (person.origin & 1) != 0, carer);
        if (age >= grown_up_age) cell.citizens.add_one(standing, {person, key[i], contact[i], exhaustion[i], belonging[i], lonely});
        ++cell.people;
        cell.utility += outcome.utility;
        cell.satisfaction += outcome.satisfaction;
        if (person.need != NeedLevel::none) cell.add_need(world.care.files[person.care_file], outcome);
        if (carer) {
            ++cell.carers;
            cell.heavy_carers += given_[slot] >= heavy_care ? 1 : 0;
        }
        cell.in_care_homes += person.setting == Setting::care_home ? 1 : 0;
    }
}

}  // namespace topsoil
