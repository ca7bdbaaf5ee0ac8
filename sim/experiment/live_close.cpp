// A live city from close by: one person, one neighbourhood. Reads and changes nothing.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "experiment/live_inside.hpp"
#include "mechanisms/reasons.hpp"
#include "state/lonely.hpp"

namespace topsoil {

namespace {

constexpr double hour = 1.0 / 60;
constexpr std::size_t most_to_meet = 8;
constexpr std::uint8_t firm_level = 128;  // at least half strength, as stored

Slot slot_of(const World& world, Key key) {
    for (std::size_t page = 0; page < world.people.key.pages(); ++page) {
        const auto keys = world.people.key.read(page);
        for (std::uint32_t i = 0; i < world.people.key.page_length(page); ++i) {
            const Slot slot = static_cast<Slot>(page << shard_bits) | i;
            if (keys[i] == key && world.people.alive(slot)) return slot;
        }
    }
    return nobody;
}

/// What a provider is called in the room: its kind and its number, never a real name.
std::string label_of(const HomeCare& care, std::uint16_t provider) {
    const Provider& one = care.providers[provider];
    return (one.team != 0 ? "Local team " : (one.national != 0 ? "National firm " : "City firm ")) + std::to_string(provider + 1);
}

LivePerson::Where where_is(Setting setting) {
    switch (setting) {
        case Setting::gone: return LivePerson::Where::nowhere;
        case Setting::home: return LivePerson::Where::home;
        case Setting::communal: return LivePerson::Where::communal;
        case Setting::care_home: return LivePerson::Where::care_home;
        case Setting::hospital: return LivePerson::Where::hospital;
        case Setting::placement: return LivePerson::Where::placement;
    }
    return LivePerson::Where::nowhere;
}

void add_care(const World& world, const CareFile& file, LivePerson& person) {
    person.need = file.need_minutes() * hour;
    person.unpaid = (file.unpaid_any + file.unpaid_light) * hour;
    person.everyday = file.everyday * hour;
    person.agreed = file.paid * hour;
    person.delivered = file.delivered * hour;
    person.unmet = file.unmet * hour;
    person.waiting = file.stage == Stage::waiting_assessment ? 1 : (file.stage == Stage::waiting_start ? 2 : 0);
    person.council_pays = file.funding == Funding::council;
    const Client* client = file.client == nobody ? nullptr : &world.home_care.clients[file.client];
    if (client != nullptr) {
        person.provider = label_of(world.home_care, client->provider);
        person.local_team = world.home_care.providers[client->provider].team != 0;
        person.workers_met = client->met_recently;
    }
    for (std::uint32_t tie = file.first_received; tie != nobody; tie = world.care.ties[tie].next_received) {
        const CareTie& one = world.care.ties[tie];
        person.cared_by.push_back({world.people.key[one.carer], static_cast<int>(one.tier), one.minutes * hour});
    }
    for (std::uint32_t tie = file.first_given; tie != nobody; tie = world.care.ties[tie].next_given) {
        const CareTie& one = world.care.ties[tie];
        person.cares_for.push_back({world.people.key[world.care.files[one.cared].person], static_cast<int>(one.tier), one.minutes * hour});
    }
    if (person.where == LivePerson::Where::home && file.unmet > 0) {
        give_reasons(file, client, world.week, file.unmet, [&](Reason reason, int minutes) { person.reasons.emplace_back(static_cast<int>(reason), minutes * hour); });
    }
}

}  // namespace

LivePerson LiveCity::person(std::size_t index, std::uint64_t key) const {
    const World& world = inside_->world(index);
    LivePerson person;
    person.key = key;
    const Slot slot = slot_of(world, key);
    if (slot == nobody) return person;
    const People& p = world.people;
    person.where = where_is(p.setting[slot]);
    person.age = p.age(slot, world.week);
    person.woman = p.woman(slot);
    person.neighbourhood = p.neighbourhood[slot];
    if (p.home[slot] != nobody) person.street = static_cast<int>(world.city->home_street[p.home[slot]] - world.city->neighbourhoods[p.neighbourhood[slot]].first_street);
    person.need_level = static_cast<int>(p.need[slot]);
    person.often_lonely = person.age >= 16 && often_lonely(p.loneliness[slot], key);
    person.strain = as_share(p.strain[slot]);
    person.groups = p.memberships[slot];
    person.living_with = p.setting[slot] == Setting::home ? std::max(0, world.homes.count[p.home[slot]] - 1) : 0;
    for_each_tie(*world.city, world.ties, p, slot, [&](const TieView& tie) { person.firm_ties += tie.level >= firm_level && p.alive(tie.target) ? 1 : 0; });
    person.care_worker = p.has(slot, role::care_worker);
    person.left_work = p.alive(slot) && p.has(slot, role::left_work);
    if (p.care_file[slot] != nobody) add_care(world, world.care.files[p.care_file[slot]], person);
    return person;
}

// --- neighbourhoods ------------------------------------------------------------------------------------------------------------

namespace {

/// Looks at one neighbourhood, part by part.
class Closer {
public:
    Closer(const World& world, const LastRecord& last, int index) : world_(world), last_(last), here_(static_cast<NeighbourhoodId>(index)) {
        found_.index = index;
        found_.week = world.week;
    }

