// Nothing that a world holds can change unnoticed: field by field, member by member.
#include <set>
#include <string>

#include "catch.hpp"
#include "engine/digest.hpp"
#include "state/residents.hpp"
#include "support/small_town.hpp"

using namespace topsoil;

namespace {

// --- the members of every record; a new one stops the compiler here until it is named ---------------------------------------

template <class Use>
void each_member(CareFile& record, Use&& use) {
    auto& [person, first_received, first_given, need, unpaid_any, unpaid_light, paid, delivered, everyday, unmet, helper, helper_minutes, weeks_short, stage, priority, funding, marks, since, last_ask,
           hospital_week, breakdown_week, lost_carer_week, package_wanted, paid_answered, client] = record;
    use("person", person), use("first_received", first_received), use("first_given", first_given), use("need", need), use("unpaid_any", unpaid_any), use("unpaid_light", unpaid_light), use("paid", paid);
    use("delivered", delivered), use("everyday", everyday), use("unmet", unmet), use("helper", helper), use("helper_minutes", helper_minutes), use("weeks_short", weeks_short);
    use("stage", stage), use("priority", priority), use("funding", funding), use("marks", marks), use("since", since), use("last_ask", last_ask), use("hospital_week", hospital_week);
    use("breakdown_week", breakdown_week), use("lost_carer_week", lost_carer_week), use("package_wanted", package_wanted), use("paid_answered", paid_answered), use("client", client);
}
template <class Use>
void each_member(CareTie& record, Use&& use) {
    auto& [cared, carer, next_received, next_given, minutes, since, tier, unused] = record;
    use("cared", cared), use("carer", carer), use("next_received", next_received), use("next_given", next_given), use("minutes", minutes), use("since", since), use("tier", tier), use("unused", unused);
}
template <class Use>
void each_member(TiePage& record, Use&& use) {
    auto& [next, to, level, last] = record;
    use("next", next), use("to", to), use("level", level), use("last", last);
}
template <class Use>
void each_member(TieCount& record, Use&& use) {
    auto& [people, ties, pairs, closed] = record;
    use("people", people), use("ties", ties), use("pairs", pairs), use("closed", closed);
}
template <class Use>
void each_member(Provider& record, Use&& use) {
    auto& [key, alive, national, team, rare_asked, base, quality, reserves, fee_per_hour, fixed_per_week, variable_per_hour, contact_minutes, paid_minutes, missed_minutes, vain_minutes, weeks_in_red, start_up_until, pay_basis,
           coordination, autonomy, practices, practice_overhead, practice_supplies, practice_leaving, emergency_fee, emergency_until, notice, help_until, poor_seen, closed_to_new, rare_trained] = record;
    use("key", key), use("alive", alive), use("national", national), use("team", team), use("rare_asked", rare_asked), use("base", base), use("quality", quality), use("reserves", reserves);
    use("fee_per_hour", fee_per_hour), use("fixed_per_week", fixed_per_week), use("variable_per_hour", variable_per_hour), use("contact_minutes", contact_minutes), use("paid_minutes", paid_minutes);
    use("missed_minutes", missed_minutes), use("vain_minutes", vain_minutes), use("weeks_in_red", weeks_in_red), use("start_up_until", start_up_until), use("pay_basis", pay_basis), use("coordination", coordination), use("autonomy", autonomy);
    use("practices", practices), use("practice_overhead", practice_overhead), use("practice_supplies", practice_supplies), use("practice_leaving", practice_leaving), use("emergency_fee", emergency_fee);
    use("emergency_until", emergency_until), use("notice", notice), use("help_until", help_until), use("poor_seen", poor_seen), use("closed_to_new", closed_to_new), use("rare_trained", rare_trained);
}
template <class Use>
void each_member(Lot& record, Use&& use) {
    auto& [next_event, providers, provider, extended, fee_per_hour, term, review_every, next_review, stewarded] = record;
    use("next_event", next_event), use("providers", providers), use("provider", provider), use("fee_per_hour", fee_per_hour);
    use("extended", extended), use("term", term), use("review_every", review_every), use("next_review", next_review), use("stewarded", stewarded);
}
template <class Use>
void each_member(Worker& record, Use&& use) {
    auto& [key, person, provider, contract_minutes, since, changed, morale, absent, factors, round, worked_minutes] = record;
    use("key", key), use("person", person), use("provider", provider), use("contract_minutes", contract_minutes), use("since", since), use("changed", changed), use("morale", morale), use("absent", absent);
    use("factors", factors), use("round", round), use("worked_minutes", worked_minutes);
}
template <class Use>
void each_member(Round& record, Use&& use) {
    auto& [provider, window, stops, used, changed, contact_minutes, travel_seconds, worker, relief, client, minutes] = record;
    use("provider", provider), use("window", window), use("stops", stops), use("used", used), use("changed", changed), use("contact_minutes", contact_minutes), use("travel_seconds", travel_seconds);
    use("worker", worker), use("relief", relief), use("client", client), use("minutes", minutes);
}
template <class Use>
void each_member(Acquaintance& record, Use&& use) {
    auto& [worker, last_week, trust, visits, unused] = record;
    use("worker", worker), use("last_week", last_week), use("trust", trust), use("visits", visits), use("unused", unused);
}
template <class Use>
void each_member(Face& record, Use&& use) {
    auto& [print, last_week] = record;
    use("print", print), use("last_week", last_week);
}
template <class Use>
void each_member(Client& record, Use&& use) {
    auto& [file, person, key, home, provider, private_, hands, rare, visit_minutes, round, second_round, since, met_recently, delivered, changed, gap, shrunk, strangers, faces, met] = record;
    use("file", file), use("person", person), use("key", key), use("home", home), use("provider", provider), use("private_", private_), use("hands", hands), use("rare", rare), use("visit_minutes", visit_minutes);
    use("round", round), use("second_round", second_round), use("since", since), use("met_recently", met_recently), use("delivered", delivered), use("changed", changed), use("gap", gap), use("shrunk", shrunk), use("strangers", strangers), use("faces", faces), use("met", met);
}
template <class Use>
void each_member(Group& record, Use&& use) {
    auto& [key, alive, kind, neighbourhood, organisers, energy, cash, income_per_week, contract_per_week, rent_per_week, founded, weeks_tired, weeks_in_debt, granted, hosted] = record;
    use("key", key), use("alive", alive), use("kind", kind), use("neighbourhood", neighbourhood), use("organisers", organisers), use("energy", energy), use("cash", cash);
    use("income_per_week", income_per_week), use("contract_per_week", contract_per_week), use("rent_per_week", rent_per_week), use("founded", founded), use("weeks_tired", weeks_tired), use("weeks_in_debt", weeks_in_debt);
    use("granted", granted), use("hosted", hosted);
}
template <class Use>
void each_member(GroupContract& record, Use&& use) {
    auto& [key, per_week, group, next_tender, term, neighbourhood, unused] = record;
    use("key", key), use("per_week", per_week), use("group", group), use("next_tender", next_tender), use("term", term), use("neighbourhood", neighbourhood), use("unused", unused);
}

template <class Use>
void each_member(Assistance& record, Use&& use) {
    auto& [key, person, assistant, assistant_key, minutes, since, funding, unused] = record;
    use("key", key), use("person", person), use("assistant", assistant), use("assistant_key", assistant_key), use("minutes", minutes), use("since", since);
    use("funding", funding), use("unused", unused);
}
template <class Use>
void each_member(Tenancy& record, Use&& use) {
    auto& [key, person, minutes, since, scheme, unused] = record;
    use("key", key), use("person", person), use("minutes", minutes), use("since", since), use("scheme", scheme), use("unused", unused);
}
template <class Use>
void each_member(Scheme& record, Use&& use) {
    auto& [key, neighbourhood, flats, tenants, unused] = record;
    use("key", key), use("neighbourhood", neighbourhood), use("flats", flats), use("tenants", tenants), use("unused", unused);
}
template <class Use>
void each_member(DayCentre& record, Use&& use) {
    auto& [key, neighbourhood, days, taken, weeks_below] = record;
    use("key", key), use("neighbourhood", neighbourhood), use("days", days), use("taken", taken), use("weeks_below", weeks_below);
}
template <class Use>
void each_member(Attendance& record, Use&& use) {
    auto& [key, person, centre, since] = record;
    use("key", key), use("person", person), use("centre", centre), use("since", since);
}
template <class Use>
void each_member(Course& record, Use&& use) {
    auto& [key, person, until] = record;
    use("key", key), use("person", person), use("until", until);
}
template <class Use>
void each_member(Placement& record, Use&& use) {
    auto& [key, carer_key, child, carer, since, carers, near, unused] = record;
    use("key", key), use("carer_key", carer_key), use("child", child), use("carer", carer), use("since", since), use("carers", carers), use("near", near), use("unused", unused);
}
template <class Use>
void each_member(FosterHome& record, Use&& use) {
    auto& [key, carer, places, taken, unused] = record;
    use("key", key), use("carer", carer), use("places", places), use("taken", taken), use("unused", unused);
}
template <class Use>
void each_member(Newcomer& record, Use&& use) {
    auto& [key, person, since, neighbourhood] = record;
    use("key", key), use("person", person), use("since", since), use("neighbourhood", neighbourhood);
}

template <class T>
concept Record = std::is_class_v<T>;

// --- one change at a time ---------------------------------------------------------------------------------------------------

/// Storage that says nothing of anybody.
bool says_nothing(const std::string& name) {
    // What fills records up to a whole number of words, and where the next file, tie, page, worker, round or client will be stored;
    // in which shards to look for whoever has a turn, and whether somebody has a file at all.
    return name.ends_with(".unused") || name == "people.turns" || name == "people.filed" || name == "care.reach" || name.find(".free_files") != std::string::npos || name.find(".free_ties") != std::string::npos || name.find(".free_pages") != std::string::npos ||
           name.find(".free_workers") != std::string::npos || name.find(".free_rounds") != std::string::npos || name.find(".free_clients") != std::string::npos;
}

/// Lists with a length of their own: what lies behind their end says nothing.
const std::set<std::string> lists{"home_care.lots.provider", "home_care.rounds.client", "home_care.rounds.minutes", "home_care.clients.faces", "home_care.clients.met"};

class Changer {
public:
    explicit Changer(World& world) : world_(world), before_(digest(world)) {}

