// What the benches have in common: a sale that never sells out, one unit a buyer, and orders for it.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "inventory/inventory.hpp"

namespace doorbuster::bench {

inline constexpr std::int64_t start_ms = 1'700'000'000'000;

template <class Id>
[[nodiscard]] Id id(std::string_view text) {
  return Id::parse(text).value();
}

// Room for so many one-line orders, each with its own buyer and payment.
[[nodiscard]] inline inventory::Capacity room_for(std::uint64_t orders) {
  inventory::Capacity capacity;
  capacity.orders = capacity.buyers = capacity.order_lines = capacity.payments = static_cast<std::uint32_t>(orders);
  return capacity;
}

// Decides and applies. Calls on_event for each event.
template <class OnEvent>
void carry_out(inventory::State& state, const inventory::Command& command, OnEvent&& on_event) {
  const auto decision = decide(state, command, {start_ms});
  for (const auto& event : decision.events) {
    if (apply(state, event)) std::abort();
    on_event(event);
  }
}

template <class OnEvent>
void open_sale(inventory::State& state, OnEvent&& on_event) {
  using namespace inventory;
  SaleTerms terms;
  terms.sale = id<SaleId>("double-11");
  terms.name = "Double 11";
  terms.starts_at = {start_ms};
  terms.ends_at = {start_ms + 86'400'000};
  terms.hold_seconds = 900;
  terms.items = {{id<SkuId>("lamp"), 19'900, std::nullopt, 1}};
  carry_out(state, PutSku{{}, id<SkuId>("lamp"), "Lamp"}, on_event);
  carry_out(state, AdjustStock{{}, id<SkuId>("lamp"), 1'000'000'000, "delivery", {1, 0}, {}}, on_event);
  carry_out(state, PutSale{{}, terms}, on_event);
}
inline void open_sale(inventory::State& state) {
  open_sale(state, [](const inventory::Event&) {});
}

// The order of this number: its own buyer, its own key.
[[nodiscard]] inline inventory::PlaceOrder order_of(std::uint64_t number) {
  using namespace inventory;
  PlaceOrder order{{}, id<SaleId>("double-11"), id<BuyerId>("u" + std::to_string(number)), {}, {2, number}, {number}};
  order.lines.push_back({id<SkuId>("lamp"), 1});
  return order;
}

[[nodiscard]] inline inventory::PayOrder payment_of(std::uint64_t number) {
  using namespace inventory;
  return {{}, {number}, id<PaymentId>("pay_" + std::to_string(number)), 19'900};
}

}  // namespace doorbuster::bench
