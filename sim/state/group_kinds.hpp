// What kinds of groups there are to join and for whom. Places name kinds and counts; ages are the same everywhere.
#pragma once

#include <string_view>

#include "state/citizenship.hpp"

namespace topsoil {

/// Ages that a kind of group is for: who is younger or older does not join, who has grown older leaves. Kinds not named are for everybody over sixteen.
struct GroupAges {
    int youngest, oldest;
};
[[nodiscard]] GroupAges ages_of_group(std::string_view kind);

/// The duty under which a kind of group's hours count; kinds not named build community.
[[nodiscard]] Duty duty_of_group(std::string_view kind);

/// By how much groups of the kind are larger than `city.group_members` in the first week, in the mean: so much that as many join as leave.
[[nodiscard]] double usual_size_of_group(std::string_view kind);

/// Do people who live with a need, or with somebody's need, meet others in the same boat there?
[[nodiscard]] bool gives_peer_support(std::string_view kind);

/// Do people who are no members turn to it for help in the house, a lift or company?
[[nodiscard]] bool finds_helpers(std::string_view kind);

}  // namespace topsoil
