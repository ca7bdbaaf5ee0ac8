#include "engine/conditions.hpp"

#include "state/conditions.hpp"

namespace topsoil {

namespace {

void multiply(std::vector<std::int64_t>& week, Condition condition, double factor) {
    std::int64_t& value = week[static_cast<std::size_t>(condition)];
    value = static_cast<std::int64_t>(static_cast<double>(value) * factor + 0.5);
}

}  // namespace

const std::vector<ShockSpec>& shock_catalogue() {
    // Sizes are assumed, set to be seen rather than fitted: the labour market of 2021-22 and the winter of 2022-23 are held out.
    static const std::vector<ShockSpec> kinds{
        {ShockKind::provider_fails, "provider_fails", 0.10, 1, 1, "share of home-care hours whose providers close in the same week"},
        {ShockKind::labour_shortage, "labour_shortage", 0.50, 1, 52, "share of the usual hiring that does not happen"},
        {ShockKind::cold_winter, "cold_winter", 0.25, 0.45, 10, "growth of emergency admissions, and of the chance that a worker is away"},
        {ShockKind::pandemic, "pandemic", 0.80, 1, 26, "share of groups' meetings that do not take place; workers are away twice as often, and admissions grow by a fifth, at a size of 1"},
    };
    return kinds;
}

std::vector<std::int64_t> conditions_in(const std::vector<Shock>& shocks, Week week) {
    std::vector<std::int64_t> found = ordinary_week();
    for (const Shock& shock : shocks) {
        if (week < shock.week || week >= shock.week + shock.weeks) continue;
        switch (shock.kind) {
            case ShockKind::provider_fails:
                // The blow falls once, however long the scenario calls it.
                if (week == shock.week) found[static_cast<std::size_t>(Condition::providers_fail)] += static_cast<std::int64_t>(shock.size * usual_condition + 0.5);
                break;
            case ShockKind::labour_shortage: multiply(found, Condition::hiring, 1 - shock.size); break;
            case ShockKind::cold_winter:
                multiply(found, Condition::admissions, 1 + shock.size);
                multiply(found, Condition::workers_away, 1 + shock.size);
                break;
            case ShockKind::pandemic:
                multiply(found, Condition::meetings, 1 - shock.size);
                multiply(found, Condition::workers_away, 1 + shock.size);
                multiply(found, Condition::admissions, 1 + 0.2 * shock.size);
                break;
            case ShockKind::count_: break;
        }
    }
    return found;
}

}  // namespace topsoil
