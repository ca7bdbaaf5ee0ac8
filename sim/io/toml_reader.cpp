#include "io/toml_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace topsoil {

namespace {

using Kind = TomlNode::Kind;

/// Stands for a table that is not there: reported once as missing, not again for each of its keys.
const TomlNode& no_table() {
    static const TomlNode nothing;
    return nothing;
}

}  // namespace

std::string span_of(AllowedRange range) {
    std::string unit;
    if (range.unit.starts_with("1/")) unit = fmt::format(" per {}", range.unit.substr(2));  // a bare "1/week" would run into the number
    else if (!range.unit.empty() && range.unit != "1") unit = fmt::format(" {}", range.unit);
    return fmt::format("{} to {}{}", plain_number(range.low), plain_number(range.high), unit);
}

TomlTable::TomlTable(const TomlNode& node, std::string name, Faults& faults)
    : node_(&node), name_(std::move(name)), faults_(&faults) {}

std::string TomlTable::full_name(std::string_view key) const {
    return name_.empty() ? std::string(key) : fmt::format("{}.{}", name_, key);
}

const TomlNode* TomlTable::raw(std::string_view key) {
    asked_.emplace(key);
    return node_->find(key);
}

const TomlNode* TomlTable::ask(std::string_view key, bool required) {
    const TomlNode* found = raw(key);
    if (found == nullptr && required && node_ != &no_table()) {
        faults_->add(node_->spot, "", fmt::format("\"{}\" is missing", full_name(key)),
                     name_.empty() ? fmt::format("Add a line `{} = ...`.", key)
                                   : fmt::format("Add a line `{} = ...` under [{}].", key, name_));
    }
    return found;
}

void TomlTable::fault(const TomlNode& at, std::string reason, std::string remedy) {
    faults_->add(at.spot, at.written(), std::move(reason), std::move(remedy));
}

void TomlTable::wrong_kind(const TomlNode& node, std::string_view key, std::string_view wanted) {
    std::string remedy = fmt::format("Write {}.", wanted);
    if (node.kind == Kind::text && wanted.find("number") != std::string_view::npos) {
        remedy = fmt::format("Write {} without quotes.", wanted);
    } else if (wanted == "a text") {
        remedy = fmt::format("Put it in quotes: {} = \"{}\".", key, node.kind == Kind::table ? "..." : node.written());
    }
    fault(node, fmt::format("\"{}\" must be {}, this is {}", full_name(key), wanted, node.kind_name()), remedy);
}

bool TomlTable::inside(const TomlNode& node, std::string_view key, AllowedRange range, std::string_view wanted) {
    // Written this way round so that nan is refused too.
    if (node.real >= range.low && node.real <= range.high) return true;
    fault(node, fmt::format("\"{}\" is out of range", full_name(key)),
          fmt::format("Write {} from {}.", wanted, span_of(range)));
    return false;
}

std::string TomlTable::text(std::string_view key, std::optional<std::string> fallback) {
    const TomlNode* node = ask(key, !fallback);
    if (node == nullptr) return fallback.value_or("");
    if (node->kind == Kind::text) return node->text;
    wrong_kind(*node, key, "a text");
    return {};
}

double TomlTable::number(std::string_view key, AllowedRange range, std::optional<double> fallback) {
    const TomlNode* node = ask(key, !fallback);
    if (node == nullptr) return fallback.value_or(range.low);
    if (node->kind != Kind::whole && node->kind != Kind::real) {
        wrong_kind(*node, key, "a number");
        return range.low;
    }
    return inside(*node, key, range, "a number") ? node->real : range.low;
}

std::int64_t TomlTable::whole(std::string_view key, AllowedRange range, std::optional<std::int64_t> fallback) {
    const TomlNode* node = ask(key, !fallback);
    const auto stand_in = static_cast<std::int64_t>(range.low);
    if (node == nullptr) return fallback.value_or(stand_in);
    if (node->kind != Kind::whole) {
        wrong_kind(*node, key, "a whole number");
        return stand_in;
    }
    return inside(*node, key, range, "a whole number") ? node->whole : stand_in;
}

int TomlTable::count(std::string_view key, AllowedRange range, std::optional<int> fallback) {
    return static_cast<int>(whole(key, range, fallback ? std::optional<std::int64_t>(*fallback) : std::nullopt));
}

std::size_t TomlTable::choice(std::string_view key, const std::vector<std::string>& choices) {
    const TomlNode* node = ask(key, true);
    if (node == nullptr) return 0;
    if (node->kind != Kind::text) {
        fault(*node, fmt::format("\"{}\" must be one of its words, this is {}", full_name(key), node->kind_name()),
              fmt::format("Write {} in quotes.", one_of(choices)));
        return 0;
    }
    const auto found = std::find(choices.begin(), choices.end(), node->text);
    if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
    fault(*node, fmt::format("\"{}\" has no such choice", full_name(key)), suggestion(node->text, choices, ""));
    return 0;
}

std::vector<const TomlNode*> TomlTable::texts(std::string_view key, bool required) {
    const TomlNode* node = ask(key, required);
    std::vector<const TomlNode*> found;
    if (node == nullptr) return found;
    const bool typed_alone = node->kind == Kind::text && node->spot.line == 0;  // --set regimes=tendered
    if (typed_alone) return {node};
    if (node->kind != Kind::list) {
        fault(*node, fmt::format("\"{}\" must be a list of texts, this is {}", full_name(key), node->kind_name()),
              fmt::format("Write {} = [\"...\", \"...\"].", key));
        return found;
    }
    for (const TomlNode& item : node->items) {
        if (item.kind == Kind::text) {
            found.push_back(&item);
        } else {
            wrong_kind(item, key, "a list of texts");
        }
    }
    return found;
}

TomlTable TomlTable::table(std::string_view key, bool required) {
    const TomlNode* node = raw(key);
    if (node == nullptr && required) {
        faults_->add(node_->spot, "", fmt::format("the table [{}] is missing", full_name(key)),
                     fmt::format("Add a heading [{}] with its keys.", full_name(key)));
    }
    if (node != nullptr && node->kind != Kind::table) {
        fault(*node, fmt::format("\"{}\" must be a table, this is {}", full_name(key), node->kind_name()),
              fmt::format("Write a heading [{}] with keys below it.", full_name(key)));
        node = nullptr;
    }
    return {node == nullptr ? no_table() : *node, full_name(key), *faults_};
}

const std::vector<TomlNode::Member>& TomlTable::all() {
    for (const TomlNode::Member& member : node_->members) asked_.insert(member.key);
    return node_->members;
}

void TomlTable::finish() {
    const std::vector<std::string> known(asked_.begin(), asked_.end());
    for (const TomlNode::Member& member : node_->members) {
        if (asked_.contains(member.key)) continue;
        faults_->add(member.spot, member.key, fmt::format("there is no key \"{}\" here", full_name(member.key)),
                     suggestion(member.key, known, "Take it out, or check the spelling."));
    }
}

}  // namespace topsoil
