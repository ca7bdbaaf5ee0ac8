#include "world/ground.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/draw.hpp"
#include "state/people.hpp"

namespace topsoil {

namespace {

constexpr Purpose street_purpose{"city.street"};
constexpr double metres_per_degree = 111'195.0;  // on a sphere of 6,371 km
constexpr Metres home_spacing = 12;
constexpr double built_homes_per_km2 = 1'600;    // a neighbourhood's homes do not fill its moors
constexpr std::uint32_t other_communal_size = 60;

/// cos of an angle in degrees by its series: no libm on a path into the digest.
double cosine_degrees(double degrees) {
    const double x = degrees * 0.017453292519943295;
    const double x2 = x * x;
    double term = 1;
    double sum = 1;
    for (int n = 1; n <= 12; ++n) {
        term *= -x2 / ((2.0 * n - 1.0) * (2.0 * n));
        sum += term;
    }
    return sum;
}

/// Index of each distinct name in order of first appearance.
std::uint16_t index_of(const std::string& name, std::vector<std::string>& names) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::uint16_t>(found - names.begin());
    names.push_back(name);
    return static_cast<std::uint16_t>(names.size() - 1);
}

Key hash_text(const std::string& text) {
    Key hash = 0xCBF29CE484222325ULL;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return mix64(hash);
}

void grade_deprivation(City& city) {
    std::vector<std::size_t> order(city.neighbourhoods.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return city.place.neighbourhoods[a].imd_score < city.place.neighbourhoods[b].imd_score;
    });
    double before = 0;
    for (const std::size_t n : order) {
        Neighbourhood& here = city.neighbourhoods[n];
        const double middle = (before + 0.5 * here.founders) / city.place.population;
        here.deprivation_fifth = static_cast<std::uint8_t>(std::min(4.0, middle * 5));
        here.deprivation = 0.70 + 0.70 * middle;  // submodels sheet 1: 0.70 least ... 1.40 most deprived
        before += here.founders;
    }
}

}  // namespace

std::vector<std::uint32_t> share_out(std::uint32_t total, const std::vector<double>& weights) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<std::uint32_t> shares(weights.size(), 0);
    if (sum <= 0) return shares;
    std::vector<std::pair<double, std::size_t>> remainders;
    std::uint32_t given = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const double exact = total * (weights[i] / sum);
        shares[i] = static_cast<std::uint32_t>(exact);
        given += shares[i];
        remainders.emplace_back(shares[i] - exact, i);
    }
    std::sort(remainders.begin(), remainders.end());
    for (std::size_t i = 0; given < total; ++i, ++given) ++shares[remainders[i % remainders.size()].second];
    return shares;
}

void lay_neighbourhoods(City& city) {
    const auto& rows = city.place.neighbourhoods;
    double latitude = 0;
    double longitude = 0;
    std::vector<double> people;
    for (const NeighbourhoodRow& row : rows) {
        latitude += row.latitude / static_cast<double>(rows.size());
        longitude += row.longitude / static_cast<double>(rows.size());
        people.push_back(row.population);
    }
    const double metres_per_degree_east = metres_per_degree * cosine_degrees(latitude);
    const auto founders = share_out(static_cast<std::uint32_t>(city.place.population), people);
    for (std::size_t n = 0; n < rows.size(); ++n) {
        Neighbourhood here;
        here.key = mix(hash_text(city.place.slug), hash_text(rows[n].id));
        here.id = rows[n].id;
        here.name = rows[n].name;
        here.ward = index_of(rows[n].ward, city.wards);
        here.lac = index_of(rows[n].lac, city.lacs);
        here.centre = {static_cast<Metres>((rows[n].longitude - longitude) * metres_per_degree_east),
                       static_cast<Metres>((rows[n].latitude - latitude) * metres_per_degree)};
        here.founders = static_cast<int>(founders[n]);
        city.neighbourhoods.push_back(std::move(here));
    }
    grade_deprivation(city);
    for (std::size_t n = 0; n < rows.size(); ++n) {
        std::vector<std::pair<double, NeighbourhoodId>> others;
        for (std::size_t m = 0; m < rows.size(); ++m) {
            if (m == n) continue;
            others.emplace_back(distance_metres(city.neighbourhoods[n].centre, city.neighbourhoods[m].centre),
                                static_cast<NeighbourhoodId>(m));
        }
        std::sort(others.begin(), others.end());
        for (const auto& [metres, m] : others) city.neighbourhoods[n].nearest.push_back(m);
    }
}

