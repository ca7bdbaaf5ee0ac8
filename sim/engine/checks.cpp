#include "engine/checks.hpp"

#include <algorithm>
#include <type_traits>

#include "engine/agreement.hpp"
#include "engine/checks_settings.hpp"
#include "engine/promises.hpp"
#include "engine/simulation.hpp"
#include "topsoil/error.hpp"

namespace topsoil {

namespace {

void require_equal(const char* what, std::int64_t counted, std::int64_t expected, Week week) {
    if (counted == expected) return;
    throw RunError(std::string(what) + " does not balance in week " + std::to_string(week) + ": counted " + std::to_string(counted) + ", expected " + std::to_string(expected));
}

void check_money(const World& world) {
    require_equal("the ledger of pounds", world.ledger.sum(), 0, world.week);
    Pence reserves = 0;
    for (const Provider& provider : world.home_care.providers) reserves += provider.reserves;
    require_equal("the account 'provider reserves'", world.ledger.total(Account::provider_reserves), reserves, world.week);
    Pence cash = 0;
    for (const Group& group : world.groups.all) cash += group.cash;
    require_equal("the account 'group cash'", world.ledger.total(Account::group_cash), cash, world.week);
}

void check_hours(const World& world) {
    const auto total = [&](Flow flow) { return world.flows.total(flow); };
    const std::int64_t given = total(Flow::unpaid_minutes) + total(Flow::everyday_minutes) + total(Flow::group_help_minutes) + total(Flow::home_care_minutes) + total(Flow::private_care_minutes) +
                               total(Flow::supported_minutes) + total(Flow::assistant_minutes) + total(Flow::budget_minutes) + total(Flow::day_centre_minutes);
    require_equal("the ledger of hours (given less surplus against need less unmet)", given - total(Flow::surplus_minutes), total(Flow::need_minutes) - total(Flow::unmet_minutes), world.week);
}

/// What is missed for want of a skill is a part of what is missed.
void check_missed(const World& world) {
    const std::int64_t missed = world.flows.total(Flow::missed_minutes), unskilled = world.flows.total(Flow::rare_missed_minutes);
    require_equal("the minutes missed for want of a rare skill, within all that are missed,", std::max(missed, unskilled), missed, world.week);
}

/// Each minute given in a group, or to a duty outside one, counts under one duty.
void check_duties(const World& world) {
    std::int64_t by_duty = 0;
    for (const Flow flow : {Flow::duty_caring_minutes, Flow::duty_community_minutes, Flow::duty_commons_minutes, Flow::duty_welcoming_minutes, Flow::duty_deciding_minutes, Flow::duty_nature_minutes}) by_duty += world.flows.total(flow);
    require_equal("the hours given by duty", by_duty, world.flows.total(Flow::volunteer_minutes) + world.flows.total(Flow::own_duty_minutes), world.week);
}

/// Each unmet minute has one reason, neighbourhood by neighbourhood.
void check_reasons(const World& world) {
    for (std::size_t place = 0; place < world.city->neighbourhoods.size(); ++place) {
        const auto n = static_cast<NeighbourhoodId>(place);
        std::int64_t explained = 0;
        for (std::size_t reason = 0; reason < reasons; ++reason) explained += world.flows.at(flow_of(static_cast<Reason>(reason)), n);
        const std::int64_t unmet = world.flows.at(Flow::unmet_minutes, n);
        if (explained != unmet) require_equal(("the ledger of reasons (minutes with a reason against 'unmet_minutes' in neighbourhood " + std::to_string(place) + ")").c_str(), explained, unmet, world.week);
    }
}

}  // namespace

void check_totals(const World& world) {
    check_money(world);
    check_hours(world);
    check_missed(world);
    check_duties(world);
    check_reasons(world);
}

namespace {

void check_people(const World& world) {
    const auto total = [&](Flow flow) { return world.flows.total(flow); };
    const std::int64_t expected = world.city->place.population + total(Flow::births) + total(Flow::moved_in) - total(Flow::deaths) - total(Flow::moved_out);
    // Whoever is in the list of a home lives there and is in it once, and lists hold as many as live there: one pass, person by person.
    std::vector<std::uint16_t> living_in(world.city->home_point.size(), 0);
    std::vector<std::uint8_t> named(world.city->slots, 0);
    const auto name = [&](Slot slot, HomeId home) {
        if (slot == nobody) return;
        if (world.people.home[slot] != home || named[slot]++ != 0) throw RunError("somebody is in the list of a home where they do not live, or in it twice, in week " + std::to_string(world.week));
    };
    for (HomeId home = 0; home < living_in.size(); ++home) {
        name(world.homes.first_person[home], home);
    }
    std::int64_t alive = 0;
    std::int64_t residents = 0;
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (!world.people.alive(slot)) continue;
        ++alive;
        ++living_in[world.people.home[slot]];
        residents += world.people.setting[slot] == Setting::care_home ? 1 : 0;
        name(world.people.next_in_home[slot], world.people.home[slot]);
    }
    require_equal("the count of people", alive, expected, world.week);
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (named[slot] != (world.people.alive(slot) ? 1 : 0)) throw RunError("somebody is in the list of no home, or of one though they are gone, in week " + std::to_string(world.week));
    }
    std::vector<std::int16_t> women_less_men(living_in.size(), 0);  // of those who live with a partner
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.alive(slot) && world.people.has_partner(slot)) women_less_men[world.people.home[slot]] = static_cast<std::int16_t>(women_less_men[world.people.home[slot]] + (world.people.woman(slot) ? 1 : -1));
    }
    for (const std::int16_t odd : women_less_men) {
        if (odd != 0) throw RunError("somebody lives with a partner who does not live with them, in week " + std::to_string(world.week));
    }
    for (HomeId home = 0; home < living_in.size(); ++home) {
        if (world.homes.count[home] != living_in[home]) require_equal("the number of people in a home", world.homes.count[home], living_in[home], world.week);
    }
    std::int64_t in_beds = 0;
    for (const std::uint16_t count : world.care_homes.residents) in_beds += count;
    require_equal("the number of care-home residents", residents, in_beds, world.week);
}

