// Reads and checks all that a data directory holds, and changes nothing: what `journal verify` does.
#pragma once

#include "core/journal/store_id.hpp"
#include "core/store/progress.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

struct Verified {
  StoreId id;
  Recovered recovered;
  std::uint64_t segments = 0;
  std::uint64_t oldest_segment = 0;
  std::uint64_t batches = 0;
  std::uint64_t snapshots = 0;
  inventory::Position position;
  inventory::Fingerprint fingerprint;
};

// Every segment that is kept and every snapshot: checksums, the chain, that each event fits, and that each snapshot is
// what the journal comes to at its place. Needs no lock; beside a running server it may not see the newest events.
[[nodiscard]] Result<Verified> verify_store(Files& files, const inventory::Capacity& capacity,
                                            const OnProgress& on_progress);

}  // namespace doorbuster::core
