#include "cli/command_line.hpp"

int main(int count, char** words) { return static_cast<int>(topsoil::cli::run_command_line(count, words)); }
