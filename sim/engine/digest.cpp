#include "engine/digest.hpp"

#include <bit>

namespace topsoil {

namespace {

std::uint64_t person_digest(const World& world, Slot slot) {
    const People& p = world.people;
    const Key key = p.key[slot];
    std::uint64_t sum = mix(1, key, static_cast<std::uint64_t>(p.birth_week[slot]), p.origin[slot], world.city->home_key[p.home[slot]], p.neighbourhood[slot]);
    sum += mix(2, key, static_cast<std::uint64_t>(p.setting[slot]), p.roles[slot], p.memberships[slot], static_cast<std::uint64_t>(p.need[slot]));
    sum += mix(3, key, p.loneliness[slot], p.belonging[slot], p.strain[slot], p.contact[slot]);
    sum += mix(4, key, p.capacity[slot], p.committed[slot]);
    for_each_tie(*world.city, world.ties, p.tie_page, slot, [&](const TieView& tie) {
        // Ties to people who are gone end at the yearly sweep; until then they say nothing.
        if (p.alive(tie.target)) sum += mix(5, key, p.key[tie.target], static_cast<std::uint64_t>(tie.kind), tie.level, tie.last);
    });
    return sum;
}

std::uint64_t file_digest(const World& world, const CareFile& file) {
    const Key key = world.people.key[file.person];
    std::uint64_t sum = mix(6, key, file.need[0], file.need[1], file.need[2], file.unpaid_any, file.unpaid_light, file.paid, file.delivered, file.everyday, file.unmet);
    sum += mix(7, key, file.weeks_short, file.ask, static_cast<std::uint64_t>(file.stage), static_cast<std::uint64_t>(file.priority), static_cast<std::uint64_t>(file.funding), file.noticed);
    sum += mix(8, key, static_cast<std::uint64_t>(file.since), static_cast<std::uint64_t>(file.last_ask), static_cast<std::uint64_t>(file.hospital_week), static_cast<std::uint64_t>(file.breakdown_week),
               static_cast<std::uint64_t>(file.lost_carer_week), file.package_wanted, file.paid_answered);
    for (std::uint32_t tie = file.first_received; tie != nobody; tie = world.care.ties[tie].next_received) {
        const CareTie& care = world.care.ties[tie];
        sum += mix(9, key, world.people.key[care.carer], care.minutes, static_cast<std::uint64_t>(care.since), static_cast<std::uint64_t>(care.tier));
    }
    return sum;
}

std::uint64_t home_care_digest(const World& world) {
    const HomeCare& care = world.home_care;
    std::uint64_t sum = 0;
    for (const Provider& p : care.providers) {
        sum += mix(10, p.key, p.alive, p.national, p.team, p.base, p.quality, static_cast<std::uint64_t>(p.reserves), static_cast<std::uint64_t>(p.fee_per_hour), static_cast<std::uint64_t>(p.contact_minutes),
                   static_cast<std::uint64_t>(p.paid_minutes), std::bit_cast<std::uint64_t>(p.pay_basis), std::bit_cast<std::uint64_t>(p.autonomy));
    }
    for (const Client& client : care.clients) {
        if (client.file == nobody) continue;
        sum += mix(11, client.key, care.providers[client.provider].key, client.private_, client.delivered, client.met_recently, client.visit_minutes[0], client.visit_minutes[1], client.visit_minutes[2], client.visit_minutes[3]);
        for (const Acquaintance& known : client.met) {
            if (known.worker != 0) sum += mix(12, client.key, known.worker, static_cast<std::uint64_t>(known.last_week), known.trust, known.visits);
        }
    }
    for (const Worker& worker : care.workers) {
        if (worker.key != 0) sum += mix(13, worker.key, care.providers[worker.provider].key, worker.contract_minutes, static_cast<std::uint64_t>(worker.since), worker.morale, worker.factors, static_cast<std::uint64_t>(worker.worked_minutes));
    }
    for (const Round& round : care.rounds) {
        if (round.used == 0) continue;
        for (std::size_t i = 0; i < round.stops; ++i) sum += mix(14, care.clients[round.client[i]].key, static_cast<std::uint64_t>(round.window), i, static_cast<std::uint64_t>(round.travel_seconds));
    }
    for (std::size_t n = 0; n < care.lot_of.size(); ++n) {
        const Lot& lot = care.lots[care.lot_of[n]];
        sum += mix(15, world.city->neighbourhoods[n].key, static_cast<std::uint64_t>(lot.next_event), static_cast<std::uint64_t>(lot.fee_per_hour), lot.providers);
    }
    return sum;
}

}  // namespace

std::uint64_t digest(const World& world) {
    std::uint64_t sum = mix(0, static_cast<std::uint64_t>(world.week));
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.alive(slot)) sum += person_digest(world, slot);
    }
    for (FileId id = 0; id < world.care.files.size(); ++id) {
        const CareFile& file = world.care.files[id];
        if (file.person != nobody && world.people.alive(file.person)) sum += file_digest(world, file);
    }
    sum += home_care_digest(world);
    for (std::size_t g = 0; g < world.groups.all.size(); ++g) {
        const Group& group = world.groups.all[g];
        if (group.alive == 0) continue;
        sum += mix(16, group.key, group.organisers, group.energy, static_cast<std::uint64_t>(group.cash), static_cast<std::uint64_t>(group.weeks_tired));
        for (const Slot slot : world.groups.members[g]) {
            if (world.people.alive(slot)) sum += mix(17, group.key, world.people.key[slot]);
        }
    }
    for (std::size_t h = 0; h < world.care_homes.residents.size(); ++h) {
        sum += mix(18, world.city->home_key[world.city->care_homes[h].home], world.care_homes.residents[h], world.care_homes.open_beds[h]);
    }
    const std::size_t places = world.city->neighbourhoods.size();
    for (std::size_t i = 0; i < world.ledger.balances().size(); ++i) {
        sum += mix(19, i / places, world.city->neighbourhoods[i % places].key, static_cast<std::uint64_t>(world.ledger.balances()[i]));
    }
    for (std::size_t i = 0; i < world.flows.values().size(); ++i) {
        sum += mix(20, i / places, world.city->neighbourhoods[i % places].key, static_cast<std::uint64_t>(world.flows.values()[i]));
    }
    return sum;
}

std::string digest_text(std::uint64_t value) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = 16; i-- > 0; value >>= 4) text[i] = digits[value & 15];
    return text;
}

}  // namespace topsoil
