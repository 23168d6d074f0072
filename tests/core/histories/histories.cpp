// The shop's commands, and the edges of facts.
#include "tests/core/histories/histories.hpp"

#include <limits>
#include <stdexcept>

namespace doorbuster::core {

using namespace inventory;

Capacity small_capacity() {
  Capacity capacity;
  capacity.skus = 20'000;
  capacity.sales = 100;
  capacity.sale_items = 60'000;
  capacity.orders = 100'000;
  capacity.order_lines = 200'000;
  capacity.buyers = 100'000;
  capacity.stock_keys = 1'000;
  capacity.payments = 100'000;
  return capacity;
}

Shop::Shop() : state_(small_capacity()) {}

void Shop::open() {
  run(PutSku{{0}, id<SkuId>("lamp"), "Goodnight lamp"});
  run(AdjustStock{{0}, id<SkuId>("lamp"), 1'000'000, "delivery 7", {1, 1}, {7}});
  SaleTerms terms;
  terms.sale = id<SaleId>("double-11");
  terms.name = "Double 11";
  terms.currency = Currency::parse("CNY").value();
  terms.starts_at = now_;
  terms.ends_at = after_seconds(now_, 86'400);
  terms.hold_seconds = 900;
  terms.items.push_back({id<SkuId>("lamp"), 19'900, 900'000, 2});
  run(PutSale{{0}, terms});
}

void Shop::sell(std::uint32_t orders) {
  for (std::uint32_t i = 0; i < orders; ++i) {
    ++orders_;
    now_.ms += 1;
    const std::string number = std::to_string(orders_);
    PlaceOrder order;
    order.sale = id<SaleId>("double-11");
    order.buyer = id<BuyerId>("u" + number);
    order.lines.push_back({id<SkuId>("lamp"), 1});
    order.key = {2, orders_};
    order.body = {orders_};
    const OrderNumber placed = run(order).order;
    if (orders_ % 3 == 0) run(PayOrder{{0}, placed, id<PaymentId>("pay_" + number), 19'900});
    else if (orders_ % 5 == 0) run(CancelOrder{{0}, placed});
  }
}

void Shop::plan_large_sale(std::uint32_t items) {
  SaleTerms terms;
  terms.sale = id<SaleId>("everything-must-go");
  terms.name = std::string(limits::text_bytes, 'x');
  terms.currency = Currency::parse("EUR").value();
  terms.starts_at = after_seconds(now_, 3'600);
  terms.ends_at = after_seconds(now_, 7'200);
  terms.hold_seconds = 60;
  for (std::uint32_t i = 0; i < items; ++i) {
    const std::string number = std::to_string(i);
    const SkuId sku = id<SkuId>("s" + std::string(limits::id_bytes - 1 - number.size(), '-') + number);
    run(PutSku{{0}, sku, "one of many"});
    terms.items.push_back({sku, limits::price_minor, 1'000'000'000, 1'000'000});
  }
  run(PutSale{{0}, terms});
}

void Shop::let_holds_end() {
  now_ = after_seconds(now_, 86'400);
  for (;;) {
    std::vector<Event> due;
    decide_expiries(state_, now_, due);
    if (due.empty()) return;
    for (const Event& event : due) take(event);
  }
}

Decision Shop::run(const Command& command) {
  Decision decision = decide(state_, command, now_);
  if (decision.rejection) throw std::logic_error("the shop's command was rejected");
  for (const Event& event : decision.events) take(event);
  return decision;
}

void Shop::take(const Event& event) {
  if (const auto misfit = apply(state_, event)) throw std::logic_error(std::string(*misfit));
  events_.push_back(event);
}

Fingerprint fingerprint_after(const std::vector<Event>& events, std::size_t count) {
  State state(small_capacity());
  for (std::size_t i = 0; i < count; ++i) {
    if (apply(state, events[i])) throw std::logic_error("an event of the history doesn't fit");
  }
  return fingerprint(state);
}

namespace {

SalePut largest_sale() {
  SalePut put;
  put.terms.sale = id<SaleId>(std::string(limits::id_bytes, 'S'));
  put.terms.name = std::string(limits::text_bytes, '\xFF');
  put.terms.currency = Currency::parse("ZZZ").value();
  put.terms.starts_at = {std::numeric_limits<std::int64_t>::min()};
  put.terms.ends_at = {std::numeric_limits<std::int64_t>::max()};
  put.terms.hold_seconds = std::numeric_limits<std::uint32_t>::max();
  put.terms.late_payment = LatePayment::reclaim;
  put.terms.one_order_in_flight = true;
  const std::int64_t most = std::numeric_limits<std::int64_t>::min();  // the longest of varints
  put.terms.items.assign(limits::items_per_sale, {id<SkuId>(std::string(limits::id_bytes, 's')), most, most, most});
  return put;
}

SalePut smallest_sale() {
  SalePut put;
  put.terms.sale = id<SaleId>("s");
  put.terms.currency = Currency::parse("AAA").value();
  put.terms.items.push_back({id<SkuId>("k"), 0, std::nullopt, std::nullopt});
  return put;
}

OrderHeld order_held(std::size_t lines, std::int64_t number, std::size_t id_size) {
  OrderHeld held;
  held.order = {static_cast<std::uint64_t>(number)};
  held.sale = id<SaleId>(std::string(id_size, 'a'));
  held.buyer = id<BuyerId>(std::string(id_size, '9'));
  held.lines.assign(lines, {id<SkuId>(std::string(id_size, 'k')), number, number});
  held.total = number;
  held.currency = Currency::parse("CNY").value();
  held.hold_expires_at = {number};
  held.late_payment = LatePayment::reclaim;
  held.key = {static_cast<std::uint64_t>(number), ~std::uint64_t{0}};
  held.body = {static_cast<std::uint64_t>(number)};
  return held;
}

}  // namespace

std::vector<Event> events_at_their_edges() {
  const std::string longest(limits::id_bytes, 'z');
  const auto most = std::numeric_limits<std::int64_t>::max();
  const auto least = std::numeric_limits<std::int64_t>::min();
  const OrderNumber last{std::numeric_limits<std::uint64_t>::max()};
  const std::vector<Fact> facts = {
      SkuPut{id<SkuId>("a"), ""},
      SkuPut{id<SkuId>(longest), std::string(limits::text_bytes, '\0')},
      StockAdjusted{id<SkuId>("a.b_c:d-9"), most, "delivery", {0, 0}, {0}},
      StockAdjusted{id<SkuId>("a"), least, "", {~std::uint64_t{0}, 1}, {~std::uint64_t{0}}},
      smallest_sale(),
      largest_sale(),
      order_held(1, 0, 1),
      order_held(limits::lines_per_order, least, limits::id_bytes),
      OrderPaid{{1}, id<SaleId>("s"), id<PaymentId>("p"), 0},
      OrderPaid{last, id<SaleId>(longest), id<PaymentId>(longest), most},
      OrderCancelled{{127}, id<SaleId>("s")},
      OrderCancelled{{128}, id<SaleId>(longest)},
      OrderExpired{{0}, id<SaleId>("s")},
      OrderExpired{last, id<SaleId>(longest)},
      RefundDue{{1}, id<SaleId>("s"), id<PaymentId>("p"), -1},
      RefundDue{last, id<SaleId>(longest), id<PaymentId>(longest), least},
      BuyerForgotten{{1}, id<SaleId>("s")},
      BuyerForgotten{last, id<SaleId>(longest)},
  };
  std::vector<Event> events;
  for (const Fact& fact : facts) {
    const bool odd = events.size() % 2 != 0;
    events.push_back({{odd ? most : 0}, {static_cast<std::uint16_t>(odd ? 65'535 : 0)}, fact});
  }
  return events;
}

}  // namespace doorbuster::core
