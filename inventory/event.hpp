// Facts: what the journal holds, what apply() folds into the state, what the event feed tells.
// Each names its fields once, in `fields`, for everything that writes, reads or hashes it. The order of fields and
// of the alternatives of Fact is the journal's format: append, never reorder.
#pragma once

#include <string>
#include <variant>

#include "inventory/terms.hpp"

namespace doorbuster::inventory {

struct SkuPut {
  static constexpr std::string_view type = "sku_put";
  SkuId sku;
  std::string name;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("sku", self.sku);
    visit("name", self.name);
  }
};

struct StockAdjusted {
  static constexpr std::string_view type = "stock_adjusted";
  SkuId sku;
  Quantity delta = 0;
  std::string reason;
  KeyDigest key;
  BodyDigest body;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("sku", self.sku);
    visit("delta", self.delta);
    visit("reason", self.reason);
    visit("key", self.key);
    visit("body", self.body);
  }
};

// The sale's terms as a whole, as they are from here on.
struct SalePut {
  static constexpr std::string_view type = "sale_put";
  SaleTerms terms;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    SaleTerms::fields(self.terms, visit);
  }
};

// Accepted: stock is held for the buyer from the event's instant until hold_expires_at.
struct OrderHeld {
  static constexpr std::string_view type = "order_held";
  OrderNumber order;
  SaleId sale;
  BuyerId buyer;
  OrderLines lines;
  Money total = 0;
  Currency currency;
  Instant hold_expires_at;
  LatePayment late_payment = LatePayment::refund;  // the sale's, when the order was accepted
  KeyDigest key;
  BodyDigest body;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("order", self.order);
    visit("sale", self.sale);
    visit("buyer", self.buyer);
    visit("items", self.lines);
    visit("total", self.total);
    visit("currency", self.currency);
    visit("hold_expires_at", self.hold_expires_at);
    visit("late_payment", self.late_payment);
    visit("key", self.key);
    visit("body", self.body);
  }
};

// From held, or, where late payments reclaim, from expired.
struct OrderPaid {
  static constexpr std::string_view type = "order_paid";
  OrderNumber order;
  SaleId sale;
  PaymentId payment;
  Money amount = 0;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("order", self.order);
    visit("sale", self.sale);
    visit("payment", self.payment);
    visit("amount", self.amount);
  }
};

struct OrderCancelled {
  static constexpr std::string_view type = "order_cancelled";
  OrderNumber order;
  SaleId sale;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("order", self.order);
    visit("sale", self.sale);
  }
};

struct OrderExpired {
  static constexpr std::string_view type = "order_expired";
  OrderNumber order;
  SaleId sale;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("order", self.order);
    visit("sale", self.sale);
  }
};

// Money has arrived for an order that can't take it. One for each order and payment id.
struct RefundDue {
  static constexpr std::string_view type = "refund_due";
  OrderNumber order;
  SaleId sale;
  PaymentId payment;
  Money amount = 0;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("order", self.order);
    visit("sale", self.sale);
    visit("payment", self.payment);
    visit("amount", self.amount);
  }
};

// The buyer whose first order this is has no id any more; all else about the orders stays. The id itself isn't told
// again: who keeps one finds it by this order. Whoever comes with that id from here on is somebody new.
struct BuyerForgotten {
  static constexpr std::string_view type = "buyer_forgotten";
  OrderNumber order;
  SaleId sale;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("order", self.order);
    visit("sale", self.sale);
  }
};

using Fact = std::variant<SkuPut, StockAdjusted, SalePut, OrderHeld, OrderPaid, OrderCancelled, OrderExpired, RefundDue,
                          BuyerForgotten>;

struct Event {
  Instant at;
  MerchantId merchant;
  Fact fact;
};

}  // namespace doorbuster::inventory
