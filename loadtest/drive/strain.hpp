// Whether the harness kept up with its own plan: what it measures of a server is only as good as its own timing.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace doorbuster::loadtest {

// Of the time in which due tasks waited for a connection, over all threads: how long it was, and how much of it they
// slept. Where they hardly slept, answers may have waited for them.
struct Backlog {
  std::chrono::nanoseconds lasted{0}, slept{0};
};

struct Strain {
  std::uint64_t offered = 0;    // orders
  std::uint64_t sent_late = 0;  // of them, by more than late_from though a connection was free
  std::uint64_t waited = 0;     // of them, longer than late_from for a connection to become free
  Backlog backlog;
};

// Up to this share of late orders is nothing to speak of.
inline constexpr double late_share_max = 0.01;
// Threads that sleep less than this share of a backlog are themselves what holds it up.
inline constexpr double slept_share_min = 0.05;

// What has to be known before the figures are believed, as sentences; empty: nothing. `connections`: how many there
// were.
[[nodiscard]] std::vector<std::string> warnings_of(const Strain& strain, unsigned connections);

}  // namespace doorbuster::loadtest
