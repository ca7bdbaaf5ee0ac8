#include "base/memory_count.hpp"
#include "cli/command_line.hpp"

int main(int count, char** words) {
    topsoil::keep_freed_memory();
    return static_cast<int>(topsoil::cli::run_command_line(count, words));
}
