// Token buckets in a fixed amount of memory, for more clients than could ever be counted one by one. Any thread, at any
// time, without a lock. Knows no clock, no clients and no HTTP: whose bucket it is says a hash, and the time is an
// argument.
//
// A bucket is one 64-bit word: 24 bits of its owner's hash, and the time at which it will be full again, from which all
// else follows (the generic cell rate algorithm). Time is told in ticks, of which 1024 make the time in which one token
// comes, modulo 2^40. Eight buckets, a cache line, make a set; the hash says which set is whose.
//
// What it gets wrong, and how far:
// - If all eight of a set are in use, a ninth owner takes that of the one nearest to full, whose few requests are
//   forgotten. This only ever forgives, and those forgiven are those who asked for least.
// - Two owners in one set whose 24 bits are the same share a bucket: where a set is full, one owner in 2 million has
//   such a twin. Nobody can be made one on purpose, as the hash is keyed.
// - A bucket that nobody has touched for 2^40 ticks (248 days at 50 tokens a second) may for a moment look used: one in
//   ten million of those does.
// - Threads that race for an owner's first bucket while others change the same set may give him two, one of which is
//   then forgotten: at most one token more for each of these threads.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "net/rate_limit_options.hpp"

namespace doorbuster::net {

class RateTable {
 public:
  static constexpr std::size_t set_buckets = 8;
  static constexpr std::size_t usual_sets = 1u << 17;  // a million buckets, 8 MiB

  // `sets`: a power of two, at most 2^40.
  explicit RateTable(const Rate& rate, std::size_t sets = usual_sets);

  struct Taken {
    bool admitted = false;
    std::uint32_t remaining = 0;  // tokens that are left
    std::int64_t wait_ns = 0;     // until a token is there; 0 if one was
    std::int64_t full_ns = 0;     // until the bucket is full again
  };
  // Takes a token for the owner of `hash`, if there is one. `now_ns`: a monotonic clock, not negative. Threads may be
  // up to a second apart; an owner whose time falls back further has a full bucket again.
  [[nodiscard]] Taken take(std::uint64_t hash, std::int64_t now_ns);

 private:
  struct alignas(64) Set {
    std::array<std::atomic<std::uint64_t>, set_buckets> buckets{};
  };

  [[nodiscard]] std::uint64_t ticks_at(std::int64_t now_ns) const;
  [[nodiscard]] std::int64_t ns_of(std::uint64_t ticks) const;
  // How far the bucket is from full, in ticks.
  [[nodiscard]] std::uint64_t missing(std::uint64_t bucket, std::uint64_t now) const;

  const double ticks_per_ns_;
  const std::uint64_t full_;    // ticks in which an empty bucket fills up
  const std::uint64_t apart_;   // ticks that threads may be apart
  std::vector<Set> sets_;
};

}  // namespace doorbuster::net
