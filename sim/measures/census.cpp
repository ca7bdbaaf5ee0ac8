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
    grown += other.grown;
    in_need += other.in_need;
    lonely += other.lonely;
    carers += other.carers;
    heavy_carers += other.heavy_carers;
    waiting += other.waiting;
    in_care_homes += other.in_care_homes;
    citizens.add(other.citizens);
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
    const auto setting = people.setting.read(shard);
    const auto neighbourhood = people.neighbourhood.read(shard);
    const auto birth_week = people.birth_week.read(shard);
    const auto origin = people.origin.read(shard);
    const auto roles = people.roles.read(shard);
    const auto need = people.need.read(shard);
    const auto care_file = people.care_file.read(shard);
    const Share16* loneliness = people.loneliness.read(shard);
    const Key* key = people.key.read(shard);
    constexpr std::uint32_t ahead = 32;
    for (std::uint32_t i = 0; i < shard_size; ++i) {
        if (i + ahead < shard_size && need[i + ahead] != NeedLevel::none) world.care.files.prefetch(care_file[i + ahead]);
        const auto slot = static_cast<Slot>(shard << shard_bits | i);
        if (setting[i] == Setting::gone) {
            outcomes_[slot] = {};
            continue;
        }
        const int age = (world.week - birth_week[i]) / 52;
        const bool carer = (roles[i] & role::carer) != 0;
        const bool lonely = often_lonely(loneliness[i], key[i]);
        const PersonOutcome outcome = rules.outcome_of(world, slot, age, lonely);
        outcomes_[slot] = outcome;
        PeopleSums& cell = cells.of(neighbourhood[i], age, (origin[i] & 1) != 0, carer);
        const int grown = age >= grown_up_age ? 1 : 0;
        if (grown != 0) cell.citizens.add_one(world, standing, slot);
        ++cell.people;
        cell.grown += grown;
        cell.lonely += lonely ? grown : 0;
        cell.utility += outcome.utility;
        cell.satisfaction += outcome.satisfaction;
        cell.care_quality += outcome.care_quality;
        if (need[i] != NeedLevel::none) {
            const CareFile& file = world.care.files[care_file[i]];
            ++cell.in_need;
            cell.unmet_minutes += file.unmet;
            cell.waiting += file.stage == Stage::waiting_assessment || file.stage == Stage::waiting_start ? 1 : 0;
        }
        if (carer) {
            ++cell.carers;
            cell.heavy_carers += given_[slot] >= heavy_care ? 1 : 0;
        }
        cell.in_care_homes += setting[i] == Setting::care_home ? 1 : 0;
    }
}

}  // namespace topsoil
