// One street of a live city, home by home. Reads and changes nothing.
#include <algorithm>
#include <map>

#include "experiment/live_inside.hpp"

namespace topsoil {

namespace {

constexpr double hour = 1.0 / 60;

class StreetLook {
public:
    StreetLook(const World& world, int neighbourhood, int index) : world_(world) {
        const Neighbourhood& here = world.city->neighbourhoods[static_cast<std::size_t>(neighbourhood)];
        found_.neighbourhood = neighbourhood;
        found_.count = static_cast<int>(here.streets);
        if (here.streets == 0) return;
        found_.index = std::clamp(index, 0, found_.count - 1);
        const StreetId street = here.first_street + static_cast<StreetId>(found_.index);
        for (HomeId home = here.first_home; home < here.first_home + here.homes; ++home) {
            if (world.city->home_street[home] == street && world.city->home_kind[home] == HomeKind::dwelling) list_home(home);
        }
    }

    LiveStreet look() {
        for (const auto& [slot, at] : residents_) add_help(slot, at);
        return std::move(found_);
    }

private:
    void list_home(HomeId home) {
        std::vector<Slot> slots;
        for (Slot slot = world_.homes.first_person[home]; slot != nobody; slot = world_.people.next_in_home[slot]) {
            if (world_.people.setting[slot] == Setting::home) slots.push_back(slot);
        }
        // Oldest first, so that a home looks the same in both worlds whatever the order of its list.
        std::sort(slots.begin(), slots.end(), [this](Slot a, Slot b) {
            const int first = world_.people.age(a, world_.week);
            const int second = world_.people.age(b, world_.week);
            return first != second ? first > second : world_.people.key[a] < world_.people.key[b];
        });
        const auto number = static_cast<int>(found_.homes++);
        for (const Slot slot : slots) {
            residents_.emplace_back(slot, found_.people.size());
            position_[slot] = found_.people.size();
            LiveStreet::Resident resident;
            resident.key = world_.people.key[slot];
            resident.home = number;
            resident.age = world_.people.age(slot, world_.week);
            resident.need_level = static_cast<int>(world_.people.need[slot]);
            resident.care_worker = world_.people.has(slot, role::care_worker);
            found_.people.push_back(resident);
        }
    }

    void add_help(Slot slot, std::size_t at) {
        const FileId id = world_.people.care_file[slot];
        if (id == nobody) return;
        const CareFile& file = world_.care.files[id];
        LiveStreet::Resident& resident = found_.people[at];
        resident.gives = minutes_given(world_, slot) * hour;
        resident.need = file.need_minutes() * hour;
        resident.paid = file.delivered * hour;
        resident.unmet = file.unmet * hour;
        for (std::uint32_t tie = file.first_received; tie != nobody; tie = world_.care.ties[tie].next_received) {
            const CareTie& one = world_.care.ties[tie];
            const auto carer = position_.find(one.carer);
            const double hours = one.minutes * hour;
            if (carer == position_.end()) {
                resident.from_elsewhere += hours;
                continue;
            }
            (found_.people[carer->second].home == resident.home ? resident.from_home : resident.from_street) += hours;
            found_.links.push_back({static_cast<std::uint32_t>(carer->second), static_cast<std::uint32_t>(at), static_cast<float>(hours), false});
        }
    }

    const World& world_;
    LiveStreet found_;
    std::vector<std::pair<Slot, std::size_t>> residents_;
    std::map<Slot, std::size_t> position_;
};

}  // namespace

LiveStreet LiveCity::street(std::size_t index, int neighbourhood, int number) const { return StreetLook(inside_->world(index), neighbourhood, number).look(); }

}  // namespace topsoil
