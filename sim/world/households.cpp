#include "world/households.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "base/draw.hpp"
#include "state/people.hpp"
#include "world/first_ages.hpp"

namespace topsoil {

namespace {

constexpr Purpose founder_purpose{"city.founder"};
constexpr Purpose household_purpose{"city.household"};

struct Adult {
    double age;
    bool woman;
    std::uint64_t order;   ///< keyed, for shuffles
    bool coupled = false;  ///< lives with a partner
};

/// A couple or a single adult, with the children and grown children who live with them.
struct Unit {
    std::vector<Adult> adults;
    std::vector<double> children;  ///< ages
    [[nodiscard]] double age() const { return adults.front().age; }
};

/// Share of men and women of this age who live with a partner.
double partnered(double age) {
    if (age < 20) return 0.02;
    if (age < 25) return 0.14;
    if (age < 30) return 0.42;
    if (age < 50) return 0.60;
    if (age < 65) return 0.66;
    if (age < 80) return 0.64;
    return 0.36;
}

class Housing {
public:
    Housing(const City& city, NeighbourhoodId n, const CommunalPlan& plan) : city_(city), n_(n), here_(city.neighbourhoods[n]), plan_(plan) {}

    std::vector<Founder> house() {
        draw_ages();
        fill_communal();
        pair_up();
        raise_children();
        fit_to_homes();
        settle();
        return std::move(founders_);
    }

private:
    [[nodiscard]] Block bits(std::uint64_t k) const { return block(city_.seed, founder_purpose, here_.key, 0, static_cast<std::uint32_t>(k & 0xFFFF)); }

    void draw_ages() {
        const NeighbourhoodRow& row = city_.place.neighbourhoods[n_];
        std::vector<double> weights(row.age_band.begin(), row.age_band.end());
        const auto counts = share_out(static_cast<std::uint32_t>(here_.founders), weights);
        const double children_per_year = counts[0] / 15.0;
        std::uint64_t k = 0;
        for (std::size_t band = 0; band < census_bands; ++band) {
            for (std::uint32_t i = 0; i < counts[band]; ++i) {
                const Block b = block(city_.seed, founder_purpose, here_.key, static_cast<Week>(k >> 16), static_cast<std::uint32_t>(k & 0xFFFF));
                ++k;
                const double age = age_in_band(band, b[0], b[2], counts[1], children_per_year);
                const double women = age < 20 ? 0.489 : (age < 65 ? 0.501 : (age < 80 ? 0.525 : 0.60));
                all_.push_back({age, happens(b[1], women), static_cast<std::uint64_t>(b[3]) << 32 | static_cast<std::uint32_t>(k)});
            }
        }
    }

    /// Takes `count` adults whose age lies in [from, to) out of `all_`, by lot: each as likely as their weight. The first of clocks that run
    /// at the pace of the weights are such a lot.
    template <class Weight>
    std::vector<Adult> take(std::size_t count, double from, double to, Weight&& weight) {
        std::vector<std::pair<double, std::size_t>> ranked;
        for (std::size_t i = 0; i < all_.size(); ++i) {
            if (all_[i].age < from || all_[i].age >= to) continue;
            ranked.emplace_back(-log_exact(uniform(static_cast<std::uint32_t>(all_[i].order >> 32))) / weight(all_[i].age), i);
        }
        std::sort(ranked.begin(), ranked.end());
        ranked.resize(std::min(count, ranked.size()));
        std::vector<std::size_t> chosen;
        for (const auto& [value, i] : ranked) chosen.push_back(i);
        std::sort(chosen.begin(), chosen.end());
        std::vector<Adult> taken;
        for (const std::size_t i : chosen) taken.push_back(all_[i]);
        for (auto i = chosen.rbegin(); i != chosen.rend(); ++i) all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(*i));
        return taken;
    }

    void put(const Adult& person, HomeId home, Setting setting, bool younger_resident = false) {
        Founder founder;
        founder.birth_week = static_cast<std::int16_t>(-static_cast<int>(person.age * 52) - 1);
        founder.woman = person.woman ? 1 : 0;
        founder.setting = static_cast<std::uint8_t>(setting);
        founder.younger_resident = younger_resident ? 1 : 0;
        founder.coupled = person.coupled ? 1 : 0;
        founder.home = home;
        founders_.push_back(founder);
    }

