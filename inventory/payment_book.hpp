// The payment ids that were told: those that paid an order, and those for which a refund is due, each at most once for
// an order.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "inventory/compact_index.hpp"
#include "inventory/name_arena.hpp"
#include "inventory/table_memory.hpp"

namespace doorbuster::inventory {

struct Refund {
  std::uint32_t order = 0;  // its number
  NameRef payment;
};

class PaymentBook {
 public:
  explicit PaymentBook(std::uint32_t capacity);

  [[nodiscard]] bool full() const { return names_.full(); }
  [[nodiscard]] std::string_view operator[](NameRef payment) const { return names_[payment]; }
  [[nodiscard]] PaymentId id_of(NameRef payment) const;
  [[nodiscard]] bool refund_is_due(OrderNumber order, const PaymentId& payment) const;
  [[nodiscard]] std::span<const Refund> refunds() const { return refunds_; }

  // Both not while full(). The order keeps what paid it.
  [[nodiscard]] NameRef add_paying(const PaymentId& payment) { return names_.add(payment.view()); }
  void add_refund(OrderNumber order, const PaymentId& payment);

 private:
  NameArena names_;
  TableVector<Refund> refunds_;
  CompactIndex refund_index_;
};

}  // namespace doorbuster::inventory
