// How each kind of command, answer and event is written out.
#include "tests/inventory/twin/describe.hpp"

#include <type_traits>

#include "tests/inventory/twin/text.hpp"

namespace doorbuster::inventory::twin {

namespace {

void tell(Text& text, const PutSku& command) {
  text.word("put_sku");
  text("merchant", command.merchant);
  text("sku", command.sku);
  text("name", command.name);
}
void tell(Text& text, const AdjustStock& command) {
  text.word("adjust_stock");
  text("merchant", command.merchant);
  text("sku", command.sku);
  text("delta", command.delta);
  text("reason", command.reason);
  text("key", command.key);
  text("body", command.body);
}
void tell(Text& text, const PutSale& command) {
  text.word("put_sale");
  text("merchant", command.merchant);
  text("terms", command.terms);
}
void tell(Text& text, const PlaceOrder& command) {
  text.word("place_order");
  text("merchant", command.merchant);
  text("sale", command.sale);
  text("buyer", command.buyer);
  text("lines", command.lines);
  text("key", command.key);
  text("body", command.body);
}
void tell(Text& text, const PayOrder& command) {
  text.word("pay_order");
  text("merchant", command.merchant);
  text("order", command.order);
  text("payment", command.payment);
  text("amount", command.amount);
}
void tell(Text& text, const CancelOrder& command) {
  text.word("cancel_order");
  text("merchant", command.merchant);
  text("order", command.order);
}
void tell(Text& text, const ForgetBuyer& command) {
  text.word("forget_buyer");
  text("merchant", command.merchant);
  text("buyer", command.buyer);
}
void tell(Text& text, const ReadSku& query) {
  text.word("read_sku");
  text("merchant", query.merchant);
  text("sku", query.sku);
}
void tell(Text& text, const ReadSale& query) {
  text.word("read_sale");
  text("merchant", query.merchant);
  text("sale", query.sale);
}
void tell(Text& text, const ReadOrder& query) {
  text.word("read_order");
  text("merchant", query.merchant);
  text("order", query.order);
}
void tell(Text& text, const ListOrders& query) {
  text.word("list_orders");
  text("merchant", query.merchant);
  text("sale", query.sale);
  text("buyer", query.buyer);
  text("status", query.status);
  text("after", query.after);
  text("limit", query.limit);
}
void tell(Text& text, const ListSales& query) {
  text.word("list_sales");
  text("merchant", query.merchant);
  text("after", query.after);
  text("limit", query.limit);
}
void tell(Text& text, const WatchSales& query) {
  text.word("watch_sales");
  text("merchant", query.merchant);
}

// Of a rejection's members those that go with its reason (inventory/answer.hpp says which): others are extra help.
void tell(Text& text, const Rejection& rejection) {
  text.word("rejected");
  text("reason", rejection.reason);
  switch (rejection.reason) {
    case Reason::sku_not_found:
    case Reason::sku_not_in_sale:
    case Reason::limit_reached:
    case Reason::sold_out:
      text("sku", rejection.sku);
      break;
    case Reason::order_in_flight:
      text("order", rejection.order);
      break;
    case Reason::sale_not_started:
      text("retry_after_seconds", rejection.retry_after_seconds);
      break;
    case Reason::wrong_status:
      text("order_status", rejection.order_status);
      break;
    default:
      break;
  }
}
void tell(Text& text, const SkuView& view) {
  text.word("sku");
  text("sku", view.sku);
  text("name", view.name);
  text("received", view.received);
  text("available", view.available);
  text("held", view.held);
  text("sold", view.sold);
}
void tell(Text& text, const SaleView& view) {
  text.word("sale");
  text("view", view);
}
void tell(Text& text, const OrderView& view) {
  text.word("order");
  text("view", view);
}
void tell(Text& text, const ForgottenBuyer& buyer) {
  text.word("forgotten_buyer");
  text("buyer", buyer.buyer);
  text("found", buyer.found);
}
void tell(Text& text, const OrderPage& page) {
  text.word("page");
  text("orders", page.orders);
  text("next_after", page.next_after);
}
void tell(Text& text, const SalePage& page) {
  text.word("sales");
  text("sales", page.sales);
  text("next_after", page.next_after);
}
void tell(Text& text, const SalesWatch& watch) {
  text.word("watch");
  text("sales", watch.sales);
  text("all_sales", watch.all_sales);
  text("running_sales", watch.running_sales);
}

template <class... Alternatives>
std::string describe_any(const std::variant<Alternatives...>& value) {
  Text text;
  std::visit([&](const auto& alternative) { tell(text, alternative); }, value);
  return text.take();
}

}  // namespace

std::string describe(const Command& command) { return describe_any(command); }

std::string describe(const Query& query) { return describe_any(query); }

std::string describe(const Event& event) {
  Text text;
  std::visit(
      [&](const auto& fact) {
        text.word(fact.type);
        text("at", event.at);
        text("merchant", event.merchant);
        std::remove_cvref_t<decltype(fact)>::fields(fact, text);
      },
      event.fact);
  return text.take();
}

std::string describe(const Answer& answer) {
  Text text;
  std::visit([&](const auto& body) { tell(text, body); }, answer.body);
  text("depends_on", answer.depends_on);
  if (!std::holds_alternative<Rejection>(answer.body)) {
    text("met", answer.met);
    text("record", answer.record);
  }
  return text.take();
}

}  // namespace doorbuster::inventory::twin
