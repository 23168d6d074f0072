// Opens a data directory: recovers the state from its newest snapshot and the journal after it, and readies the journal
// for more.
#pragma once

#include <cstdint>
#include <memory>

#include "core/files/file.hpp"
#include "core/journal/journal.hpp"
#include "core/journal/store_id.hpp"
#include "core/result.hpp"
#include "core/store/progress.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

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

}  // namespace doorbuster::core
