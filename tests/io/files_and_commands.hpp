// Reading, altering and inspecting files that a test wrote.
#pragma once

#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace topsoil::test {

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline void put_bytes(const std::filesystem::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// What stands in the first line that holds `word`, parted wherever there are two blanks or more; nothing if no line does.
inline std::vector<std::string> columns(const std::string& table, const std::string& word) {
    const std::size_t at = table.find(word);
    if (at == std::string::npos) return {};
    const std::size_t begin = at == 0 ? 0 : table.rfind('\n', at) + 1;
    std::string line = table.substr(begin, table.find('\n', at) - begin);
    std::vector<std::string> parts;
    while (true) {
        line.erase(0, std::min(line.find_first_not_of(' '), line.size()));
        if (line.empty()) return parts;
        const std::size_t end = std::min(line.find("  "), line.size());
        parts.push_back(line.substr(0, end));
        line.erase(0, end);
    }
}

/// What the exception says that `use` throws; empty if it throws none.
template <class Use>
std::string message_of(const Use& use) {
    try {
        use();
    } catch (const std::exception& error) {
        return error.what();
    }
    return {};
}

struct CommandResult {
    int status = 0;  ///< exit status; 127 where the shell knows no such command
    std::string output;
};

/// Runs a shell command; its errors are part of the output.
inline CommandResult run_command(const std::string& command) {
    std::FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run " + command);
    CommandResult result;
    for (int letter = std::fgetc(pipe); letter != EOF; letter = std::fgetc(pipe))
        result.output += static_cast<char>(letter);
    result.status = WEXITSTATUS(::pclose(pipe));
    return result;
}

}  // namespace topsoil::test
