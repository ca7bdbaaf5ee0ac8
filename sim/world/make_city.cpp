#include "world/make_city.hpp"

#include <algorithm>
#include <numeric>

#include "base/draw.hpp"
#include "state/columns.hpp"
#include "state/household.hpp"
#include "state/need_rates.hpp"
#include "state/time_use.hpp"
#include "world/first_groups.hpp"
#include "world/first_ties.hpp"
#include "world/ground.hpp"
#include "world/households.hpp"

namespace topsoil {

namespace {

constexpr Purpose need_purpose{"city.first_need"};
constexpr Purpose feeling_purpose{"city.first_feeling"};
constexpr Purpose stay_purpose{"city.first_stay"};
constexpr Purpose background_purpose{"city.background"};

void store_founders(World& world, const std::vector<std::vector<Founder>>& founders) {
    const City& city = *world.city;
    std::fill(world.people.turns.begin(), world.people.turns.end(), std::uint8_t{0});
    for (std::size_t n = 0; n < founders.size(); ++n) {
        const Neighbourhood& here = city.neighbourhoods[n];
        Slot slot = here.first_slot;
        HomeId home = nobody;
        std::uint64_t member = 0;
        for (const Founder& founder : founders[n]) {
            member = founder.home == home ? member + 1 : 0;
            home = founder.home;
            world.people.key.edit(slot) = mix(city.home_key[home], member);
            world.people.birth_week.edit(slot) = founder.birth_week;
            world.people.origin.edit(slot) = origin_bits(founder.woman != 0, Origin::founder, world.city->home_neighbourhood[founder.home]);
            world.people.note_turn(slot);
            world.people.setting.edit(slot) = static_cast<Setting>(founder.setting);
            if (founder.younger_resident != 0) world.people.roles.edit(slot) |= role::younger_resident;
            world.people.note_partner(slot, founder.coupled != 0);
            enter_home(world, slot, home);
            ++slot;
        }
        for (Slot free = here.first_slot + here.slots; free-- > slot;) world.free_slots[n].push_back(free);
    }
    for (HomeId home = 0; home < city.home_point.size(); ++home) {
        if (city.home_kind[home] == HomeKind::dwelling && world.homes.first_person[home] == nobody) {
            world.vacant[city.home_neighbourhood[home]].push_back(home);
        }
    }
    for (const CareHomeSite& site : city.care_homes) {
        world.care_homes.residents.push_back(world.homes.count[site.home]);
        world.care_homes.open_beds.push_back(std::max(site.beds, world.homes.count[site.home]));
        world.care_homes.weeks_below.push_back(0);
        world.care_homes.weeks_empty.push_back(0);
    }
}

/// One background to a household, and to each person in a hall or a care home; where deprivation is high more are of the one that fewer share.
void draw_backgrounds(World& world) {
    const City& city = *world.city;
    People& people = world.people;
    for (Slot slot = 0; slot < city.slots; ++slot) {
        if (!people.alive(slot)) continue;
        const HomeId home = people.home[slot];
        const Key together = city.home_kind[home] == HomeKind::dwelling ? city.home_key[home] : people.key[slot];
        if (happens(draw(city.seed, background_purpose, together, 0), city.neighbourhoods[people.neighbourhood[slot]].other_background)) people.citizenship.edit(slot) |= citizen::other_background;
    }
}

/// Weeks already spent in a care home by somebody met there: lengths of stay drawn in proportion to their length.
int weeks_in_care_home(std::uint32_t bits) {
    // The elapsed stay of a person met at random has density proportional to survival S(t) = exp(-(t/719)^0.82), in days.
    static const std::vector<double> cumulative = [] {
        std::vector<double> sums;
        double sum = 0;
        for (int week = 0; week < 1'000; ++week) sums.push_back(sum += exp_exact(-power(week * 7.0 / 719.0 + 1e-9, 0.82)));
        return sums;
    }();
    const double u = uniform(bits) * cumulative.back();
    return static_cast<int>(std::lower_bound(cumulative.begin(), cumulative.end(), u) - cumulative.begin());
}

void draw_first_needs(World& world, Team& team) {
    const City& city = *world.city;
    std::vector<std::array<Prevalence, 2>> prevalence(city.neighbourhoods.size());
    for (std::size_t n = 0; n < prevalence.size(); ++n) {
        prevalence[n] = {steady_prevalence(city.neighbourhoods[n].deprivation, false), steady_prevalence(city.neighbourhoods[n].deprivation, true)};
    }
    People& people = world.people;
    team.for_shards(city.shards(), [&](std::size_t shard) {
        const auto first = static_cast<Slot>(shard * shard_size);
        for (Slot slot = first; slot < first + shard_size; ++slot) {
            if (!people.alive(slot)) continue;
            const Key key = people.key[slot];
            const int age = people.age(slot, 0);
            const auto& shares = prevalence[people.neighbourhood[slot]][people.woman(slot) ? 1 : 0][std::min(age, oldest)];
            double u = uniform(draw(city.seed, need_purpose, key, 0));
            int level = 0;
            while (level < 3 && u >= shares[level]) u -= shares[level++];
            if (people.setting[slot] == Setting::care_home || people.has(slot, role::younger_resident)) level = happens(draw(city.seed, need_purpose, key, 0, 1), 0.8) ? 3 : 2;
            people.need.edit(slot) = static_cast<NeedLevel>(level);
            const Block feeling = block(city.seed, feeling_purpose, key, 0);
            people.belonging.edit(slot) = to_share16(0.45 + 0.3 * uniform(feeling[0]));
            people.loneliness.edit(slot) = to_share16(0.06);
            people.contact.edit(slot) = to_share16(0.25);
            people.capacity.edit(slot) = giveable_minutes(city.seed, key, age, in_paid_work(city.seed, key, age, false), static_cast<NeedLevel>(level));
        }
    });
}

/// Care files in order of slot, for everybody who needs help.
void open_first_files(World& world) {
    const City& city = *world.city;
    for (Slot slot = 0; slot < city.slots; ++slot) {
        if (!world.people.alive(slot) || world.people.need[slot] == NeedLevel::none) continue;
        CareFile& file = world.care.files.edit(open_file(world, slot));
        file.need = need_minutes(city.seed, world.people.key[slot], world.people.need[slot]);
        if (world.people.setting[slot] == Setting::care_home) {
            file.since = static_cast<std::int16_t>(-weeks_in_care_home(draw(city.seed, stay_purpose, world.people.key[slot], 0)));
            file.stage = Stage::served;
            file.funding = Funding::council;
        }
    }
}

void reckon_demography(City& city, const World& world) {
    std::array<double, oldest + 1> people{};
    std::array<double, oldest + 1> deaths{};
    std::array<double, oldest + 1> women{};
    for (Slot slot = 0; slot < city.slots; ++slot) {
        if (!world.people.alive(slot)) continue;
        const int age = std::min(oldest, world.people.age(slot, 0));
        const bool woman = world.people.woman(slot);
        people[age] += 1;
        deaths[age] += death_rate(age, woman);
        if (woman && world.people.setting[slot] == Setting::home) women[age] += 1;  // only they have children here
    }
    city.demography = steady_demography(people, deaths, women, [&](const auto& departure_rate) {
        city.demography.departure_rate = departure_rate;
        std::array<double, oldest + 1> leavers{};
        for (Slot slot = 0; slot < city.slots; ++slot) {
            if (world.people.alive(slot)) leavers[std::min(oldest, world.people.age(slot, 0))] += departure_of(world, 0, slot);
        }
        return leavers;
    });
}

}  // namespace

World make_city(const Place& place, std::uint64_t seed, const ParameterView& parameters, Team& team) {
    auto city = std::make_shared<City>();
    city->place = place;
    city->seed = seed;
    lay_neighbourhoods(*city);
    lay_homes(*city);
    for (Neighbourhood& here : city->neighbourhoods) here.other_background = std::clamp(parameters["other_background"] * (1 + parameters["other_background_where_deprived"] * (here.deprivation_fifth - 2) / 2), 0.0, 1.0);
    World world;
    world.city = city;
    lay_columns(world);
    const CommunalPlan plan = plan_communal(*city);
    std::vector<std::vector<Founder>> founders(city->neighbourhoods.size());
    team.for_shards(founders.size(), [&](std::size_t n) { founders[n] = house_founders(*city, static_cast<NeighbourhoodId>(n), plan); });
    store_founders(world, founders);
    draw_backgrounds(world);
    reckon_demography(*city, world);
    tie_founders(*city, world, parameters, team);
    draw_first_needs(world, team);
    open_first_files(world);
    found_first_groups(world, parameters, team);
    return world;
}

const std::vector<ParameterSpec>& city_parameters() {
    static const std::vector<ParameterSpec> specs{
        {"parents_in_city", "1", 0.62, 0.2, 0.95, "adult_child_within_30_min", Grade::moderate, "share of grown people with living parents whose parents live in the city"},
        {"parents_same_neighbourhood", "1", 0.34, 0.0, 1.0, "ties_within_walking_distance_share", Grade::weak, "of those, parents in the same neighbourhood"},
        {"parents_near", "1", 0.36, 0.0, 1.0, "tie_distance_exponent", Grade::assumed, "of those, parents in one of the twelve nearest neighbourhoods"},
        {"close_circle_here", "1", 0.52, 0.0, 1.0, "dunbar_layers", Grade::calibrated, "share of people over twelve in a circle of close friends in the neighbourhood"},
        {"close_circle_away", "1", 0.50, 0.0, 1.0, "dunbar_layers", Grade::calibrated, "share in a circle of close friends in the Local Area Committee's area"},
        {"friend_circle_here", "1", 0.42, 0.0, 1.0, "dunbar_layers", Grade::calibrated, "share in a circle of friends in the neighbourhood"},
        {"friend_circle_ward", "1", 0.36, 0.0, 1.0, "dunbar_layers", Grade::calibrated, "share in a circle of friends in the ward"},
        {"friend_circle_city", "1", 0.36, 0.0, 1.0, "dunbar_layers", Grade::calibrated, "share in a circle of friends across the city"},
        {"sociable_share", "1", 0.10, 0.0, 0.5, "kin_share_of_network", Grade::calibrated, "share in a further, larger circle; half and a quarter of it in two more"},
        {"knows_next_door", "1", 0.60, 0.0, 1.0, "chat_to_neighbours_monthly", Grade::moderate, "chance that next-door homes know each other"},
        {"knows_two_doors", "1", 0.28, 0.0, 1.0, "chat_to_neighbours_monthly", Grade::assumed, "chance that homes two doors apart know each other"},
        {"knows_person", "1", 0.65, 0.0, 1.0, "assumed", Grade::assumed, "chance that two grown-ups of homes that know each other count each other as known"},
        {"other_background", "1", 0.21, 0.0, 0.5, "assumed", Grade::assumed, "share of households of the background that fewer people share"},
        {"other_background_where_deprived", "1", 0.6, 0.0, 1.0, "assumed", Grade::assumed, "by how much of itself that share is higher in the most deprived fifth, and lower in the least"},
        {"group_members", "1", 70, 10, 200, "sheffield_volunteers", Grade::calibrated, "members of a group at the start, in the mean, times what is usual for its kind"},
        {"group_volunteers_share", "1", 0.76, 0.0, 1.0, "sheffield_volunteers", Grade::calibrated, "members who give hours, so that 89,600 people volunteer"},
        {"fewer_groups_where_deprived", "1", 0.30, 0.0, 0.6, "tso_affluent_bias", Grade::weak, "how many fewer groups per head the most deprived fifth has than the least"},
    };
    return specs;
}

}  // namespace topsoil
