// Strict reading of a TOML table: every key is asked for by name, type and range; what nobody asked for is a fault.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "io/toml_tree.hpp"

namespace topsoil {

/// Smallest and largest allowed value, both included, and the unit for the message.
struct AllowedRange {
    double low;
    double high;
    std::string_view unit = "";
};
/// As a message says it: "0 to 30 per 4 weeks".
[[nodiscard]] std::string span_of(AllowedRange range);

/// One table of a file. A faulty or missing value is noted in the Faults and a harmless stand-in returned, so that
/// reading goes on and a person sees all faults at once; the caller ends with `finish()` and `Faults::throw_if_any()`.
/// A key without `fallback` is required. The tree and the Faults must outlive the reader.
class TomlTable {
public:
    /// `name` is the dotted name of the table for messages, empty for the whole file.
    TomlTable(const TomlNode& node, std::string name, Faults& faults);

    [[nodiscard]] std::string text(std::string_view key, std::optional<std::string> fallback = {});
    [[nodiscard]] double number(std::string_view key, AllowedRange range, std::optional<double> fallback = {});
    [[nodiscard]] std::int64_t whole(std::string_view key, AllowedRange range,
                                     std::optional<std::int64_t> fallback = {});
    /// As `whole`, for what fits an int.
    [[nodiscard]] int count(std::string_view key, AllowedRange range, std::optional<int> fallback = {});
    /// Position of the word written in `choices`; 0 if it is none of them.
    [[nodiscard]] std::size_t choice(std::string_view key, const std::vector<std::string>& choices);
    /// A list of texts, each with its spot. Empty and a fault if missing and `required`.
    [[nodiscard]] std::vector<const TomlNode*> texts(std::string_view key, bool required);
    /// A table inside this one; an empty one if missing (a fault if `required`).
    [[nodiscard]] TomlTable table(std::string_view key, bool required);
    /// The value under a key whatever its type, null if there is none; the key counts as asked for.
    [[nodiscard]] const TomlNode* raw(std::string_view key);
    /// Every key of an open table with its value; all count as asked for.
    [[nodiscard]] const std::vector<TomlNode::Member>& all();

    [[nodiscard]] bool has(std::string_view key) const { return node_->find(key) != nullptr; }
    [[nodiscard]] const Spot& spot() const { return node_->spot; }

    void fault(const TomlNode& at, std::string reason, std::string remedy);
    /// Reports every key that nobody asked for, with what it may have meant.
    void finish();

private:
    const TomlNode* ask(std::string_view key, bool required);
    void wrong_kind(const TomlNode& node, std::string_view key, std::string_view wanted);
    [[nodiscard]] bool inside(const TomlNode& node, std::string_view key, AllowedRange range, std::string_view wanted);
    [[nodiscard]] std::string full_name(std::string_view key) const;

    const TomlNode* node_;
    std::string name_;
    Faults* faults_;
    std::set<std::string, std::less<>> asked_;
};

}  // namespace topsoil
