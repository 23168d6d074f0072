// Which trace an order's events belong to: those of requests that came not long ago, in memory of a fixed size, without
// a lock. What is overwritten or was before the last start is not known any more, and nobody needs it to be.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "inventory/inventory.hpp"
#include "net/trace/trace_context.hpp"

namespace doorbuster::net {

// What a trace is remembered by: an order, or the idempotency key of one that has no number yet.
struct TraceSubject {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  [[nodiscard]] static TraceSubject of(inventory::MerchantId merchant, inventory::OrderNumber order);
  [[nodiscard]] static TraceSubject of(inventory::MerchantId merchant, const inventory::KeyDigest& key);
  friend bool operator==(const TraceSubject&, const TraceSubject&) = default;
};

// Any thread.
class RecentTraces {
 public:
  static constexpr std::size_t places = 16'384;  // a power of two; each subject has one, which it may have to give up

  RecentTraces();

  // The trace of the last request about `subject`. Before the request's events can be read, so that none comes without.
  void note(const TraceSubject& subject, const TraceContext& context);
  // Nothing: there was none, or it is known no more.
  [[nodiscard]] std::optional<TraceContext> of(const TraceSubject& subject) const;

 private:
  // Words are read between two looks at `version`, which is odd while they are written.
  struct Place {
    std::atomic<std::uint64_t> version{0};
    std::array<std::atomic<std::uint64_t>, 6> words{};
  };
  [[nodiscard]] Place& place_of(const TraceSubject& subject) const;

  std::unique_ptr<Place[]> places_;
  std::atomic<bool> used_{false};  // until then a look costs nothing
};

}  // namespace doorbuster::net