    LiveNeighbourhood look() {
        count_people();
        list_groups();
        list_suppliers();
        list_money();
        draw_network();
        choose_people();
        return std::move(found_);
    }

private:
    void count_people() {
        const People& p = world_.people;
        for (std::size_t page = 0; page < p.neighbourhood.pages(); ++page) {
            const auto neighbourhood = p.neighbourhood.read(page);
            for (std::uint32_t i = 0; i < p.neighbourhood.page_length(page); ++i) {
                if (neighbourhood[i] == here_) count_person(static_cast<Slot>(page << shard_bits) | i);
            }
        }
    }

    void count_person(Slot slot) {
        const People& p = world_.people;
        switch (p.setting[slot]) {
            case Setting::gone: return;
            case Setting::home: ++found_.by_need[static_cast<std::size_t>(p.need[slot])]; break;
            case Setting::care_home: ++found_.in_care_homes; break;
            case Setting::hospital: ++found_.in_hospital; break;
            case Setting::communal:
            case Setting::placement: ++found_.elsewhere; break;
        }
        const FileId id = p.care_file[slot];
        if (id == nobody) return;
        const CareFile& file = world_.care.files[id];
        found_.waiting_assessment += file.stage == Stage::waiting_assessment ? 1 : 0;
        found_.waiting_start += file.stage == Stage::waiting_start ? 1 : 0;
        if (file.first_given != nobody) {
            const Minutes given = minutes_given(world_, slot);
            ++found_.carers_by_band[given >= 50 * 60 ? 2 : (given >= 20 * 60 ? 1 : 0)];
        }
        if (p.setting[slot] == Setting::home && file.need_minutes() > 0) needing_.push_back(slot);
    }

    void list_groups() {
        for (const std::uint32_t g : world_.groups.in[here_]) {
            const Group& group = world_.groups.all[g];
            const auto members = std::count_if(world_.groups.members[g].begin(), world_.groups.members[g].end(), [&](Slot slot) { return world_.people.alive(slot); });
            found_.groups.push_back({world_.city->place.groups[group.kind].kind, static_cast<int>(members), as_share(group.energy), group.organisers});
        }
        std::stable_sort(found_.groups.begin(), found_.groups.end(), [](const auto& a, const auto& b) { return a.members > b.members; });
    }

    void list_suppliers() {
        const HomeCare& care = world_.home_care;
        const Lot& lot = care.lots[care.lot_of[here_]];
        std::map<std::uint16_t, LiveNeighbourhood::Supplier> all;
        const auto supplier = [&](std::uint16_t provider) -> LiveNeighbourhood::Supplier& {
            auto& one = all[provider];
            if (one.label.empty()) {
                const Provider& record = care.providers[provider];
                one = {label_of(care, provider), record.team != 0, false, 0, 0, 0, static_cast<double>(record.fee_per_hour) / 100, record.pay_basis};
            }
            return one;
        };
        for (std::size_t i = 0; i < lot.providers; ++i) supplier(lot.provider[i]).holds_contract = true;
        for (const Client& client : care.clients) {
            if (client.file == nobody || world_.people.neighbourhood[client.person] != here_) continue;
            auto& one = supplier(client.provider);
            ++one.clients;
            one.hours += client.delivered * hour;
            one.workers_met += client.met_recently;
        }
        for (auto& [provider, one] : all) {
            if (one.clients > 0) one.workers_met /= one.clients;
            found_.suppliers.push_back(one);
        }
        std::stable_sort(found_.suppliers.begin(), found_.suppliers.end(), [](const auto& a, const auto& b) { return a.clients > b.clients; });
    }

    void list_money() {
        const auto since = [&](Account account) { return static_cast<double>(world_.ledger.balance(account, here_) - last_.ledger.balance(account, here_)) / 100; };
        const auto line = [&](const char* label, double pounds) {
            if (std::abs(pounds) >= 1) found_.money.push_back({label, pounds});
        };
        line("Set aside by the council for care", static_cast<double>(world_.flows.at(Flow::council_outlay_pence, here_) - last_.flows.at(Flow::council_outlay_pence, here_)) / 100);
        line("Spent by the NHS", static_cast<double>(world_.flows.at(Flow::nhs_outlay_pence, here_) - last_.flows.at(Flow::nhs_outlay_pence, here_)) / 100);
        line("Paid by people themselves", -since(Account::own_money));
        line("Wages of care workers who live here", since(Account::care_wages));
        line("Wages that go to workers elsewhere", -since(Account::wages_elsewhere));
        line("Overheads paid elsewhere", -since(Account::overhead_elsewhere));
        line("Margins of owners elsewhere", -since(Account::margin_elsewhere) - since(Account::care_home_margin_elsewhere));
        line("Officers, tenders and reviews", -since(Account::bids) - std::max(0.0, since(Account::officers)));
    }

