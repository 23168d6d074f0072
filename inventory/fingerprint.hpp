// A hash of the whole state that doesn't depend on memory layout or on the order of tables: equal live, after replay,
// and in any other implementation that reports the same facts to a FingerprintBuilder.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "inventory/terms.hpp"

namespace doorbuster::inventory {

class State;

using Fingerprint = Number<struct FingerprintTag, std::uint64_t>;

// What is true of each thing. The sum over all things of the hash of their fields is the fingerprint.
struct SkuFacts {
  MerchantId merchant;
  SkuId sku;
  std::string name;
  Quantity received = 0, held = 0, sold = 0;
};
struct SaleFacts {
  MerchantId merchant;
  SaleTerms terms;
  Money gmv = 0;
  std::array<std::uint64_t, order_statuses> orders{};
};
struct SaleItemFacts {
  MerchantId merchant;
  SaleId sale;
  SkuId sku;
  Quantity held = 0, sold = 0;
};
struct OrderFacts {
  MerchantId merchant;
  OrderNumber order;
  Position record;  // of its OrderHeld
  SaleId sale;
  BuyerId buyer;                 // empty: forgotten, and then
  OrderNumber first_of_buyer{};  // tells whose order it is
  OrderLines lines;
  Money total = 0;
  Currency currency;
  Instant created_at, hold_expires_at;
  LatePayment late_payment{};
  OrderStatus status{};
  std::optional<PaymentId> payment;  // of a paid order
  KeyDigest key;
  BodyDigest body;
};
struct StockKeyFacts {  // an accepted stock adjustment's idempotency key
  KeyDigest key;
  BodyDigest body;
  MerchantId merchant;
  SkuId sku;
  Position record;
};
struct RefundFacts {
  OrderNumber order;
  PaymentId payment;
};
struct BuyerUnitsFacts {  // only those above 0
  MerchantId merchant;
  SaleId sale;
  SkuId sku;
  BuyerId buyer;  // these two as above
  OrderNumber first_of_buyer{};
  Quantity units = 0;  // held by or sold to this buyer in this sale
};

class FingerprintBuilder {
 public:
  void add(Position events_applied);
  void add(const SkuFacts& facts);
  void add(const SaleFacts& facts);
  void add(const SaleItemFacts& facts);
  void add(const OrderFacts& facts);
  void add(const StockKeyFacts& facts);
  void add(const RefundFacts& facts);
  void add(const BuyerUnitsFacts& facts);
  [[nodiscard]] Fingerprint result() const { return {sum_}; }

 private:
  std::uint64_t sum_ = 0;
};

// O(everything); for start, shutdown, `journal verify` and tests.
[[nodiscard]] Fingerprint fingerprint(const State& state);

}  // namespace doorbuster::inventory