    /// Spreads people over the communal homes of one kind, to the beds where there are beds.
    void spread(const std::vector<Adult>& people, HomeKind kind, Setting setting) {
        std::vector<HomeId> homes;
        std::vector<double> beds;
        for (HomeId home = here_.first_home; home < here_.first_home + here_.homes; ++home) {
            if (city_.home_kind[home] != kind) continue;
            homes.push_back(home);
            beds.push_back(1);
            for (const CareHomeSite& site : city_.care_homes) {
                if (site.home == home) beds.back() = site.beds;
            }
        }
        if (homes.empty()) return;
        const auto shares = share_out(static_cast<std::uint32_t>(people.size()), beds);
        std::size_t next = 0;
        for (std::size_t h = 0; h < homes.size(); ++h) {
            for (std::uint32_t i = 0; i < shares[h]; ++i) put(people[next++], homes[h], setting, kind == HomeKind::care_home_younger);
        }
    }

    void fill_communal() {
        const auto flat = [](double) { return 1.0; };
        spread(take(plan_.students[n_], 18, 23, [](double age) { return age < 20 ? 2.2 : 1.0; }), HomeKind::student_hall, Setting::communal);
        spread(take(plan_.older[n_], 66, 106, care_home_weight), HomeKind::care_home, Setting::care_home);
        spread(take(plan_.younger[n_], 22, 64, flat), HomeKind::care_home_younger, Setting::communal);
        spread(take(plan_.others[n_], 20, 60, flat), HomeKind::other_communal, Setting::communal);
    }

    /// Couples: men and women of each age group side by side in order of age, as many as live with a partner at that age.
    void pair_up() {
        std::vector<Adult> men;
        std::vector<Adult> women;
        for (const Adult& person : all_) {
            if (person.age < 18) {
                minors_.push_back(person);
                continue;
            }
            const bool wants = happens(static_cast<std::uint32_t>(mix64(person.order)), partnered(person.age));
            if (!wants) {
                units_.push_back({{person}, {}});
            } else {
                (person.woman ? women : men).push_back(person);
            }
        }
        const auto by_age = [](const Adult& a, const Adult& b) { return a.age != b.age ? a.age < b.age : a.order < b.order; };
        std::sort(men.begin(), men.end(), by_age);
        std::sort(women.begin(), women.end(), by_age);
        const std::size_t couples = std::min(men.size(), women.size());
        // Drop the surplus evenly along the ages, not at one end.
        const auto thin = [couples, this](std::vector<Adult>& people) {
            std::vector<Adult> kept;
            const std::size_t surplus = people.size() - couples;
            for (std::size_t i = 0; i < people.size(); ++i) {
                const bool drop = surplus > 0 && (i + 1) * surplus / people.size() != i * surplus / people.size();
                if (drop) {
                    units_.push_back({{people[i]}, {}});
                } else {
                    kept.push_back(people[i]);
                }
            }
            people.swap(kept);
        };
        thin(men);
        thin(women);
        for (std::size_t i = 0; i < couples; ++i) {
            women[i].coupled = men[i].coupled = true;
            units_.push_back({{women[i], men[i]}, {}});
        }
    }

