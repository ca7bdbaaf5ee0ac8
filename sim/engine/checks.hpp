// Nothing appears or vanishes: people, minutes and pence, checked; and a process changes only what it declared.
#pragma once

#include <map>
#include <string>

#include "state/process.hpp"

namespace topsoil {

/// Running totals, every week, cheap. Throws RunError naming the account that does not balance.
void check_totals(const World& world);

/// Recounts everything from the ground: each person in one home, each committed minute, each tie, each penny. Throws RunError.
void check_everything(const World& world);

/// Notices writes that a process did not declare. Slow; for checked builds and tests.
class WriteGuard {
public:
    explicit WriteGuard(World& world);
    /// Throws RunError if a field changed since the last call that `process` does not list in `writes` (by name or by part).
    void check(const ProcessDeclaration& process);

private:
    [[nodiscard]] std::map<std::string, std::uint64_t> fingerprints();
    World& world_;
    std::map<std::string, std::uint64_t> before_;
};

}  // namespace topsoil
