#include "state/group_kinds.hpp"

#include <array>
#include <utility>

namespace topsoil {

GroupAges ages_of_group(std::string_view kind) {
    static constexpr std::array<std::pair<std::string_view, GroupAges>, 10> known{{
        {"football", {12, 45}},
        {"youth", {11, 21}},
        {"parents_and_toddlers", {22, 44}},
        {"older_people", {62, 100}},
        {"lunch_club", {62, 100}},
        {"walking", {40, 80}},
        {"sports_other", {14, 60}},
        {"carers", {35, 85}},
        {"gardening", {35, 80}},
        {"allotment_society", {35, 80}},
    }};
    for (const auto& [name, ages] : known) {
        if (name == kind) return ages;
    }
    return {16, 90};
}

}  // namespace topsoil
