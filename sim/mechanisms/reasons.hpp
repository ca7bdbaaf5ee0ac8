// The ledger of reasons: why each unmet minute of somebody at home is unmet. A minute has one reason, the first of these that applies
// to it. Some take a known number of minutes: visits that did not come, a package that has not begun, what a package was never meant to
// meet. One other takes all that is left.
//
//  1. visit missed: part of the package agreed that did not come this week, because nobody could cover.
//  2. changing hands: the same, within eight weeks of another provider taking over.
//  3. no money: part of a package granted but not begun, because the lot's budget was spoken for at the last try; and what reviews
//     have taken off a package because the lot had promised too much, and not given back.
//  4. no provider: the same, where there was money, or the person pays; no provider with staff, and with the rare skill if they
//     need it, took them on, or a personal assistant has left and nobody has been found yet.
//  5. waiting for assessment: what is lacking until a social worker has seen them.
//  6. lost this week: they came home, or somebody who cared for them left, after everybody had been asked this week; they ask next week.
//  7. not eligible: the council's last answer to this need was no, at first contact or after an assessment.
//  8. carer broke down: somebody who cared for them broke down so lately that they are not to be asked again yet.
//  9. package smaller: what lies beyond the package granted, as far as it was lacking when that began.
// 10. fixed hours: what lies beyond the hours agreed of supported living or of a personal assistant.
// 11. grown since: more than was lacking when the package began, since need has grown or family and friends do less; no review
//     raises a package above what was granted.
// 12. let be: too little is lacking to ask anybody, under a tenth of the need.
// 13. nobody could: they asked whom they count on, nobody near them could, and it is too little to turn to the council, under a fifth.
// 14. nobody knows: nobody helps them, nobody has noticed, and the council has not heard of them.
// 15. council not asked: somebody helps or has noticed, and could do no more; the council has not heard of it.
//
// Reasons 7, 14 and 15 are for a fifth and more, since nobody turns to the council for less. Distance is no
// reason of its own: it makes rounds long and workers scarce, and shows in 1, 2 and 4. No process acts on what the ledger says.
#pragma once

#include <algorithm>

#include "state/care.hpp"
#include "state/flows.hpp"
#include "state/home_care.hpp"

namespace topsoil {

inline constexpr int weeks_of_changing_hands = 8;

/// Why the minutes are unmet that have no reason of a known number of minutes.
[[nodiscard]] inline Reason reason_of_the_rest(const CareFile& file, Week week) {
    if (file.stage == Stage::waiting_assessment) return Reason::waiting_assessment;
    const bool heard = file.stage != Stage::none;
    const int need = file.need_minutes();
    const int lacking = file.shortfall();  // by which people themselves decide whether to ask
    if (!heard && file.has(mark::asks)) return Reason::lost_this_week;
    if (!heard && file.has(mark::turned_away) && lacking * 5 >= need) return Reason::not_eligible;
    if (week - file.lost_carer_week < rest_after_breakdown) return Reason::carer_broke_down;
    if (file.stage == Stage::waiting_start) return Reason::package_smaller;
    if (heard) return file.client != nobody ? Reason::grown_since : Reason::fixed_hours;
    if (lacking * 10 <= need) return Reason::let_be;
    if (lacking * 5 < need) return Reason::nobody_could;
    const bool known = file.first_received != nobody || file.everyday > 0 || file.has(mark::noticed);
    return known ? Reason::council_not_asked : Reason::nobody_knows;
}

/// Gives the `left` minutes of a person at home their reasons: use(reason, minutes), the sum of minutes being `left`. `client` is
/// null for people without home care.
template <class Use>
void give_reasons(const CareFile& file, const Client* client, Week week, int left, Use&& use) {
    const auto take = [&](Reason reason, int minutes) {
        const int taken = std::min(left, minutes);
        if (taken <= 0) return;
        left -= taken;
        use(reason, taken);
    };
    if (client != nullptr) {
        // Whoever came home after the week's visits missed none.
        const bool came_home = file.delivered == 0 && file.has(mark::asks);
        const bool changing = week - client->changed < weeks_of_changing_hands;
        take(came_home ? Reason::lost_this_week : (changing ? Reason::changing_hands : Reason::visit_missed), file.paid - file.delivered);
    }
    if (client != nullptr) take(Reason::no_money, client->shrunk);
    if (employs(file.funding) && file.stage == Stage::served) take(Reason::no_provider, file.package_wanted - file.paid);
    if (file.stage == Stage::waiting_start) take(file.has(mark::no_money) ? Reason::no_money : Reason::no_provider, file.package_wanted);
    if (left == 0) return;
    const Reason rest = reason_of_the_rest(file, week);
    if (rest == Reason::grown_since && client != nullptr) take(Reason::package_smaller, client->gap - file.paid - client->shrunk);
    take(rest, left);
}

}  // namespace topsoil
