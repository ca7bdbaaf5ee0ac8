// Takes every measure of a world at recorded weeks.
#pragma once

#include <vector>

#include "measures/catalogue.hpp"

namespace topsoil {

/// One recording: values[measure][place of its axis], in the order of measure_catalogue().
using Frame = std::vector<std::vector<double>>;

class Recorder {
public:
    /// Begins an interval: flows count from here.
    explicit Recorder(const World& world);
    /// The interval that ends now; the next begins.
    [[nodiscard]] Frame record(const World& world);

private:
    LastRecord last_;
};

}  // namespace topsoil
