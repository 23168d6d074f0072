// Buckets as words, and taking from them by compare and swap.
#include "net/limits/rate_table.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace doorbuster::net {
namespace {

constexpr unsigned time_bits = 40;
constexpr std::uint64_t time_mask = (std::uint64_t{1} << time_bits) - 1;
constexpr std::uint64_t tag_mask = ~time_mask;
constexpr std::uint64_t least_tag = time_mask + 1;

constexpr std::uint64_t token = 1024;  // ticks
constexpr double ns_per_second = 1e9;

static_assert(Rate::burst_max * token < (time_mask >> 8), "full buckets are told from empty ones");

// The upper bits; never 0, which is the tag of a bucket that nobody has had.
std::uint64_t tag_of(std::uint64_t hash) { return std::max(hash & tag_mask, least_tag); }

double ticks_per_second(const Rate& rate) {
  return static_cast<double>(token) * rate.tokens / static_cast<double>(rate.per.count());
}

}  // namespace

RateTable::RateTable(const Rate& rate, std::size_t sets)
    : ticks_per_ns_(ticks_per_second(rate) / ns_per_second),
      full_(rate.burst * token),
      apart_(std::max(token, static_cast<std::uint64_t>(ticks_per_second(rate)))),
      sets_(sets) {
  assert(std::has_single_bit(sets) && sets - 1 <= time_mask);
}

std::uint64_t RateTable::ticks_at(std::int64_t now_ns) const {
  return static_cast<std::uint64_t>(static_cast<double>(now_ns) * ticks_per_ns_) & time_mask;
}

std::int64_t RateTable::ns_of(std::uint64_t ticks) const {
  return static_cast<std::int64_t>(static_cast<double>(ticks) / ticks_per_ns_);
}

std::uint64_t RateTable::missing(std::uint64_t bucket, std::uint64_t now) const {
  const std::uint64_t ahead = (bucket - now) & time_mask;
  return ahead <= full_ + apart_ ? ahead : 0;  // further ahead than any can be: it is in the past
}

RateTable::Taken RateTable::take(std::uint64_t hash, std::int64_t now_ns) {
  Set& set = sets_[hash & (sets_.size() - 1)];
  const std::uint64_t tag = tag_of(hash);
  const std::uint64_t now = ticks_at(now_ns);
  for (;;) {  // until no other thread has changed the bucket in between: each time, one of them got on
    std::atomic<std::uint64_t>* mine = nullptr;
    std::uint64_t found = 0;
    std::uint64_t owed = 0;
    std::uint64_t least = ~std::uint64_t{0};
    for (auto& bucket : set.buckets) {
      const std::uint64_t word = bucket.load(std::memory_order_relaxed);
      const std::uint64_t lacks = missing(word, now);
      if ((word & tag_mask) == tag) {
        mine = &bucket;
        found = word;
        owed = lacks;
        break;
      }
      if (lacks < least) {
        mine = &bucket;
        found = word;
        least = lacks;
      }
    }
    if (owed + token > full_) {
      return {.wait_ns = ns_of(owed + token - full_), .full_ns = ns_of(owed)};
    }
    owed += token;
    // Nothing else is told by the word, so no other memory has to be in order.
    if (!mine->compare_exchange_weak(found, tag | ((now + owed) & time_mask), std::memory_order_relaxed)) continue;
    return {.admitted = true,
            .remaining = static_cast<std::uint32_t>((full_ - owed) / token),
            .full_ns = ns_of(owed)};
  }
}

}  // namespace doorbuster::net
