// Opens a data directory: locks it, recovers the state from its journal, and readies the journal for more.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "core/event_reader.hpp"
#include "core/file.hpp"
#include "core/journal.hpp"
#include "core/result.hpp"
#include "core/store_id.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

struct RecoveryProgress {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_total = 0;
  std::uint64_t events = 0;
};
using OnProgress = std::function<void(const RecoveryProgress&)>;  // called a few times a second at most

struct Recovered {
  std::uint64_t events = 0;
  std::uint64_t bytes = 0;
  double seconds = 0;
  bool torn_batch_dropped = false;    // a batch that never was acknowledged stood at the end
  bool closed_in_good_order = false;  // the last to write did close(); no crash
  bool created = false;               // the store is new
};

struct Store {
  StoreId id;
  inventory::State state;
  std::unique_ptr<Journal> journal;
  inventory::Instant last_event_at;  // time goes on from here
  Recovered recovered;
};

// Recovers, or creates what an empty directory lacks. Damage of anything that was acknowledged is
// FailureKind::corrupt, with nothing changed. `files` outlives the store; whoever made it holds the directory's lock.
[[nodiscard]] Result<Store> open_store(Files& files, const JournalOptions& options,
                                       const inventory::Capacity& capacity, const OnProgress& progress);

// Makes a store with this very id in a directory that has none. open_store() does so by itself, with a random id.
[[nodiscard]] Result<void> create_store(Files& files, const StoreId& id, const JournalOptions& options);

// Reads and checks all, changes nothing, needs no lock: what `journal verify` prints.
struct Verified {
  StoreId id;
  Recovered recovered;
  std::uint64_t segments = 0;
  std::uint64_t batches = 0;
  inventory::Position position;
  inventory::Fingerprint fingerprint;
};
[[nodiscard]] Result<Verified> verify_store(Files& files, const inventory::Capacity& capacity,
                                            const OnProgress& progress);

}  // namespace doorbuster::core
