// Coming into the city and leaving it: everything that must be put right when a person enters or goes.
#pragma once

#include "state/process.hpp"

namespace topsoil {

struct NewPerson {
    Key key = 0;
    std::int16_t birth_week = 0;
    bool woman = false;
    Origin origin = Origin::newborn;
    HomeId home = nobody;
    Setting setting = Setting::home;
    bool other_background = false;
};

/// Gives a person the lowest free slot of the neighbourhood, or of the nearest that has one. Returns nobody if the city is full.
Slot add_person(Living& living, const NewPerson& person);

/// Takes a person out of the city: death or departure. Those they cared for ask again; their slot rests until the yearly sweep (state/sweep.hpp).
void remove_person(Living& living, Slot slot);

/// Another home for one person. Couples that part are to be parted before (end_couple).
void move_person(World& world, Slot slot, HomeId home);

/// The vacant dwelling of a neighbourhood that chance gives this mover, or of the nearest that has one; taken off the list.
/// Returns nobody if the city has none within reach.
HomeId take_vacancy(World& world, NeighbourhoodId neighbourhood, Key mover, Week week);

/// Level at which two people come to know each other, of `level`: less for those who are not kin where their backgrounds differ, or where one
/// of them is new here and nobody has welcomed them.
[[nodiscard]] std::uint8_t level_between(const World& world, Slot a, Slot b, TieKind kind, std::uint8_t level);

/// Makes or strengthens a tie from `owner` to `target`; true if it is new.
bool add_tie(World& world, Slot owner, Slot target, TieKind kind, std::uint8_t level, Week week);

/// Two people who get to know each other, or one another better.
struct Meeting {
    Slot a, b;
    TieKind kind;
};
/// The ties of each meeting in both directions, in the order given; returns those in which `a` met somebody new.
std::vector<Meeting> meet_each_other(World& world, const std::vector<Meeting>& meetings, std::uint8_t level, Week week);

/// The same of people most of whom know each other already.
void know_each_other_better(World& world, const std::vector<Meeting>& meetings, std::uint8_t level, Week week);

}  // namespace topsoil