    std::set<std::string> noticed, unnoticed;

    template <class Columns>
        requires requires(Columns& column) { column.edit(0); }
    void operator()(const Field& field, Columns& column) {
        for (std::uint32_t i = 0; i < column.size() && i < most; ++i) change(std::string(field.name), column.edit(i));
    }
    template <class T>
    void operator()(const Field& field, std::vector<T>& values) {
        for (std::size_t i = 0; i < values.size() && i < most; ++i) change(std::string(field.name), values[i]);
    }
    /// Rows lose their last.
    template <class T>
    void operator()(const Field& field, std::vector<std::vector<T>>& rows) {
        for (std::vector<T>& row : rows) {
            if (row.empty() || says_nothing(std::string(field.name))) continue;
            const T last = row.back();
            row.pop_back();
            note(std::string(field.name));
            row.push_back(last);
        }
    }

private:
    static constexpr std::size_t most = 400;  ///< records tried until a change is noticed

    template <class T>
    void change(const std::string& name, T& value) {
        if (says_nothing(name) || noticed.contains(name)) return;
        if constexpr (std::is_same_v<T, TieEnd>) {
            change_end(name, value);
        } else if constexpr (Record<T>) {
            if (!in_use(value)) return;
            each_member(value, [&](const char* member, auto& part) { change_part(name + "." + member, part); });
        } else {
            const T kept = value;
            value = other(value);
            if (value != kept) note(name);
            value = kept;
        }
    }
    /// Who a tie leads to and what they are to each other are stored as one number.
    void change_end(const std::string& name, TieEnd& end) {
        const TieEnd kept = end;
        if (kept.target() != somebody()) {
            end = {somebody(), kept.kind()};
            note(name + ".target");
        }
        end = {kept.target(), kept.kind() == TieKind::kin ? TieKind::neighbour : TieKind::kin};
        note(name + ".kind");
        end = kept;
    }
    template <class T>
    void change_part(const std::string& name, T& part) {
        change(name, part);
    }
    template <class T, std::size_t N>
    void change_part(const std::string& name, std::array<T, N>& parts) {
        if (lists.contains(name)) return change(name, parts[0]);
        for (std::size_t i = 0; i < N; ++i) change(name + (says_nothing(name) ? "" : "[" + std::to_string(i) + "]"), parts[i]);
    }

