// A table of traces: one place for each subject, by its hash, and the newest wins.
#include "net/trace/recent_traces.hpp"

namespace doorbuster::net {
namespace {

// Merchants are numbered in 16 bits. An order's first word has the highest bit; a key's digest is keyed and as good as
// random, so that one equals an order's words is as likely as any other clash of 128 bits.
constexpr std::uint64_t order_bit = std::uint64_t{1} << 63;
constexpr std::uint64_t odd_multiplier = 0x9e3779b97f4a7c15;  // 2^64 divided by the golden ratio
constexpr unsigned index_shift = 64 - 14;
constexpr int looks_max = 16;  // at a place that is being written
static_assert(std::size_t{1} << (64 - index_shift) == RecentTraces::places);

}  // namespace

TraceSubject TraceSubject::of(inventory::MerchantId merchant, inventory::OrderNumber order) {
  return {order_bit | merchant.value, order.value};
}

TraceSubject TraceSubject::of(inventory::MerchantId merchant, const inventory::KeyDigest& key) {
  return {key.high ^ merchant.value, key.low};
}

RecentTraces::RecentTraces() : places_(std::make_unique<Place[]>(places)) {}

RecentTraces::Place& RecentTraces::place_of(const TraceSubject& subject) const {
  return places_[((subject.high ^ subject.low) * odd_multiplier) >> index_shift];
}

// Who finds another one writing there gives up: two subjects of one place can't both be remembered anyway.
void RecentTraces::note(const TraceSubject& subject, const TraceContext& context) {
  Place& place = place_of(subject);
  std::uint64_t version = place.version.load(std::memory_order_relaxed);
  if (version % 2 != 0) return;
  if (!place.version.compare_exchange_strong(version, version + 1, std::memory_order_acq_rel)) return;
  const std::array<std::uint64_t, 6> words{subject.high,      subject.low,    context.trace_high,
                                           context.trace_low, context.parent, context.sampled ? 1U : 0U};
  for (std::size_t i = 0; i < words.size(); ++i) place.words[i].store(words[i], std::memory_order_release);
  place.version.store(version + 2, std::memory_order_release);
  used_.store(true, std::memory_order_release);
}

std::optional<TraceContext> RecentTraces::of(const TraceSubject& subject) const {
  if (!used_.load(std::memory_order_acquire)) return std::nullopt;
  const Place& place = place_of(subject);
  for (int look = 0; look < looks_max; ++look) {
    const std::uint64_t version = place.version.load(std::memory_order_acquire);
    if (version % 2 != 0) continue;
    std::array<std::uint64_t, 6> words;
    for (std::size_t i = 0; i < words.size(); ++i) words[i] = place.words[i].load(std::memory_order_acquire);
    if (place.version.load(std::memory_order_acquire) != version) continue;
    if (version == 0 || TraceSubject{words[0], words[1]} != subject) return std::nullopt;
    return TraceContext{words[2], words[3], words[4], words[5] != 0};
  }
  return std::nullopt;
}

}  // namespace doorbuster::net