/// Every committed minute is promised to somebody: care ties, everyday help, volunteering, employers.
void check_commitments(const World& world) {
    std::vector<std::int32_t> promised(world.city->slots, 0);
    const auto promise = [&](Slot slot, int minutes) { promised[slot] += minutes; };
    for (std::uint32_t id = 0; id < world.care.ties.size(); ++id) for_each_promise_of_care(world.care.ties[id], promise);
    for_each_promise_of_posts(world, promise);
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        const CareFile& file = world.care.files[id];
        if (file.person == nobody) continue;
        if (world.people.has(file.person, role::carer) != (file.first_given != nobody)) throw RunError("somebody is called a carer who cares for nobody, or cares and is not, in week " + std::to_string(world.week));
        std::int32_t any = 0;
        std::int32_t light = 0;
        for (std::uint32_t tie = file.first_received; tie != nobody; tie = world.care.ties[tie].next_received) {
            (does_personal_care(world.care.ties[tie].tier) ? any : light) += world.care.ties[tie].minutes;
        }
        require_equal("unpaid care received", file.unpaid_any, any, world.week);
        require_equal("unpaid care received from friends and neighbours", file.unpaid_light, light, world.week);
        std::int32_t everyday = 0;
        for_each_promise_of_help(file, [&](Slot slot, int minutes) {
            promise(slot, minutes);
            everyday += minutes;
        });
        require_equal("everyday help received", file.everyday, everyday, world.week);
    }
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        const bool has_file = world.people.care_file[slot] != nobody;
        if (has_file != world.people.has_file(slot) || (!has_file && world.people.need[slot] != NeedLevel::none)) throw RunError("somebody's care file is not known of, in week " + std::to_string(world.week));
        if (!world.people.alive(slot)) continue;
        require_equal("the minutes a person has promised", world.people.committed[slot], promised[slot] + minutes_of_roles(world.people.roles[slot], world.people.citizenship[slot]), world.week);
    }
}

