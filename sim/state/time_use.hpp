// Hours in the week: who is in paid work, what work and a person's own life leave, and what they would give.
#pragma once

#include "base/draw.hpp"
#include "state/people.hpp"

namespace topsoil {

/// Is this person in paid work? Fixed by their own luck and age, unless they gave work up to care.
[[nodiscard]] bool in_paid_work(std::uint64_t seed, Key key, int age, bool left_work);

/// Minutes a week left after sleep, own care, paid work, school: what close carers draw on.
[[nodiscard]] Minutes spare_minutes(int age, bool paid_work, NeedLevel need);

/// Do people's hours change with this birthday? They begin to give, leave school, and work more or less often.
[[nodiscard]] bool hours_change_at(int age);

/// Minutes a week that somebody would give beside close care: a lasting personal share of their spare time.
[[nodiscard]] std::uint16_t giveable_minutes(std::uint64_t seed, Key key, int age, bool paid_work, NeedLevel need);

}  // namespace topsoil
