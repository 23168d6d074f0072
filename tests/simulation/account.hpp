// What happened in a run: a digest of all of it, counts, and, for people who ask, the story.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <string_view>

namespace doorbuster::simulation {

struct Tally {
  std::uint64_t commands = 0;  // decided
  std::uint64_t queries = 0;
  std::uint64_t refused_early = 0;  // orders that never came to the engine
  std::uint64_t answered = 0;   // requests whose answer came back
  std::uint64_t unknown = 0;    // requests whose fate their client never learnt
  std::uint64_t events = 0;
  std::uint64_t kills = 0;
  std::uint64_t power_cuts = 0;
  std::uint64_t failures = 0;   // engines that stopped after a failed write
  std::uint64_t stops = 0;      // in good order
  std::uint64_t recoveries = 0;
  std::uint64_t failed_starts = 0;
  std::uint64_t refusals = 0;   // starts refused since what was acknowledged is damaged
  std::uint64_t unprovable = 0; // acknowledged batches that a broken device lost without a trace
  std::uint64_t torn = 0;       // batches that recovery dropped
  std::uint64_t segments = 0;   // rolled into
  std::uint64_t recycled = 0;   // of them
  std::uint64_t snapshots = 0;  // made
  std::uint64_t from_snapshot = 0;  // recoveries
  std::uint64_t faults = 0;     // of the disk
  std::uint64_t clock_steps = 0;
  std::int64_t life_ns = 0;     // simulated

  Tally& operator+=(const Tally& other);
};

class Account {
 public:
  // `aloud`: tells its story on standard output.
  explicit Account(bool aloud) : aloud_(aloud) {}

  void add(std::uint64_t value) { digest_ = (digest_ ^ value) * prime + (digest_ >> 29); }
  void add(std::string_view text);
  [[nodiscard]] std::uint64_t digest() const { return digest_; }

  template <class... Values>
  void tell(std::int64_t life_ns, fmt::format_string<Values...> text, Values&&... values) {
    if (aloud_) say(life_ns, fmt::format(text, std::forward<Values>(values)...));
  }

  Tally tally;

 private:
  static constexpr std::uint64_t prime = 0x9E3779B97F4A7C15;
  static void say(std::int64_t life_ns, const std::string& text);

  bool aloud_;
  std::uint64_t digest_ = prime;
};

}  // namespace doorbuster::simulation