CommunalPlan plan_communal(const City& city) {
    const auto& rows = city.place.neighbourhoods;
    double young_share = 0;
    double people = 0;
    for (const NeighbourhoodRow& row : rows) {
        young_share += row.age_band[1];
        people += row.population;
    }
    young_share /= people;
    std::vector<double> student_weight;
    std::vector<double> oldest_weight;
    std::vector<double> any_weight;
    for (const NeighbourhoodRow& row : rows) {
        // Halls stand where young adults are many more than the city's share would give.
        student_weight.push_back(std::max(0.0, row.age_band[1] - 1.5 * young_share * row.population));
        oldest_weight.push_back(row.age_band[5]);
        any_weight.push_back(row.population);
    }
    if (std::accumulate(student_weight.begin(), student_weight.end(), 0.0) <= 0) student_weight = any_weight;
    CommunalPlan plan;
    plan.students = share_out(static_cast<std::uint32_t>(city.place.student_halls_people), student_weight);
    plan.older = share_out(static_cast<std::uint32_t>(city.place.care_home_residents_older), oldest_weight);
    plan.younger = share_out(static_cast<std::uint32_t>(city.place.care_home_residents_younger), any_weight);
    plan.others = share_out(static_cast<std::uint32_t>(city.place.other_communal_people), any_weight);
    return plan;
}

namespace {

class HomeLayer {
public:
    explicit HomeLayer(City& city) : city_(city) {}

    void add(NeighbourhoodId n, StreetId street, Point point, HomeKind kind) {
        city_.home_key.push_back(mix(city_.neighbourhoods[n].key, next_in_place_++));
        city_.home_point.push_back(point);
        city_.home_street.push_back(street);
        city_.home_kind.push_back(kind);
        city_.home_neighbourhood.push_back(n);
    }

    void begin_neighbourhood() { next_in_place_ = 0; }

private:
    City& city_;
    std::uint64_t next_in_place_ = 0;
};

struct StreetPlan {
    std::uint64_t order;
    Point middle;
    double east, north;  ///< direction, a unit vector
};

/// A point in the unit disc and a direction, by rejection: no sine or cosine is needed.
std::pair<double, double> in_disc(std::uint64_t seed, Key key, std::uint32_t k) {
    for (std::uint32_t attempt = 0;; ++attempt) {
        const Block bits = block(seed, street_purpose, key, 0, k * 64 + attempt);
        const double x = 2 * uniform(bits[0]) - 1;
        const double y = 2 * uniform(bits[1]) - 1;
        const double r2 = x * x + y * y;
        if (r2 <= 1 && r2 > 1e-6) return {x, y};
    }
}

/// Position along a space-filling (Morton) curve, so that neighbouring streets lie near in memory.
std::uint64_t morton(double x, double y) {
    const auto spread = [](double unit) {
        auto bits = static_cast<std::uint64_t>((unit + 1) * 0.5 * 1023);
        std::uint64_t out = 0;
        for (int i = 0; i < 10; ++i) out |= ((bits >> i) & 1) << (2 * i);
        return out;
    };
    return spread(x) | spread(y) << 1;
}

std::vector<StreetPlan> plan_streets(const City& city, const Neighbourhood& here, const NeighbourhoodRow& row, std::uint32_t streets,
                                     std::uint32_t homes) {
    const double built_km2 = std::min(row.area_km2, homes / built_homes_per_km2);
    const double radius = 1000 * std::sqrt(built_km2 / 3.141592653589793);
    std::vector<StreetPlan> plans;
    for (std::uint32_t s = 0; s < streets; ++s) {
        const auto [x, y] = in_disc(city.seed, here.key, 2 * s);
        const auto [dx, dy] = in_disc(city.seed, here.key, 2 * s + 1);
        const double length = std::sqrt(dx * dx + dy * dy);
        plans.push_back({morton(x, y) << 20 | s,
                         {here.centre.x + static_cast<Metres>(x * radius), here.centre.y + static_cast<Metres>(y * radius)},
                         dx / length, dy / length});
    }
    std::sort(plans.begin(), plans.end(), [](const StreetPlan& a, const StreetPlan& b) { return a.order < b.order; });
    return plans;
}

void add_communal(City& city, HomeLayer& layer, NeighbourhoodId n, std::uint32_t people, std::uint32_t size, HomeKind kind) {
    for (std::uint32_t left = people; left > 0; left -= std::min(left, size)) {
        layer.add(n, city.neighbourhoods[n].first_street, city.neighbourhoods[n].centre, kind);
    }
}

/// Where the people of each neighbourhood are stored: turn by turn, since those who have one turn are looked at together.
void lay_slots(City& city) {
    Slot next = 0;
    for (int turn = 0; turn < turn_weeks; ++turn) {
        for (std::size_t n = 0; n < city.neighbourhoods.size(); ++n) {
            if (turn_of_home(static_cast<NeighbourhoodId>(n)) != turn) continue;
            Neighbourhood& here = city.neighbourhoods[n];
            here.first_slot = next;
            here.slots = static_cast<std::uint32_t>(here.founders + here.founders / 10 + 24);  // a tenth to grow into
            next += here.slots;
            city.by_slot.push_back(static_cast<NeighbourhoodId>(n));
        }
    }
    city.slots = static_cast<std::uint32_t>(shards_for(next)) * shard_size;
}

}  // namespace

