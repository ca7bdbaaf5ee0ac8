#include "engine/digest.hpp"

#include <bit>

namespace topsoil {

namespace {

/// One kind of thing in the sum; a number once used keeps its meaning.
enum Part : std::uint64_t {
    part_week, part_person, part_standing, part_feelings, part_minutes, part_tie, part_need, part_stage, part_dates, part_care_tie, part_provider, part_client, part_acquaintance, part_worker, part_round,
    part_lot, part_group, part_member, part_care_home, part_pence, part_flow, part_made_tie, part_home, part_inhabitant, part_helper, part_care_given, part_care_state, part_holder, part_vacancies,
    part_groups_here, part_billed, part_commissioned, part_resting, part_room, part_vacant, part_seat, part_assistant, part_tenancy, part_scheme, part_day_centre, part_attendance, part_course, part_placement, part_foster_home, part_may_start, part_visits, part_newcomer, part_citizenship, part_group_contract, part_face, part_tie_count,
};

template <class T>
std::uint64_t word(T value) {
    if constexpr (std::is_floating_point_v<T>) {
        return std::bit_cast<std::uint64_t>(static_cast<double>(value));
    } else {
        return static_cast<std::uint64_t>(value);
    }
}
template <class... Words>
std::uint64_t part(Part kind, Words... words) {
    return mix(static_cast<std::uint64_t>(kind), word(words)...);
}

/// Whoever sums up a world: things are named by their keys, never by where they are stored.
class Digest {
public:
    explicit Digest(const World& world) : world_(world), city_(*world.city) {}

    std::uint64_t sum() {
        add(part(part_week, world_.week));
        for (Slot slot = 0; slot < city_.slots; ++slot) {
            if (world_.people.alive(slot)) add_person(slot);
        }
        for (std::size_t n = 0; n < world_.ties.counted.size(); ++n) {
            const TieCount& count = world_.ties.counted[n];
            add(part(part_tie_count, key_of_place(n), count.people, count.ties, count.pairs, count.closed));
        }
        add_homes();
        for (FileId id = 0; id < world_.care.files.size(); ++id) {
            if (world_.care.files[id].person != nobody) add_file(world_.care.files[id]);
        }
        add_care_ties();
        add_home_care();
        add_groups();
        add_assemblies();
        add_citizenship();
        for (std::size_t h = 0; h < world_.care_homes.residents.size(); ++h) {
            const CareHomes& homes = world_.care_homes;
            add(part(part_care_home, city_.home_key[city_.care_homes[h].home], homes.residents[h], homes.open_beds[h], homes.weeks_below[h], homes.weeks_empty[h]));
        }
        add_settings();
        add_money();
        return sum_;
    }

private:
    void add(std::uint64_t value) { sum_ += value; }

    [[nodiscard]] Key key_of(Slot slot) const { return slot == nobody ? 0 : world_.people.key[slot]; }
    [[nodiscard]] Key key_of_file(FileId file) const { return file == nobody ? 0 : key_of(world_.care.files[file].person); }
    [[nodiscard]] Key key_of_client(std::uint32_t client) const { return client == nobody ? 0 : world_.home_care.clients[client].key; }
    [[nodiscard]] Key key_of_worker(std::uint32_t worker) const { return worker == nobody ? 0 : world_.home_care.workers[worker].key; }
    [[nodiscard]] Key key_of_home(HomeId home) const { return home == nobody ? 0 : city_.home_key[home]; }
    [[nodiscard]] Key key_of_place(std::size_t neighbourhood) const { return city_.neighbourhoods[neighbourhood].key; }
    [[nodiscard]] Key key_of_provider(std::uint16_t provider) const { return world_.home_care.providers[provider].key; }

    // --- people and their ties -----------------------------------------------------------------------------------------------

