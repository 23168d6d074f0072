// Whether a data directory holds a journal, and every event in it, oldest first, up to its end or to the first damage.
// Changes nothing, needs no state and no lock.
#pragma once

#include <functional>

#include "core/journal/event_reader.hpp"
#include "core/journal/store_id.hpp"

namespace doorbuster::core {

// What is called with the events of one batch; false: that is enough.
using OnEvents = std::function<bool(const StoreId& store, std::span<const RecordedEvent> events)>;

// Fails where there isn't even a beginning of a journal.
[[nodiscard]] Result<void> expect_journal(Files& files);

// Damage is FailureKind::corrupt, after all that comes before it.
[[nodiscard]] Result<void> read_journal(Files& files, const OnEvents& on_events);

}  // namespace doorbuster::core
