// The program: everything it does stands in app/command_line and below.
#include "app/command_line/command_line.hpp"

int main(int argc, char** argv) { return dlab::run_command_line(argc, argv); }
