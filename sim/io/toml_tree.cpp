#include "io/toml_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <tuple>

#include <toml++/toml.h>

namespace topsoil {

namespace {

using Kind = TomlNode::Kind;

Spot spot_of(const toml::source_region& region, const std::string& file) {
    return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

std::string printed(const toml::node& node) {
    std::ostringstream out;
    node.visit([&](const auto& value) {
        if constexpr (toml::is_value<decltype(value)>) out << value.get();
    });
    return out.str();
}

TomlNode copy_of(const toml::node& node, const std::string& file);

TomlNode copy_of_table(const toml::table& table, const std::string& file) {
    TomlNode copy;
    for (const auto& [key, value] : table) {
        copy.members.push_back({std::string(key.str()), spot_of(key.source(), file), copy_of(value, file)});
    }
    // toml++ keeps keys by name; a person thinks in the order written.
    std::stable_sort(copy.members.begin(), copy.members.end(), [](const auto& a, const auto& b) {
        return std::tie(a.spot.line, a.spot.column) < std::tie(b.spot.line, b.spot.column);
    });
    return copy;
}

TomlNode copy_of(const toml::node& node, const std::string& file) {
    TomlNode copy;
    switch (node.type()) {
        case toml::node_type::table:
            copy = copy_of_table(*node.as_table(), file);
            break;
        case toml::node_type::array:
            copy.kind = Kind::list;
            for (const toml::node& item : *node.as_array()) copy.items.push_back(copy_of(item, file));
            break;
        case toml::node_type::string:
            copy.kind = Kind::text;
            copy.text = node.as_string()->get();
            break;
        case toml::node_type::integer:
            copy.kind = Kind::whole;
            copy.whole = node.as_integer()->get();
            copy.real = static_cast<double>(copy.whole);
            break;
        case toml::node_type::floating_point:
            copy.kind = Kind::real;
            copy.real = node.as_floating_point()->get();
            break;
        case toml::node_type::boolean:
            copy.kind = Kind::truth;
            copy.truth = node.as_boolean()->get();
            break;
        default:
            copy.kind = Kind::date;
            copy.text = printed(node);
    }
    copy.spot = spot_of(node.source(), file);
    return copy;
}

/// toml++ says "Error while parsing X: why"; a person needs the why, starting small as a reason does.
std::string reason_of(const toml::parse_error& error) {
    std::string reason(error.description());
    while (!reason.empty() && reason.back() == '.') reason.pop_back();
    return "this is not TOML: " + reason;
}

void refuse_cycle(const std::vector<std::filesystem::path>& seen, const TomlNode& extends,
                  const std::filesystem::path& next) {
    const bool again = std::any_of(seen.begin(), seen.end(), [&](const auto& file) {
        std::error_code none;
        return std::filesystem::equivalent(file, next, none);
    });
    if (!again) return;
    throw InputError({extends.spot.file, extends.spot.line, extends.spot.column, extends.written(),
                      "\"extends\" leads back to a file that is already part of the chain",
                      "Let one of the files stand without \"extends\"."});
}

}  // namespace

const TomlNode* TomlNode::find(std::string_view key) const {
    for (const Member& member : members) {
        if (member.key == key) return &member.value;
    }
    return nullptr;
}

TomlNode* TomlNode::find(std::string_view key) {
    return const_cast<TomlNode*>(static_cast<const TomlNode*>(this)->find(key));
}

std::string TomlNode::written() const {
    switch (kind) {
        case Kind::text:
            return fmt::format("\"{}\"", text);
        case Kind::whole:
            return fmt::format("{}", whole);
        case Kind::real:
            return plain_number(real);
        case Kind::truth:
            return truth ? "true" : "false";
        case Kind::date:
            return text;
        case Kind::list:
            return items.empty() ? "[]" : fmt::format("a list of {}", items.size());
        case Kind::table:
            return "a table";
    }
    return {};
}

std::string TomlNode::kind_name() const {
    switch (kind) {
        case Kind::text:
            return "a text";
        case Kind::whole:
            return "a whole number";
        case Kind::real:
            return "a number";
        case Kind::truth:
            return "true or false";
        case Kind::date:
            return "a date or time";
        case Kind::list:
            return "a list";
        case Kind::table:
            return "a table";
    }
    return {};
}

TomlNode parse_toml_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file)) {
        throw InputError({file.string(), 0, 0, "", "there is no such file, or it may not be read",
                          "Check the spelling and the folder."});
    }
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    return parse_toml_text(text, file.string());
}

TomlNode parse_toml_text(std::string_view text, const std::string& name) {
    try {
        TomlNode root = copy_of_table(toml::parse(text, name), name);
        root.spot = {name, 1, 1};
        return root;
    } catch (const toml::parse_error& error) {
        const Spot spot = spot_of(error.source(), name);
        throw InputError({name, spot.line, spot.column, "", reason_of(error),
                          "Correct this line; nothing below it has been read yet."});
    }
}

void lay_over(TomlNode& base, TomlNode over) {
    if (base.kind != Kind::table || over.kind != Kind::table) {
        base = std::move(over);
        return;
    }
    for (TomlNode::Member& member : over.members) {
        const auto same = std::find_if(base.members.begin(), base.members.end(),
                                       [&](const TomlNode::Member& other) { return other.key == member.key; });
        if (same == base.members.end()) {
            base.members.push_back(std::move(member));
        } else {
            same->spot = member.spot;
            lay_over(same->value, std::move(member.value));
        }
    }
    base.spot = over.spot;
}

TomlNode setting_tree(const std::string& key, const std::string& value) {
    const Spot spot{fmt::format("--set {}={}", key, value), 0, 0};
    TomlNode leaf;
    try {
        leaf = parse_toml_text("x = " + value, spot.file).members.at(0).value;
    } catch (const InputError&) {
        leaf.kind = Kind::text;
        leaf.text = value;
        if (value.find(',') != std::string::npos) {
            std::istringstream words(value);
            for (std::string word; std::getline(words, word, ',');) {
                leaf.items.push_back({.kind = Kind::text, .text = word, .items = {}, .members = {}, .spot = spot});
            }
            leaf.kind = Kind::list;
        }
    }
    leaf.spot = spot;
    for (TomlNode& item : leaf.items) item.spot = spot;

    std::size_t end = key.size();
    while (true) {
        const std::size_t dot = end == 0 ? std::string::npos : key.rfind('.', end - 1);
        const std::size_t start = dot == std::string::npos ? 0 : dot + 1;
        std::string word = key.substr(start, end - start);
        if (word.empty()) {
            throw InputError({spot.file, 0, 0, "", "a setting needs a key before the equals sign",
                              "Write for example --set weeks=52 or --set parameters.need.onset_scale=1.2."});
        }
        TomlNode table;
        table.spot = spot;
        table.members.push_back({std::move(word), spot, std::move(leaf)});
        leaf = std::move(table);
        if (dot == std::string::npos) return leaf;
        end = dot;
    }
}

TomlNode parse_with_extends(const std::filesystem::path& file,
                            const std::function<std::filesystem::path(const TomlNode&)>& locate) {
    std::vector<std::filesystem::path> seen{file};
    TomlNode tree = parse_toml_file(file);
    while (const TomlNode* extends = tree.find("extends")) {
        const std::filesystem::path next = locate(*extends);
        refuse_cycle(seen, *extends, next);
        seen.push_back(next);
        std::erase_if(tree.members, [](const TomlNode::Member& member) { return member.key == "extends"; });
        TomlNode under = parse_toml_file(next);
        lay_over(under, std::move(tree));
        tree = std::move(under);
    }
    return tree;
}

}  // namespace topsoil
