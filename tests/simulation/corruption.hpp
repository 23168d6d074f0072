// Every kind of damage done to every place of a store, and what its next start makes of it.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/support/memory_disk.hpp"

namespace doorbuster::simulation {

// A store at rest, and the file of it that is damaged up to `end`.
struct Patient {
  std::string name;
  support::MemoryDisk disk;
  std::string file;
  std::uint64_t end = 0;
};
// At least 64 KiB of journal; and a newest snapshot, with the older one and no more of the journal than it must be.
[[nodiscard]] std::vector<Patient> patients();

// What became of all damage of one kind.
struct Row {
  std::string damage;
  std::uint64_t tried = 0;
  std::uint64_t harmless = 0;  // all that was acknowledged is there, and the state is the same
  std::uint64_t refused = 0;   // as corrupt, with file and offset, and nothing changed on the disk
  std::vector<std::string> wrong;  // anything else, in a sentence: silent losses
};

// Told after each damage, how many of how many.
using OnDamages = std::function<void(std::size_t tried, std::size_t all)>;

// Each byte of the file (or every `stride`th), each of its blocks, and each pair of them (or some), in so many
// processes. A start that crashes or hangs is among what is wrong.
[[nodiscard]] std::vector<Row> damage_all(const Patient& patient, std::uint64_t stride, unsigned processes,
                                          const OnDamages& on_damages);

[[nodiscard]] std::string table(const Patient& patient, const std::vector<Row>& rows);

}  // namespace doorbuster::simulation
