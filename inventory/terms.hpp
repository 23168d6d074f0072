// The words of a sale and of an order that commands, events and views all share.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "inventory/amounts.hpp"
#include "inventory/ids.hpp"

namespace doorbuster::inventory {

// What becomes of a payment that comes at or after the end of its order's hold.
enum class LatePayment : std::uint8_t { refund, reclaim };

enum class OrderStatus : std::uint8_t { held, paid, cancelled, expired };
inline constexpr std::size_t order_statuses = 4;

enum class SaleStatus : std::uint8_t { scheduled, running, ended };

// A yes or no that came to a record when others had long been written without it: it stands at the record's end, and
// only where it is yes. So what was written before is read, and hashed, as it was.
struct AddedFlag {
  bool yes = false;
  constexpr AddedFlag(bool value = false) : yes(value) {}
  constexpr operator bool() const { return yes; }
};

// One SKU's part in a sale. Absent bounds don't bind.
struct SaleItemTerms {
  SkuId sku;
  Money price = 0;                           // 0 to 10^12
  std::optional<Quantity> quota;             // how many this sale may sell
  std::optional<Quantity> per_buyer_limit;   // how many one buyer may hold or have bought in this sale
  friend bool operator==(const SaleItemTerms&, const SaleItemTerms&) = default;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("sku", self.sku);
    visit("price", self.price);
    visit("quota", self.quota);
    visit("per_buyer_limit", self.per_buyer_limit);
  }
};

// What an operator says of a sale. Items name different SKUs.
struct SaleTerms {
  SaleId sale;
  std::string name;
  Currency currency;
  Instant starts_at;
  Instant ends_at;                 // after starts_at
  std::uint32_t hold_seconds = 0;  // 1 to limits::hold_seconds_max
  LatePayment late_payment = LatePayment::refund;
  std::vector<SaleItemTerms> items;  // 1 to limits::items_per_sale
  AddedFlag one_order_in_flight{};   // a buyer with an order held in this sale can't place another one
  friend bool operator==(const SaleTerms&, const SaleTerms&) = default;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("sale", self.sale);
    visit("name", self.name);
    visit("currency", self.currency);
    visit("starts_at", self.starts_at);
    visit("ends_at", self.ends_at);
    visit("hold_seconds", self.hold_seconds);
    visit("late_payment", self.late_payment);
    visit("items", self.items);
    visit("one_order_in_flight", self.one_order_in_flight);
  }
};

// One line of an accepted order.
struct OrderLine {
  SkuId sku;
  Quantity qty = 0;  // lines of one SKU are one line here, so up to 100 * 10^6
  Money unit_price = 0;
  friend bool operator==(const OrderLine&, const OrderLine&) = default;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("sku", self.sku);
    visit("qty", self.qty);
    visit("unit_price", self.unit_price);
  }
};

// Nearly every flash-sale order has one line: two live inside the order, more are allocated.
inline constexpr std::size_t inline_lines = 2;
using OrderLines = boost::container::small_vector<OrderLine, inline_lines>;

}  // namespace doorbuster::inventory
