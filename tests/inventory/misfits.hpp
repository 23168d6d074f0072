// Ground for facts that do not fit: apply() has to refuse each whole, say why, and change nothing.
#pragma once

#include "shop.hpp"

namespace doorbuster::inventory::tests {

// A shop with a held, a paid, a cancelled and an expired order, in this order from number 1.
class Apply : public testing::Test {
 protected:
  Apply() {
    SaleTerms terms = lamp_terms();
    terms.items[0].quota = 8;
    terms.items[0].per_buyer_limit = 4;
    shop.put_sku("lamp");
    shop.stock("lamp", 10);
    shop.put_sale(terms);
    shop.place("u4");
    shop.now = after_seconds(sale_start, hold_seconds);
    shop.sweep();
    for (const char* buyer : {"u1", "u2", "u3"}) shop.place(buyer);
    shop.pay(paid, 100, "pay");
    shop.cancel(cancelled);
    held_event = {shop.now, merchant, held_fact()};
  }

  [[nodiscard]] OrderHeld held_fact() const {
    OrderHeld fact{.order = {5},
                   .sale = id<SaleId>("night"),
                   .buyer = id<BuyerId>("u5"),
                   .lines = {},
                   .total = 100,
                   .currency = Currency::parse("EUR").value(),
                   .hold_expires_at = after_seconds(shop.now, hold_seconds),
                   .late_payment = LatePayment::refund,
                   .key = {77, 77},
                   .body = {1}};
    fact.lines.push_back({id<SkuId>("lamp"), 1, 100});
    return fact;
  }

  void expect_refused(const Fact& fact, std::string_view reason) { expect_refused({shop.now, merchant, fact}, reason); }
  void expect_refused(const Event& event, std::string_view reason) {
    const Fingerprint before = fingerprint(shop.state);
    EXPECT_EQ(apply(shop.state, event).value_or("it was taken"), reason);
    EXPECT_EQ(fingerprint(shop.state), before);
    EXPECT_THAT(broken_invariants(shop.state), testing::IsEmpty());
  }
  // As held_fact(), but for one change.
  template <class Change>
  void expect_held_refused(Change change, std::string_view reason) {
    OrderHeld fact = held_fact();
    change(fact);
    expect_refused(fact, reason);
  }
  template <class Change>
  void expect_sale_refused(Change change, std::string_view reason) {
    SaleTerms terms = std::get<SalePut>(shop.events[2].fact).terms;
    change(terms);
    expect_refused(SalePut{terms}, reason);
  }

  static constexpr OrderNumber expired{1}, held{2}, paid{3}, cancelled{4};
  const SaleId sale = id<SaleId>("night");
  const PaymentId payment = id<PaymentId>("other");
  Shop shop;
  Event held_event;
};

}  // namespace doorbuster::inventory::tests