    /// Records that lie ready for somebody hold nothing.
    [[nodiscard]] static bool in_use(const CareFile& record) { return record.person != nobody; }
    [[nodiscard]] static bool in_use(const CareTie& record) { return record.cared != nobody; }
    [[nodiscard]] static bool in_use(const Client& record) { return record.file != nobody; }
    [[nodiscard]] static bool in_use(const Round& record) { return record.used != 0 && record.stops > 1 && record.stops < most_stops - 1; }
    [[nodiscard]] static bool in_use(const TiePage&) { return true; }
    template <class T>
    [[nodiscard]] static bool in_use(const T& record) {
        if constexpr (requires { record.key; }) return record.key != 0;
        return true;
    }

    /// Another value, with which a world can still be read: links are cut, indices of lots and providers go to the first or second.
    template <class T>
    [[nodiscard]] T other(T value) const {
        if constexpr (std::is_same_v<T, std::uint32_t>) {
            return nobody;
        } else if constexpr (std::is_same_v<T, std::uint16_t>) {
            return static_cast<T>(value == 0 ? 1 : 0);
        } else if constexpr (std::is_floating_point_v<T>) {
            return value + 1;
        } else {
            return static_cast<T>(static_cast<std::uint64_t>(value) ^ 1U);
        }
    }
    [[nodiscard]] Slot somebody() const {
        for (Slot slot = 0; slot < world_.city->slots; ++slot) {
            if (world_.people.alive(slot)) return slot;
        }
        return nobody;
    }

