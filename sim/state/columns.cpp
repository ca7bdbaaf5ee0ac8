#include "state/columns.hpp"

namespace topsoil {

void lay_columns(World& world) {
    const City& city = *world.city;
    world.people.lay(city.slots);
    world.homes.lay(city.home_point.size());
    world.ledger = Ledger(city.neighbourhoods.size());
    world.flows = Flows(city.neighbourhoods.size());
    world.billed = Flows(city.neighbourhoods.size());
    world.citizenship.lay(city.neighbourhoods.size());
    world.free_slots.resize(city.neighbourhoods.size());
    world.vacant.resize(city.neighbourhoods.size());
}

}  // namespace topsoil
