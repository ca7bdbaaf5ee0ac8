#include "state/columns.hpp"

namespace topsoil {

void lay_columns(World& world) {
    const City& city = *world.city;
    People& p = world.people;
    p.key = Column<Key>(city.slots);
    p.birth_week = Column<std::int16_t>(city.slots);
    p.origin = Column<std::uint8_t>(city.slots);
    p.home = Column<HomeId>(city.slots, nobody);
    p.next_in_home = Column<Slot>(city.slots, nobody);
    p.neighbourhood = Column<NeighbourhoodId>(city.slots);
    p.setting = Column<Setting>(city.slots, Setting::gone);
    p.roles = Column<std::uint8_t>(city.slots);
    p.memberships = Column<std::uint8_t>(city.slots);
    p.loneliness = Column<Share16>(city.slots);
    p.belonging = Column<Share16>(city.slots);
    p.strain = Column<Share16>(city.slots);
    p.contact = Column<Share16>(city.slots);
    p.capacity = Column<std::uint16_t>(city.slots);
    p.committed = Column<std::uint16_t>(city.slots);
    p.need = Column<NeedLevel>(city.slots, NeedLevel::none);
    p.care_file = Column<FileId>(city.slots, nobody);
    p.tie_page = Column<std::uint32_t>(city.slots, nobody);
    world.homes.first_person = Column<Slot>(city.home_point.size(), nobody);
    world.homes.count = Column<std::uint16_t>(city.home_point.size());
    world.ledger = Ledger(city.neighbourhoods.size());
    world.flows = Flows(city.neighbourhoods.size());
    world.billed = Flows(city.neighbourhoods.size());
    world.free_slots.resize(city.neighbourhoods.size());
    world.vacant.resize(city.neighbourhoods.size());
}

}  // namespace topsoil
