// A TOML file as a plain tree in which every key and value knows where it was written, so that trees of several files
// (`extends`, `--set`) can be laid over each other and a fault is still reported at its own line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/diagnostics.hpp"

namespace topsoil {

/// One value of a TOML file. Only the member that fits `kind` has a meaning.
struct TomlNode {
    enum class Kind { text, whole, real, truth, date, list, table };
    struct Member;

    Kind kind = Kind::table;
    std::string text;
    std::int64_t whole = 0;
    double real = 0;
    bool truth = false;
    std::vector<TomlNode> items;
    std::vector<Member> members;  ///< of a table, in the order written
    Spot spot;                    ///< where the value starts; for a table, its header

    [[nodiscard]] const TomlNode* find(std::string_view key) const;
    [[nodiscard]] TomlNode* find(std::string_view key);
    /// The value as a person would recognise it: `"small-town"`, `0.35`, `a list`.
    [[nodiscard]] std::string written() const;
    /// "a text", "a whole number" ...
    [[nodiscard]] std::string kind_name() const;
};

struct TomlNode::Member {
    std::string key;
    Spot spot;  ///< of the key
    TomlNode value;
};

/// Reads a file. Throws InputError if it cannot be opened or is not TOML.
[[nodiscard]] TomlNode parse_toml_file(const std::filesystem::path& file);

/// Reads a text; `name` stands for the file in messages. Throws InputError if it is not TOML.
[[nodiscard]] TomlNode parse_toml_text(std::string_view text, const std::string& name);

/// Lays `over` on `base`: tables are merged key by key, anything else is replaced.
void lay_over(TomlNode& base, TomlNode over);

/// A tree with the one value `key=value` of the command line. A value that is not TOML is taken as a text, so that
/// `place=small-town` needs no quotes; `a,b` stands for a list of texts. Throws InputError for an empty or odd key.
[[nodiscard]] TomlNode setting_tree(const std::string& key, const std::string& value);

/// `base` with the file that its `extends` names laid under it, and so on; `extends` is taken out. `locate` turns the
/// name written at a spot into a file. Throws InputError if the chain bites its own tail or a file is faulty.
[[nodiscard]] TomlNode parse_with_extends(const std::filesystem::path& file,
                                          const std::function<std::filesystem::path(const TomlNode&)>& locate);

}  // namespace topsoil
