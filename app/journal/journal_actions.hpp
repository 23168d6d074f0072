// What the subcommands of `doorbuster journal` do.
#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "app/exit_codes.hpp"
#include "core/core.hpp"

namespace doorbuster::app {

[[nodiscard]] ExitCode verify_journal(const std::string& directory, const inventory::Capacity& capacity);

struct DumpFilter {
  std::uint64_t after = 0;
  std::uint64_t limit = std::numeric_limits<std::uint64_t>::max();
  std::string order;  // "ord_…"; empty: all
};
[[nodiscard]] ExitCode dump_journal(const std::string& directory, const DumpFilter& filter);

// Asks before each step unless `yes`.
[[nodiscard]] ExitCode repair_journal(const std::string& directory, const inventory::Capacity& capacity, bool yes);

}  // namespace doorbuster::app
