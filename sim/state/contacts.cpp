#include "state/contacts.hpp"

namespace topsoil {

Meetings::Meetings(const UsualContacts& contacts) : contacts_(contacts) {
    const TieDecay decay(5 * 52, 26, tie_sustained);
    for (const bool writes : {false, true}) {
        for (std::size_t kind = 0; kind < tie_kinds; ++kind) {
            for (int weeks = 0; weeks < 256; ++weeks) {
                const double a_week = contacts.of(writes)[kind] * decay.strength(static_cast<TieKind>(kind), 1, 0, weeks);
                tables_[writes ? 1 : 0][kind][static_cast<std::size_t>(weeks)] = static_cast<std::uint32_t>(a_week * a_contact + 0.5);
            }
        }
    }
}

}  // namespace topsoil
