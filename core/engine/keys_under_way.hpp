// Inside core only: which idempotency keys have an order that is not decided yet.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>

#include "inventory/inventory.hpp"

namespace doorbuster::core {

// Counts by a part of the key, so that one key may be taken for another, but never overlooked. Any thread.
class KeysUnderWay {
 public:
  void begin(const inventory::KeyDigest& key) { place(key).fetch_add(1, std::memory_order_acq_rel); }
  void end(const inventory::KeyDigest& key) { place(key).fetch_sub(1, std::memory_order_acq_rel); }
  // False: who decided it last has applied what came of it, and this thread sees that.
  [[nodiscard]] bool may_have(const inventory::KeyDigest& key) const {
    return places_[key.low % places].load(std::memory_order_acquire) != 0;
  }

 private:
  static constexpr std::size_t places = std::size_t{1} << 16;  // as many as commands may be on their way by default

  std::atomic<std::uint32_t>& place(const inventory::KeyDigest& key) { return places_[key.low % places]; }

  std::array<std::atomic<std::uint32_t>, places> places_{};
};

}  // namespace doorbuster::core
