// The payment ids that were told.
#include "inventory/payment_book.hpp"

#include "inventory/hash.hpp"

namespace doorbuster::inventory {

PaymentBook::PaymentBook(std::uint32_t capacity) : names_(capacity), refund_index_(capacity) {
  refunds_.reserve(capacity);
}

PaymentId PaymentBook::id_of(NameRef payment) const {
  return PaymentId::parse(names_[payment]).value_or(PaymentId{});
}

bool PaymentBook::refund_is_due(OrderNumber order, const PaymentId& payment) const {
  const auto found = refund_index_.find(hash_of(order.value, payment.view()), [&](std::uint32_t at) {
    return refunds_[at].order == order.value && names_[refunds_[at].payment] == payment.view();
  });
  return found.has_value();
}

void PaymentBook::add_refund(OrderNumber order, const PaymentId& payment) {
  refund_index_.insert(hash_of(order.value, payment.view()), static_cast<std::uint32_t>(refunds_.size()));
  refunds_.push_back({static_cast<std::uint32_t>(order.value), names_.add(payment.view())});
}

}  // namespace doorbuster::inventory
