// Lines for the person or the program that started this one. A line that can't be written (a full disk, a closed
// pipe) is let go: telling must never be what stops a server, or what changes how it ends. A command whose output is
// what it was asked for prints by itself, and must not end well if that was lost.
#pragma once

#include <string_view>

namespace doorbuster::app {

// "name         text" on stdout, at once: whoever started this may be reading a pipe.
void say(std::string_view name, std::string_view text);

// "doorbuster: sentence" on stderr.
void complain(std::string_view sentence);

// Sends on what was printed on stdout besides say(). Throws std::system_error where some of it can't be written.
void flush_output();

}  // namespace doorbuster::app
