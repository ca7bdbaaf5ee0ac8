// What kinds of groups there are to join and for whom. Places name kinds and counts; ages are the same everywhere.
#pragma once

#include <string_view>

namespace topsoil {

/// Ages that a kind of group is for. Kinds not named are for everybody over sixteen.
struct GroupAges {
    int youngest, oldest;
};
[[nodiscard]] GroupAges ages_of_group(std::string_view kind);

}  // namespace topsoil