    /// Each child joins a woman (or, where none fits, a man) 18 to 43 years older; siblings gather.
    void raise_children() {
        std::vector<std::size_t> parents(units_.size());
        std::iota(parents.begin(), parents.end(), 0);
        std::sort(parents.begin(), parents.end(), [this](std::size_t a, std::size_t b) {
            return units_[a].age() != units_[b].age() ? units_[a].age() < units_[b].age() : units_[a].adults[0].order < units_[b].adults[0].order;
        });
        std::vector<double> ages;
        for (const std::size_t p : parents) ages.push_back(units_[p].age());
        for (const Adult& child : minors_) {
            const auto from = std::lower_bound(ages.begin(), ages.end(), child.age + 18) - ages.begin();
            const auto to = std::lower_bound(ages.begin(), ages.end(), child.age + 43) - ages.begin();
            std::size_t best = units_.size();
            double best_fit = -1;
            for (std::uint32_t attempt = 0; attempt < 8 && to > from; ++attempt) {
                const auto word = static_cast<std::uint32_t>(mix(child.order, attempt));
                const std::size_t unit = parents[static_cast<std::size_t>(from) + below(word, static_cast<std::uint32_t>(to - from))];
                const Unit& family = units_[unit];
                static constexpr std::array<double, 6> brothers_and_sisters{0.55, 1.0, 0.65, 0.25, 0.1, 0.03};
                const double couple = family.adults.size() > 1 ? 1.0 : (family.adults[0].woman ? 0.38 : 0.06);
                const double gap = family.age() - child.age;
                const double prime = gap > 24 && gap < 36 ? 1.0 : 0.6;
                const double fit = couple * prime * brothers_and_sisters[std::min<std::size_t>(5, family.children.size())] *
                                   (0.5 + uniform(static_cast<std::uint32_t>(mix(child.order, attempt, 1))));
                if (fit > best_fit) {
                    best_fit = fit;
                    best = unit;
                }
            }
            if (best == units_.size()) best = parents.empty() ? 0 : parents[parents.size() / 2];
            if (best < units_.size()) units_[best].children.push_back(child.age);
        }
    }

    [[nodiscard]] std::size_t dwellings() const {
        std::size_t count = 0;
        for (HomeId home = here_.first_home; home < here_.first_home + here_.homes; ++home) count += city_.home_kind[home] == HomeKind::dwelling;
        return count;
    }

    void join(Unit& host, Unit& guest) {
        for (const Adult& adult : guest.adults) host.adults.push_back(adult);
        for (const double child : guest.children) host.children.push_back(child);
        guest.adults.clear();
        guest.children.clear();
    }

    /// While there are more units than occupied homes: young single adults live with parents' generation, some very old people
    /// with their children's, then single people share.
    void fit_to_homes() {
        const std::size_t homes = dwellings();
        const auto occupied = static_cast<std::size_t>(homes / (1 + city_.place.vacant_share) + 0.5);
        std::size_t surplus = units_.size() > occupied ? units_.size() - occupied : 0;
        std::vector<std::size_t> hosts;
        std::vector<std::size_t> young;
        std::vector<std::size_t> old;
        std::vector<std::size_t> sharers;
        for (std::size_t u = 0; u < units_.size(); ++u) {
            const Unit& unit = units_[u];
            const bool single = unit.adults.size() == 1 && unit.children.empty();
            if (unit.age() >= 40 && unit.age() < 66 && unit.adults.size() == 2) hosts.push_back(u);
            if (single && unit.age() < 32) young.push_back(u);
            if (single && unit.age() >= 82) old.push_back(u);
            if (single && unit.age() >= 19 && unit.age() < 50) sharers.push_back(u);
        }
        const auto shuffled = [this](std::vector<std::size_t>& list) {
            std::sort(list.begin(), list.end(), [this](std::size_t a, std::size_t b) {
                const auto ka = mix64(units_[a].adults[0].order ^ 77);
                const auto kb = mix64(units_[b].adults[0].order ^ 77);
                return ka != kb ? ka < kb : a < b;
            });
        };
        shuffled(hosts);
        shuffled(young);
        shuffled(old);
        const auto lodge = [&](std::vector<std::size_t>& guests, std::size_t most) {
            std::size_t placed = 0;
            for (const std::size_t guest : guests) {
                if (surplus == 0 || placed >= most || hosts.empty()) break;
                const std::size_t host = hosts[placed % hosts.size()];
                const double gap = units_[host].age() - units_[guest].age();
                if (gap < 0 ? gap > -18 : gap < 18) {
                    std::swap(hosts[placed % hosts.size()], hosts[(placed * 7 + 3) % hosts.size()]);
                    if (units_[hosts[placed % hosts.size()]].adults.empty()) continue;
                }
                join(units_[hosts[placed % hosts.size()]], units_[guest]);
                ++placed;
                --surplus;
            }
        };
        lodge(young, young.size() * 7 / 10);
        lodge(old, old.size() / 10);
        share(sharers, surplus);
        share_anyhow(surplus);
    }

