#include "measures/census.hpp"

#include "base/fetch.hpp"

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

namespace {

/// Places of a shard at which somebody of one kind is stored.
class Places {
public:
    /// Written whether it belongs here or not: no branch to guess wrongly.
    void add_if(std::uint32_t place, bool belongs) {
        places_[count_] = static_cast<std::uint16_t>(place);
        count_ += belongs ? 1U : 0U;
    }
    [[nodiscard]] std::span<const std::uint16_t> all() const { return {places_.data(), count_}; }

private:
    std::array<std::uint16_t, shard_size + 1> places_;
    std::uint32_t count_ = 0;
};

/// The people of one shard, who are counted kind by kind: whether the next one is a child or needs help follows no pattern, and each wrong
/// guess would cost as much as a good part of the counting.
class ShardCount {
public:
    ShardCount(const World& world, const OutcomeRules& rules, const StandingWithOthers& standing, const std::vector<std::uint16_t>& given, std::size_t shard)
        : world_(world), rules_(rules), first_(static_cast<Slot>(shard << shard_bits)), given_(given.data() + first_), persons_(world.people.persons(shard)), belonging_(world.people.belonging.read(shard)), told_(world, standing, shard) {
        const int grown_if_born_by = world.week - grown_up_age * 52;
        for (std::uint32_t i = 0; i < shard_size; ++i) {
            const Person& person = persons_[i];
            const bool here = person.setting != Setting::gone, needs = person.need != NeedLevel::none, grown = person.birth_week <= grown_if_born_by;
            grown_.add_if(i, here & !needs & grown);
            children_.add_if(i, here & !needs & !grown);
            in_need_.add_if(i, here & needs);
        }
    }

    void add_to(ByCell<PeopleSums>& cells, PersonOutcome* outcomes) const {
        std::fill_n(outcomes, shard_size, PersonOutcome{});
        for (const std::uint32_t i : children_.all()) outcomes[i] = add_child(i, cells);
        for (const std::uint32_t i : grown_.all()) outcomes[i] = add_grown(i, cells);
        const std::span<const std::uint16_t> in_need = in_need_.all();
        in_stages(
            in_need.size(), 16, [&](std::size_t n) { world_.care.files.prefetch(persons_[in_need[n]].care_file); }, [&](std::size_t n) { outcomes[in_need[n]] = add_in_need(in_need[n], cells); });
    }

private:
    PersonOutcome add_child(std::uint32_t i, ByCell<PeopleSums>& cells) const {
        const int age = age_of(i);
        return add_anybody(i, cell_of(i, age, cells), rules_.of_child(persons_[i], age));
    }
    PersonOutcome add_grown(std::uint32_t i, ByCell<PeopleSums>& cells) const {
        const int age = age_of(i);
        PeopleSums& cell = cell_of(i, age, cells);
        cell.citizens.add_one(persons_[i], belonging_[i], tally_of[told_.of(i, persons_[i])]);
        return add_anybody(i, cell, rules_.of_grown(world_, persons_[i], first_ | i, age, told_.lonely(i)));
    }
    PersonOutcome add_in_need(std::uint32_t i, ByCell<PeopleSums>& cells) const {
        const int age = age_of(i);
        PeopleSums& cell = cell_of(i, age, cells);
        const CareFile& file = world_.care.files[persons_[i].care_file];
        if (age >= grown_up_age) {
            const Tally& tally = tally_of[told_.of(i, persons_[i], file.has(mark::noticed))];
            cell.citizens.add_one(persons_[i], belonging_[i], tally);
            cell.citizens.in_need.add(tally);
        }
        const PersonOutcome outcome = rules_.with_need(world_, persons_[i], first_ | i, age, told_.lonely(i));
        cell.add_need(file, outcome);
        return add_anybody(i, cell, outcome);
    }
    PersonOutcome add_anybody(std::uint32_t i, PeopleSums& cell, const PersonOutcome& outcome) const {
        ++cell.people;
        cell.utility += outcome.utility;
        cell.satisfaction += outcome.satisfaction;
        cell.carers += (persons_[i].roles & role::carer) != 0 ? 1 : 0;
        cell.heavy_carers += given_[i] >= heavy_care ? 1 : 0;
        if (persons_[i].setting == Setting::care_home) ++cell.in_care_homes;
        return outcome;
    }

    [[nodiscard]] int age_of(std::uint32_t i) const { return (world_.week - persons_[i].birth_week) / 52; }
    [[nodiscard]] PeopleSums& cell_of(std::uint32_t i, int age, ByCell<PeopleSums>& cells) const {
        const Person& person = persons_[i];
        return cells.of(person.neighbourhood, age, is_woman(person.origin), (person.roles & role::carer) != 0);
    }

    const World& world_;
    const OutcomeRules& rules_;
    Slot first_;
    const std::uint16_t* given_;
    const Person* persons_;
    const Share16* belonging_;
    ToldOfShard told_;
    Places grown_, children_, in_need_;
};

}  // namespace

void Census::take(const World& world, const OutcomeRules& rules) {
    outcomes_.resize(world.city->slots);
    add_up_care(world, given_);
    const StandingWithOthers standing(world);
    ByCell<PeopleSums> cells(world.city->neighbourhoods.size());
    for (std::size_t shard = 0; shard < world.people.setting.pages(); ++shard) ShardCount(world, rules, standing, given_, shard).add_to(cells, outcomes_.data() + (shard << shard_bits));
    places_ = cells.by_place();
    groups_ = cells.by_group(*world.city);
}

}  // namespace topsoil