    void add_person(Slot slot) {
        const People& p = world_.people;
        const Key key = p.key[slot];
        add(part(part_person, key, p.birth_week[slot], p.origin[slot], key_of_home(p.home[slot]), p.neighbourhood[slot], key_of_file(p.care_file[slot])));
        add(part(part_standing, key, p.setting[slot], p.roles[slot], p.memberships[slot], p.need[slot], p.citizenship[slot]));
        add(part(part_feelings, key, p.loneliness[slot], p.belonging[slot], p.strain[slot], p.contact[slot], p.exhaustion[slot]));
        add(part(part_minutes, key, p.capacity[slot], p.committed[slot]));
        // Ties to people who are gone end at the yearly sweep; until then they say nothing.
        for_each_tie(city_, world_.ties, p, slot, [&](const TieView& tie) {
            if (tie.page == nobody && p.alive(tie.target)) add(part(part_tie, key, p.key[tie.target], tie.kind, tie.level, tie.last));
        });
        std::uint32_t place = 0;
        for (std::uint32_t page = p.tie_page[slot]; page != nobody; page = world_.ties.pages[page].next) {
            const TiePage& made = world_.ties.pages[page];
            for (std::uint32_t i = 0; i < ties_per_page; ++i, ++place) {
                // Whom somebody comes upon by chance is counted out in this order.
                const Slot target = made.to[i].target();
                if (made.level[i] != 0 && p.alive(target)) add(part(part_made_tie, key, place, p.key[target], made.to[i].kind(), made.level[i], made.last[i]));
            }
        }
    }

    void add_homes() {
        for (HomeId home = 0; home < city_.home_key.size(); ++home) {
            if (world_.homes.count[home] != 0) add(part(part_home, city_.home_key[home], world_.homes.count[home]));
            for_each_in_home(world_.people, world_.homes, home, [&](Slot slot) { add(part(part_inhabitant, city_.home_key[home], key_of(slot))); });
        }
        for (std::size_t n = 0; n < world_.vacant.size(); ++n) {
            for (const HomeId home : world_.vacant[n]) add(part(part_vacant, key_of_place(n), city_.home_key[home]));
        }
        for (const Slot slot : world_.resting) add(part(part_resting, key_of(slot)));
        // Where somebody is stored decides nothing, only whether there is room for them.
        std::size_t room = 0;
        for (const auto& slots : world_.free_slots) room += slots.size();
        add(part(part_room, room));
    }

    // --- care ----------------------------------------------------------------------------------------------------------------

    void add_file(const CareFile& file) {
        const Key key = key_of(file.person);
        add(part(part_need, key, file.need[0], file.need[1], file.need[2], file.unpaid_any, file.unpaid_light, file.paid, file.delivered, file.everyday, file.unmet));
        add(part(part_stage, key, file.weeks_short, file.stage, file.priority, file.funding, file.marks, key_of_client(file.client)));
        add(part(part_dates, key, file.since, file.last_ask, file.hospital_week, file.breakdown_week, file.lost_carer_week, file.package_wanted, file.paid_answered));
        for (std::size_t i = 0; i < file.helper.size(); ++i) add(part(part_helper, key, i, key_of(file.helper[i]), file.helper_minutes[i]));
        for (std::uint32_t tie = file.first_received; tie != nobody; tie = world_.care.ties[tie].next_received) add(part(part_care_tie, key, key_of(world_.care.ties[tie].carer)));
        for (std::uint32_t tie = file.first_given; tie != nobody; tie = world_.care.ties[tie].next_given) add(part(part_care_given, key, key_of_file(world_.care.ties[tie].cared)));
    }

    void add_care_ties() {
        for (std::uint32_t id = 0; id < world_.care.ties.size(); ++id) {
            const CareTie& tie = world_.care.ties[id];
            if (tie.cared != nobody) add(part(part_care_state, key_of_file(tie.cared), key_of(tie.carer), tie.minutes, tie.since, tie.tier));
        }
    }

    // --- home care -----------------------------------------------------------------------------------------------------------

    /// A round has no key: it is the visits it makes and who makes them.
    [[nodiscard]] std::uint64_t round_digest(const Round& round) const {
        if (round.used == 0) return 0;
        std::uint64_t hash = part(part_round, key_of_provider(round.provider), round.window, round.used, round.changed, round.contact_minutes, round.travel_seconds, key_of_worker(round.worker), key_of_worker(round.relief));
        for (std::size_t i = 0; i < round.stops; ++i) hash = mix(hash, key_of_client(round.client[i]), round.minutes[i]);
        return hash;
    }

