// The place where a journal ends, and goes on.
#pragma once

#include <cstdint>

#include "core/journal/journal_format.hpp"

namespace doorbuster::core {

struct JournalTail {
  std::uint64_t segment = first_segment;
  std::uint64_t offset = block_bytes;
  std::uint64_t previous = 0;    // what the next batch's header says of the one before it
  inventory::Position position;  // of the last event
};

}  // namespace doorbuster::core
