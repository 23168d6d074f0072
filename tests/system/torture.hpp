// The real server, killed over and over under load and while it starts, over one data directory; and the audit of what
// it then has against what its clients were told.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "tests/system/audit.hpp"

namespace doorbuster::system_tests {

struct TortureOptions {
  int kills = 200;
  // Decides the moments and the mix. Not who wins a race: that no seed can give back.
  std::uint64_t seed = 0;
  std::filesystem::path data;
  std::vector<std::string> flags;  // of the server, besides those that the torture gives it

  // For tests of the torture itself: called after each kill by which load was cut off, while no server runs, with the
  // number of kills so far; may tamper with the data.
  std::function<void(int)> after_kill = {};
  // And before each audit; may tamper with what the clients say they know.
  std::function<void(Ledger&)> before_audit = {};
  // A few times a second, with what there is so far.
  std::function<void(const struct TortureReport&)> progress = {};
};

struct TortureReport {
  int kills = 0;
  int kills_in_start = 0;  // of these: before the server was ready
  std::uint64_t orders_attempted = 0;
  std::uint64_t orders_acknowledged = 0;
  std::uint64_t cut_off = 0;  // orders whose answer a kill took
  Complaints complaints;      // at the first the torture ends

  [[nodiscard]] std::size_t count(Fault fault) const;
};

// Blocks; call it from the main thread, to which the servers are tied. Throws if the server does not start again or
// ends by itself: that too is a failure.
[[nodiscard]] TortureReport torture(const TortureOptions& options);

}  // namespace doorbuster::system_tests
