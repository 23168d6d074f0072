// The two sides of the sequence lock.
#include "core/engine/sold_out_board.hpp"

namespace doorbuster::core {

// A reader who sees any of the new fields sees the odd version too, and gives up.
void SoldOutBoard::post(const ItemDigest& item, std::uint64_t units_max, std::int64_t until_ns) {
  constexpr auto release = std::memory_order_release;
  Place& place = places_[item.low % places];
  const auto version = place.version.load(std::memory_order_relaxed);
  place.version.store(version + 1, std::memory_order_relaxed);
  place.generation.store(generation_.load(std::memory_order_relaxed), release);
  place.high.store(item.high, release);
  place.low.store(item.low, release);
  place.units_max.store(units_max, release);
  place.until_ns.store(until_ns, release);
  place.version.store(version + 2, release);
}

bool SoldOutBoard::says(const ItemDigest& item, std::uint64_t units, std::int64_t now_ns) const {
  constexpr auto acquire = std::memory_order_acquire;
  const Place& place = places_[item.low % places];
  const auto version = place.version.load(acquire);
  const auto generation = place.generation.load(acquire);
  const ItemDigest posted{place.high.load(acquire), place.low.load(acquire)};
  const auto units_max = place.units_max.load(acquire);
  const auto until_ns = place.until_ns.load(acquire);
  const bool whole = version % 2 == 0 && place.version.load(acquire) == version;
  return whole && posted == item && units <= units_max && now_ns < until_ns &&
         generation_.load(acquire) == generation;  // last: the moment of which all of this is true
}

}  // namespace doorbuster::core
