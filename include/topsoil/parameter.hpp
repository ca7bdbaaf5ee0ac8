// A parameter is declared once, in the mechanism it belongs to. The scenario keys, their validation, `topsoil list`, the
// JSON Schema, the parameter reference and the ODD tables all come from that one line.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace topsoil {

/// How well a number is known. See docs/model/evidence.md.
enum class Grade { strong, moderate, weak, assumed, calibrated, definition };

/// "strong", "moderate", ... as printed in tables.
[[nodiscard]] std::string_view name_of(Grade grade);

/// Which end of a contested parameter's range makes the answer kindest to tendering. Most often that is its null.
enum class TenderingEnd { null, low, high };

/// One parameter: what it is, its unit, its default and the range a sweep may vary, where it comes from, how well it is known.
struct ParameterSpec {
    std::string_view name;     ///< within its mechanism: "escalation_unmet"
    std::string_view unit;     ///< "1/year", "h/week", "1", "pence/h" ...
    double value;              ///< default
    double low;                ///< smallest allowed
    double high;               ///< largest allowed
    std::string_view source;   ///< key in the evidence list, or "assumed", "calibrated"
    Grade grade;
    std::string_view meaning;  ///< one sentence
    bool contested = false;    ///< carries a prior that contains its null
    double null_value = 0.0;   ///< the value that means "no such effect", for contested parameters
    TenderingEnd tendering_end = TenderingEnd::null;  ///< for contested parameters

    /// The value at the corner that favours tendering.
    [[nodiscard]] double tendering_value() const { return tendering_end == TenderingEnd::null ? null_value : tendering_end == TenderingEnd::low ? low : high; }
};

/// A parameter together with the mechanism that owns it. Its scenario key is `[parameters.<mechanism>] <name>`.
struct ParameterEntry {
    std::string_view mechanism;
    ParameterSpec spec;
    [[nodiscard]] std::string key() const { return std::string(mechanism) + "." + std::string(spec.name); }
};

/// Every parameter of every mechanism of this build, in the order of the catalogue.
[[nodiscard]] const std::vector<ParameterEntry>& parameter_catalogue();

/// A value for every parameter of the catalogue; defaults unless set.
class ParameterSet {
public:
    ParameterSet();
    /// Throws std::out_of_range for an unknown key ("need.escalation_unmet").
    [[nodiscard]] double get(std::string_view key) const;
    /// Sets without a range check (io has checked what a person wrote). Throws std::out_of_range for an unknown key.
    void set(std::string_view key, double value);
    /// Values in catalogue order.
    [[nodiscard]] const std::vector<double>& values() const { return values_; }
    [[nodiscard]] bool operator==(const ParameterSet&) const = default;

private:
    std::vector<double> values_;
};

}  // namespace topsoil