    std::uint32_t node(Slot slot, LiveNeighbourhood::Node kind) {
        const auto known = nodes_.find(slot);
        if (known != nodes_.end()) {
            auto& person = found_.people[known->second];
            if (person.kind != kind) person.kind = LiveNeighbourhood::Node::both;
            return known->second;
        }
        const Point home = world_.city->home_point[world_.people.home[slot]];
        const Point centre = world_.city->neighbourhoods[here_].centre;
        // People of one home stand around it, each at a place of their own.
        const Key key = world_.people.key[slot];
        const float east = static_cast<float>(mix64(key) % 41) - 20;
        const float north = static_cast<float>(mix64(key ^ 1) % 41) - 20;
        found_.people.push_back({key, static_cast<float>(home.x - centre.x) + east, static_cast<float>(home.y - centre.y) + north, kind, static_cast<std::uint8_t>(world_.people.need[slot])});
        nodes_[slot] = static_cast<std::uint32_t>(found_.people.size() - 1);
        return nodes_[slot];
    }

    void draw_network() {
        using Node = LiveNeighbourhood::Node;
        for (const Slot slot : needing_) {
            const CareFile& file = world_.care.files[world_.people.care_file[slot]];
            const std::uint32_t to = node(slot, Node::needs_help);
            for (std::uint32_t tie = file.first_received; tie != nobody; tie = world_.care.ties[tie].next_received) {
                const CareTie& one = world_.care.ties[tie];
                found_.links.push_back({node(one.carer, Node::gives_care), to, static_cast<float>(one.minutes * hour), false});
            }
            if (file.client != nobody) draw_workers(world_.home_care.clients[file.client], to);
        }
    }

    void draw_workers(const Client& client, std::uint32_t to) {
        std::set<std::uint32_t> drawn;
        for (std::size_t visit = 0; visit < 2 * windows; ++visit) {
            const std::size_t window = visit % windows;
            const std::uint32_t round = client.rounds_of(visit < windows ? 0 : 1)[window];
            if (round == nobody) continue;
            const std::uint32_t worker = world_.home_care.rounds[round].worker;
            if (worker == nobody || !drawn.insert(worker).second) continue;
            const Slot person = world_.home_care.workers[worker].person;
            if (person == nobody || !world_.people.alive(person)) continue;
            found_.links.push_back({node(person, LiveNeighbourhood::Node::care_worker), to, static_cast<float>(client.visit_minutes[window] * 7 * hour), true});
        }
    }

    /// Some whose life shows what care is here: need help or give much, chosen by key alone.
    void choose_people() {
        std::vector<Key> keys;
        for (const auto& person : found_.people) {
            if (person.kind == LiveNeighbourhood::Node::care_worker || (person.kind == LiveNeighbourhood::Node::needs_help && person.need_level < 2)) continue;
            keys.push_back(person.key);
        }
        std::sort(keys.begin(), keys.end(), [](Key a, Key b) { return mix64(a) < mix64(b); });
        keys.resize(std::min(keys.size(), most_to_meet));
        found_.to_meet.assign(keys.begin(), keys.end());
    }

    const World& world_;
    const LastRecord& last_;
    NeighbourhoodId here_;
    LiveNeighbourhood found_;
    std::vector<Slot> needing_;
    std::map<Slot, std::uint32_t> nodes_;
};

}  // namespace

LiveNeighbourhood LiveCity::neighbourhood(std::size_t index, int place) const {
    LiveNeighbourhood found = Closer(inside_->world(index), inside_->last(index), place).look();
    found.week = week();
    return found;
}

const char* live_tier_name(int tier) {
    static constexpr std::array<const char*, 6> names{"partner", "relative at home", "relative near by", "relative far away", "close friend", "neighbour"};
    return names[static_cast<std::size_t>(std::clamp(tier, 0, 5))];
}

const char* live_reason_name(int reason) {
    static constexpr std::array<const char*, reasons> names{
        "a visit was missed", "the provider was changing", "the money had run out", "no provider had staff", "waiting for an assessment", "somebody stopped this week", "the council said no", "a carer broke down",
        "the package is smaller than the need", "the hours of the place are fixed", "the need has grown", "too little to ask for", "nobody asked could help", "nobody knows of it", "the council was not asked"};
    return names[static_cast<std::size_t>(std::clamp(reason, 0, static_cast<int>(reasons) - 1))];
}

}  // namespace topsoil
