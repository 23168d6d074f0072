// Inside core only: where the engine posts which sale items are gone, for all threads to read without a lock.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "core/engine/identity.hpp"

namespace doorbuster::core {

// May forget what was posted at any time; never says what wasn't, or what was wiped.
// Each place is a sequence lock (Boehm, "Can seqlocks get along with programming language memory models?", 2012), with
// its fields stored and loaded in order instead of fences, which ThreadSanitizer can't follow.
class SoldOutBoard {
 public:
  // The engine's thread. `units_max`: for more units than that it says nothing; `until_ns`: nor from then on.
  void post(const ItemDigest& item, std::uint64_t units_max, std::int64_t until_ns);
  // All of it: units may have come back. Before anybody is told of that.
  void wipe() { generation_.store(generation_.load(std::memory_order_relaxed) + 1, std::memory_order_release); }

  // Any thread: whether there was a moment since this call began in which so many units could not be had.
  [[nodiscard]] bool says(const ItemDigest& item, std::uint64_t units, std::int64_t now_ns) const;

 private:
  // More sold-out items than this that are asked for by turns replace each other.
  static constexpr std::size_t places = 4096;

  struct alignas(64) Place {
    std::atomic<std::uint64_t> version{0};  // odd while it is being written
    std::atomic<std::uint64_t> generation{0};
    std::atomic<std::uint64_t> high{0}, low{0};
    std::atomic<std::uint64_t> units_max{0};
    std::atomic<std::int64_t> until_ns{0};
  };

  std::array<Place, places> places_;
  alignas(64) std::atomic<std::uint64_t> generation_{1};  // what was posted in another one is wiped
};

}  // namespace doorbuster::core
