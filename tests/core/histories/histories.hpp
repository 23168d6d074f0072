// Histories to journal: events that a shop's commands lead to, decided by the real rules; and one of every fact.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/core.hpp"

namespace doorbuster::core {

// Small tables, quickly made.
[[nodiscard]] inventory::Capacity small_capacity();

// A shop that sells lamps: what happens there, as events in order, and the state that they lead to.
class Shop {
 public:
  Shop();

  // Opens with a SKU, its stock and a sale: three events.
  void open();
  // So many buyers order; every third pays, every fifth of the others cancels.
  void sell(std::uint32_t orders);
  // A sale of so many items, named at length: a large event.
  void plan_large_sale(std::uint32_t items);
  // Time goes by until all holds have ended.
  void let_holds_end();

  [[nodiscard]] const std::vector<inventory::Event>& events() const { return events_; }
  [[nodiscard]] const inventory::State& state() const { return state_; }
  [[nodiscard]] inventory::Fingerprint fingerprint() const { return inventory::fingerprint(state_); }

 private:
  inventory::Decision run(const inventory::Command& command);
  void take(const inventory::Event& event);

  inventory::State state_;
  inventory::Instant now_{1'783'000'000'000};
  std::uint64_t orders_ = 0;
  std::vector<inventory::Event> events_;
};

// The state after the first `count` of `events`.
[[nodiscard]] inventory::Fingerprint fingerprint_after(const std::vector<inventory::Event>& events, std::size_t count);

// Each fact at its smallest and at its largest, with the edges of every number.
[[nodiscard]] std::vector<inventory::Event> events_at_their_edges();

template <class Id>
[[nodiscard]] Id id(std::string_view text) {
  return Id::parse(text).value();
}

}  // namespace doorbuster::core
