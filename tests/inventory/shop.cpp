// A small shop for tests.
#include "shop.hpp"

namespace doorbuster::inventory::tests {

SaleTerms lamp_terms() {
  return {.sale = id<SaleId>("night"),
          .name = "Lamp night",
          .currency = Currency::parse("EUR").value(),
          .starts_at = sale_start,
          .ends_at = sale_end,
          .hold_seconds = hold_seconds,
          .late_payment = LatePayment::refund,
          .items = {{.sku = id<SkuId>("lamp"), .price = 100, .quota = {}, .per_buyer_limit = {}}}};
}

Answer Shop::tell(const Command& command) {
  const Decision decision = decide(state, command, now);
  for (const Event& event : decision.events) {
    EXPECT_EQ(apply(state, event), std::nullopt);
    events.push_back(event);
  }
  return answer(state, command, decision, now);
}

void Shop::sweep() {
  std::vector<Event> due;
  decide_expiries(state, now, due);
  for (const Event& event : due) {
    EXPECT_EQ(apply(state, event), std::nullopt);
    events.push_back(event);
  }
}

Answer Shop::put_sku(std::string_view sku) { return tell(PutSku{merchant, id<SkuId>(sku), "A " + std::string(sku)}); }

Answer Shop::stock(std::string_view sku, Quantity delta) {
  return tell(AdjustStock{merchant, id<SkuId>(sku), delta, "delivery", new_key(), {1}});
}

PlaceOrder Shop::order(std::string_view buyer, Quantity qty, std::string_view sku) {
  PlaceOrder order{merchant, id<SaleId>("night"), id<BuyerId>(buyer), {}, new_key(), {1}};
  order.lines.push_back({id<SkuId>(sku), qty});
  return order;
}

OrderNumber Shop::place(std::string_view buyer, Quantity qty) {
  return std::get<OrderView>(tell(order(buyer, qty)).body).order;
}

Answer Shop::pay(OrderNumber number, Money amount, std::string_view payment) {
  return tell(PayOrder{merchant, number, id<PaymentId>(payment), amount});
}

OrderView Shop::read(OrderNumber number) const {
  return std::get<OrderView>(ask(ReadOrder{merchant, number}).body);
}

Shop open_shop(const Capacity& capacity) {
  Shop shop(capacity);
  shop.put_sku("lamp");
  shop.stock("lamp", 10);
  shop.put_sale(lamp_terms());
  return shop;
}

std::optional<Reason> reason_of(const Answer& answer) {
  const auto* rejection = std::get_if<Rejection>(&answer.body);
  if (rejection == nullptr) return std::nullopt;
  return rejection->reason;
}

}  // namespace doorbuster::inventory::tests
