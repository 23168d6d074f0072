// Whether anything on a disk tells of an event: the one excuse for losing it. Reads the bytes in its own way, without
// what the product reads them with but the format.
#pragma once

#include <cstdint>

#include "tests/support/memory_disk.hpp"

namespace doorbuster::simulation {

// Nothing there that stands where it was written to tells that the event at `position` was ever stable: no whole batch
// holds it, none comes after it or says that it is stable, no note has come so far. That is what a device leaves that
// took back, after it had told it done, the very last thing that was written; or one on which that rotted before
// anything vouched for it, and a power cut took the note back. No program can tell it from a crash. Everything else
// must be noticed.
[[nodiscard]] bool no_trace_of(const support::MemoryDisk& disk, std::uint64_t position);

}  // namespace doorbuster::simulation