void lay_homes(City& city) {
    const auto& rows = city.place.neighbourhoods;
    std::vector<double> households;
    for (const NeighbourhoodRow& row : rows) households.push_back(row.households);
    const auto dwellings = static_cast<std::uint32_t>(city.place.homes * (1 + city.place.vacant_share));
    const auto homes = share_out(dwellings, households);
    const auto streets = share_out(static_cast<std::uint32_t>(city.place.streets), households);
    const CommunalPlan communal = plan_communal(city);
    const auto beds_of = [&](std::uint32_t residents) {
        const double beds = static_cast<double>(residents) * city.place.care_home_beds_older / std::max(1, city.place.care_home_residents_older);
        return static_cast<std::uint32_t>(beds + 0.5);
    };
    const double beds_per_home = static_cast<double>(city.place.care_home_beds_older) / std::max(1, city.place.care_homes_older);
    HomeLayer layer(city);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto n = static_cast<NeighbourhoodId>(i);
        Neighbourhood& here = city.neighbourhoods[i];
        layer.begin_neighbourhood();
        here.first_home = static_cast<HomeId>(city.home_point.size());
        here.first_street = static_cast<StreetId>(city.street_neighbourhood.size());
        here.streets = std::max(1U, streets[i]);
        const auto plans = plan_streets(city, here, rows[i], here.streets, homes[i]);
        for (std::uint32_t s = 0; s < here.streets; ++s) {
            const auto street = static_cast<StreetId>(city.street_neighbourhood.size());
            city.street_neighbourhood.push_back(n);
            const std::uint32_t from = homes[i] * s / here.streets;
            const std::uint32_t to = homes[i] * (s + 1) / here.streets;
            for (std::uint32_t h = from; h < to; ++h) {
                const double along = (static_cast<double>(h - from) - 0.5 * (to - from)) * home_spacing * 0.5;  // two sides
                layer.add(n, street, {plans[s].middle.x + static_cast<Metres>(along * plans[s].east),
                                      plans[s].middle.y + static_cast<Metres>(along * plans[s].north)}, HomeKind::dwelling);
            }
        }
        here.first_flat = static_cast<HomeId>(city.home_point.size());
        add_communal(city, layer, n, communal.students[i], rooms_let_at_first, HomeKind::student_hall);
        here.flats = static_cast<std::uint32_t>(city.home_point.size()) - here.first_flat;
        const std::uint32_t beds = beds_of(communal.older[i]);
        const auto care_homes = static_cast<std::uint32_t>(std::max(beds > 0 ? 1.0 : 0.0, beds / beds_per_home + 0.5));
        for (std::uint32_t c = 0; c < care_homes; ++c) {
            city.care_homes.push_back({static_cast<HomeId>(city.home_point.size()), n,
                                       static_cast<std::uint16_t>(beds * (c + 1) / care_homes - beds * c / care_homes)});
            layer.add(n, here.first_street, here.centre, HomeKind::care_home);
        }
        add_communal(city, layer, n, communal.younger[i], other_communal_size, HomeKind::care_home_younger);
        add_communal(city, layer, n, communal.others[i], other_communal_size, HomeKind::other_communal);
        here.homes = static_cast<std::uint32_t>(city.home_point.size()) - here.first_home;
    }
    lay_slots(city);
}

}  // namespace topsoil