    void add_home_care() {
        const HomeCare& care = world_.home_care;
        std::vector<std::uint64_t> rounds;
        for (const Round& round : care.rounds) {
            rounds.push_back(round_digest(round));
            add(rounds.back());
        }
        const auto round_of = [&](std::uint32_t round) { return round == nobody ? 0 : rounds[round]; };
        for (const Provider& p : care.providers) {
            add(part(part_provider, p.key, p.alive, p.national, p.team, p.base, p.quality, p.reserves, p.fee_per_hour, p.fixed_per_week, p.variable_per_hour, p.contact_minutes, p.paid_minutes, p.missed_minutes, p.vain_minutes,
                     p.weeks_in_red, p.start_up_until, p.pay_basis, p.coordination, p.autonomy, p.practices, p.practice_overhead, p.practice_supplies, p.practice_leaving, p.emergency_fee, p.emergency_until, p.notice,
                     p.help_until, p.poor_seen, p.closed_to_new, p.rare_asked, p.rare_trained));
        }
        for (std::size_t p = 0; p < care.vacancies.size(); ++p) add(part(part_vacancies, care.providers[p].key, care.vacancies[p]));
        for (const Worker& worker : care.workers) {
            if (worker.key == 0) continue;
            add(part(part_worker, worker.key, key_of(worker.person), key_of_provider(worker.provider), worker.contract_minutes, worker.since, worker.changed, worker.morale, worker.absent, worker.factors,
                     round_of(worker.round), worker.worked_minutes));
        }
        for (const Client& client : care.clients) {
            if (client.file != nobody) add_client(client, round_of);
        }
        // A lot is the neighbourhoods in it, and its number: draws are keyed by it.
        for (std::size_t n = 0; n < care.lot_of.size(); ++n) {
            const Lot& lot = care.lots[care.lot_of[n]];
            add(part(part_lot, key_of_place(n), care.lot_of[n], lot.next_event, lot.fee_per_hour, lot.providers, lot.extended, lot.term, lot.review_every, lot.next_review, lot.stewarded));
            for (std::size_t i = 0; i < lot.providers; ++i) add(part(part_holder, key_of_place(n), i, key_of_provider(lot.provider[i])));
        }
    }

    template <class RoundOf>
    void add_client(const Client& client, RoundOf&& round_of) {
        std::uint64_t hash = part(part_client, client.key, key_of_file(client.file), key_of(client.person), key_of_home(client.home), key_of_provider(client.provider), client.private_, client.hands, client.rare, client.since, client.met_recently, client.delivered, client.changed, client.gap, client.shrunk);
        for (std::size_t i = 0; i < windows; ++i) hash = mix(hash, client.visit_minutes[i], round_of(client.round[i]), round_of(client.second_round[i]));
        for (const std::uint8_t strangers : client.strangers) hash = mix(hash, strangers);
        add(hash);
        for (const Face& face : client.faces) add(part(part_face, client.key, face.print, face.last_week));
        for (const Acquaintance& known : client.met) {
            if (known.worker != 0) add(part(part_acquaintance, client.key, known.worker, known.last_week, known.trust, known.visits));
        }
    }

    // --- other settings --------------------------------------------------------------------------------------------------------

    void add_settings() {
        const CareSettings& s = world_.settings;
        for (const Assistance& a : s.assistants) add(part(part_assistant, a.key, key_of(a.person), key_of(a.assistant), a.assistant_key, a.minutes, a.since, a.funding));
        for (const Scheme& scheme : s.schemes) add(part(part_scheme, scheme.key, key_of_place(scheme.neighbourhood), scheme.flats, scheme.tenants));
        for (const Tenancy& t : s.tenancies) add(part(part_tenancy, t.key, key_of(t.person), t.minutes, t.since, t.scheme == nobody ? 0 : s.schemes[t.scheme].key));
        for (const DayCentre& c : s.day_centres) add(part(part_day_centre, c.key, key_of_place(c.neighbourhood), c.days, c.taken, c.weeks_below));
        for (const Attendance& a : s.attendances) add(part(part_attendance, a.key, key_of(a.person), s.day_centres[a.centre].key, a.since));
        for (const Course& c : s.courses) add(part(part_course, c.key, key_of(c.person), c.until));
        for (const Placement& p : s.placements) add(part(part_placement, p.key, key_of(p.child), key_of(p.carer), p.carer_key, p.since, p.carers, p.near));
        for (const FosterHome& f : s.foster_homes) add(part(part_foster_home, f.key, key_of(f.carer), f.places, f.taken));
        for (const FileId id : s.may_start) add(part(part_may_start, key_of_file(id)));
        add_by_place(part_visits, 0, s.nurse_visits_wanted);
        add_by_place(part_visits, 1, s.gp_contacts_wanted);
    }