    /// Single people of like age move together, up to five to a home.
    void share(std::vector<std::size_t>& sharers, std::size_t& surplus) {
        std::erase_if(sharers, [this](std::size_t u) { return units_[u].adults.size() != 1; });
        std::sort(sharers.begin(), sharers.end(), [this](std::size_t a, std::size_t b) {
            return units_[a].age() != units_[b].age() ? units_[a].age() < units_[b].age() : a < b;
        });
        for (std::size_t i = 0; i < sharers.size() && surplus > 0;) {
            const std::size_t host = sharers[i++];
            const std::size_t size = 2 + mix64(units_[host].adults[0].order) % 4;
            for (std::size_t k = 1; k < size && i < sharers.size() && surplus > 0; ++k, ++i, --surplus) join(units_[host], units_[sharers[i]]);
        }
    }

    /// Where even that is not enough, single adults share by twos, the youngest first, then join whoever is next: homes are what they
    /// are. The oldest are left alone longest: those who outlive a partner seldom share a home again.
    void share_anyhow(std::size_t& surplus) {
        std::vector<std::size_t> single;
        for (std::size_t u = 0; u < units_.size(); ++u) {
            if (units_[u].adults.size() == 1 && units_[u].children.empty()) single.push_back(u);
        }
        std::stable_sort(single.begin(), single.end(), [this](std::size_t a, std::size_t b) { return units_[a].age() < units_[b].age(); });
        for (std::size_t i = 0; i + 1 < single.size() && surplus > 0; i += 2, --surplus) join(units_[single[i]], units_[single[i + 1]]);
        for (std::size_t u = units_.size(); u-- > 1 && surplus > 0;) {
            if (units_[u].adults.empty() || units_[u].adults.size() > 1 || !units_[u].children.empty()) continue;
            for (std::size_t host = u; host-- > 0;) {
                if (units_[host].adults.empty() || units_[host].adults.size() + units_[host].children.size() > 5) continue;
                join(units_[host], units_[u]);
                --surplus;
                break;
            }
        }
    }

    /// Units into dwellings in a keyed order, so that vacancies lie anywhere.
    void settle() {
        std::erase_if(units_, [](const Unit& unit) { return unit.adults.empty(); });
        std::vector<std::pair<std::uint64_t, HomeId>> homes;
        for (HomeId home = here_.first_home; home < here_.first_home + here_.homes; ++home) {
            if (city_.home_kind[home] == HomeKind::dwelling) {
                homes.emplace_back(block(city_.seed, household_purpose, city_.home_key[home], 0)[0], home);
            }
        }
        std::sort(homes.begin(), homes.end());
        std::vector<std::pair<HomeId, std::size_t>> order;
        for (std::size_t u = 0; u < units_.size(); ++u) order.emplace_back(homes[u % homes.size()].second, u);
        std::sort(order.begin(), order.end());
        std::vector<Founder> communal;
        communal.swap(founders_);
        for (const auto& [home, u] : order) {
            for (const Adult& adult : units_[u].adults) put(adult, home, Setting::home);
            for (std::size_t c = 0; c < units_[u].children.size(); ++c) {
                const bool girl = (mix(units_[u].adults[0].order, c, 5) & 1023) < 500;
                put({units_[u].children[c], girl, 0}, home, Setting::home);
            }
        }
        founders_.insert(founders_.end(), communal.begin(), communal.end());
    }

    const City& city_;
    NeighbourhoodId n_;
    const Neighbourhood& here_;
    const CommunalPlan& plan_;
    std::vector<Adult> all_;
    std::vector<Adult> minors_;
    std::vector<Unit> units_;
    std::vector<Founder> founders_;
};

}  // namespace

std::vector<Founder> house_founders(const City& city, NeighbourhoodId neighbourhood, const CommunalPlan& plan) {
    return Housing(city, neighbourhood, plan).house();
}

}  // namespace topsoil
