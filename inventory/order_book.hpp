// Every order ever accepted, by its number, and its lines. Orders are never removed.
#pragma once

#include <cstdint>
#include <span>

#include "inventory/buyer_table.hpp"
#include "inventory/name_arena.hpp"
#include "inventory/sale_table.hpp"
#include "inventory/table_memory.hpp"
#include "inventory/terms.hpp"

namespace doorbuster::inventory {

struct Line {
  ItemIndex item;
  std::uint32_t qty = 0;
  Money unit_price = 0;
};

inline constexpr unsigned hold_seconds_bits = 20;
inline constexpr std::uint32_t hold_seconds_mask = (1u << hold_seconds_bits) - 1;

// One cache line an order. The merchant and the currency are its sale's, which keeps them while it has orders.
struct alignas(64) Order {
  KeyDigest key;
  BodyDigest body;
  Position record;  // of its OrderHeld
  Instant created_at;
  SaleIndex sale;
  BuyerIndex buyer;
  std::uint32_t first_line = 0;
  std::uint32_t next_of_buyer = 0;  // the number of this buyer's next order, 0 for none
  NameRef payment{};                // in the PaymentBook, of a paid order
  std::uint32_t hold_seconds : hold_seconds_bits = 0;
  std::uint32_t lines : 7 = 0;
  OrderStatus status : 2 = OrderStatus::held;
  LatePayment late_payment : 1 = LatePayment::refund;

  [[nodiscard]] Instant hold_expires_at() const { return after_seconds(created_at, hold_seconds); }
  [[nodiscard]] bool due(Instant now) const { return now >= hold_expires_at(); }
};
static_assert(sizeof(Order) == 64);
static_assert(limits::hold_seconds_max <= hold_seconds_mask && limits::lines_per_order < 1u << 7);
static_assert(std::uint64_t{limits::lines_per_order} * limits::quantity_per_line < std::uint64_t{1} << 32);

class OrderBook {
 public:
  OrderBook(std::uint32_t orders, std::uint32_t lines);

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(orders_.size()); }
  [[nodiscard]] OrderNumber next_number() const { return {orders_.size() + 1}; }
  [[nodiscard]] bool has(OrderNumber number) const { return number.value >= 1 && number.value <= orders_.size(); }
  [[nodiscard]] const Order& operator[](OrderNumber number) const { return orders_[number.value - 1]; }
  [[nodiscard]] Order& operator[](OrderNumber number) { return orders_[number.value - 1]; }
  // For any thread that knows that the order is there; asks nothing that another one may be changing.
  [[nodiscard]] BuyerIndex buyer_of(OrderNumber number) const { return orders_.data()[number.value - 1].buyer; }
  // A hint that this order is to be looked at soon. It need not be there.
  void prefetch(OrderNumber number) const {
    if (has(number)) __builtin_prefetch(&(*this)[number]);
  }
  void prefetch_lines(const Order& order) const { __builtin_prefetch(lines_.data() + order.first_line); }
  [[nodiscard]] std::span<const Order> all() const { return orders_; }
  [[nodiscard]] std::span<const Line> lines_of(const Order& order) const;
  [[nodiscard]] Money total_of(const Order& order) const;

  [[nodiscard]] bool full() const { return orders_.size() == orders_.capacity(); }
  [[nodiscard]] bool has_room_for_lines(std::size_t lines) const;
  // Where the next `count` orders and their lines will stand, if each has one.
  void add_stretches(std::size_t count, TableStretches& stretches) const {
    add_stretch(orders_, count, stretches);
    add_stretch(lines_, count, stretches);
  }
  // Fills in where the lines stand. Only where there is room.
  OrderNumber add(Order order, std::span<const Line> lines);

 private:
  TableVector<Order> orders_;
  TableVector<Line> lines_;
};

}  // namespace doorbuster::inventory
