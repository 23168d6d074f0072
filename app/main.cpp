// The program: all that it does is in the library beside it, where tests can reach it.
#include "app/command_line.hpp"

int main(int argc, char** argv) { return static_cast<int>(doorbuster::app::run_command_line(argc, argv)); }
