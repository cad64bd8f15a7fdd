// `divergence-lab …`: what is asked for on the command line, and the exit status it earns.
#pragma once

namespace dlab {

// 0 done; 2 bad usage or bad input, with one line on standard error; 1 anything else.
int run_command_line(int argc, char** argv);

}  // namespace dlab