    void note(const std::string& name) {
        if (noticed.contains(name)) return;
        if (digest(world_) != before_) {
            noticed.insert(name);
            unnoticed.erase(name);
        } else {
            unnoticed.insert(name);
        }
    }

    World& world_;
    std::uint64_t before_;
};

/// A town where everything there is to hold is held by somebody.
World lived_world() {
    ParameterSet parameters;
    parameters.set("contracts.viable_hours", 0);  // so that there are several lots
    parameters.set("group_contracts.share", 0.5);  // and several contracts of groups
    parameters.set("home_care.double_handed", 1);
    SmallTown town("tendered", 1, parameters);
    town.live(30);
    REQUIRE(town.world().home_care.lots.size() > 1);
    REQUIRE(town.world().home_care.providers.size() > 1);
    World world = town.world().branch();
    world.commissioned.parted = {26};
    // Somebody sits in an assembly.
    for (Slot slot = 0; world.groups.assembly[0].empty(); ++slot) {
        if (world.people.alive(slot)) world.groups.assembly[0].push_back(slot);
    }
    // Somebody has made more ties than one page holds.
    Slot busy = 0;
    while (!world.people.alive(busy)) ++busy;
    for (Slot slot = busy + 50, ties = 0; ties < 10; ++slot) {
        if (!world.people.alive(slot)) continue;
        add_tie(world, busy, slot, TieKind::friend_, 100, 5);
        ++ties;
    }
    return world;
}

}  // namespace

TEST_CASE("Whatever changes in a world, in any field that it has, changes its digest") {
    World world = lived_world();
    const std::uint64_t before = digest(world);
    Changer changer(world);
    world.visit(changer);
    REQUIRE(digest(world) == before);
    for (const std::string& name : changer.unnoticed) {
        INFO("nobody notices a change of " << name);
        CHECK(false);
    }
    // Every field was tried: none of them lay empty.
    world.visit([&](const Field& field, auto&) {
        const std::string name(field.name);
        INFO("nothing to change in " << name);
        const auto found = changer.noticed.lower_bound(name);
        CHECK((says_nothing(name) || (found != changer.noticed.end() && found->starts_with(name))));
    });
    ++world.week;
    CHECK(digest(world) != before);
}

TEST_CASE("Who gives everyday help, who holds a lot and which round a worker runs change the digest") {
    World world = lived_world();
    std::set<std::uint64_t> digests{digest(world)};
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        CareFile& file = world.care.files.edit(id);
        if (file.person == nobody || file.helper[0] == nobody) continue;
        file.helper[0] = file.person;
        CHECK(digests.insert(digest(world)).second);
        break;
    }
    HomeCare& care = world.home_care;
    care.lots[0].provider[0] = care.lots[0].provider[0] == 0 ? 1 : 0;
    CHECK(digests.insert(digest(world)).second);
    for (Worker& worker : care.workers) {
        if (worker.key == 0 || worker.round == nobody) continue;
        worker.round = nobody;
        CHECK(digests.insert(digest(world)).second);
        break;
    }
    ++world.commissioned.due[0];
    CHECK(digests.insert(digest(world)).second);
    CHECK(digests.size() == 5);
}
