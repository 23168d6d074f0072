// What travels between an I/O thread and the engine: all requests of one read, and later their answers.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

#include "inventory/inventory.hpp"

namespace doorbuster::core {

class Port;

using Request = std::variant<inventory::Command, inventory::Query>;

enum class Fate : std::uint8_t {
  answered,     // `answers` holds one for each request, all they tell of is on stable storage
  not_durable,  // the journal failed: what became of the requests is unknown until a restart
};

// Monotonic nanoseconds at the gates of an order's way, for the stage histograms.
struct StageTimes {
  std::int64_t received = 0;   // bytes were read (set by the I/O thread)
  std::int64_t submitted = 0;  // put into the queue (set by the I/O thread)
  std::int64_t taken = 0;      // out of the queue
  std::int64_t decided = 0;    // the last request was decided
  std::int64_t stable = 0;     // the journal holds what the answers depend on
};

// Owned by the I/O thread that made it, lent to the engine from Port::submit() until it comes back through
// Port::take(); in between its owner doesn't touch it. Meant to be used again: vectors keep their room.
struct Submission {
  std::vector<Request> requests;  // decided in this order
  std::vector<inventory::Answer> answers;
  Fate fate = Fate::answered;
  StageTimes times;
  void* owner = nullptr;  // the I/O thread's own, to find its connection again

  Port* port = nullptr;            // the engine's: where it goes back to
  inventory::Position depends_on;  // the engine's: goes back once this is stable
};

}  // namespace doorbuster::core
