// Repair of a damaged data directory: a separate act, by a person who has seen what will be lost. What is good stays;
// what is damaged, and all that came after it, is kept aside.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/journal/journal_format.hpp"
#include "inventory/inventory.hpp"

namespace doorbuster::core {

// The place at which the journal will end.
struct JournalCut {
  SegmentHeader segment;
  std::uint64_t offset = 0;  // 0: the segment is made anew
};

struct RepairPlan {
  std::vector<std::string> findings;    // what is wrong, in sentences; empty: nothing is, and there is nothing to do
  std::optional<SegmentHeader> header;  // of a segment whose batches tell what it was: only that is written anew
  std::optional<JournalCut> cut;        // if not
  std::vector<std::string> set_aside;   // files that get another name, in this order
  inventory::Position last_kept;       // the last event that stays
  inventory::Position last_lost;       // the last that is known to have been there; last_kept if none is lost
};

// What repair would do, or the first part of it: plan again once it is done, until there is nothing to do. Reads all
// there is and changes nothing. A failure if there is no way: snapshots that nothing can stand in for.
[[nodiscard]] Result<RepairPlan> plan_repair(Files& files, const inventory::Capacity& capacity);

// Does it, on the directory as it was planned for. A file that is set aside gets ".damaged" after its name, or
// ".damaged-2" and so on. May be tried again after a failure or a crash: plan anew.
[[nodiscard]] Result<void> carry_out(Files& files, const RepairPlan& plan);

}  // namespace doorbuster::core