/// Each visit of each client stands on exactly one round, and rounds hold nothing else.
void check_rounds(const World& world) {
    const HomeCare& care = world.home_care;
    std::int64_t stops = 0;
    for (std::uint32_t r = 0; r < care.rounds.size(); ++r) {
        const Round& round = care.rounds[r];
        if (round.used == 0) continue;
        std::int64_t contact = 0;
        for (std::size_t i = 0; i < round.stops; ++i) {
            const Client& client = care.clients[round.client[i]];
            if (client.file == nobody || (client.round[static_cast<std::size_t>(round.window)] != r && client.second_round[static_cast<std::size_t>(round.window)] != r)) throw RunError("a round visits somebody who is not on it, in week " + std::to_string(world.week));
            require_equal("the length of a visit", round.minutes[i], client.visit_minutes[static_cast<std::size_t>(round.window)], world.week);
            if (client.provider != round.provider) throw RunError("a round of one provider visits a client of another, in week " + std::to_string(world.week));
            contact += round.minutes[i];
            ++stops;
        }
        require_equal("the contact minutes of a round", round.contact_minutes, contact, world.week);
        if (round.worker != nobody && (care.workers[round.worker].round != r || care.workers[round.worker].provider != round.provider)) {
            throw RunError("a round has a worker who has another, in week " + std::to_string(world.week));
        }
    }
    std::int64_t visits = 0;
    for (const Client& client : care.clients) {
        if (client.file == nobody) continue;
        for (std::size_t w = 0; w < windows; ++w) {
            visits += client.visit_minutes[w] > 0 ? client.hands : 0;
            const bool both = client.round[w] != nobody && client.second_round[w] != nobody && client.round[w] != client.second_round[w];
            if (client.visit_minutes[w] > 0 && (client.hands == 2) != both) throw RunError("a visit for two has not two rounds of its own, in week " + std::to_string(world.week));
        }
    }
    require_equal("the number of visits on rounds", stops, visits, world.week);
}

}  // namespace

void check_everything(const World& world) {
    check_totals(world);
    check_rounds(world);
    check_places(world);
    if (sums_agree(world)) return;
    check_people(world);
    check_commitments(world);
    check_settings(world);
    throw RunError("the lists of homes, people, care ties and posts do not agree in week " + std::to_string(world.week));
}

namespace {

class Fingerprinter {
public:
    std::map<std::string, std::uint64_t> found;

    template <class T>
    void operator()(const Field& field, Column<T>& column) {
        std::uint64_t hash = 0;
        for (std::size_t page = 0; page < column.pages(); ++page) hash = bytes(column.read(page), column.page_length(page) * sizeof(T), hash);
        found[std::string(field.name)] = hash;
    }
    template <class Record, auto Member>
    void operator()(const Field& field, Facet<Record, Member>& facet) {
        std::uint64_t hash = 0;
        std::vector<typename Facet<Record, Member>::Value> values;
        for (std::size_t page = 0; page < facet.pages(); ++page) {
            values.clear();
            const auto from = facet.read(page);
            for (std::uint32_t i = 0; i < facet.page_length(page); ++i) values.push_back(from[i]);
            hash = bytes(values.data(), values.size() * sizeof values[0], hash);
        }
        found[std::string(field.name)] = hash;
    }
    template <class T>
    void operator()(const Field& field, std::vector<T>& values) {
        found[std::string(field.name)] = bytes(values.data(), values.size() * sizeof(T), values.size());
    }
    template <class T>
    void operator()(const Field& field, std::vector<std::vector<T>>& rows) {
        std::uint64_t hash = rows.size();
        for (const auto& row : rows) hash = bytes(row.data(), row.size() * sizeof(T), mix(hash, row.size()));
        found[std::string(field.name)] = hash;
    }

private:
    static std::uint64_t bytes(const void* data, std::size_t size, std::uint64_t hash) {
        const auto* at = static_cast<const unsigned char*>(data);
        std::size_t i = 0;
        for (; i + 8 <= size; i += 8) {
            std::uint64_t word;
            std::memcpy(&word, at + i, 8);
            hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
            hash ^= hash >> 29;
        }
        for (; i < size; ++i) hash = (hash ^ at[i]) * 0x100000001B3ULL;
        return hash;
    }
};

}  // namespace

WriteGuard::WriteGuard(World& world) : world_(world), before_(fingerprints()) {}

std::map<std::string, std::uint64_t> WriteGuard::fingerprints() {
    Fingerprinter fingerprinter;
    world_.visit(fingerprinter);
    return std::move(fingerprinter.found);
}

void WriteGuard::check(const ProcessDeclaration& process) {
    std::map<std::string, std::uint64_t> now = fingerprints();
    for (const auto& [name, hash] : now) {
        if (before_.at(name) == hash) continue;
        const bool declared = std::any_of(process.writes.begin(), process.writes.end(), [&name = name](std::string_view allowed) {
            return name == allowed || (name.starts_with(allowed) && name.size() > allowed.size() && name[allowed.size()] == '.');
        });
        if (!declared) throw RunError("the process '" + std::string(process.name) + "' changed '" + name + "', which it has not declared");
    }
    before_ = std::move(now);
}

}  // namespace topsoil