    // --- groups and money ----------------------------------------------------------------------------------------------------

    void add_groups() {
        for (std::size_t g = 0; g < world_.groups.all.size(); ++g) {
            const Group& group = world_.groups.all[g];
            if (group.alive == 0) continue;
            add(part(part_group, group.key, group.alive, group.kind, group.neighbourhood, group.organisers, group.energy, group.cash, group.income_per_week, group.contract_per_week, group.rent_per_week, group.founded, group.weeks_tired, group.weeks_in_debt,
                     group.granted, group.hosted));
            std::uint64_t place = 0;
            for (const Slot slot : world_.groups.members[g]) {
                if (world_.people.alive(slot)) add(part(part_member, group.key, place++, key_of(slot)));
            }
        }
        for (std::size_t n = 0; n < world_.groups.in.size(); ++n) {
            for (const std::uint32_t g : world_.groups.in[n]) add(part(part_groups_here, key_of_place(n), world_.groups.all[g].key));
        }
        for (const GroupContract& c : world_.groups.contracts) {
            add(part(part_group_contract, c.key, c.per_week, c.group == nobody ? 0 : world_.groups.all[c.group].key, c.next_tender, c.term, key_of_place(c.neighbourhood)));
        }
    }

    void add_assemblies() {
        for (std::size_t n = 0; n < world_.groups.assembly.size(); ++n) {
            std::uint64_t place = 0;
            for (const Slot slot : world_.groups.assembly[n]) add(part(part_seat, key_of_place(n), place++, key_of(slot)));
        }
    }

    void add_citizenship() {
        const Citizenship& c = world_.citizenship;
        for (const Newcomer& one : c.newcomers) add(part(part_newcomer, one.key, key_of(one.person), one.since, key_of_place(one.neighbourhood)));
        std::uint64_t field = 0;
        for (const auto* by_place : {&c.counted, &c.usual_ppm, &c.green_ppm, &c.nature_minutes}) add_by_place(part_citizenship, field++, *by_place);
        for (const auto* of_the_city : {&c.standing_ppm, &c.apart_ppm}) {
            for (const std::int64_t ppm : *of_the_city) add(part(part_citizenship, field++, ppm));
        }
    }

    void add_by_place(Part kind, std::uint64_t field, const std::vector<std::int64_t>& values) {
        const std::size_t places = city_.neighbourhoods.size();
        for (std::size_t i = 0; i < values.size(); ++i) add(part(kind, field, i / places, key_of_place(i % places), values[i]));
    }

    void add_flows(Part kind, const Flows& sums) {
        for (std::size_t flow = 0; flow < flows; ++flow) {
            for (std::size_t n = 0; n < city_.neighbourhoods.size(); ++n) add(part(kind, 0, flow, key_of_place(n), sums.at(static_cast<Flow>(flow), static_cast<NeighbourhoodId>(n))));
        }
    }

    void add_money() {
        add_by_place(part_pence, 0, world_.ledger.balances());
        add_flows(part_flow, world_.flows);
        add_flows(part_billed, world_.billed);
        const Commissioned& c = world_.commissioned;
        std::uint64_t field = 0;
        for (const auto* by_place : {&c.home_care_budget, &c.group_grants, &c.due, &c.home_care_ppm, &c.observed, &c.historic, &c.refill_ppm, &c.lots_cut, &c.standing, &c.arranged, &c.budget_money, &c.desk, &c.shared_places, &c.assembly, &c.strand_money, &c.strand_ppm, &c.opening_ppm}) add_by_place(part_commissioned, field++, *by_place);
        for (const auto* of_the_city : {&c.care_home_room, &c.setting_money, &world_.conditions, &c.cash_limit_ppm, &c.parted}) {
            for (std::size_t i = 0; i < of_the_city->size(); ++i) add(part(part_commissioned, field, i, (*of_the_city)[i]));
            ++field;
        }
    }

    const World& world_;
    const City& city_;
    std::uint64_t sum_ = 0;
};

}  // namespace

std::uint64_t digest(const World& world) { return Digest(world).sum(); }

std::string digest_text(std::uint64_t value) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; value >>= 4) text[i] = digits[value & 15];
    return text;
}

}  // namespace topsoil
