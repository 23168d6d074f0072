// A merchant's shop on a machine: the words in which the behaviours are told.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "tests/inventory/twin/describe.hpp"
#include "tests/inventory/twin/machine.hpp"
#include "tests/inventory/twin/names.hpp"

namespace doorbuster::inventory::twin {

// Every suite of behaviours runs on both.
using Machines = testing::Types<RealMachine, TwinMachine>;

template <class Id>
[[nodiscard]] Id id(std::string_view text) {
  return Id::parse(text).value();
}

inline constexpr Instant opening{1'794'355'200'000};  // 2026-11-11T00:00:00.000Z
inline constexpr std::int64_t hour_ms = 3'600'000;
inline constexpr std::uint32_t hold_seconds = 900;
inline constexpr std::int64_t hold_ms = hold_seconds * 1000;

using Bound = std::optional<Quantity>;
[[nodiscard]] inline SaleItemTerms item(std::string_view sku, Money price = 100, Bound quota = {}, Bound limit = {}) {
  return SaleItemTerms{id<SkuId>(sku), price, quota, limit};
}

// A sale that runs for an hour from the opening on.
[[nodiscard]] inline SaleTerms terms(const std::vector<SaleItemTerms>& items, std::string_view sale = "sale") {
  return SaleTerms{id<SaleId>(sale), "A sale", {{'C', 'N', 'Y'}}, opening, {opening.ms + hour_ms}, hold_seconds,
                   LatePayment::refund, items};
}

[[nodiscard]] inline std::vector<std::string_view> types(const std::vector<Event>& events) {
  std::vector<std::string_view> result;
  for (const Event& event : events) {
    result.push_back(std::visit([](const auto& fact) { return std::string_view(fact.type); }, event.fact));
  }
  return result;
}
using Types = std::vector<std::string_view>;

[[nodiscard]] inline std::optional<Reason> reason(const Answer& answer) {
  const auto* rejection = std::get_if<Rejection>(&answer.body);
  return rejection ? std::optional(rejection->reason) : std::nullopt;
}

template <class C>
struct ViewAfter {
  using type = OrderView;
};
template <>
struct ViewAfter<PutSku> {
  using type = SkuView;
};
template <>
struct ViewAfter<AdjustStock> {
  using type = SkuView;
};
template <>
struct ViewAfter<PutSale> {
  using type = SaleView;
};

template <>
struct ViewAfter<ForgetBuyer> {
  using type = ForgottenBuyer;
};

template <Machine M>
class Shop {
 public:
  M machine;
  MerchantId merchant;
  Instant now = opening;

  Shop() = default;
  Shop(const Shop&) = delete;
  Shop& operator=(const Shop&) = delete;
  ~Shop() { EXPECT_EQ(machine.faults(), std::vector<std::string>{}); }

  // Commands, with a fresh key where there is one.
  [[nodiscard]] PutSku naming(std::string_view sku, std::string name) {
    return {merchant, id<SkuId>(sku), std::move(name)};
  }
  [[nodiscard]] AdjustStock delivery(std::string_view sku, Quantity delta) {
    return {merchant, id<SkuId>(sku), delta, "delivery", fresh_key(), {++bodies_}};
  }
  [[nodiscard]] PutSale sale(const SaleTerms& terms) { return {merchant, terms}; }
  struct Want {
    std::string_view sku;
    Quantity qty = 1;
  };
  [[nodiscard]] PlaceOrder order(std::string_view buyer, std::initializer_list<Want> wants = {{"lamp"}},
                                 std::string_view sale = "sale") {
    WantedLines lines;
    for (const Want& want : wants) lines.push_back({id<SkuId>(want.sku), want.qty});
    return {merchant, id<SaleId>(sale), id<BuyerId>(buyer), lines, fresh_key(), {++bodies_}};
  }
  [[nodiscard]] PayOrder payment(const OrderView& order, std::string_view payment = "pay-1") {
    return {merchant, order.order, id<PaymentId>(payment), order.total};
  }
  [[nodiscard]] ForgetBuyer forgetting(std::string_view buyer) { return {merchant, id<BuyerId>(buyer)}; }
  [[nodiscard]] CancelOrder cancellation(const OrderView& order) { return {merchant, order.order}; }

  // The SKUs of these items with `stock` units each, and a sale of them.
  void open(const std::vector<SaleItemTerms>& items, Quantity stock = 10) { open(terms(items), stock); }
  void open(const SaleTerms& terms, Quantity stock = 10) {
    for (const SaleItemTerms& item : terms.items) {
      accept(naming(item.sku.view(), "A thing"));
      accept(delivery(item.sku.view(), stock));
    }
    accept(sale(terms));
  }

  Outcome run(const Command& command) { return machine.execute(command, now); }

  // Runs what must be accepted.
  template <class C>
  auto accept(const C& command) -> typename ViewAfter<C>::type {
    const Answer answer = run(command).answer;
    EXPECT_EQ(reason(answer), std::nullopt) << describe(Command(command));
    return std::get<typename ViewAfter<C>::type>(answer.body);
  }
  // Runs what must be refused, and change nothing.
  Rejection refuse(const Command& command) {
    const Fingerprint before = machine.fingerprint();
    const Outcome outcome = run(command);
    EXPECT_EQ(outcome.events.size(), 0U) << describe(command);
    EXPECT_EQ(machine.fingerprint(), before) << describe(command);
    const Rejection rejection = std::get<Rejection>(outcome.answer.body);
    const bool waits = of_orders_and_keys.contains(rejection.reason);
    EXPECT_EQ(outcome.answer.depends_on > Position{0}, waits) << describe(command);
    return rejection;
  }

  [[nodiscard]] SkuView sku_now(std::string_view sku) {
    return std::get<SkuView>(machine.ask(ReadSku{merchant, id<SkuId>(sku)}, now).body);
  }
  [[nodiscard]] SaleView sale_now(std::string_view sale = "sale") {
    return std::get<SaleView>(machine.ask(ReadSale{merchant, id<SaleId>(sale)}, now).body);
  }
  [[nodiscard]] OrderView order_now(const OrderView& order) {
    return std::get<OrderView>(machine.ask(ReadOrder{merchant, order.order}, now).body);
  }

  void wait(std::int64_t ms) { now.ms += ms; }
  std::vector<Event> sweep() { return machine.sweep(now); }
  // Lets every hold made until now come to its end.
  void expire_all() {
    wait(hold_ms);
    while (!sweep().empty()) continue;
  }

 private:
  [[nodiscard]] KeyDigest fresh_key() { return {merchant.value + std::uint64_t{1}, ++keys_}; }

  std::uint64_t keys_ = 0;
  std::uint64_t bodies_ = 0;
};

}  // namespace doorbuster::inventory::twin
