// Takes every measure of a world at recorded weeks.
#pragma once

#include <vector>

#include "measures/catalogue.hpp"
#include "topsoil/parameter.hpp"

namespace topsoil {

/// One recording: values[measure][place of its axis], in the order of measure_catalogue().
using Frame = std::vector<std::vector<double>>;

class Recorder {
public:
    /// Begins an interval: flows count from here.
    explicit Recorder(const World& world, const ParameterSet& parameters = {});
    /// Begins an interval anew, of this world or another of the same city.
    void begin(const World& world) { last_ = {world.week, world.flows, world.ledger}; }
    /// The interval that ends now; the next begins.
    [[nodiscard]] Frame record(const World& world);
    /// How everybody fared at the last recording, by slot.
    [[nodiscard]] const std::vector<PersonOutcome>& outcomes() const { return census_.outcomes(); }

private:
    LastRecord last_;
    OutcomeRules rules_;
    Census census_;
};

}  // namespace topsoil
