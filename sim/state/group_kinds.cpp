#include "state/group_kinds.hpp"

#include <array>

namespace topsoil {

namespace {

struct GroupKind {
    std::string_view name;
    GroupAges ages;
    Duty duty;
    double usual_size;
};

constexpr GroupAges anybody{16, 120};

constexpr std::array kinds{
    GroupKind{"allotment_society", {35, 80}, Duty::commons, 0.97},
    GroupKind{"arts", anybody, Duty::community, 1.16},
    GroupKind{"book_club", anybody, Duty::community, 1.16},
    GroupKind{"carers", {35, 85}, Duty::caring, 1.05},
    GroupKind{"coffee_morning", anybody, Duty::community, 1.16},
    GroupKind{"cultural_community", anybody, Duty::welcoming, 1.16},
    GroupKind{"disability", anybody, Duty::caring, 1.16},
    GroupKind{"faith", anybody, Duty::community, 1.16},
    GroupKind{"food_bank", anybody, Duty::caring, 1.16},
    GroupKind{"football", {12, 45}, Duty::community, 0.81},
    GroupKind{"friends_of", anybody, Duty::nature, 1.16},
    GroupKind{"gardening", {35, 80}, Duty::community, 0.97},
    GroupKind{"litter_and_nature", anybody, Duty::nature, 1.16},
    GroupKind{"lunch_club", {62, 120}, Duty::community, 0.57},
    GroupKind{"older_people", {62, 120}, Duty::community, 0.58},
    GroupKind{"parents_and_toddlers", {22, 44}, Duty::community, 0.58},
    GroupKind{"peer_support", anybody, Duty::caring, 1.16},
    GroupKind{"sewing_and_knitting", anybody, Duty::community, 1.16},
    GroupKind{"skill_and_tool_share", anybody, Duty::commons, 1.16},
    GroupKind{"social_garden", anybody, Duty::community, 1.16},
    GroupKind{"sports_other", {14, 60}, Duty::community, 0.94},
    GroupKind{"tenants_and_residents", anybody, Duty::deciding, 1.16},
    GroupKind{"walking", {40, 80}, Duty::community, 0.88},
    GroupKind{"youth", {11, 21}, Duty::community, 0.27},
};

/// Kinds not named are for everybody over sixteen and build community.
[[nodiscard]] GroupKind kind_called(std::string_view name) {
    for (const GroupKind& kind : kinds) {
        if (kind.name == name) return kind;
    }
    return {name, anybody, Duty::community, 1};
}

}  // namespace

GroupAges ages_of_group(std::string_view kind) { return kind_called(kind).ages; }

Duty duty_of_group(std::string_view kind) { return kind_called(kind).duty; }

double usual_size_of_group(std::string_view kind) { return kind_called(kind).usual_size; }

bool gives_peer_support(std::string_view kind) { return kind == "peer_support" || kind == "carers"; }

bool finds_helpers(std::string_view kind) { return duty_of_group(kind) == Duty::caring || kind == "skill_and_tool_share"; }

}  // namespace topsoil
