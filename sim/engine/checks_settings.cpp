#include "engine/checks_settings.hpp"

#include <string>
#include <vector>

#include "topsoil/error.hpp"

namespace topsoil {

namespace {

[[noreturn]] void fail(const std::string& what, Week week) { throw RunError(what + ", in week " + std::to_string(week)); }

}  // namespace

void check_places(const World& world) {
    const CareSettings& s = world.settings;
    std::vector<std::int32_t> flats(s.schemes.size(), 0);
    for (const Tenancy& tenancy : s.tenancies) {
        if (tenancy.scheme != nobody) ++flats[tenancy.scheme];
    }
    for (std::size_t i = 0; i < flats.size(); ++i) {
        if (flats[i] != s.schemes[i].tenants || flats[i] > s.schemes[i].flats) fail("the tenants of an extra-care scheme are not those of its flats", world.week);
    }
    std::vector<std::int32_t> families(s.foster_homes.size(), 0);
    for (const Placement& placement : s.placements) {
        if (placement.carers != Carers::foster) continue;
        for (std::size_t i = 0; i < families.size(); ++i) families[i] += s.foster_homes[i].key == placement.carer_key ? 1 : 0;
    }
    for (std::size_t i = 0; i < families.size(); ++i) {
        if (families[i] != s.foster_homes[i].taken || families[i] > s.foster_homes[i].places) fail("a foster family has other children than those placed with it", world.week);
    }
}

namespace {

/// One record for each child in a placement. Records of children who died or left this week lapse when placements next come round.
void check_children(const World& world) {
    std::int64_t placed = 0;
    std::vector<std::uint8_t> seen(world.city->slots, 0);
    for (const Placement& placement : world.settings.placements) {
        if (!still_here(world, placement.child, placement.key)) continue;
        if (world.people.setting[placement.child] != Setting::placement || seen[placement.child]++ != 0) fail("a child has a placement and lives elsewhere, or has two", world.week);
        ++placed;
    }
    std::int64_t away = 0;
    for (Slot slot = 0; slot < world.city->slots; ++slot) away += world.people.setting[slot] == Setting::placement ? 1 : 0;
    if (away != placed) fail("somebody lives in a placement that nobody knows of", world.week);
}

/// One post for each assistant.
void check_assistants(const World& world) {
    std::vector<std::uint8_t> posts(world.city->slots, 0);
    for (const Assistance& post : world.settings.assistants) {
        if (still_here(world, post.assistant, post.assistant_key)) ++posts[post.assistant];
    }
    for (Slot slot = 0; slot < world.city->slots; ++slot) {
        if (world.people.alive(slot) && (world.people.has(slot, role::assistant) ? 1 : 0) != posts[slot]) fail("somebody is called an assistant without a post, has one and is not, or has two", world.week);
    }
}

}  // namespace

void check_settings(const World& world) {
    check_children(world);
    check_assistants(world);
}

}  // namespace topsoil
