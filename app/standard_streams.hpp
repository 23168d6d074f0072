// The three descriptors that every program counts on.
#pragma once

namespace doorbuster::app {

// Before anything is opened. Where stdin, stdout or stderr is closed, the next file or socket would get its number, and
// what is meant for people would go into a journal or to a client. Such a one is given what can neither be read from
// nor written to.
void occupy_standard_streams();

}  // namespace doorbuster::app
