// Finds records of a dense table by hash, at four bytes a slot: the flat index under names, keys and buyers' units.
// It holds only where a record stands and a few bits of its hash; whoever asks compares the record itself.
//
// Why not boost::unordered_flat_set: that writes its metadata when room is reserved (16 MiB for 10 million entries)
// and may move what it holds. Here a new index is untouched zero pages, nothing ever moves, and nothing is allocated
// after construction. Open addressing with linear probing (Knuth, TAOCP 6.4, algorithm L), at most two thirds full.
// Entries are never removed. For one thread at a time, but for may_have().
#pragma once

#include <atomic>
#include <bit>
#include <cassert>
#include <cstdint>
#include <optional>

#include "inventory/table_memory.hpp"

namespace doorbuster::inventory {

class CompactIndex {
 public:
  static constexpr std::uint32_t capacity_max = 1u << 30;

  // For references 0 to capacity - 1, each at most once.
  explicit CompactIndex(std::uint32_t capacity)
      : reference_bits_(static_cast<unsigned>(std::bit_width(capacity))),
        mask_(std::bit_ceil(std::uint64_t{capacity} + capacity / 2 + 1) - 1),
        slots_(make_table_array<std::uint32_t>(mask_ + 1)) {
    assert(capacity <= capacity_max);
  }

  // Takes its memory now; see populate_table().
  void populate() { populate_table(slots_.get(), (mask_ + 1) * sizeof(std::uint32_t)); }

  // The reference that was inserted with `hash` and for which `is_it(reference)` is true.
  template <class IsIt>
  [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t hash, IsIt&& is_it) const {
    const std::uint32_t tag = tag_of(hash);
    for (std::uint64_t at = hash & mask_;; at = (at + 1) & mask_) {
      const std::uint32_t slot = slots_[at];
      if (slot == 0) return std::nullopt;
      const std::uint32_t reference = (slot & reference_mask()) - 1;
      if ((slot & ~reference_mask()) == tag && is_it(reference)) return reference;
    }
  }

  // False: nothing was inserted with `hash`. True: perhaps. For any thread, also while another one inserts.
  [[nodiscard]] bool may_have(std::uint64_t hash) const {
    const std::uint32_t tag = tag_of(hash);
    for (std::uint64_t at = hash & mask_;; at = (at + 1) & mask_) {
      const std::uint32_t slot = std::atomic_ref(slots_[at]).load(std::memory_order_acquire);
      if (slot == 0) return false;
      if ((slot & ~reference_mask()) == tag) return true;
    }
  }

  // A hint that `hash` is to be found or inserted soon: changes nothing.
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }

  // `reference` is not in here yet.
  void insert(std::uint64_t hash, std::uint32_t reference) {
    assert(reference < reference_mask() || reference_bits_ == 0);
    std::uint64_t at = hash & mask_;
    while (slots_[at] != 0) at = (at + 1) & mask_;
    std::atomic_ref(slots_[at]).store(tag_of(hash) | (reference + 1), std::memory_order_release);
  }

 private:
  [[nodiscard]] std::uint32_t reference_mask() const { return (1u << reference_bits_) - 1; }
  // From the hash's upper half, whose bits the first slot doesn't depend on.
  [[nodiscard]] std::uint32_t tag_of(std::uint64_t hash) const {
    return static_cast<std::uint32_t>(hash >> 32) << reference_bits_;
  }

  unsigned reference_bits_;  // of each slot: reference + 1, 0 where it is empty; above them the tag
  std::uint64_t mask_;
  TableArray<std::uint32_t> slots_;
};

}  // namespace doorbuster::inventory
