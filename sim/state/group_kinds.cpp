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

Duty duty_of_group(std::string_view kind) {
    static constexpr std::array<std::pair<std::string_view, Duty>, 10> known{{
        {"peer_support", Duty::caring},
        {"carers", Duty::caring},
        {"disability", Duty::caring},
        {"food_bank", Duty::caring},
        {"allotment_society", Duty::commons},
        {"skill_and_tool_share", Duty::commons},
        {"cultural_community", Duty::welcoming},
        {"tenants_and_residents", Duty::deciding},
        {"friends_of", Duty::nature},
        {"litter_and_nature", Duty::nature},
    }};
    for (const auto& [name, duty] : known) {
        if (name == kind) return duty;
    }
    return Duty::community;
}

bool gives_peer_support(std::string_view kind) { return kind == "peer_support" || kind == "carers"; }

bool finds_helpers(std::string_view kind) { return duty_of_group(kind) == Duty::caring || kind == "skill_and_tool_share"; }

}  // namespace topsoil
