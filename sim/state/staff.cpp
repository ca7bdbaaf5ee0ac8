#include "state/staff.hpp"

namespace topsoil {

void let_go(World& world, std::uint32_t index) {
    HomeCare& care = world.home_care;
    Worker& worker = care.workers[index];
    if (worker.round != nobody) care.rounds[worker.round].worker = nobody;
    if (worker.person != nobody && world.people.key[worker.person] == worker.key) {
        world.people.roles.edit(worker.person) = static_cast<std::uint8_t>(world.people.roles[worker.person] & ~role::care_worker);
    }
    world.flows.add(Flow::workers_left, care.providers[worker.provider].base, 1);
    worker = Worker{};
    care.free_workers.push_back(index);
}

}  // namespace topsoil
